/** Reads a file in any of its formats. Each parser is loaded when it is needed. */
import type { FileInput } from '../../../core/command.ts';
import { formatOf } from './format.ts';
import type { Parsed } from '../../../engine/input/records/item.ts';
import { readJson } from './json.ts';
import { readLines } from './lines.ts';
import { readSeparated } from './separated.ts';
import type { Source } from './source.ts';
import { readYaml } from './yaml.ts';

/** The names and records of a file, in any format. */
export async function parseFile({ name, text }: Source, file: FileInput): Promise<Parsed> {
  const format = formatOf(name, text, file);
  switch (format.kind) {
    case 'lines':
      return readLines(text);
    case 'json':
      return readJson(text);
    case 'yaml':
      return readYaml(text);
    case 'separated':
      return readSeparated(text, format.separator);
  }
}
