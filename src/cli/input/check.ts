/**
 * Checks a whole command line, with its files and settings, and reports all problems together. Nothing is sent or
 * asked.
 */
import { requireCredentials, type Settings } from '../../config/settings.ts';
import type { Values } from '../../core/operation.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { plural, sentence, t } from '../../core/text/texts.ts';
import type { Detail, Failure } from '../../errors/failure.ts';
import { type BoundCommand, COMMANDS, OPERATIONS } from '../../operations/registry.ts';
import type { ParsedServiceCommand } from '../parsed-command.ts';
import { itemsOf } from '../../engine/input/items.ts';
import { type Field, fieldsOf, labelOf, problemOf, secretOf } from '../../engine/input/fields.ts';
import type { CommandLine } from '../../engine/input/records/record-input.ts';
import type { RecordsInput } from '../../engine/input/records/read-records.ts';
import { type GlobalOptions, readGlobals } from '../../commands/global-options.ts';
import type { Io } from '../../engine/io.ts';
import type { CommandRequest, SecretSupply } from '../../engine/run-command.ts';
import { lineProblems, missingFields, paramProblems, printProblems, waitProblems } from './line-problems.ts';
import type { OpenValue } from './open-values.ts';
import { settingProblems, wantsSecret } from '../../engine/input/needs.ts';
import { compileQueryFlag } from '../../output/query/query-option.ts';
import { isTyped, readInput } from '../../engine/input/read-input.ts';
import { completed, inFlags } from '../../engine/input/complete.ts';
import { mistypedPattern, nameViolations, patternViolations } from '../../engine/input/rules.ts';
import { checkPlaces, elsewhereProblems } from '../../engine/input/records/records-place.ts';
import { type FileProblems, refusal } from '../../engine/input/refusal.ts';
import { readSecret, secretSource } from './secret.ts';

const ACTIONS = OPERATIONS.map(({ action }) => action);

/** A command line whose only problems are missing values that can be picked. */
export interface OpenRequest {
  readonly open: readonly OpenValue[];
  readonly bound: BoundCommand;
  readonly input: Values;
  readonly options: GlobalOptions;
  /** The error if they are not picked. */
  readonly refusal: Failure;
  /** The names and records of its files, which are read only once. */
  readonly file: FileRecords | undefined;
}

type FileRecords = RecordsInput & FileProblems;

/**
 * Checks a whole command line and reports all of its problems at once. Nothing is sent or asked. `earlier` is an
 * earlier check of the line, before values were picked. Throws Failure: exit 2 with every problem; exit 4 if there is
 * no problem but there are no keys.
 */
export async function check(
  parsed: ParsedServiceCommand,
  settings: Settings,
  io: Io,
  earlier?: OpenRequest,
): Promise<CommandRequest | OpenRequest> {
  const problems: Detail[] = [...parsed.problems];
  const globals = readGlobals(parsed.flags, io.context, settings.output, problems, ACTIONS);
  io.presentation.follow(globals.format);
  const { bound } = parsed;
  const fields = fieldsOf(bound);
  const read = readInput(fields, parsed.typed, globals.validate);
  const elsewhere = bound.command.kind === 'read' ? bound.command.redirect?.(completed(fields, read.given)) : undefined;
  const needed = elsewhere === undefined ? [] : notMeant(parsed, fields, boundTo(elsewhere));
  if (elsewhere !== undefined && needed.length === 0)
    return check({ ...parsed, bound: boundTo(elsewhere) }, settings, io, earlier);
  problems.push(...needed);
  const file =
    earlier === undefined ? await fileOf({ bound, fields, given: read.given, ...globals }, io) : earlier.file;
  const input = file?.input ?? completed(fields, read.given);
  const missing = file?.bare === false ? undefined : missingFields(parsed, fields, input, globals);
  problems.push(
    ...lineProblems(parsed, read, fields, input, missing, globals),
    ...inFlags(patternViolations(bound, fields, read.given), fields),
    ...(globals.validate ? inFlags(nameViolations(bound, fields, read.given), fields) : []),
    ...printProblems(bound, input, globals),
    ...paramProblems(bound.operation, globals),
    ...waitProblems(input),
    ...(await elsewhereProblems(bound, file?.places ?? [], settings)),
  );
  io.presentation.use({ ...globals, query: await compileQueryFlag(globals.flags.query, problems) });
  const secret = secretFrom(bound, input, globals, io, problems);
  const isWrong = (): boolean => problems.length + (file?.problems.length ?? 0) > 0;
  // Without keys nothing can be sent: that is reported before a missing region, and before any question.
  if (!isWrong() && !globals.dryRun) requireCredentials(settings);
  problems.push(...settingProblems(bound, input, settings));
  if (isWrong()) {
    const { openValues } = await import('./open-values.ts');
    const error = refusal(problems, file, nextOf(bound, fields, read.given, problems));
    const mayAsk = globals.noPrompt === undefined && (file?.problems.length ?? 0) === 0;
    const open = mayAsk
      ? openValues({ bound, settings, missing: missing ?? [], isTyped: typedIn(parsed), input }, problems)
      : [];
    if (open.length === 0) throw error;
    return { open, bound, input, options: globals, refusal: error, file };
  }
  const items = file?.items ?? itemsOf(fields, read.given);
  const warnings = [...read.warnings, ...(file?.warnings ?? [])];
  const { places = [], empty = [] } = file ?? {};
  const nothingToDo =
    empty.length > 0 && items.length === 0
      ? plural(empty.length, 'nothing to do: {files} is empty', 'nothing to do: {files} are empty', {
          files: empty.join(', '),
        })
      : undefined;
  const request: CommandRequest = { bound, input, items, warnings, nothingToDo, options: globals, secret };
  if (places.length === 0) return request;
  return { ...request, checkTarget: (target, _held, log) => checkPlaces(bound, places, target, log) };
}

const typedIn =
  ({ typed }: ParsedServiceCommand) =>
  (key: string): boolean =>
    isTyped(typed[key]);

/** The command to run next: by pattern, where all that is wrong is that one was typed as a name; else the help. */
function nextOf(bound: BoundCommand, fields: readonly Field[], given: Values, problems: readonly Detail[]): string {
  const words = bound.command.path.split(' ');
  const value = problems.length === 1 ? mistypedPattern(bound, given) : undefined;
  const { pattern } = (bound.command.kind === 'change' ? bound.command.byPattern : undefined) ?? {};
  const option = fields.find(({ key }) => key === pattern)?.param.flag;
  return value === undefined || option === undefined
    ? alikafka`${words} --help`
    : alikafka`${words} --${option} ${value}`;
}

function secretFrom(
  bound: BoundCommand,
  input: Values,
  globals: GlobalOptions,
  { context }: Io,
  problems: Detail[],
): SecretSupply | undefined {
  const source = wantsSecret(bound, input) && !globals.dryRun ? secretSource(input, globals, problems) : undefined;
  if (source === undefined) return undefined;
  const key = secretOf(bound) ?? '';
  return { asked: source.kind === 'prompt', read: async () => ({ [key]: await readSecret(source, key, context) }) };
}

/** The names and records of the files of --from-file, if given. */
async function fileOf(line: Omit<CommandLine, 'file'>, io: Io): Promise<FileRecords | undefined> {
  const { command } = line.bound;
  const paths = line.given['fromFile'] as readonly string[] | undefined;
  const file = command.kind === 'change' ? command.file : undefined;
  if (paths === undefined || file === undefined) return undefined;
  const { readFiles: takeFiles } = await import('./file/read-files.ts');
  if (paths.includes('-') && io.context.stdin.isTTY) await io.log.info(t('Enter names or records, then press Ctrl-D.'));
  const name = [...new Set(paths.map((path) => (path === '-' ? 'stdin' : path)))].join(' and ');
  return { name, ...(await takeFiles(paths, { ...line, file }, io.context)) };
}

/**
 * The problems of a line that would mean another command, but has options which only the typed one has: it lacks the
 * argument. Empty if it means the other one.
 */
function notMeant({ typed }: ParsedServiceCommand, fields: readonly Field[], other: BoundCommand): Detail[] {
  const known = new Set(fieldsOf(other).map(({ key }) => key));
  const lost = fields.filter(({ key }) => isTyped(typed[key]) && !known.has(key));
  const argument = fields.find(({ param, key }) => param.flag === undefined && !isTyped(typed[key]));
  if (lost.length === 0) return [];
  if (argument === undefined)
    return lost.map(({ param }) =>
      problemOf(param, sentence('{name} cannot be used with "{command}"', { command: other.command.path })),
    );
  const options = lost.map(({ param }) => labelOf(param)).join(', ');
  return [problemOf(argument.param, sentence('{name} is required with {options}', { options }))];
}

function boundTo(path: string): BoundCommand {
  const bound = COMMANDS.get(path);
  if (bound === undefined) throw new Error(`no command ${path}`);
  return bound;
}
