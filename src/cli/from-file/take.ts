import type { Context } from '../../context.ts';
import type { Values } from '../../core/operation.ts';
import { type Detail, sentence } from '../../errors/failure.ts';
import { entriesOf, manyOf, namesOf } from '../entries.ts';
import { completed } from '../read-input.ts';
import { firstFew } from '../refusal.ts';
import { distinct, type Placed } from './distinct.ts';
import { type CommandLine, entryReader } from './entry.ts';
import type { Parsed, Told } from './item.ts';
import { parseFile } from './parse.ts';
import { readSource, type Source } from './source.ts';
import { strangers } from './strangers.ts';

/** What a command line and its file give together. */
export interface Taken {
  /** What the command line says, with the names of both. */
  readonly input: Values;
  /** One complete input for each name and record, the command line's first. */
  readonly entries: readonly Values[];
  /** Some are bare names, so that the command line must say all the rest. */
  readonly bare: boolean;
  readonly problems: readonly Detail[];
  readonly warnings: readonly string[];
}

/** Reads a file of names or records and says everything that is wrong in it. Nothing is thrown. */
export async function takeFile(path: string, line: CommandLine, context: Context): Promise<Taken> {
  const source = await readSource(path, context);
  if ('message' in source) return { ...together(line, [], []), problems: [source], warnings: [] };
  const parsed = await parseFile(source, line.file);
  const read = await readAll(parsed, line, () => context.compact());
  const names = line.bound.command.planEach === undefined ? line.file.line : undefined;
  const typed = typedEntries(line).map((values): Placed => ({ at: undefined, values }));
  const { entries, troubles } = distinct([...typed, ...read.placed], line.file, names);
  const told = [...strangers(parsed, line.file), ...read.troubles, ...troubles];
  if (parsed.found.length === 0 && told.length === 0)
    told.push({ at: undefined, message: `holds no ${line.file.line === undefined ? 'records' : 'names'}` });
  return {
    ...together(line, entries, line.file.line === undefined ? [] : parsed.found.filter(isName)),
    problems: told.map((one) => detailOf(one, source)),
    warnings: firstFew(onceEach(read.cautions).map((one) => detailOf(one, source))).map(sentence),
  };
}

const isName = (one: Parsed['found'][number]): boolean => 'value' in one && typeof one.value === 'string';

/** Names of the command line, if there are any; without arguments that take many it gives defaults alone. */
function typedEntries({ fields, given }: CommandLine): Values[] {
  return manyOf(fields) === undefined ? [] : entriesOf(fields, given);
}

function together(
  line: CommandLine,
  entries: readonly Values[],
  names: readonly unknown[],
): Pick<Taken, 'input' | 'entries' | 'bare'> {
  const { fields, given } = line;
  const many = manyOf(fields);
  const bare = names.length > 0 || typedEntries(line).length > 0;
  const all = many === undefined ? given : { ...given, [many]: namesOf(many, entries) };
  return { input: completed(fields, all), entries, bare };
}

interface ReadAll {
  readonly placed: readonly Placed[];
  readonly troubles: Told[];
  readonly cautions: readonly Told[];
}

/** So many are read before memory is given back. */
const PART = 2000;

async function readAll({ found }: Parsed, line: CommandLine, compact: () => Promise<void>): Promise<ReadAll> {
  const read = entryReader(line, manyOf(line.fields));
  const all = { placed: [] as Placed[], troubles: [] as Told[], cautions: [] as Told[] };
  for (const one of found) {
    const { at } = one;
    if ('message' in one) {
      all.troubles.push(one);
      continue;
    }
    const { values, troubles, cautions } = read(one.value);
    if (all.placed.push({ at, values }) % PART === 0) await compact();
    all.troubles.push(...troubles.map((message) => ({ at, message })));
    all.cautions.push(...cautions.map((message) => ({ at, message })));
  }
  return all;
}

/** A caution that holds for many records is said of the first. */
function onceEach(cautions: readonly Told[]): Told[] {
  const first = new Map<string, Told>();
  for (const one of cautions) if (!first.has(one.message)) first.set(one.message, one);
  return [...first.values()];
}

/** `topics.csv line 7: PartitionNum must be at least 1, not 0`. */
const detailOf = ({ at, message }: Told, { name }: Source): Detail => ({
  name,
  message: at === undefined ? message : `${at}: ${message}`,
});
