/** Requests for commands from values, for callers without a command line. The command line is parsed in cli/. */
import type { Settings } from '../config/settings.ts';
import type { Values } from '../core/operation.ts';
import { violations } from '../core/params.ts';
import type { Row } from '../core/shape.ts';
import { t } from '../core/text/texts.ts';
import { type Detail, problem, usage } from '../errors/failure.ts';
import { type BoundCommand, COMMANDS } from '../operations/registry.ts';
import type { CommandOptions } from './command-context.ts';
import { completed, missingOf } from './input/complete.ts';
import { type Field, fieldsOf, isMany, secretOf } from './input/fields.ts';
import { itemsOf } from './input/items.ts';
import { settingProblems, wantsSecret } from './input/needs.ts';
import { itemOf } from './input/records/item.ts';
import { withListings } from './input/records/listing.ts';
import { readRecords, type RecordsInput, withRecords } from './input/records/read-records.ts';
import type { CommandLine } from './input/records/record-input.ts';
import { checkPlaces, elsewhereProblems } from './input/records/records-place.ts';
import { firstFew } from './input/refusal.ts';
import { crossFieldViolations, patternViolations } from './input/rules.ts';
import type { CommandRequest, SecretSupply } from './run-command.ts';

/** The options of a command if none are given. */
export const DEFAULT_OPTIONS: CommandOptions = {
  timeout: 30_000,
  deadline: undefined,
  maxAttempts: 4,
  rates: { by: {} },
  params: {},
  debug: false,
  noPrompt: 'there is no terminal',
  dryRun: false,
  yes: false,
  validate: true,
  quiet: true,
  raw: false,
  announce: false,
  targets: {},
  format: 'json',
  columns: undefined,
  sort: undefined,
  queried: false,
};

/** A name, or a record with the fields of a --from-file record: `{ Topic: 'orders', PartitionNum: 3 }`. */
export type GivenItem = string | Row;

/**
 * The request for a command by its path (`topic create`), with its input by key, as values: for programs, which have no
 * command line. A key of many names has a list; the secret of a command is under its parameter. `items` are checked as
 * those of a file are: each completed by the input. Throws Failure (exit 2) with all problems.
 */
export async function commandRequest(
  path: string,
  given: Values,
  settings: Settings,
  options: Partial<CommandOptions> = {},
  items?: readonly GivenItem[],
): Promise<CommandRequest> {
  const bound = COMMANDS.get(path);
  if (bound === undefined) throw usage([problem(path, 'unknown command "{name}"')]);
  return requestOf(bound, given, settings, { ...DEFAULT_OPTIONS, ...options }, items);
}

/** The same for a command that is not in the registry. Throws Failure (exit 2). */
export async function requestOf(
  bound: BoundCommand,
  given: Values,
  settings: Settings,
  options: CommandOptions,
  items?: readonly GivenItem[],
): Promise<CommandRequest> {
  const fields = fieldsOf(bound);
  const { secret, problems: secretProblems, plain } = secretIn(bound, given, options);
  const records = items === undefined ? undefined : await recordsIn({ bound, fields, given: plain, ...options }, items);
  const input = records?.input ?? completed(fields, plain);
  const problems = [
    ...secretProblems,
    ...unknownKeys(fields, plain),
    ...(records?.bare === false ? [] : wholeProblems(bound, fields, input, options)),
    ...patternViolations(bound, fields, { ...plain, ...(items === undefined ? {} : { fromFile: [ITEMS] }) }).map(
      ({ param, message }) => ({ name: param, message: message(param) }),
    ),
    ...listProblems(fields, given),
    ...(options.validate ? valueProblems(fields, given) : []),
    ...(await elsewhereProblems(bound, records?.places ?? [], settings)),
    ...settingProblems(bound, input, settings),
    ...firstFew(records?.problems ?? []),
  ];
  if (problems.length > 0) throw usage(problems);
  return {
    bound,
    input,
    items: records?.items ?? itemsOf(fields, plain),
    options,
    secret,
    ...ofRecords(bound, records),
  };
}

/** Missing values and violated rules between inputs, of an input that must be complete. */
const wholeProblems = (
  bound: BoundCommand,
  fields: readonly Field[],
  input: Values,
  { params, validate }: CommandOptions,
): Detail[] => [
  ...missingOf(fields, input, () => false, params).map(({ key }) => problem(key, '{name} is required')),
  ...crossFieldViolations(bound, input, validate).map(({ param, message }) => ({
    name: param,
    message: message(param),
  })),
];

/** The name of the records in messages. */
const ITEMS = 'items';

/** Reads names and records like those of a file. */
async function recordsIn(line: Omit<CommandLine, 'file'>, items: readonly GivenItem[]): Promise<RecordsInput> {
  const { command } = line.bound;
  if (command.kind !== 'change' || command.file === undefined)
    throw usage([problem(ITEMS, '{name} are not accepted by this command')]);
  const whole = { ...line, file: command.file };
  const found = items.map((item, i) => itemOf(t('record {number}', { number: i + 1 }), item));
  const parsed = withListings({ found }, command.file);
  return withRecords([{ name: ITEMS, parsed, read: await readRecords(parsed, whole, ITEMS, nothing) }], whole);
}

const nothing = async (): Promise<void> => undefined;

/** The part of a request that depends on its records. */
function ofRecords(bound: BoundCommand, records: RecordsInput | undefined): Partial<CommandRequest> {
  if (records === undefined) return {};
  const { items, empty, warnings, places } = records;
  return {
    warnings,
    nothingToDo:
      empty.length > 0 && items.length === 0 ? t('nothing to do: {name} is empty', { name: ITEMS }) : undefined,
    checkTarget: (target, _held, log) => checkPlaces(bound, places, target, log),
  };
}

/**
 * The secret of a command, separate from its other inputs so that no output shows it. Read only if the command needs
 * one for this input.
 */
function secretIn(
  bound: BoundCommand,
  given: Values,
  { dryRun }: CommandOptions,
): { readonly secret: SecretSupply | undefined; readonly problems: Detail[]; readonly plain: Values } {
  const key = secretOf(bound);
  if (key === undefined) return { secret: undefined, problems: [], plain: given };
  const { [key]: value, ...plain } = given;
  if (!wantsSecret(bound, plain)) return { secret: undefined, problems: [], plain: given };
  const problems =
    (value === undefined && dryRun) || (typeof value === 'string' && value !== '')
      ? []
      : [value === undefined ? problem(key, '{name} is required') : problem(key, '{name} must be a non-empty string')];
  const secret = value === undefined ? undefined : { asked: false, read: async () => ({ [key]: String(value) }) };
  return { secret, problems, plain };
}

const unknownKeys = (fields: readonly Field[], given: Values): Detail[] =>
  Object.keys(given)
    .filter((name) => !fields.some(({ key }) => key === name))
    .map((name) => problem(name, 'unknown input "{name}"'));

/** Refuses a string in place of a list of names, which would be read letter by letter. */
const listProblems = (fields: readonly Field[], given: Values): Detail[] =>
  fields
    .filter(({ key, param }) => isMany(param) && given[key] !== undefined && !Array.isArray(given[key]))
    .map(({ key }) => problem(key, '{name} must be a list'));

/** The problems of each value by the rules of its parameter; for many names, of each name. */
function valueProblems(fields: readonly Field[], given: Values): Detail[] {
  return fields.flatMap(({ key, param }) => {
    const value = given[key];
    if (value === undefined) return [];
    const each = param.many === true && Array.isArray(value) && param.kind !== 'texts' ? (value as string[]) : [value];
    return each.flatMap((one) => violations(param, one).map((says) => ({ name: key, message: says(key) })));
  });
}
