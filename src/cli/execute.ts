import type { Settings } from '../config/settings.ts';
import type { Plan, Scope, Values } from '../core/operation.ts';
import type { ExitCode } from '../errors/failure.ts';
import { MASK } from '../errors/redact.ts';
import type { BoundCommand } from '../operations/registry.ts';
import type { ParsedServiceCommand } from './parsed-command.ts';
import { runChange } from '../engine/change.ts';
import { type Checked, check } from './input/check.ts';
import type { CommandContext } from '../engine/command-context.ts';
import { isUnanswerable, refuseUnasked } from '../engine/confirm/confirm.ts';
import { runDry } from '../engine/dry-run.ts';
import { secretOf } from '../engine/input/fields.ts';
import { refuseProtected } from '../engine/protection.ts';
import { idsOf, resolveInstance } from '../engine/instance-name.ts';
import type { Io } from './io.ts';
import { loadSettings, saySettings } from '../config/load-settings.ts';
import { needsInstance, wantsSecret } from '../engine/input/needs.ts';
import { naming } from '../engine/not-found.ts';
import { planOf, plannedUnread } from '../engine/plan.ts';
import { runRaw } from '../engine/raw.ts';
import { checkPlaces } from './input/records-place.ts';
import { runRead } from '../engine/read.ts';
import { readSecret } from './input/secret.ts';
import { openClient, type Client } from '../client/client.ts';

/** Runs one command, from what was typed to the exit code. Throws Failure. */
export async function execute(parsed: ParsedServiceCommand, io: Io): Promise<ExitCode> {
  const settings = await loadSettings(parsed.flags, io.context);
  const checked = await check(parsed, settings, io);
  refuseProtected(settings, checked.bound.operation.effect, checked.globals, checked.bound.command.path);
  await saySettings(settings, io.log);
  for (const warning of checked.warnings) await io.log.warn(warning);
  const { action } = checked.bound.operation;
  const client = openClient(io.context, settings, checked.globals, io.log, (read) => read.action === action);
  try {
    await answerable(checked, settings, client, io);
    return await carryOut(await begin(checked, settings, client, io));
  } finally {
    await client.close();
  }
}

/** Ends what would be asked and cannot be, before keys are fetched or anything is read. Throws Failure (exit 2). */
async function answerable(checked: Checked, settings: Settings, client: Client, io: Io): Promise<void> {
  const run = { ...checked, settings, client, scope: scopeOf(checked, client, io), ...io };
  if (isUnanswerable(run)) await refuseUnasked(run, await plannedUnread(run));
}

const scopeOf = ({ globals }: Checked, client: Client, io: Io): Scope => ({
  region: client.region,
  instance: client.instance,
  instanceFlagged: globals.flags.instance !== undefined,
  now: io.context.now(),
  dryRun: globals.dryRun,
  params: globals.params,
});

/** What is still missing when the command line is in order: the instance by its name, and the secret. */
async function begin(checked: Checked, settings: Settings, client: Client, io: Io): Promise<CommandContext> {
  const { bound, globals, query } = checked;
  // What a file or stdin holds is read before the first request: where it cannot be used, nothing was sent.
  const held = checked.secret?.kind === 'prompt' ? undefined : await secretIn(checked, io);
  if (!globals.dryRun) await client.signIn(bound.operation.product);
  if (usesInstance(bound, checked.input)) client.instance = await resolveInstance(client);
  const ids = await idsOf(bound, checked.input, client);
  await checkPlaces(bound, checked.places, client, io.log);
  const secret = held ?? (await secretIn(checked, io));
  const filled = (own: Values): Values =>
    filledFrom(bound, { ...withSecret(checked, own, secret), ...ids }, client.instance);
  const scope = scopeOf(checked, client, io);
  const [input, items] = [filled(checked.input), checked.items.map(filled)];
  const { nothingToDo } = checked;
  return { bound, input, items, nothingToDo, globals, settings, client, scope, query, ...io };
}

async function secretIn({ secret: source }: Checked, { context, log }: Io): Promise<string | undefined> {
  const secret = source === undefined ? undefined : await readSecret(source, 'Password', context);
  log.hide(secret);
  return secret;
}

/** From so many steps on it pays to give back what reading them took. */
const MANY = 1000;

async function carryOut(run: CommandContext): Promise<ExitCode> {
  const plan = await naming(run, run.input, () => planOf(run));
  if (plan.steps.length > MANY) await run.context.compact();
  for (const note of plan.notes ?? []) await run.log.info(note);
  if (run.globals.dryRun) return runDry(run, plan);
  if (run.globals.flags.raw === true) return runRaw(run, plan);
  if (run.bound.operation.effect !== 'read') return runChange(run, plan);
  return naming(run, { ...run.input, ...onlyInput(plan) }, () => runRead(run, plan));
}

/** What is sent, where that is one request. */
function onlyInput({ steps }: Plan): Values {
  const [step, ...more] = steps;
  return step !== undefined && more.length === 0 && 'input' in step ? step.input : {};
}

const usesInstance = (bound: BoundCommand, input: Values): boolean =>
  needsInstance(bound, input) || bound.command.usesInstance === true;

/** Inputs that default from the instance in force (`instance describe` without an id). */
function filledFrom({ command }: BoundCommand, input: Values, instance: string | undefined): Values {
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
