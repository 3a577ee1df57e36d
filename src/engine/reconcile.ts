import type { Finding, Step, Values } from '../core/operation.ts';
import { kindOf } from '../errors/catalogue.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import type { Ok, Used } from '../transport/call.ts';
import { jitter } from '../transport/retry.ts';
import type { Run } from './command-context.ts';

/** How a change went through: by the service's own word, or found in force after no clear answer had come. */
export type Sent = Ok | { readonly kind: 'settled'; readonly why: string };

/** What is sent. */
type Sending = Pick<Step, 'input' | 'expects' | 'begun'>;

/** What settling needs: less than a command's whole run, since `api` settles too. */
type Settling = Pick<Run, 'bound' | 'globals' | 'session' | 'context'>;

/**
 * Sends one change. What got no clear answer is settled by reading, and sent again where it is not in force and sending
 * it twice does no harm. After an unclear attempt there are two ends: it is in force, or its outcome is unknown; a later
 * refusal does not prove that the first attempt comes to nothing. Throws Failure.
 */
export async function sendSettled(run: Settling, step: Sending, send: (used: Used) => Promise<Ok>): Promise<Sent> {
  const used: Used = { attempts: 0 };
  let unclear: Failure | undefined;
  for (;;) {
    try {
      return await send(used);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.exitCode === EXIT.unknown) unclear = error;
      if (unclear === undefined) {
        if (step.begun === true && (await provesEarlier(run, step, error))) return { kind: 'settled', why: EARLIER };
        throw error;
      }
      const finding = await judge(run, step, error, used);
      if (finding.is === 'done') return { kind: 'settled', why: unclear.message };
      if (finding.is === 'differs') throw differs(run, finding.says);
      const again = finding.is === 'open' && error === unclear && (await mayRepeat(run, used));
      if (!again) throw still(unclear, error, finding);
    }
  }
}

const EARLIER = 'an earlier run of this command had sent it';

/** An earlier run had begun it, and the service says that it is there, or gone: that run's request came through. */
async function provesEarlier(run: Settling, step: Sending, failure: Failure): Promise<boolean> {
  const proof = provesDone(run, failure);
  return proof === 'gone' || (proof === 'there' && (await look(run, step)).is !== 'differs');
}

const DONE: Finding = { is: 'done' };

/** A repeated change that is refused because its work is there already: the first one came through after all. */
async function judge(run: Settling, step: Sending, failure: Failure, used: Used): Promise<Finding> {
  const proof = provesDone(run, failure);
  if (proof === 'gone') return DONE;
  if (proof === undefined) return find(run, step, used);
  const finding = await look(run, step); // what exists may not be listed yet, or may be somebody else's
  return finding.is === 'differs' ? finding : DONE;
}

function provesDone({ bound: { command, operation } }: Settling, failure: Failure): 'there' | 'gone' | undefined {
  if (failure.exitCode === EXIT.unknown) return undefined;
  const kind = kindOf(failure.code, failure.httpStatus ?? 0);
  const outcome = command.outcome ?? operation.outcome;
  if (outcome === 'created' && kind === 'exists') return 'there';
  const gone = kind === 'notFound' || (kind === 'noInstance' && operation.action === 'DeleteInstance');
  return outcome === 'deleted' && gone ? 'gone' : undefined;
}

/** What is added and cannot be sent twice is looked for some times more, since listings lag a little. */
const LOOKS = [0, 1000, 2000, 4000];

async function find(run: Settling, step: Sending, used: Used): Promise<Finding> {
  const { operation } = run.bound;
  let finding = await look(run, step);
  if (operation.repeatable && used.attempts < run.globals.maxAttempts) return finding;
  for (const wait of LOOKS.slice(1)) {
    if (finding.is !== 'open' || run.context.stop.aborted || isLate(run, wait)) break;
    await run.context.sleep(wait, run.context.stop);
    finding = await look(run, step);
  }
  return finding;
}

/** One look. Where it fails too, nothing is known. */
async function look(run: Settling, step: Sending): Promise<Finding> {
  const { verify } = run.bound.operation;
  if (verify === undefined) return { is: 'unknown', says: '' };
  const input: Values = { ...step.input, ...step.expects };
  try {
    return (await verify([input], run.session.reader))(input);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { is: 'unknown', says: `looking failed too: ${error.message}` };
  }
}

async function mayRepeat(run: Settling, used: Used): Promise<boolean> {
  const { context, globals, bound } = run;
  const wait = jitter(used.attempts, context.random());
  if (!bound.operation.repeatable || used.attempts >= globals.maxAttempts || isLate(run, wait)) return false;
  await context.sleep(wait, context.stop);
  return !context.stop.aborted;
}

const isLate = ({ session, context }: Settling, wait: number): boolean =>
  session.until !== undefined && context.now() + wait >= session.until;

function differs({ bound }: Settling, says: string): Failure {
  return new Failure({
    exitCode: EXIT.conflict,
    code: 'Exists',
    message: `${bound.operation.action}: no clear answer came, and what is there is not what was asked for: ${says}`,
    action: bound.operation.action,
    hint: 'Somebody else may have made it.',
  });
}

/** The outcome is still unknown; what was learned since is said. */
function still(unclear: Failure, last: Failure, finding: Finding): Failure {
  const learned = [
    last === unclear ? undefined : `then: ${last.message}`,
    finding.is === 'open' ? 'it is not there now, but may still come' : undefined,
    'says' in finding && finding.says !== '' ? finding.says : undefined,
  ].filter((part) => part !== undefined);
  return learned.length === 0
    ? unclear
    : new Failure({ ...unclear, message: `${unclear.message}; ${learned.join('; ')}` });
}
