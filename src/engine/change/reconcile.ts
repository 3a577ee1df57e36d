/**
 * Sends a change, and settles an unclear answer by reading whether it took effect. A change is never repeated where
 * that could do harm.
 */
import type { ListedAs, Verification, Values } from '../../core/operation.ts';
import type { Step } from '../../core/plan.ts';
import { t } from '../../core/text/texts.ts';
import { codeKey, kindOf } from '../../errors/catalogue.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import type { AttemptCount } from '../../transport/attempts.ts';
import type { Ok } from '../../transport/call.ts';
import { jitter } from '../../transport/retry.ts';
import { tookEffectText } from '../change-texts.ts';
import type { ChangeContext } from '../command-context.ts';

/**
 * Why a change is known to have taken effect: the service confirmed it, or reading shows it after an unclear answer
 * (`unclear`), or after a refusal because an earlier run of the command had sent it (`unclear` is undefined).
 */
export type Sent = Ok | Reconciled;

/** A change whose effect was found by reading. */
export interface Reconciled extends ListedAs {
  readonly kind: 'reconciled';
  readonly unclear: Failure | undefined;
}

/** Why a change is reported as done although the service did not confirm it. */
export const reconciledText = ({ command }: ReconcileContext['bound'], { unclear }: Reconciled): string =>
  unclear === undefined ? doneEarlierText() : tookEffectText(command);

/** The note about a change that an interrupted run of the same command made. */
export const doneEarlierText = (): string => t('already done by an earlier run of this command');

/** The result of reading, or why it failed. */
type Learned = Verification | ({ readonly state: 'unread'; readonly failure: Failure } & ListedAs);

/** The part of a step that is sent. */
type Sending = Pick<Step, 'input' | 'expects' | 'begun'>;

/** The part of a command's context that reconciling needs; `api` reconciles too. */
type ReconcileContext = Pick<ChangeContext, 'bound' | 'options' | 'client' | 'context'>;

/**
 * Sends one change. After an unclear answer it is reconciled by reading, and sent again if it has no effect yet and a
 * second request does no harm. An unclear attempt ends in one of two ways: the change took effect, or its outcome is
 * unknown; a later refusal does not prove that the first attempt has no effect. Throws Failure.
 */
export async function sendReconciled(
  run: ReconcileContext,
  step: Sending,
  send: (used: AttemptCount) => Promise<Ok>,
): Promise<Sent> {
  const used: AttemptCount = { attempts: 0 };
  let unclear: Failure | undefined;
  for (;;) {
    try {
      return await send(used);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.exitCode === EXIT.unknown) unclear = error;
      if (unclear === undefined) {
        const earlier = step.begun === true ? await earlierRun(run, step, error) : undefined;
        if (earlier === undefined) throw error;
        return { kind: 'reconciled', unclear: undefined, ...nameIn(earlier) };
      }
      const verification = await judge(run, step, error, used);
      if (verification.state === 'done') return { kind: 'reconciled', unclear, ...nameIn(verification) };
      if (verification.state === 'differs') throw differs(run, verification.message);
      const again = verification.state === 'open' && error === unclear && (await mayRepeat(run, used));
      if (!again) throw stillUnknown(unclear, error, verification);
    }
  }
}

const nameIn = ({ listedAs }: ListedAs): ListedAs => (listedAs === undefined ? {} : { listedAs });

/**
 * The result of reading a step that an earlier run had begun and that the service refuses because it already exists, or
 * is already absent. Undefined if the refusal does not show that the earlier run's request succeeded.
 */
async function earlierRun(run: ReconcileContext, step: Sending, failure: Failure): Promise<Learned | undefined> {
  const proof = provesDone(run, failure);
  if (proof !== 'there') return proof === 'gone' ? DONE : undefined;
  const verification = await verifyOnce(run, step);
  return verification.state === 'differs' ? undefined : verification;
}

const DONE: Verification = { state: 'done' };

/** Handles the refusal of a repeated change: if the change is already done, the first request succeeded. */
async function judge(run: ReconcileContext, step: Sending, failure: Failure, used: AttemptCount): Promise<Learned> {
  const proof = provesDone(run, failure);
  if (proof === 'gone') return DONE;
  if (proof === undefined) return verifyAgain(run, step, used);
  const verification = await verifyOnce(run, step); // it may not be listed yet, or someone else may have created it
  return verification.state === 'differs' ? verification : { ...DONE, ...nameIn(verification) };
}

function provesDone(
  { bound: { command, operation } }: ReconcileContext,
  failure: Failure,
): 'there' | 'gone' | undefined {
  if (failure.exitCode === EXIT.unknown) return undefined;
  const kind = kindOf(failure.code, failure.httpStatus ?? 0);
  const outcome = command.changeKind;
  if (outcome === 'created' && kind === 'exists') return 'there';
  const gone = kind === 'notFound' || operation.gone?.some((code) => codeKey(code) === codeKey(failure.code));
  return outcome === 'deleted' && gone === true ? 'gone' : undefined;
}

/** Milliseconds between reads of what cannot be sent twice, since listings lag a little. */
const PAUSES = [0, 1000, 2000, 4000];

async function verifyAgain(run: ReconcileContext, step: Sending, used: AttemptCount): Promise<Learned> {
  const { operation } = run.bound;
  let verification = await verifyOnce(run, step);
  if (operation.repeatable && used.attempts < run.options.maxAttempts) return verification;
  for (const wait of PAUSES.slice(1)) {
    if (verification.state !== 'open' || run.context.stop.aborted || isLate(run, wait)) break;
    await run.context.sleep(wait, run.context.stop);
    verification = await verifyOnce(run, step);
  }
  return verification;
}

/** One verification. If the read fails too, the outcome stays unknown. */
async function verifyOnce(run: ReconcileContext, step: Sending): Promise<Learned> {
  const { verify } = run.bound.operation;
  if (verify === undefined) return { state: 'unknown', message: '' };
  const input: Values = { ...step.input, ...step.expects };
  try {
    return (await verify([input], run.client.reader))(input);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { state: 'unread', failure: error };
  }
}

async function mayRepeat(run: ReconcileContext, used: AttemptCount): Promise<boolean> {
  const { context, options, bound } = run;
  const wait = jitter(used.attempts, context.random());
  if (!bound.operation.repeatable || used.attempts >= options.maxAttempts || isLate(run, wait)) return false;
  await context.sleep(wait, context.stop);
  return !context.stop.aborted;
}

const isLate = ({ client, context }: ReconcileContext, wait: number): boolean =>
  client.until !== undefined && context.now() + wait >= client.until;

function differs({ bound: { operation } }: ReconcileContext, difference: string): Failure {
  const { action } = operation;
  return new Failure({
    exitCode: EXIT.conflict,
    code: 'Exists',
    message: t('{action}: no clear response, and the result is not what was requested: {difference}', {
      action,
      difference,
    }),
    action,
    hint: t('Another user or process may have changed it.'),
  });
}

/** The failure of a change whose outcome is still unknown; the message has the result of reading. */
function stillUnknown(unclear: Failure, last: Failure, learned: Learned): Failure {
  const { message: reason } = unclear;
  const again =
    last === unclear ? reason : t('{reason}; the next attempt failed: {again}', { reason, again: last.message });
  const message = learnedText(again, learned);
  return message === reason ? unclear : new Failure({ ...unclear, message });
}

/** Why the outcome is unknown, and the result of reading. */
function learnedText(reason: string, learned: Learned): string {
  if (learned.state === 'open') return t('{reason}; the change has not taken effect yet, but still may', { reason });
  if (learned.state === 'unread')
    return t('{reason}; the check failed too: {check}', { reason, check: learned.failure.message });
  const shown = 'message' in learned ? learned.message : '';
  return shown === '' ? reason : t('{reason}; the check shows that {shown}', { reason, shown });
}
