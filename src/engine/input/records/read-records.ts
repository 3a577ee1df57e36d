import type { Values } from '../../../core/operation.ts';
import { t } from '../../../core/text/texts.ts';
import type { Detail } from '../../../errors/failure.ts';
import { completed } from '../complete.ts';
import { itemsOf, manyOf, namesOf } from '../items.ts';
import { firstFew } from '../refusal.ts';
import { distinct, type Placed } from './distinct.ts';
import { type FileIssue, inField, type Parsed } from './item.ts';
import { type Place, placesOf } from './places.ts';
import { type CommandLine, itemReader } from './record-input.ts';
import { unknownFields } from './unknown-fields.ts';

/** What a command's own input and its records give together. */
export interface RecordsInput {
  /** What the command's own input says, with the names of both. */
  readonly input: Values;
  /** One complete input for each name and record, those of the command's own input first. */
  readonly items: readonly Values[];
  /** Some are bare names, so that the command's own input must say all the rest. */
  readonly bare: boolean;
  readonly problems: readonly Detail[];
  readonly warnings: readonly string[];
  /** The instances and regions that records name. */
  readonly places: readonly Place[];
  /** The sources that hold neither names nor records, by name. */
  readonly empty: readonly string[];
}

/** Names and records of one source (a file), parsed and read. */
export interface ReadSource {
  /** As messages call it. */
  readonly name: string;
  readonly parsed: Parsed;
  readonly read: ReadRecords;
}

/** What the records of a source say, each as a complete input. */
export interface ReadRecords {
  readonly placed: readonly Placed[];
  readonly violations: readonly FileIssue[];
  readonly cautions: readonly FileIssue[];
}

/** So many are read before memory is given back. */
const PART = 2000;

/** Reads the names and records of one source. */
export async function readRecords(
  { found }: Parsed,
  line: CommandLine,
  name: string,
  compact: () => Promise<void>,
): Promise<ReadRecords> {
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
    all.violations.push(...violations.map((problem) => ({ at, message: inField(problem) })));
    all.cautions.push(...cautions.map((problem) => ({ at, message: inField(problem) })));
  }
  return all;
}

/** The input of a command with its records, and everything that is wrong in them. */
export function withRecords(sources: readonly ReadSource[], line: CommandLine): RecordsInput {
  const { command } = line.bound;
  const plansEach = command.kind === 'change' && command.planEach !== undefined;
  const names = plansEach ? undefined : line.file.line;
  const typed = typedEntries(line).map((values): Placed => ({ at: undefined, name: undefined, values }));
  const placed = sources.reduce<readonly Placed[]>((all, { read }) => all.concat(read.placed), typed);
  const { items, violations } = distinct(placed, line.file, names);
  const told = sources.map((source) => toldOf(source, line));
  const bare = line.file.line === undefined ? [] : sources.filter(({ parsed }) => parsed.found.some(isName));
  const cautions = sources.flatMap((source) =>
    onceEach([...(source.parsed.cautions ?? []), ...source.read.cautions]).map((one) => detailOf(one, source)),
  );
  return {
    ...together(line, items, bare),
    problems: [...told.flat(), ...violations.map((one) => detailOf(one, one))],
    warnings: firstFew(cautions).map(({ message }) => message),
    places: sources.flatMap(({ parsed, name }) => placesOf(parsed, name, line.file)),
    empty: sources
      .filter(({ parsed }, i) => parsed.found.length + (told[i]?.length ?? 0) === 0)
      .map(({ name }) => name),
  };
}

const toldOf = ({ name, parsed, read }: ReadSource, { file }: CommandLine): Detail[] =>
  [...unknownFields(parsed, file), ...read.violations].map((one) => detailOf(one, { name }));

const isName = (one: Parsed['found'][number]): boolean => 'value' in one && typeof one.value === 'string';

/** Names of the command's own input, if there are any; without arguments that take many it gives defaults alone. */
function typedEntries({ fields, given }: CommandLine): Values[] {
  return manyOf(fields) === undefined ? [] : itemsOf(fields, given);
}

function together(
  line: CommandLine,
  items: readonly Values[],
  names: readonly unknown[],
): Pick<RecordsInput, 'input' | 'items' | 'bare'> {
  const { fields, given } = line;
  const many = manyOf(fields);
  const bare = names.length > 0 || typedEntries(line).length > 0;
  const all = many === undefined ? given : { ...given, [many]: namesOf(many, items) };
  return { input: completed(fields, all), items, bare };
}

/** A caution that holds for many records is said of the first. */
function onceEach(cautions: readonly FileIssue[]): FileIssue[] {
  const first = new Map<string, FileIssue>();
  for (const one of cautions) if (!first.has(one.message(''))) first.set(one.message(''), one);
  return [...first.values()];
}

/** `topics.csv line 7: PartitionNum must be at least 1, not 0`. */
const detailOf = ({ at, message }: FileIssue, { name }: { readonly name: string }): Detail => ({
  name,
  message: message(at === undefined ? name : t('{file} {place}', { file: name, place: at })),
});
