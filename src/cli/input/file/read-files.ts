/** Reads the files of --from-file, with the problems of all of them. */
import type { Context } from '../../../context.ts';
import type { Detail } from '../../../errors/failure.ts';
import { withListings } from '../../../engine/input/records/listing.ts';
import { withSpelledColumns } from '../../../engine/input/records/spelling.ts';
import type { CommandLine } from '../../../engine/input/records/record-input.ts';
import {
  readRecords,
  type ReadSource,
  type RecordsInput,
  withRecords,
} from '../../../engine/input/records/read-records.ts';
import { parseFile } from './parse.ts';
import { readSource, type Source } from './source.ts';

/** Reads files of names or records, in order, with every problem in them. Nothing is thrown. */
export async function readFiles(paths: readonly string[], line: CommandLine, context: Context): Promise<RecordsInput> {
  const unread: Detail[] = [];
  const files: ReadSource[] = [];
  for (const path of paths) {
    const source = await readSource(path, context);
    if ('message' in source) unread.push(source);
    else files.push(await readFile(source, line, context));
  }
  return unread.length > 0 ? { ...withRecords([], line), problems: unread } : withRecords(files, line);
}

async function readFile(source: Source, line: CommandLine, context: Context): Promise<ReadSource> {
  const { name } = source;
  const parsed = withSpelledColumns(withListings(await parseFile(source, line.file), line.file), line.file);
  return { name, parsed, read: await readRecords(parsed, line, name, () => context.compact()) };
}
