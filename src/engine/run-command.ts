/** Runs one command from its checked input to its outcome. Input is read in cli/, the outcome is printed there. */
import type { Settings } from '../config/settings.ts';
import { logSettings } from '../config/load-settings.ts';
import { type Client, openClient } from '../client/client.ts';
import type { Effects } from '../context.ts';
import type { Plan, Scope } from '../core/plan.ts';
import type { Values } from '../core/operation.ts';
import { MASK } from '../errors/redact.ts';
import type { BoundCommand } from '../operations/registry.ts';
import {
  type AnswerMode,
  type CommandContext,
  type CommandOptions,
  isAnswer,
  isChange,
  type ReadContext,
} from './command-context.ts';
import { secretOf } from './input/fields.ts';
import { needsInstance, wantsSecret } from './input/needs.ts';
import { patternOf, patternPlan } from './input/pattern.ts';
import { idsOf, resolveInstance } from './instance-name.ts';
import type { Io } from './io.ts';
import { naming, namingPages } from './not-found.ts';
import type { Outcome } from './outcome.ts';
import { planOf, plannedUnread } from './plan.ts';
import { refuseProtected } from './protection.ts';
import { withClient } from './with-client.ts';

/** The source of a command's secrets. */
export interface SecretSupply {
  /** They are prompted for, after everything that can fail without them. */
  readonly asked: boolean;
  /** The secrets by their parameters. Throws Failure (exit 2) if one is missing or unusable. */
  read(): Promise<Secrets>;
}

/** Secrets by their parameters. */
type Secrets = Readonly<Record<string, string>>;

/** A command and its input, checked as far as that is possible without sending anything. */
export interface CommandRequest {
  readonly bound: BoundCommand;
  /** The input that all items share, with every name. */
  readonly input: Values;
  /**
   * One complete input for each name or record; only the input if the command accepts neither many names nor a file.
   */
  readonly items: readonly Values[];
  /** The note that is logged if a file was given and there is nothing to do. */
  readonly nothingToDo?: string | undefined;
  /** Logged before anything is sent. */
  readonly warnings?: readonly string[];
  readonly options: CommandOptions;
  readonly secret?: SecretSupply | undefined;
  /** How the answer is shown unchanged, in place of the command's own view or results. */
  readonly answer?: AnswerMode | undefined;
  /**
   * Checks that the input belongs to the target of the command, once region, instance and the secrets that need no
   * prompt are known. Throws Failure (exit 2).
   */
  readonly checkTarget?: (
    target: Pick<Client, 'region' | 'instance'>,
    held: Secrets,
    log: EngineIo['log'],
  ) => Promise<void>;
}

/** What the engine needs from its caller: effects, the log, and a place for results that are not printed yet. */
export type EngineIo = Pick<Io, 'log' | 'unprinted'> & { readonly context: Effects };

/**
 * Runs one command, from its input to its outcome. Reads continue while the outcome is printed; changes are done when
 * it is returned. Throws Failure if there is no outcome.
 */
export async function runCommand(request: CommandRequest, settings: Settings, io: EngineIo): Promise<Outcome> {
  const { command, operation } = request.bound;
  refuseProtected(settings, operation.effect, request.options, command.path);
  await logSettings(settings, io.log);
  for (const warning of request.warnings ?? []) await io.log.warn(warning);
  const takesParams = (read: { readonly action: string }): boolean => read.action === operation.action;
  return withClient(openClient(io.context, settings, request.options, io.log, takesParams), async (client) => {
    await refuseUnanswerable(request, settings, client, io);
    return outcomeOf(await prepare(request, settings, client, io));
  });
}

/**
 * Refuses a change whose question cannot be asked, before keys are fetched or anything is read. Throws Failure (exit
 * 2).
 */
async function refuseUnanswerable(
  request: CommandRequest,
  settings: Settings,
  client: Client,
  io: EngineIo,
): Promise<void> {
  const { nothingToDo } = request;
  const { command, operation } = request.bound;
  if (command.kind === 'read' || request.options.dryRun) return;
  const { isUnanswerable, refuseUnasked } = await import('./confirm/confirm.ts');
  const bound = { command, operation };
  const run = { ...request, bound, nothingToDo, settings, client, scope: scopeOf(request, client, io), ...io };
  if (isUnanswerable(run)) await refuseUnasked(run, patternPlan(bound, run.input) ?? (await plannedUnread(run)));
}

const scopeOf = ({ options }: CommandRequest, client: Client, io: EngineIo): Scope => ({
  region: client.region,
  instance: client.instance,
  instanceFlagged: options.targets.instance !== undefined,
  now: io.context.now(),
  dryRun: options.dryRun,
  sorted: options.sort !== undefined,
  params: options.params,
});

/** The context of a checked command: resolves the instance by its name, and reads the secret. */
async function prepare(
  request: CommandRequest,
  settings: Settings,
  client: Client,
  io: EngineIo,
): Promise<CommandContext> {
  const { bound, options, nothingToDo, answer } = request;
  // A secret from a file or stdin is read before the first request: if it is unusable, nothing was sent.
  const held = request.secret?.asked === true ? undefined : await secretIn(request, io);
  if (!options.dryRun) await client.signIn(bound.operation.product);
  if (usesInstance(bound, request.input)) client.instance = await resolveInstance(client);
  const ids = await idsOf(bound, request.input, client);
  await request.checkTarget?.(client, held ?? {}, io.log);
  const secrets = held ?? (await secretIn(request, io));
  const [input, ...items] = withSecrets(request, secrets).map((own) =>
    filledFrom(bound, { ...own, ...ids }, client.instance),
  );
  const scope = scopeOf(request, client, io);
  return { bound, input, items, nothingToDo, answer, options, settings, client, scope, ...io } as CommandContext;
}

async function secretIn({ secret: supply }: CommandRequest, { log }: EngineIo): Promise<Secrets | undefined> {
  const secrets = await supply?.read();
  for (const secret of Object.values(secrets ?? {})) log.hide(secret);
  return secrets;
}

/** With more steps than this, the memory that reading them used is freed. */
const MANY = 1000;

async function outcomeOf(prepared: CommandContext): Promise<Outcome> {
  const run = await withNames(prepared);
  const plan = await naming(run, run.input, () => planOf(run));
  if (plan.steps.length > MANY) await run.context.compact();
  for (const note of plan.notes ?? []) await run.log.info(note);
  if (run.options.dryRun) return (await import('./dry-run.ts')).runDry(run, plan);
  if (isAnswer(run)) return (await import('./answer/answer.ts')).runAnswer(run, plan);
  return isChange(run) ? (await import('./change/change.ts')).runChange(run, plan) : readOf(run, plan);
}

async function readOf(run: ReadContext, plan: Plan): Promise<Outcome> {
  const { runRead } = await import('./read/read.ts');
  // An answer that is shown unchanged keeps the service's own message.
  if (run.answer !== undefined) return runRead(run, plan);
  const asked = { ...run.input, ...onlyInput(plan) };
  return namingPages(run, asked, await naming(run, asked, () => runRead(run, plan)));
}

/** The command with the names that its pattern selects, if it has one. */
async function withNames(run: CommandContext): Promise<CommandContext> {
  if (patternOf(run.bound.command, run.input) === undefined) return run;
  const { withSelected } = await import('./select-names.ts');
  return naming(run, run.input, () => withSelected(run));
}

/** The input of the one request of a plan; empty if there are several. */
function onlyInput({ steps }: Plan): Values {
  const [step, ...more] = steps;
  return step !== undefined && more.length === 0 && 'input' in step ? step.input : {};
}

const usesInstance = (bound: BoundCommand, input: Values): boolean =>
  needsInstance(bound, input) || (bound.command.kind === 'read' && bound.command.usesInstance === true);

/** The inputs, with those that default to the command's instance (`instance describe` without an id). */
function filledFrom({ command }: BoundCommand, input: Values, instance: string | undefined): Values {
  const keys = Object.entries(command.inputs ?? {}).filter(
    ([key, param]) => param.from === 'instance' && input[key] === undefined,
  );
  return keys.length === 0 ? input : { ...input, ...Object.fromEntries(keys.map(([key]) => [key, instance])) };
}

/** Input and items with the secrets under their parameters; in a dry run a stand-in, which is masked like the real one. */
function withSecrets({ bound, options, input, items }: CommandRequest, secrets: Secrets | undefined): Values[] {
  const key = secretOf(bound);
  const all = [input, ...items];
  if (key === undefined) return all;
  const filled = { [key]: options.dryRun ? MASK : undefined, ...secrets };
  return all.map((own) => (wantsSecret(bound, own) ? { ...own, ...filled } : own));
}
