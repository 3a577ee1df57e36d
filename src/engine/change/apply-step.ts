import type { KnownResult, Step } from '../../core/plan.ts';
import type { Row } from '../../core/shape.ts';
import { kindOf } from '../../errors/catalogue.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import type { AttemptCount } from '../../transport/attempts.ts';
import type { Ok } from '../../transport/call.ts';
import { orderIdOf } from '../../transport/doubt.ts';
import type { ChangeContext, CommandContext } from '../command-context.ts';
import { withTarget } from '../next-command.ts';
import { aimed } from '../target.ts';
import { fullName, listedText, nameOf, type Result } from './results.ts';
import { sendReconciled, type Sent } from './reconcile.ts';

/** What was done for one step of a plan: a result for each of its names. Refusals are results, not errors. */
export async function applyStep(run: ChangeContext, step: Step): Promise<Result[]> {
  hideSecrets(run, step);
  try {
    const { client, bound } = run;
    const send = (used: AttemptCount): Promise<Ok> => client.call(bound.operation, step.input, { used });
    const what = `${bound.command.path} ${step.names.map(nameOf).join(', ')}`.trim();
    const sent = await underWay(run, what, inspectCommand(run, step), () => sendReconciled(run, step, send));
    return sent.kind === 'ok' ? doneResults(run, step, sent) : await foundDone(run, step, sent);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (NOTHING_SENT.has(error.code)) return notAttempted(step);
    const failure = (await isAbsent(run, step, error)) ? absent(run, step, error) : error;
    return tolerated(run, failure)
      ? await unchanged(run, step, failure)
      : step.names.map((names) => failed(run, step, names, failure));
  }
}

/** A plan may bring secrets of its own: an answer that repeats one must not show it. */
function hideSecrets({ bound, log }: ChangeContext, { input }: Step): void {
  for (const [name, { secret }] of Object.entries(bound.operation.params))
    if (secret === true && typeof input[name] === 'string') log.hide(input[name]);
}

/**
 * Carries out a change. Stopped meanwhile, the command says that the request is let end, which may take its time; ended
 * at once, it says what may have been done, and how to find out.
 */
export async function underWay<T>(
  { context, log }: Pick<CommandContext, 'context' | 'log'>,
  what: string,
  next: string | undefined,
  change: () => Promise<T>,
): Promise<T> {
  const look = next === undefined ? '' : `\n  next:      ${next}`;
  context.lastWords(`error: ended at once: ${what} was under way, and may have been done or not${look}`);
  const say = (): void => void log.info('Finishing the current request. Press Ctrl-C again to quit now.');
  context.stop.addEventListener('abort', say);
  try {
    return await change();
  } finally {
    context.stop.removeEventListener('abort', say);
    context.lastWords(undefined);
  }
}

/** Ends of a command before a request of its was carried out. */
const NOTHING_SENT = new Set(['Interrupted', 'DeadlineExceeded']);

export const notAttempted = (step: Step | KnownResult): Result[] =>
  ('input' in step ? step.names : [step.names]).map((names) => ({ names, word: 'not-attempted' }));

/** What a clear answer says of the names of a step. */
export function doneResults(
  run: ChangeContext,
  step: Step,
  { body, requestId }: Pick<Ok, 'body' | 'requestId'>,
): Result[] {
  const { operation } = run.bound;
  const { fields, order: field } = operation.answer;
  const more = Object.fromEntries(Object.keys(fields).map((name) => [name, body[name] ?? null]));
  const id = field === undefined ? undefined : orderIdOf(body[field]);
  if (field !== undefined) more[field] = id ?? null;
  const order = field === undefined || id === undefined ? undefined : { field, id };
  const message = typeof body['Message'] === 'string' ? body['Message'] : undefined;
  return step.names.map((names) => ({
    names,
    word: run.bound.command.changeKind,
    requestId,
    httpStatus: 200,
    message,
    more,
    order,
  }));
}

type Found = Extract<Sent, { readonly kind: 'reconciled' }>;

async function foundDone(run: ChangeContext, step: Step, { why, listedAs }: Found): Promise<Result[]> {
  await run.log.info(`${fullNames(run, step)}: ${why}; a look shows that it was done`);
  const message = 'no clear answer came; a look shows that it was done';
  const word = run.bound.command.changeKind;
  const results = step.names.map((names): Result => ({ names, cells: run.cells, word, message, listedAs }));
  await sayListed(run, results);
  return results;
}

const fullNames = ({ cells }: ChangeContext, step: Step): string =>
  step.names.map((names) => fullName({ names, cells })).join(', ');

/** Says which of these are listed under another name than they were given. */
export async function sayListed({ log }: Pick<CommandContext, 'log'>, results: readonly Result[]): Promise<void> {
  for (const { names, cells, listedAs } of results)
    if (listedAs !== undefined) await log.info(`${fullName({ names, cells })}: the service ${listedText(listedAs)}`);
}

/** Whether what was to be removed is not there, where the service has no code that says so and a read has to. */
async function isAbsent(run: ChangeContext, step: Step, failure: Failure): Promise<boolean> {
  const { isGone } = run.bound.command.idempotent ?? {};
  if (isGone === undefined || failure.exitCode !== EXIT.refused) return false;
  if (kindOf(failure.code, failure.httpStatus ?? 0) !== 'refused') return false;
  try {
    return await isGone(step.input, run.client.reader);
  } catch (error) {
    if (error instanceof Failure) return false; // the refusal is what is told
    throw error;
  }
}

function absent(run: ChangeContext, step: Step, failure: Failure): Failure {
  const { confirm, idempotent } = run.bound.command;
  const { called = { one: 'it', many: 'those' } } = confirm;
  const hint =
    idempotent === undefined ? undefined : `Use --${idempotent.flag} to skip ${called.many} that do not exist.`;
  const message = `${called.one} not found: ${step.names.map(nameOf).join(', ')} (${failure.message})`;
  return new Failure({ ...failure, exitCode: EXIT.notFound, message, hint, next: inspectCommand(run, step) });
}

/** Whether the refusal is what --if-exists or --if-not-exists asks to let pass. */
function tolerated({ bound, input }: ChangeContext, failure: Failure): boolean {
  const flag = bound.command.idempotent?.flag;
  if (flag === undefined || input[flag] !== true || failure.exitCode === EXIT.unknown) return false;
  const kind = kindOf(failure.code, failure.httpStatus ?? 0);
  if (flag === 'if-not-exists') return kind === 'exists';
  return kind === 'notFound' || (failure.exitCode === EXIT.notFound && kind === 'refused');
}

async function unchanged(run: ChangeContext, step: Step, failure: Failure): Promise<Result[]> {
  const difference = await run.bound.command.idempotent?.compare?.({ ...run.input, ...step.input }, run.client.reader);
  if (difference !== undefined) await run.log.warn(`${fullNames(run, step)} exists and differs: ${difference}`);
  const { requestId, httpStatus, message } = failure;
  return step.names.map((names) => ({ names, word: 'unchanged', requestId, httpStatus, message }));
}

function failed(run: ChangeContext, step: Step, names: Row, failure: Failure): Result {
  const unknown = failure.exitCode === EXIT.unknown;
  const next = unknown ? inspectCommand(run, step) : undefined;
  const shown = next === undefined ? failure : new Failure({ ...failure, message: failure.message, next });
  return { names, word: unknown ? 'unknown' : 'failed', failure: aimed(shown, run, { ...run.input, ...step.input }) };
}

/** The command that settles an unknown outcome. */
export function inspectCommand(
  run: Pick<ChangeContext, 'bound' | 'input' | 'options'>,
  step: Step,
): string | undefined {
  const command = run.bound.command.inspectCommand({ ...run.input, ...step.input });
  return command === undefined ? undefined : withTarget(command, run.options.targets);
}

/** A name that needs no sending: left as it is, or not there to be changed. */
export async function knownResult(run: ChangeContext, step: KnownResult): Promise<Result> {
  const { names, known: why, message, missing, listedAs } = step;
  const flag = run.bound.command.idempotent?.flag;
  const fine = why === 'unchanged' || (flag !== undefined && run.input[flag] === true);
  if (fine) {
    if (step.quiet !== true) await run.log.info(`${fullName({ names, cells: run.cells })}: ${message}`);
    return { names, word: 'unchanged', message, listedAs };
  }
  const exitCode = why === 'exists' ? EXIT.conflict : EXIT.notFound;
  const hint = flag === undefined ? undefined : `Take --${flag} to let that pass.`;
  const code = why === 'exists' ? 'Exists' : 'NotFound';
  const { action } = run.bound.operation;
  return { names, word: 'failed', failure: new Failure({ exitCode, code, message, hint, action, missing }) };
}
