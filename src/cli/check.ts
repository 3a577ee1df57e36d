import { requireCredentials, type Settings } from '../config/settings.ts';
import { dataShape } from '../core/answer.ts';
import type { Operation, Values } from '../core/operation.ts';
import { wireNames } from '../core/request.ts';
import { suggest } from '../core/suggest.ts';
import { type Detail, usage } from '../errors/failure.ts';
import { type Bound, COMMANDS } from '../operations/all.ts';
import { knownColumns } from '../output/build.ts';
import { type Field, fieldsOf, labelOf, secretOf } from './fields.ts';
import type { Invocation } from './asked.ts';
import type { Io } from './io.ts';
import { type Globals, readGlobals } from './globals.ts';
import { columnProblems, compileQueryFlag, type Query } from './print.ts';
import { rawProblems } from './raw.ts';
import { inFlags, type ReadInput, readInput } from './read-input.ts';
import { type SecretSource, secretSource } from './secret.ts';

/** A command line in which nothing is wrong as far as can be seen without sending anything. */
export interface Checked {
  readonly bound: Bound;
  readonly input: Values;
  readonly warnings: readonly string[];
  readonly globals: Globals;
  readonly query: Query;
  /** Where the secret is to come from, where the command takes one. */
  readonly secret: SecretSource | undefined;
}

/**
 * Looks at everything that was typed, and says everything that is wrong at once. Nothing is sent and nobody is asked.
 * Throws Failure: exit 2 with every problem; exit 4 where all is well but there are no keys.
 */
export async function check(invocation: Invocation, settings: Settings, io: Io): Promise<Checked> {
  const problems: Detail[] = [...invocation.problems];
  const globals = readGlobals(invocation.flags, io.context.env, settings.output, problems);
  io.format = globals.format;
  const { bound } = invocation;
  const fields = fieldsOf(bound);
  const read = readInput(fields, invocation.typed, { validate: globals.validate, given: Object.keys(globals.params) });
  const elsewhere = bound.command.redirect?.(read.input);
  if (elsewhere !== undefined) return check(meant(invocation, fields, boundTo(elsewhere)), settings, io);
  problems.push(
    ...read.problems,
    ...ruleProblems(bound, read, fields, globals),
    ...printProblems(bound, read.input, globals),
    ...paramProblems(bound.operation, globals),
  );
  const query = await compileQueryFlag(globals.flags.query, problems);
  const wanted = wantsSecret(bound, read.input) && !globals.dryRun;
  const secret = wanted ? secretSource(read.input, io.context, globals, problems) : undefined;
  // Without keys nothing can be sent: that is said before a region is missed, and before anybody is asked anything.
  if (problems.length === 0 && !globals.dryRun) requireCredentials(settings);
  problems.push(...settingProblems(bound, read.input, settings));
  if (problems.length > 0) throw usage(problems, { next: `alikafka ${bound.command.path} --help` });
  return { bound, input: read.input, warnings: read.warnings, globals, query, secret };
}

/** A parameter that the record knows has an option or a source of its own; it is never changed behind the back of these. */
function paramProblems(operation: Operation, globals: Globals): Detail[] {
  const known = Object.entries(operation.params).flatMap(([name, param]) => wireNames(name, param));
  return Object.keys(globals.params)
    .filter((name) => known.includes(name.replace(/\.\d+(?=\.|$)/g, '.N')))
    .map((name) => ({ flag: '--param', message: `cannot set ${name}, which this command sets itself` }));
}

/** What stands against the way in which it is to be printed. */
function printProblems(bound: Bound, input: Values, globals: Globals): Detail[] {
  const known = columnsOf(bound);
  return [
    ...columnProblems(globals.columns, known, (name) => suggest(name, known)),
    ...rawProblems(bound, input, globals),
  ];
}

/** The same words for the command that they mean; what was typed for the named one alone is a problem there. */
function meant(invocation: Invocation, fields: readonly Field[], bound: Bound): Invocation {
  const known = new Set(fieldsOf(bound).map(({ key }) => key));
  const lost = fields.filter(({ key }) => invocation.typed[key] !== undefined && !known.has(key));
  const problems = lost.map(({ param }) => ({
    flag: labelOf(param),
    message: `is not an option of "${bound.command.path}", which this means`,
  }));
  return { ...invocation, bound, problems: [...invocation.problems, ...problems] };
}

function boundTo(path: string): Bound {
  const bound = COMMANDS.get(path);
  if (bound === undefined) throw new Error(`no command ${path}`);
  return bound;
}

/** Rules between inputs: the command's own, then the operation's for what is sent as typed. */
function ruleProblems(
  { command, operation }: Bound,
  read: ReadInput,
  fields: readonly Field[],
  globals: Globals,
): Detail[] {
  const own = command.between?.(read.input) ?? [];
  const between = command.inputs === undefined || command.plan === undefined ? operation.between(read.input) : [];
  const known = new Set(own.map(({ param }) => param));
  return globals.validate || read.problems.length > 0
    ? inFlags([...own, ...between.filter(({ param }) => !known.has(param))], fields)
    : inFlags(own, fields);
}

/** Region and instance, where the command needs them. */
function settingProblems(bound: Bound, input: Values, settings: Settings): Detail[] {
  const problems: Detail[] = [];
  if (settings.region === undefined)
    problems.push({
      flag: '--region',
      message: 'is required: give it, set ALIKAFKA_REGION, or "alikafka config set region <id>"',
    });
  if (needsInstance(bound, input) && settings.instance === undefined) {
    problems.push({
      flag: '--instance',
      message: 'is required: give -i, set ALIKAFKA_INSTANCE, or "alikafka config set instance <id>"',
    });
  }
  return problems;
}

/** Whether the command cannot do without an instance. */
export function needsInstance(bound: Bound, input: Values): boolean {
  const fromSettings = Object.entries({ ...bound.operation.params, ...bound.command.inputs }).some(
    ([key, param]) => param.from === 'instance' && param.required && input[key] === undefined,
  );
  return fromSettings || bound.command.needsInstance?.(input) === true;
}

function columnsOf({ operation, command }: Bound): string[] {
  if (command.view !== undefined) return knownColumns(command.view, dataShape(operation.answer));
  return [
    ...(command.names ?? Object.keys(operation.params)),
    'Result',
    ...Object.keys(operation.answer.fields),
    'RequestId',
    'Code',
    'Message',
    'Success',
  ];
}

/** Whether this input takes a secret. */
export function wantsSecret(bound: Bound, input: Values): boolean {
  return secretOf(bound) !== undefined && (bound.command.needsSecret?.(input) ?? true);
}
