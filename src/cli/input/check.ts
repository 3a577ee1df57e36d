import { requireCredentials, type Settings } from '../../config/settings.ts';
import type { Values } from '../../core/operation.ts';
import type { Detail } from '../../errors/failure.ts';
import { type BoundCommand, COMMANDS, OPERATIONS } from '../../operations/registry.ts';
import type { ParsedServiceCommand } from '../parsed-command.ts';
import { itemsOf } from '../../engine/input/items.ts';
import { type Field, fieldsOf, labelOf } from '../../engine/input/fields.ts';
import type { CommandLine } from './file/record-input.ts';
import type { Place } from './file/places.ts';
import type { FileInputResult } from './file/read-files.ts';
import { type Globals, readGlobals } from './globals.ts';
import type { Io } from '../io.ts';
import { lineProblems, paramProblems, printProblems, waitProblems } from './line-problems.ts';
import { settingProblems, wantsSecret } from '../../engine/input/needs.ts';
import { compileQueryFlag, type Query } from '../print.ts';
import { completed, readInput } from './read-input.ts';
import { elsewhereProblems } from './records-place.ts';
import { type FileProblems, refusal } from './refusal.ts';
import { type SecretSource, secretSource } from './secret.ts';

/** A command line in which nothing is wrong as far as can be seen without sending anything. */
export interface Checked {
  readonly bound: BoundCommand;
  /** What holds for all, with every name. */
  readonly input: Values;
  /** One complete input for each name or record; the input alone where the command takes neither many nor a file. */
  readonly items: readonly Values[];
  readonly warnings: readonly string[];
  readonly globals: Globals;
  readonly query: Query;
  /** What the records of a file say they belong to. */
  readonly places: readonly Place[];
  /** A file was given, and nothing is left to do: what is said of it. */
  readonly nothingToDo: string | undefined;
  /** Where the secret is to come from, where the command takes one. */
  readonly secret: SecretSource | undefined;
}

const ACTIONS = OPERATIONS.map(({ action }) => action);

/**
 * Looks at everything that was typed, and says everything that is wrong at once. Nothing is sent and nobody is asked.
 * Throws Failure: exit 2 with every problem; exit 4 where all is well but there are no keys.
 */
export async function check(parsed: ParsedServiceCommand, settings: Settings, io: Io): Promise<Checked> {
  const problems: Detail[] = [...parsed.problems];
  const globals = readGlobals(parsed.flags, io.context.env, settings.output, problems, ACTIONS);
  io.format = globals.format;
  const { bound } = parsed;
  const fields = fieldsOf(bound);
  const read = readInput(fields, parsed.typed, globals.validate);
  const elsewhere = bound.command.kind === 'read' ? bound.command.redirect?.(completed(fields, read.given)) : undefined;
  if (elsewhere !== undefined) return check(meant(parsed, fields, boundTo(elsewhere)), settings, io);
  const file = await fileOf({ bound, fields, given: read.given, ...globals }, io);
  const input = file?.input ?? completed(fields, read.given);
  problems.push(
    ...lineProblems(parsed, read, fields, input, file?.bare ?? true, globals),
    ...printProblems(bound, input, globals),
    ...paramProblems(bound.operation, globals),
    ...waitProblems(input),
    ...(await elsewhereProblems(bound, file?.places ?? [], settings)),
  );
  const query = await compileQueryFlag(globals.flags.query, problems);
  const secret = secretFrom(bound, input, globals, io, problems);
  const isWrong = (): boolean => problems.length + (file?.problems.length ?? 0) > 0;
  // Without keys nothing can be sent: that is said before a region is missed, and before anybody is asked anything.
  if (!isWrong() && !globals.dryRun) requireCredentials(settings);
  problems.push(...settingProblems(bound, input, settings));
  if (isWrong()) throw refusal(problems, file, `alikafka ${bound.command.path} --help`);
  const items = file?.items ?? itemsOf(fields, read.given);
  const warnings = [...read.warnings, ...(file?.warnings ?? [])];
  const { places = [], empty = [] } = file ?? {};
  const nothingToDo =
    empty.length > 0 && items.length === 0 ? `${empty.join(' and ')}: empty, nothing to do` : undefined;
  return { bound, input, items, warnings, places, nothingToDo, globals, query, secret };
}

function secretFrom(
  bound: BoundCommand,
  input: Values,
  globals: Globals,
  { context }: Io,
  problems: Detail[],
): SecretSource | undefined {
  return wantsSecret(bound, input) && !globals.dryRun ? secretSource(input, context, globals, problems) : undefined;
}

/** The names and records of the files of --from-file, where it is given. */
async function fileOf(line: Omit<CommandLine, 'file'>, io: Io): Promise<(FileInputResult & FileProblems) | undefined> {
  const { command } = line.bound;
  const paths = line.given['fromFile'] as readonly string[] | undefined;
  const file = command.kind === 'change' ? command.file : undefined;
  if (paths === undefined || file === undefined) return undefined;
  const { readFiles: takeFiles } = await import('./file/read-files.ts');
  if (paths.includes('-') && io.context.stdin.isTTY) await io.log.info('Type names or records; Ctrl-D ends them.');
  const name = [...new Set(paths.map((path) => (path === '-' ? 'stdin' : path)))].join(' and ');
  return { name, ...(await takeFiles(paths, { ...line, file }, io.context)) };
}

/** The same words for the command that they mean; what was typed for the named one alone is a problem there. */
function meant(parsed: ParsedServiceCommand, fields: readonly Field[], bound: BoundCommand): ParsedServiceCommand {
  const known = new Set(fieldsOf(bound).map(({ key }) => key));
  const lost = fields.filter(({ key }) => parsed.typed[key] !== undefined && !known.has(key));
  const problems = lost.map(({ param }) => ({
    flag: labelOf(param),
    message: `is not an option of "${bound.command.path}", which this means`,
  }));
  return { ...parsed, bound, problems: [...parsed.problems, ...problems] };
}

function boundTo(path: string): BoundCommand {
  const bound = COMMANDS.get(path);
  if (bound === undefined) throw new Error(`no command ${path}`);
  return bound;
}
