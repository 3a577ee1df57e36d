import type { ListedAs, Verification, Values } from '../../core/operation.ts';
import type { Step } from '../../core/plan.ts';
import { codeKey, kindOf } from '../../errors/catalogue.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import type { AttemptCount } from '../../transport/attempts.ts';
import type { Ok } from '../../transport/call.ts';
import { jitter } from '../../transport/retry.ts';
import type { ChangeContext } from '../command-context.ts';

/** How a change went through: by the service's own word, or found in force after no clear answer had come. */
export type Sent = Ok | ({ readonly kind: 'reconciled'; readonly why: string } & ListedAs);

/** What is sent. */
type Sending = Pick<Step, 'input' | 'expects' | 'begun'>;

/** What reconciling needs: less than a command's whole context, since `api` reconciles too. */
type ReconcileContext = Pick<ChangeContext, 'bound' | 'options' | 'client' | 'context'>;

/**
 * Sends one change. What got no clear answer is reconciled by reading, and sent again where it is not in force and sending
 * it twice does no harm. After an unclear attempt there are two ends: it is in force, or its outcome is unknown; a later
 * refusal does not prove that the first attempt comes to nothing. Throws Failure.
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
        return { kind: 'reconciled', why: EARLIER, ...nameIn(earlier) };
      }
      const verification = await judge(run, step, error, used);
      if (verification.state === 'done') return { kind: 'reconciled', why: unclear.message, ...nameIn(verification) };
      if (verification.state === 'differs') throw differs(run, verification.message);
      const again = verification.state === 'open' && error === unclear && (await mayRepeat(run, used));
      if (!again) throw still(unclear, error, verification);
    }
  }
}

const EARLIER = 'an earlier run of this command had sent it';

const nameIn = ({ listedAs }: ListedAs): ListedAs => (listedAs === undefined ? {} : { listedAs });

/**
 * An earlier run had begun it, and the service says that it is there, or gone: that run's request came through. Undefined
 * where that is not so.
 */
async function earlierRun(run: ReconcileContext, step: Sending, failure: Failure): Promise<Verification | undefined> {
  const proof = provesDone(run, failure);
  if (proof !== 'there') return proof === 'gone' ? DONE : undefined;
  const verification = await verifyOnce(run, step);
  return verification.state === 'differs' ? undefined : verification;
}

const DONE: Verification = { state: 'done' };

/** A repeated change that is refused because its work is there already: the first one came through after all. */
async function judge(
  run: ReconcileContext,
  step: Sending,
  failure: Failure,
  used: AttemptCount,
): Promise<Verification> {
  const proof = provesDone(run, failure);
  if (proof === 'gone') return DONE;
  if (proof === undefined) return verifyAgain(run, step, used);
  const verification = await verifyOnce(run, step); // what exists may not be listed yet, or may be somebody else's
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

/** What is added and cannot be sent twice is looked for some times more, since listings lag a little. */
const PAUSES = [0, 1000, 2000, 4000];

async function verifyAgain(run: ReconcileContext, step: Sending, used: AttemptCount): Promise<Verification> {
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

/** One verification. Where it fails too, nothing is known. */
async function verifyOnce(run: ReconcileContext, step: Sending): Promise<Verification> {
  const { verify } = run.bound.operation;
  if (verify === undefined) return { state: 'unknown', message: '' };
  const input: Values = { ...step.input, ...step.expects };
  try {
    return (await verify([input], run.client.reader))(input);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { state: 'unknown', message: `looking failed too: ${error.message}` };
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

function differs({ bound }: ReconcileContext, says: string): Failure {
  return new Failure({
    exitCode: EXIT.conflict,
    code: 'Exists',
    message: `${bound.operation.action}: no clear answer came, and what is there is not what was asked for: ${says}`,
    action: bound.operation.action,
    hint: 'Somebody else may have made it.',
  });
}

/** The outcome is still unknown; what was learned since is said. */
function still(unclear: Failure, last: Failure, verification: Verification): Failure {
  const learned = [
    last === unclear ? undefined : `then: ${last.message}`,
    verification.state === 'open' ? 'it is not there now, but may still come' : undefined,
    'message' in verification && verification.message !== '' ? verification.message : undefined,
  ].filter((part) => part !== undefined);
  return learned.length === 0
    ? unclear
    : new Failure({ ...unclear, message: `${unclear.message}; ${learned.join('; ')}` });
}
