import type { Context } from '../../../context.ts';
import type { Values } from '../../../core/operation.ts';
import { type Detail, sentence } from '../../../errors/failure.ts';
import { itemsOf, manyOf, namesOf } from '../../../engine/input/items.ts';
import { completed } from '../../../engine/input/complete.ts';
import { firstFew } from '../../../engine/input/refusal.ts';
import { distinct, type Placed } from '../../../engine/input/records/distinct.ts';
import { type CommandLine, itemReader } from '../../../engine/input/records/record-input.ts';
import type { Parsed, FileIssue } from '../../../engine/input/records/item.ts';
import { withListings } from '../../../engine/input/records/listing.ts';
import { parseFile } from './parse.ts';
import { type Place, placesOf } from '../../../engine/input/records/places.ts';
import { readSource, type Source } from './source.ts';
import { unknownFields } from '../../../engine/input/records/unknown-fields.ts';

/** What a command line and its file give together. */
export interface FileInputResult {
  /** What the command line says, with the names of both. */
  readonly input: Values;
  /** One complete input for each name and record, the command line's first. */
  readonly items: readonly Values[];
  /** Some are bare names, so that the command line must say all the rest. */
  readonly bare: boolean;
  readonly problems: readonly Detail[];
  readonly warnings: readonly string[];
  /** The instances and regions that records name. */
  readonly places: readonly Place[];
  /** The files that hold neither names nor records, by name. */
  readonly empty: readonly string[];
}

/** Reads files of names or records, in order, and says everything that is wrong in them. Nothing is thrown. */
export async function readFiles(
  paths: readonly string[],
  line: CommandLine,
  context: Context,
): Promise<FileInputResult> {
  const nothing = { ...together(line, [], []), warnings: [], places: [], empty: [] };
  const unread: Detail[] = [];
  const files: ReadFile[] = [];
  for (const path of paths) {
    const source = await readSource(path, context);
    if ('message' in source) unread.push(source);
    else files.push(await readFile(source, line, context));
  }
  return unread.length > 0 ? { ...nothing, problems: unread } : taken(files, line);
}

/** One file, read. */
interface ReadFile {
  readonly source: Source;
  readonly parsed: Parsed;
  readonly read: ReadAll;
}

async function readFile(source: Source, line: CommandLine, context: Context): Promise<ReadFile> {
  const parsed = withListings(await parseFile(source, line.file), line.file);
  return { source, parsed, read: await readAll(parsed, line, source.name, () => context.compact()) };
}

function taken(files: readonly ReadFile[], line: CommandLine): FileInputResult {
  const { command } = line.bound;
  const plansEach = command.kind === 'change' && command.planEach !== undefined;
  const names = plansEach ? undefined : line.file.line;
  const typed = typedEntries(line).map((values): Placed => ({ at: undefined, name: undefined, values }));
  const placed = files.reduce<readonly Placed[]>((all, { read }) => all.concat(read.placed), typed);
  const { items, violations } = distinct(placed, line.file, names);
  const told = files.map((file) => toldOf(file, line));
  const bare = line.file.line === undefined ? [] : files.filter(({ parsed }) => parsed.found.some(isName));
  const cautions = files.flatMap(({ source, parsed, read }) =>
    onceEach([...(parsed.cautions ?? []), ...read.cautions]).map((one) => detailOf(one, source)),
  );
  return {
    ...together(line, items, bare),
    problems: [...told.flat(), ...violations.map((one) => detailOf(one, one))],
    warnings: firstFew(cautions).map(sentence),
    places: files.flatMap(({ source, parsed }) => placesOf(parsed, source.name, line.file)),
    empty: files.filter(({ parsed }, i) => parsed.found.length + (told[i]?.length ?? 0) === 0).map(nameOf),
  };
}

const nameOf = ({ source }: ReadFile): string => source.name;

const toldOf = ({ source, parsed, read }: ReadFile, { file }: CommandLine): Detail[] =>
  [...unknownFields(parsed, file), ...read.violations].map((one) => detailOf(one, source));

const isName = (one: Parsed['found'][number]): boolean => 'value' in one && typeof one.value === 'string';

/** Names of the command line, if there are any; without arguments that take many it gives defaults alone. */
function typedEntries({ fields, given }: CommandLine): Values[] {
  return manyOf(fields) === undefined ? [] : itemsOf(fields, given);
}

function together(
  line: CommandLine,
  items: readonly Values[],
  names: readonly unknown[],
): Pick<FileInputResult, 'input' | 'items' | 'bare'> {
  const { fields, given } = line;
  const many = manyOf(fields);
  const bare = names.length > 0 || typedEntries(line).length > 0;
  const all = many === undefined ? given : { ...given, [many]: namesOf(many, items) };
  return { input: completed(fields, all), items, bare };
}

interface ReadAll {
  readonly placed: readonly Placed[];
  readonly violations: FileIssue[];
  readonly cautions: readonly FileIssue[];
}

/** So many are read before memory is given back. */
const PART = 2000;

async function readAll(
  { found }: Parsed,
  line: CommandLine,
  name: string,
  compact: () => Promise<void>,
): Promise<ReadAll> {
  const read = itemReader(line, manyOf(line.fields));
  const all = { placed: [] as Placed[], violations: [] as FileIssue[], cautions: [] as FileIssue[] };
  for (const one of found) {
    const { at } = one;
    if ('message' in one) {
      all.violations.push(one);
      continue;
    }
    const { values, violations, cautions } = read(one.value);
    if (all.placed.push({ at, name, values }) % PART === 0) await compact();
    all.violations.push(...violations.map((message) => ({ at, message })));
    all.cautions.push(...cautions.map((message) => ({ at, message })));
  }
  return all;
}

/** A caution that holds for many records is said of the first. */
function onceEach(cautions: readonly FileIssue[]): FileIssue[] {
  const first = new Map<string, FileIssue>();
  for (const one of cautions) if (!first.has(one.message)) first.set(one.message, one);
  return [...first.values()];
}

/** `topics.csv line 7: PartitionNum must be at least 1, not 0`. */
const detailOf = ({ at, message }: FileIssue, { name }: Pick<Source, 'name'>): Detail => ({
  name,
  message: at === undefined ? message : `${at}: ${message}`,
});
