/** Calls an operation: signs, sends, reads the response and retries. Errors are in call-failures.ts, retries in attempts.ts. */
import type { Operation } from '../core/operation.ts';
import type { Credentials } from '../core/request.ts';
import { signedParams } from '../core/signed-params.ts';
import { formBody } from '../core/signature.ts';
import type { WireParams } from '../core/signature.ts';
import type { Failure } from '../errors/failure.ts';
import { interrupted } from '../errors/interrupted.ts';
import type { Redact } from '../errors/redact.ts';
import {
  type AttemptCount,
  type AttemptEffects,
  type AttemptLimits,
  type Ended,
  isLate,
  makeAttempts,
  type ServiceClock,
  timeLeft,
} from './attempts.ts';
import { deadlineFailure, faultFailure, replyFailure } from './call-failures.ts';
import { parseAnswer, type Reply } from './parse.ts';
import { rateLimited, type RateLimiter } from './rate-limiter.ts';
import type { Repeating } from './retry.ts';
import { type HttpAnswer, NetworkFault, type Proxy, type Send } from './send.ts';

/** The part of an operation that a call needs; `api` creates it for operations without a record. */
export type CallableOperation = Pick<Operation, 'action' | 'product' | 'effect' | 'rate'> &
  Pick<Partial<Operation>, 'repeats' | 'olderRate'> &
  Pick<Repeating, 'once'>;

/** The effects of a call. */
export interface CallEffects extends AttemptEffects {
  readonly send: Send;
  nonce(): string;
}

/** How calls are sent, and where. */
export interface CallSettings extends AttemptLimits {
  readonly credentials: Credentials;
  /** Milliseconds for one attempt. */
  readonly timeout: number;
  readonly proxy: Proxy | undefined;
  /** PEM text of CAs that are trusted in addition to the system's. */
  readonly ca?: string | undefined;
  readonly userAgent: string;
  readonly trace: Trace | undefined;
  /** Masks secrets in quoted parts of a response; absent if there are none. */
  readonly redact?: Redact | undefined;
  readonly clock: ServiceClock;
  readonly rateLimiter?: RateLimiter | undefined;
}

/** Receives what `--debug` prints. */
export interface Trace {
  sending(attempt: number, origin: string, params: WireParams, body: string): void;
  answered(attempt: number, milliseconds: number, answer: HttpAnswer): void;
  failed(attempt: number, milliseconds: number, why: string): void;
  waiting(milliseconds: number): void;
}

/** A successful reply. */
export type Ok = Extract<Reply, { kind: 'ok' }>;

/** One request of an operation, still unsigned. */
export interface CallRequest {
  readonly operation: CallableOperation;
  readonly origin: string;
  readonly params: WireParams;
  readonly format?: 'JSON' | 'XML';
  /** The attempts so far: several calls of one change share one limit. */
  readonly used?: AttemptCount;
  /** It is one of many reads, which keep to the rate of their operation. */
  readonly paced?: boolean;
}

type NotOk = Exclude<Reply, { kind: 'ok' }>;

/**
 * Calls an operation: waits for the rate limit, signs, sends, reads the response, and retries where that is safe. Each
 * attempt has its own nonce and timestamp. Throws Failure if no attempt succeeded.
 */
export async function call(request: CallRequest, settings: CallSettings, effects: CallEffects): Promise<Ok> {
  const { operation, used } = request;
  const outcome = await makeAttempts<Ok, NotOk>(
    {
      rule: operation,
      used,
      clock: settings.clock,
      before: () => beforeAttempt(request, settings, effects),
      make: (number) => attempt(request, settings, effects, number),
      throttled: async (named) => settings.rateLimiter?.throttled(rateLimited(operation), named),
      waiting: (milliseconds) => settings.trace?.waiting(milliseconds),
    },
    settings,
    effects,
  );
  if ('done' in outcome) return outcome.done;
  const failure = failureOf(outcome, request);
  throw outcome.isCut ? ended(request, effects, failure.message) : failure;
}

/** Waits until the rate limit allows an attempt. Throws Failure if no further attempt is allowed. */
async function beforeAttempt(request: CallRequest, settings: CallSettings, effects: CallEffects): Promise<void> {
  const { operation, paced } = request;
  const may = (await settings.rateLimiter?.acquire(rateLimited(operation, paced))) ?? true;
  const isStopped = effects.stop.aborted && operation.effect !== 'read';
  if (!may || isStopped || isLate(settings.until, effects.now())) throw ended(request, effects);
}

/** The failure of a call that is not sent any more: the command was stopped, or its time expired. Nothing was changed. */
function ended({ operation }: CallRequest, { stop }: CallEffects, last?: string): Failure {
  return stop.aborted ? interrupted(stop) : deadlineFailure(operation.action, last);
}

function failureOf({ reply, attempts }: Ended<NotOk>, { operation, origin }: CallRequest): Failure {
  const failed = { action: operation.action, effect: operation.effect, origin, attempts };
  return reply instanceof NetworkFault ? faultFailure(reply, failed) : replyFailure(reply, failed);
}

async function attempt(
  request: CallRequest,
  settings: CallSettings,
  effects: CallEffects,
  number: number,
): Promise<{ readonly done: Ok } | { readonly reply: NotOk; readonly headers: HttpAnswer['headers'] }> {
  const params = signedParams(
    request.operation,
    request.params,
    settings.credentials,
    { now: effects.now() + (settings.clock.offset ?? 0), nonce: effects.nonce() },
    request.format,
  );
  const body = formBody(params);
  const started = effects.now();
  settings.trace?.sending(number, request.origin, params, body);
  try {
    const answer = await effects.send({
      origin: request.origin,
      path: '/',
      headers: headersOf(settings),
      body,
      timeout: timeLeft(settings.timeout, settings.until, started),
      // A change that was sent is finished; a read is aborted at once.
      signal: request.operation.effect === 'read' ? effects.stop : NEVER,
      beforeSent: effects.stop,
      proxy: settings.proxy,
      ca: settings.ca,
    });
    settings.trace?.answered(number, effects.now() - started, answer);
    const reply = await parseAnswer(answer, settings.redact);
    return reply.kind === 'ok' ? { done: reply } : { reply, headers: answer.headers };
  } catch (error) {
    if (error instanceof NetworkFault) settings.trace?.failed(number, effects.now() - started, error.message);
    throw error;
  }
}

const NEVER = new AbortController().signal;

function headersOf({ userAgent }: CallSettings): Record<string, string> {
  return { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded', 'user-agent': userAgent };
}
