/** Requests to STS, signed or with an OIDC token, with retries where they may help: they change nothing there. */
import { apiTime } from '../../core/text/time.ts';
import type { Credentials } from '../../core/request.ts';
import { signedParams } from '../../core/signed-params.ts';
import { formBody } from '../../core/signature.ts';
import type { Row } from '../../core/shape.ts';
import type { WireParams } from '../../core/signature.ts';
import { interrupted } from '../../errors/interrupted.ts';
import { makeAttempts, type ServiceClock } from '../../transport/attempts.ts';
import { parseAnswer } from '../../transport/parse.ts';
import type { FetchEffects } from './effects.ts';
import { exchange, type KeyRequest } from './exchange.ts';
import type { AssumedRole, OidcRole } from '../source.ts';
import { stsFailure } from './sts-failure.ts';

const STS_VERSION = '2015-04-01';

/** A request to STS. */
export interface StsRequest {
  readonly source: AssumedRole | OidcRole;
  readonly action: 'AssumeRole' | 'AssumeRoleWithOIDC';
  readonly params: WireParams;
  /** The credentials that sign it; undefined if an OIDC token authorizes it. */
  readonly keys: Credentials | undefined;
}

/** Sends the request and returns the fields of the response. Throws Failure (exit 4). */
export async function requestSts(request: StsRequest, io: FetchEffects): Promise<Row> {
  const origin = io.stsOrigin(request.source);
  const clock: ServiceClock = { offset: undefined, said: async () => undefined };
  const make = async () => {
    const answer = await exchange(requestOf(request, origin, clock.offset ?? 0, io), io);
    const reply = await parseAnswer(answer);
    return reply.kind === 'ok' ? { done: reply.body } : { reply, headers: answer.headers };
  };
  const outcome = await makeAttempts({ rule: { effect: 'read' }, clock, make }, io, io);
  if ('done' in outcome) return outcome.done;
  throw io.stop.aborted ? interrupted(io.stop) : stsFailure(outcome.reply, request, origin, io);
}

/** One attempt, with its own timestamp and nonce. `offset` corrects this machine's clock, in milliseconds. */
function requestOf(
  { action, params, keys }: StsRequest,
  origin: string,
  offset: number,
  io: Pick<FetchEffects, 'now' | 'nonce'>,
): KeyRequest {
  const stamp = { now: io.now() + offset, nonce: io.nonce() };
  const form = keys === undefined ? unsigned(action, params, stamp.now) : signed(action, params, keys, stamp);
  return { method: 'POST', origin, path: '/', about: action, headers: FORM, body: formBody(form) };
}

const FORM = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };

const signed = (action: string, params: WireParams, keys: Credentials, stamp: { now: number; nonce: string }) =>
  signedParams({ action, product: { version: STS_VERSION } }, params, keys, stamp);

/** A request with an OIDC token has no AccessKey to sign with. */
const unsigned = (action: string, params: WireParams, now: number): WireParams => ({
  ...params,
  Action: action,
  Version: STS_VERSION,
  Format: 'JSON',
  Timestamp: apiTime(now),
});
