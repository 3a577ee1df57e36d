import { LOCAL_DEFAULTS } from './local-emulator.ts';
import { profileFile } from '../config/paths.ts';
import { loadProfiles } from '../config/profiles.ts';
import { requireCredentials, resolveSettings, type Settings } from '../config/settings.ts';
import type { Context } from '../context.ts';
import { dataShape } from '../core/answer.ts';
import type { Plan, Refused, Scope, Step, Values } from '../core/operation.ts';
import { suggest } from '../core/suggest.ts';
import { type Detail, EXIT, type ExitCode, Failure, usage } from '../errors/failure.ts';
import { type Bound, COMMANDS } from '../operations/all.ts';
import { knownColumns } from '../output/build.ts';
import { runChange } from './change.ts';
import type { Run } from './command-run.ts';
import { runDry } from './dry-run.ts';
import { type Field, fieldsOf, labelOf, secretOf } from './fields.ts';
import { type GlobalFlags, type Globals, readGlobals } from './globals.ts';
import { resolveInstance } from './instance-name.ts';
import type { Paint } from './paint.ts';
import { columnProblems, compileQueryFlag } from './print.ts';
import { rawProblems, runRaw } from './raw.ts';
import { runRead } from './read.ts';
import { inFlags, type ReadInput, readInput, type Typed } from './read-input.ts';
import { readSecret, secretSource } from './secret.ts';
import { openSession } from './session.ts';
import type { Talk } from './talk.ts';

/** How one run of the program speaks, whatever the command. */
export interface Io {
  readonly context: Context;
  readonly talk: Talk;
  readonly paint: Paint;
  /** The effective format, once it is known; errors follow it. */
  format: string;
}

/** What was typed after a command's name. */
export interface Invocation {
  readonly bound: Bound;
  readonly typed: Typed;
  readonly flags: GlobalFlags;
  /** Problems that the parser saw: unknown flags, arguments too many. */
  readonly problems: readonly Detail[];
}

/** The effective settings of a command line. Throws Failure. */
export async function loadSettings(flags: GlobalFlags, context: Context): Promise<Settings> {
  const path = profileFile(context.env, context.home);
  return resolveSettings(
    flags,
    context.env,
    await loadProfiles((file) => context.files.read(file), path),
    LOCAL_DEFAULTS,
  );
}

/**
 * Runs one command, from what was typed to the exit code. Everything that is wrong is said at once, before anything
 * is sent. Throws Failure.
 */
export async function execute(invocation: Invocation, io: Io): Promise<ExitCode> {
  const { context, talk, paint } = io;
  const settings = await loadSettings(invocation.flags, context);
  const problems: Detail[] = [...invocation.problems];
  const globals = readGlobals(invocation.flags, context.env, settings.output, problems);
  io.format = globals.format;
  const fields = fieldsOf(invocation.bound);
  const read = readInput(fields, invocation.typed, { validate: globals.validate, given: Object.keys(globals.params) });
  const elsewhere = invocation.bound.command.redirect?.(read.input);
  if (elsewhere !== undefined) return execute(meant(invocation, fields, boundTo(elsewhere)), io);
  problems.push(...read.problems, ...ruleProblems(invocation.bound, read, fields, globals));
  problems.push(
    ...columnProblems(globals.columns, columnsOf(invocation.bound), (name) =>
      suggest(name, columnsOf(invocation.bound)),
    ),
    ...rawProblems(invocation.bound, read.input, globals),
  );
  const query = await compileQueryFlag(globals.flags.query, problems);
  const source = wantsSecret(invocation.bound, read.input, globals)
    ? secretSource(read.input, context, globals, problems)
    : undefined;
  const unset = settingProblems(invocation.bound, read.input, settings);
  // Without keys nothing can be sent: that is said before a region is missed, and before anybody is asked anything.
  if (problems.length === 0 && !globals.dryRun) requireCredentials(settings);
  if (problems.length + unset.length > 0)
    throw usage([...problems, ...unset], { next: `alikafka ${invocation.bound.command.path} --help` });

  for (const note of settings.notes) await talk.note(note);
  for (const warning of read.warnings) await talk.warn(warning);
  const session = openSession(context, settings, globals, talk);
  try {
    if (usesInstance(invocation.bound, read.input)) session.instance = await resolveInstance(session);
    const secret = source === undefined ? undefined : await readSecret(source, 'Password', context);
    talk.hide(secret);
    const input = withSecret(invocation.bound, read.input, secret, globals);
    const scope: Scope = {
      region: session.region,
      instance: session.instance,
      instanceFlagged: globals.flags.instance !== undefined,
      now: context.now(),
      dryRun: globals.dryRun,
    };
    return await carryOut({
      bound: invocation.bound,
      input: filledFrom(invocation.bound, input, session.instance),
      globals,
      settings,
      session,
      scope,
      query,
      context,
      talk,
      paint,
    });
  } finally {
    await session.close();
  }
}

async function carryOut(run: Run): Promise<ExitCode> {
  const plan = accepted(run, await planOf(run));
  for (const note of plan.notes ?? []) await run.talk.note(note);
  if (run.globals.dryRun) return runDry(run, plan);
  if (run.globals.flags.raw === true) return runRaw(run, plan);
  return run.bound.operation.effect === 'read' ? runRead(run, plan) : runChange(run, plan);
}

function planOf(run: Run): Plan | Refused | Promise<Plan | Refused> {
  const { plan } = run.bound.command;
  return plan === undefined ? defaultPlan(run) : plan(run.input, run.scope, run.session.reader);
}

/** One request, or one for each value of the argument that takes many; a name given twice is sent once. */
function defaultPlan({ bound, input, session }: Run): Plan {
  const { operation, command } = bound;
  const many = Object.entries({ ...operation.params, ...command.inputs }).find(([, param]) => param.many === true)?.[0];
  const fields =
    command.names ??
    Object.keys(operation.params).filter(
      (key) => key === many || (many === undefined && operation.params[key]?.argument !== undefined),
    );
  const step = (own: Values): Step => ({
    input: own,
    names: [
      Object.fromEntries(
        fields.map((field) => [field, String(own[field] ?? session.wireOf(operation, own)[field] ?? '')]),
      ),
    ],
  });
  if (many === undefined) return { steps: [step(input)] };
  const values = [...new Set((input[many] as string[] | undefined) ?? [])];
  return { steps: values.map((value) => step({ ...input, [many]: value })) };
}

function accepted(run: Run, plan: Plan | Refused): Plan {
  if (!('refused' in plan)) return plan;
  const details = inFlags(plan.problems, fieldsOf(run.bound));
  if (plan.refused === 'usage') throw usage(details, { next: plan.next });
  const exitCode = plan.refused === 'exists' ? EXIT.conflict : EXIT.notFound;
  throw new Failure({
    exitCode,
    code: plan.refused === 'exists' ? 'Exists' : 'NotFound',
    message: details.map(({ message }) => message).join('; '),
    action: run.bound.operation.action,
    next: plan.next,
  });
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

function needsInstance(bound: Bound, input: Values): boolean {
  const fromSettings = Object.entries({ ...bound.operation.params, ...bound.command.inputs }).some(
    ([key, param]) => param.from === 'instance' && param.required && input[key] === undefined,
  );
  return fromSettings || bound.command.needsInstance?.(input) === true;
}

const usesInstance = (bound: Bound, input: Values): boolean =>
  needsInstance(bound, input) || bound.command.usesInstance === true;

/** Inputs that default from the instance in force (`instance describe` without an id). */
function filledFrom({ command }: Bound, input: Values, instance: string | undefined): Values {
  const keys = Object.entries(command.inputs ?? {}).filter(
    ([key, param]) => param.from === 'instance' && input[key] === undefined,
  );
  return keys.length === 0 ? input : { ...input, ...Object.fromEntries(keys.map(([key]) => [key, instance])) };
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

function wantsSecret(bound: Bound, input: Values, globals: Globals): boolean {
  return secretOf(bound) !== undefined && !globals.dryRun && (bound.command.needsSecret?.(input) ?? true);
}

/** The secret under its parameter; in a dry run a stand-in, which is masked like the real one. */
function withSecret(bound: Bound, input: Values, secret: string | undefined, globals: Globals): Values {
  const key = secretOf(bound);
  if (key === undefined) return input;
  const wanted = bound.command.needsSecret?.(input) ?? true;
  return wanted ? { ...input, [key]: secret ?? (globals.dryRun ? '******' : undefined) } : input;
}
