/** Adds the records of files to the command's own input. One record is read in record-input.ts. */
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

/** The input of a command together with its records. */
export interface RecordsInput {
  /** The command's own input, with the names of both. */
  readonly input: Values;
  /** One complete input for each name and record, those of the command's own input first. */
  readonly items: readonly Values[];
  /** Some are bare names, so the command's own input must give all other values. */
  readonly bare: boolean;
  readonly problems: readonly Detail[];
  readonly warnings: readonly string[];
  /** The instances and regions that records name. */
  readonly places: readonly Place[];
  /** The names of the sources without names and records. */
  readonly empty: readonly string[];
}

/** The names and records of one source (a file). */
export interface ReadSource {
  /** Its name in messages. */
  readonly name: string;
  readonly parsed: Parsed;
  readonly read: ReadRecords;
}

/** The records of a source, each as a complete input. */
export interface ReadRecords {
  readonly placed: readonly Placed[];
  readonly violations: readonly FileIssue[];
  readonly cautions: readonly FileIssue[];
}

/** The number of records after which memory is released. */
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

/** Adds the records of sources to the command's own input, with all of their problems. */
export function withRecords(sources: readonly ReadSource[], line: CommandLine): RecordsInput {
  const { command } = line.bound;
  const plansEach = command.kind === 'change' && command.planEach !== undefined;
  const names = plansEach ? undefined : line.file.line;
  const typed = typedEntries(line).map((values): Placed => ({ at: undefined, name: undefined, values }));
  const placed = sources.reduce<readonly Placed[]>((all, { read }) => all.concat(read.placed), typed);
  const { items, violations } = distinct(placed, line.file, names);
  const found = sources.map((source) => problemsOf(source, line));
  const bare = line.file.line === undefined ? [] : sources.filter(({ parsed }) => parsed.found.some(isName));
  const cautions = sources.flatMap((source) =>
    onceEach([...(source.parsed.cautions ?? []), ...source.read.cautions]).map((one) => detailOf(one, source)),
  );
  return {
    ...together(line, items, bare),
    problems: [...found.flat(), ...violations.map((one) => detailOf(one, one))],
    warnings: firstFew(cautions).map(({ message }) => message),
    places: sources.flatMap(({ parsed, name }) => placesOf(parsed, name, line.file)),
    empty: sources
      .filter(({ parsed }, i) => parsed.found.length + (found[i]?.length ?? 0) === 0)
      .map(({ name }) => name),
  };
}

const problemsOf = ({ name, parsed, read }: ReadSource, line: CommandLine): Detail[] =>
  [...unknownFields(parsed, line), ...read.violations].map((one) => detailOf(one, { name }));

const isName = (one: Parsed['found'][number]): boolean => 'value' in one && typeof one.value === 'string';

/** The items of the command's own names; none for a command that does not accept many. */
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

/** Reports a warning that applies to many records only for the first. */
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
