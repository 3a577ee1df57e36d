/** Sends one step of a plan, and turns its answer or refusal into results. The order of the steps is in run-plan.ts. */
import type { KnownResult, Step } from '../../core/plan.ts';
import type { Row } from '../../core/shape.ts';
import { labelled, listed, t } from '../../core/text/texts.ts';
import { kindOf } from '../../errors/catalogue.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { asText } from '../../errors/render.ts';
import type { AttemptCount } from '../../transport/attempts.ts';
import type { Ok } from '../../transport/call.ts';
import { orderIdOf } from '../../transport/doubt.ts';
import { absentText, presentText, skipText, textsOf } from '../change-texts.ts';
import { withAdvisedNext } from '../advised-next.ts';
import { listCommand } from '../../operations/shared/listed.ts';
import type { ChangeContext, CommandContext } from '../command-context.ts';
import { withTarget } from '../next-command.ts';
import { aimed } from '../target.ts';
import { fullName, listedText, nameOf, type Result, shownAs } from './results.ts';
import { type Reconciled, reconciledText, sendReconciled } from './reconcile.ts';
import { sendStep } from './send-step.ts';

/** Sends one step of a plan: a result for each of its names. Refusals are results, not errors. */
export async function applyStep(run: ChangeContext, step: Step): Promise<Result[]> {
  try {
    const send = (used: AttemptCount): Promise<Ok> => sendStep(run, step, used);
    const command = `${run.bound.command.path} ${step.names.map(nameOf).join(', ')}`.trim();
    const sent = await whileSending(run, command, inspectCommand(run, step), () => sendReconciled(run, step, send));
    return sent.kind === 'ok' ? doneResults(run, step, sent) : await reconciledResults(run, step, sent);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (NOTHING_SENT.has(error.code)) return notAttempted(step);
    const failure = (await isAbsent(run, step, error)) ? absent(run, step, error) : error;
    return tolerated(run, failure)
      ? await unchanged(run, step, failure)
      : step.names.map((names) =>
          failed(run, step, names, isPresent(run, failure) ? present(run, step, failure) : failure),
        );
  }
}

/**
 * Sends a change. The first Ctrl-C during that time lets the request end, and logs so. If the program quits at once, it
 * prints that the outcome of `command` is unknown, and the command that inspects it (`next`).
 */
export async function whileSending<T>(
  { context, log }: Pick<CommandContext, 'context' | 'log'>,
  command: string,
  next: string | undefined,
  send: () => Promise<T>,
): Promise<T> {
  const message = t('outcome unknown: quit before the response to "{command}" arrived', { command });
  const last = new Failure({ exitCode: EXIT.unknown, code: '', message, next });
  context.lastWords(asText(last, NO_COLORS).trimEnd());
  const onStop = (): void => void log.info(t('Finishing the current request. Press Ctrl-C again to quit now.'));
  context.stop.addEventListener('abort', onStop);
  try {
    return await send();
  } finally {
    context.stop.removeEventListener('abort', onStop);
    context.lastWords(undefined);
  }
}

/** The last message is written when colors can no longer be loaded. */
const NO_COLORS = { bad: (text: string) => text, dim: (text: string) => text };

/** Codes of failures before anything was sent. */
const NOTHING_SENT = new Set(['Interrupted', 'DeadlineExceeded']);

/** The results of a step that was not sent. */
export const notAttempted = (step: Step | KnownResult): Result[] =>
  ('input' in step ? step.names : [step.names]).map((names) => ({ names, word: 'not-attempted' }));

/** The results of a step that the service confirmed. */
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

async function reconciledResults(run: ChangeContext, step: Step, sent: Reconciled): Promise<Result[]> {
  const message = reconciledText(run.bound, sent);
  await run.log.info(labelled(fullNames(run, step), message));
  const { listedAs } = sent;
  const word = run.bound.command.changeKind;
  const results = step.names.map((names): Result => ({ ...shownAs(run, names), word, message, listedAs }));
  await logListed(run, results);
  return results;
}

const fullNames = (run: ChangeContext, step: Step): string =>
  listed(step.names.map((names) => fullName(shownAs(run, names))));

/** Logs which names the service lists under another name than the requested one. */
export async function logListed({ log }: Pick<CommandContext, 'log'>, results: readonly Result[]): Promise<void> {
  for (const result of results)
    if (result.listedAs !== undefined) await log.info(listedText(fullName(result), result.listedAs));
}

/** Whether what was to be removed does not exist; read if the service has no code for that case. */
async function isAbsent(run: ChangeContext, step: Step, failure: Failure): Promise<boolean> {
  const { isGone } = run.bound.command.idempotent ?? {};
  if (isGone === undefined || failure.exitCode !== EXIT.refused) return false;
  if (kindOf(failure.code, failure.httpStatus ?? 0) !== 'refused') return false;
  try {
    return await isGone(step.input, run.client.reader);
  } catch (error) {
    if (error instanceof Failure) return false; // the refusal is reported
    throw error;
  }
}

function absent(run: ChangeContext, step: Step, failure: Failure): Failure {
  const { command } = run.bound;
  const message = absentText(command, step.names.map(nameOf).join(', '), failure.message);
  const next = inspectCommand(run, step);
  const reason = failure.message;
  return new Failure({ ...failure, exitCode: EXIT.notFound, message, reason, hint: skipText(command), next });
}

/** Whether what was to be created exists: another change may fail because of an object with another name. */
const isPresent = ({ bound: { command } }: ChangeContext, { code, httpStatus = 0 }: Failure): boolean =>
  command.changeKind === 'created' && textsOf(command).present !== undefined && kindOf(code, httpStatus) === 'exists';

/** The failure with the name of what exists, which the service does not return. */
function present(run: ChangeContext, step: Step, failure: Failure): Failure {
  const message = presentText(run.bound.command, step.names.map(nameOf).join(', '), failure.message);
  const reason = failure.message;
  return new Failure({ ...failure, message, reason, next: inspectCommand(run, step) ?? failure.next });
}

/** Whether --if-exists or --if-not-exists turns the refusal into success. */
function tolerated({ bound, input }: ChangeContext, failure: Failure): boolean {
  const flag = bound.command.idempotent?.flag;
  if (flag === undefined || input[flag] !== true || failure.exitCode === EXIT.unknown) return false;
  const kind = kindOf(failure.code, failure.httpStatus ?? 0);
  if (flag === 'if-not-exists') return kind === 'exists';
  return kind === 'notFound' || (failure.exitCode === EXIT.notFound && kind === 'refused');
}

async function unchanged(run: ChangeContext, step: Step, failure: Failure): Promise<Result[]> {
  const difference = await run.bound.command.idempotent?.compare?.({ ...run.input, ...step.input }, run.client.reader);
  if (difference !== undefined)
    await run.log.warn(
      t('{name} already exists, but differs: {difference}', { name: fullNames(run, step), difference }),
    );
  const { requestId, httpStatus, message } = failure;
  return step.names.map((names) => ({ names, word: 'unchanged', requestId, httpStatus, message }));
}

function failed(run: ChangeContext, step: Step, names: Row, failure: Failure): Result {
  const unknown = failure.exitCode === EXIT.unknown;
  const next = unknown ? inspectCommand(run, step) : undefined;
  const input = { ...run.input, ...step.input };
  const shown =
    next === undefined
      ? withAdvisedNext(unchecked(run, failure), run, input)
      : new Failure({ ...failure, message: failure.message, next });
  return { names, word: unknown ? 'unknown' : 'failed', failure: aimed(shown, run, input) };
}

/** The refusal of a value that --no-validate sent unchecked, with that as a part of its hint. */
function unchecked({ options }: ChangeContext, failure: Failure): Failure {
  if (options.validate || kindOf(failure.code, failure.httpStatus ?? 0) !== 'input') return failure;
  const advice = t('Without --no-validate, most values are checked before anything is sent.');
  const hint = [failure.hint ?? '', advice].join(' ').trim();
  return new Failure({ ...failure, message: failure.message, cause: failure.cause, hint });
}

/** The command that inspects an unknown outcome. */
export function inspectCommand(
  run: Pick<ChangeContext, 'bound' | 'input' | 'options'>,
  step: Step,
): string | undefined {
  const command = run.bound.command.inspectCommand({ ...run.input, ...step.input });
  return command === undefined ? undefined : withTarget(command, run.options.targets);
}

/** The result of a name that needs no request: it is unchanged, or cannot be changed. */
export async function knownResult(run: ChangeContext, step: KnownResult): Promise<Result> {
  const { names, known, message, missing, listedAs } = step;
  const flag = run.bound.command.idempotent?.flag;
  if (known === 'unchanged' || (flag !== undefined && run.input[flag] === true)) {
    if (step.quiet !== true) await run.log.info(labelled(fullName(shownAs(run, names)), message));
    return { names, word: 'unchanged', message, listedAs };
  }
  const exitCode = known === 'exists' ? EXIT.conflict : EXIT.notFound;
  const code = known === 'exists' ? 'Exists' : 'NotFound';
  const { action } = run.bound.operation;
  const next = step.next ?? (missing === undefined ? undefined : listCommand(missing.what));
  const failure = new Failure({ exitCode, code, message, hint: skipText(run.bound.command), action, missing, next });
  return { names, word: 'failed', failure };
}
