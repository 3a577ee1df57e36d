import type { Settings } from '../config/settings.ts';
import type { Scope, Values } from '../core/operation.ts';
import type { ExitCode } from '../errors/failure.ts';
import { MASK } from '../errors/redact.ts';
import type { Bound } from '../operations/all.ts';
import type { Invocation } from './asked.ts';
import { runChange } from './change.ts';
import { type Checked, check } from './check.ts';
import type { Run } from './command-run.ts';
import { runDry } from './dry-run.ts';
import { secretOf } from './fields.ts';
import { refuseReadOnly } from './guards.ts';
import { resolveInstance } from './instance-name.ts';
import type { Io } from './io.ts';
import { loadSettings, saySettings } from './load-settings.ts';
import { needsInstance, wantsSecret } from './needs.ts';
import { planOf } from './plan.ts';
import { runRaw } from './raw.ts';
import { checkPlaces } from './records-place.ts';
import { runRead } from './read.ts';
import { readSecret } from './secret.ts';
import { openSession, type Session } from './session.ts';

/** Runs one command, from what was typed to the exit code. Throws Failure. */
export async function execute(invocation: Invocation, io: Io): Promise<ExitCode> {
  const settings = await loadSettings(invocation.flags, io.context);
  const checked = await check(invocation, settings, io);
  refuseReadOnly(settings, checked.bound.operation.effect, checked.globals, checked.bound.command.path);
  await saySettings(settings, io.talk);
  for (const warning of checked.warnings) await io.talk.warn(warning);
  const { action } = checked.bound.operation;
  const session = openSession(io.context, settings, checked.globals, io.talk, (read) => read.action === action);
  try {
    return await carryOut(await begin(checked, settings, session, io));
  } finally {
    await session.close();
  }
}

/** What is still missing when the command line is in order: the instance by its name, and the secret. */
async function begin(checked: Checked, settings: Settings, session: Session, io: Io): Promise<Run> {
  const { bound, globals, query } = checked;
  if (!globals.dryRun) await session.signIn(bound.operation.product);
  if (usesInstance(bound, checked.input)) session.instance = await resolveInstance(session);
  await checkPlaces(bound, checked.places, session, io.talk);
  const secret = checked.secret === undefined ? undefined : await readSecret(checked.secret, 'Password', io.context);
  io.talk.hide(secret);
  const filled = (own: Values): Values => filledFrom(bound, withSecret(checked, own, secret), session.instance);
  const scope: Scope = {
    region: session.region,
    instance: session.instance,
    instanceFlagged: globals.flags.instance !== undefined,
    now: io.context.now(),
    dryRun: globals.dryRun,
    params: globals.params,
  };
  const [input, entries] = [filled(checked.input), checked.entries.map(filled)];
  const { nothingToDo } = checked;
  return { bound, input, entries, nothingToDo, globals, settings, session, scope, query, ...io };
}

/** From so many steps on it pays to give back what reading them took. */
const MANY = 1000;

async function carryOut(run: Run): Promise<ExitCode> {
  const plan = await planOf(run);
  if (plan.steps.length > MANY) await run.context.compact();
  for (const note of plan.notes ?? []) await run.talk.note(note);
  if (run.globals.dryRun) return runDry(run, plan);
  if (run.globals.flags.raw === true) return runRaw(run, plan);
  return run.bound.operation.effect === 'read' ? runRead(run, plan) : runChange(run, plan);
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

/** The secret under its parameter; in a dry run a stand-in, which is masked like the real one. */
function withSecret({ bound, globals }: Checked, input: Values, secret: string | undefined): Values {
  const key = secretOf(bound);
  if (key === undefined || !wantsSecret(bound, input)) return input;
  return { ...input, [key]: secret ?? (globals.dryRun ? MASK : undefined) };
}
