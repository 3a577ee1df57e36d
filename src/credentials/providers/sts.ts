/** One question to STS, repeated where that may help; it changes nothing there. */
import { apiTime } from '../../core/text/time.ts';
import { type Credentials, formBody, signedParams } from '../../core/request.ts';
import type { Row } from '../../core/shape.ts';
import type { WireParams } from '../../core/signature.ts';
import { interrupted } from '../../transport/call.ts';
import { parseAnswer, type Reply } from '../../transport/parse.ts';
import { type Attempt, clockOffset, mayCorrect, namedWait, waitBeforeNext } from '../../transport/retry.ts';
import { NetworkFault } from '../../transport/send.ts';
import type { FetchEffects } from './effects.ts';
import { exchange, mayWait } from './exchange.ts';
import type { AssumedRole, OidcRole } from '../source.ts';
import { stsFailure } from './sts-failure.ts';

export const STS_VERSION = '2015-04-01';

/** What STS is asked. */
export interface StsQuestion {
  readonly source: AssumedRole | OidcRole;
  readonly action: 'AssumeRole' | 'AssumeRoleWithOIDC';
  readonly params: WireParams;
  /** The keys that sign it; none with somebody else's token. */
  readonly keys: Credentials | undefined;
}

type Outcome = Reply | NetworkFault;

/** The answer's fields. Throws Failure (exit 4) that says what STS said, or that it could not be asked. */
export async function askSts(question: StsQuestion, io: FetchEffects): Promise<Row> {
  const origin = io.stsOrigin(question.source);
  let clock: number | undefined;
  for (let done = 1; ; done++) {
    const { outcome, headers } = await attempt(question, origin, clock ?? 0, io);
    if (!(outcome instanceof NetworkFault) && outcome.kind === 'ok') return outcome.body;
    if (io.stop.aborted) throw interrupted(io.stop);
    const known = attemptOf(outcome, headers, io.now());
    const mends = clock === undefined && mayCorrect({}, io.maxAttempts);
    const offset = mends ? clockOffset(known, headers, io.now()) : undefined;
    if (offset !== undefined) clock = offset;
    const budget = { done, max: io.maxAttempts };
    const wait = offset === undefined ? waitBeforeNext({ effect: 'read' }, known, budget, io.random()) : 0;
    if (wait === undefined || !mayWait(wait, io)) throw stsFailure(outcome, question, origin, io);
    await io.sleep(wait, io.stop);
  }
}

interface Tried {
  readonly outcome: Outcome;
  readonly headers: Readonly<Record<string, string>>;
}

async function attempt(
  { action, params, keys }: StsQuestion,
  origin: string,
  offset: number,
  io: FetchEffects,
): Promise<Tried> {
  const stamp = { now: io.now() + offset, nonce: io.nonce() };
  const form = keys === undefined ? unsigned(action, params, stamp.now) : signed(action, params, keys, stamp);
  try {
    const answer = await exchange(
      { method: 'POST', origin, path: '/', about: action, headers: FORM, body: formBody(form) },
      io,
    );
    return { outcome: await parseAnswer(answer), headers: answer.headers };
  } catch (error) {
    if (!(error instanceof NetworkFault)) throw error;
    return { outcome: error, headers: {} };
  }
}

const FORM = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };

const signed = (action: string, params: WireParams, keys: Credentials, stamp: { now: number; nonce: string }) =>
  signedParams({ action, product: { version: STS_VERSION } }, params, keys, stamp);

/** With a token of somebody else's there is no key to sign with. */
const unsigned = (action: string, params: WireParams, now: number): WireParams => ({
  ...params,
  Action: action,
  Version: STS_VERSION,
  Format: 'JSON',
  Timestamp: apiTime(now),
});

function attemptOf(outcome: Exclude<Outcome, { kind: 'ok' }>, headers: Tried['headers'], now: number): Attempt {
  if (outcome instanceof NetworkFault) return { kind: 'fault', sent: outcome.sent, lasting: outcome.lasting };
  const answered = { httpStatus: outcome.httpStatus, wait: namedWait(headers, now) };
  return outcome.kind === 'refused'
    ? { kind: 'refused', code: outcome.code, ...answered }
    : { kind: 'unclear', ...answered };
}
