import type { Operation } from '../core/operation.ts';
import { type Credentials, formBody, signedParams } from '../core/request.ts';
import type { WireParams } from '../core/signature.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import type { Redact } from '../errors/redact.ts';
import { doubtOf } from './doubt.ts';
import { deadlineFailure, faultFailure, replyFailure } from './call-failures.ts';
import { parseAnswer, type Reply } from './parse.ts';
import type { RateLimiter, RateLimitedCall } from '../client/rate-limit/bookings.ts';
import {
  type Attempt,
  clockOffset,
  isThrottled,
  mayCorrect,
  namedWait,
  type Repeating,
  waitBeforeNext,
} from './retry.ts';
import { type HttpAnswer, NetworkFault, type Proxy, type Send } from './send.ts';

/** What is needed of an operation to call it; also made up for operations without a record (`api`). */
export type CallableOperation = Pick<Operation, 'action' | 'product' | 'effect' | 'rate'> &
  Pick<Partial<Operation>, 'repeats' | 'olderRate'> &
  Pick<Repeating, 'once'>;

/** The effects of a call. */
export interface CallEffects {
  readonly send: Send;
  now(): number;
  random(): number;
  nonce(): string;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  readonly stop: AbortSignal;
}

/** How and where calls are made. */
export interface CallSettings {
  readonly credentials: Credentials;
  /** Milliseconds for one attempt. */
  readonly timeout: number;
  readonly maxAttempts: number;
  /** When the whole command has to be through, epoch milliseconds. */
  readonly until?: number | undefined;
  readonly proxy: Proxy | undefined;
  /** PEM text of CAs that are trusted beside the system's. */
  readonly ca?: string | undefined;
  readonly userAgent: string;
  readonly trace: Trace | undefined;
  /** Masks secrets in what is quoted of an answer; without it nothing is secret. */
  readonly redact?: Redact | undefined;
  readonly clock: ServiceClock;
  readonly rateLimiter?: RateLimiter | undefined;
}

/** How far this machine's clock is behind the service's; found out at most once by a command. */
export interface ServiceClock {
  /** Milliseconds; undefined while nothing is known. */
  offset: number | undefined;
  /** Told when it is found out. */
  said(offset: number): Promise<void>;
}

/** What `--debug` hears of. */
export interface Trace {
  sending(attempt: number, origin: string, params: WireParams, body: string): void;
  answered(attempt: number, milliseconds: number, answer: HttpAnswer): void;
  failed(attempt: number, milliseconds: number, why: string): void;
  waiting(milliseconds: number): void;
}

export type Ok = Extract<Reply, { kind: 'ok' }>;

/** One request of an operation, still unsigned. */
export interface CallRequest {
  readonly operation: CallableOperation;
  readonly origin: string;
  readonly params: WireParams;
  readonly format?: 'JSON' | 'XML';
  /** Attempts made so far; counted on, so that several calls of one change share one budget. */
  readonly used?: AttemptCount;
}

/** Attempts of one request. */
export interface AttemptCount {
  attempts: number;
}

type Outcome = { readonly reply: Exclude<Reply, { kind: 'ok' }> | NetworkFault } & Pick<HttpAnswer, 'headers'>;

/**
 * Calls an operation: waits for its turn, signs, sends, reads the answer, and repeats where that is safe.
 * Each attempt has a nonce and a timestamp of its own. Throws Failure when no attempt succeeded.
 */
export async function call(request: CallRequest, settings: CallSettings, effects: CallEffects): Promise<Ok> {
  const used = request.used ?? { attempts: 0 };
  for (;;) {
    if (!(await turn(request, settings, effects))) throw ended(request, effects);
    used.attempts++;
    const outcome = await attempt(request, settings, effects, used.attempts);
    if ('body' in outcome) return outcome;
    const wait = await next(request, outcome, settings, effects, used);
    if (wait > 0) settings.trace?.waiting(wait);
    await effects.sleep(wait, effects.stop);
  }
}

/** Milliseconds until the next attempt. Throws the failure where there is none. */
async function next(
  request: CallRequest,
  outcome: Outcome,
  settings: CallSettings,
  effects: CallEffects,
  used: AttemptCount,
): Promise<number> {
  const known = attemptOf(outcome, request.operation, effects.now());
  if (isThrottled(known)) await settings.rateLimiter?.throttled(rateLimited(request.operation), namedBy(known));
  if (mayCorrect(request.operation, settings.maxAttempts) && (await corrected(known, outcome, settings, effects))) {
    used.attempts--; // the attempt said nothing about the request
    return 0;
  }
  const budget = { done: used.attempts, max: settings.maxAttempts };
  const wait = waitBeforeNext(request.operation, known, budget, effects.random());
  const stopped = effects.stop.aborted || late(settings, effects.now() + (wait ?? 0));
  const failure = failureOf(outcome, request, used.attempts);
  if (stopped && (wait !== undefined || isHarmless(request, known))) throw ended(request, effects, failure.message);
  if (wait === undefined) throw failure;
  return wait;
}

/** A read that was cut off says nothing but that the command was ended. */
const isHarmless = ({ operation }: CallRequest, known: Attempt): boolean =>
  known.kind === 'fault' && (operation.effect === 'read' || !known.sent);

const late = ({ until }: CallSettings, at: number): boolean => until !== undefined && at >= until;

async function turn({ operation }: CallRequest, settings: CallSettings, effects: CallEffects): Promise<boolean> {
  const may = (await settings.rateLimiter?.acquire(rateLimited(operation))) ?? true;
  return may && !late(settings, effects.now()) && !(effects.stop.aborted && operation.effect !== 'read');
}

/** A call as its pacer is asked about it. */
export const rateLimited = ({ action, rate, olderRate, effect }: CallableOperation): RateLimitedCall => ({
  action,
  rate,
  ...(olderRate === undefined ? {} : { older: olderRate }),
  change: effect !== 'read',
});

const namedBy = (known: Attempt): number | undefined => (known.kind === 'fault' ? undefined : known.wait);

function attemptOf({ reply, headers }: Outcome, { effect }: CallableOperation, now: number): Attempt {
  if (reply instanceof NetworkFault) return { kind: 'fault', sent: reply.sent, lasting: reply.lasting };
  const answered = { httpStatus: reply.httpStatus, wait: namedWait(headers, now) };
  return reply.kind === 'refused'
    ? { kind: 'refused', code: reply.code, inDoubt: doubtOf(effect, reply) !== undefined, ...answered }
    : { kind: 'unclear', ...answered };
}

/** Takes the service's clock for the rest of the command, once. */
async function corrected(
  known: Attempt,
  { headers }: Outcome,
  { clock }: CallSettings,
  effects: CallEffects,
): Promise<boolean> {
  const offset = clock.offset === undefined ? clockOffset(known, headers, effects.now()) : undefined;
  if (offset === undefined) return false;
  clock.offset = offset;
  await clock.said(offset);
  return true;
}

/** Why nothing more is sent: stopped from outside, or the deadline. Nothing that was asked for has been done. */
function ended({ operation }: CallRequest, { stop }: CallEffects, last?: string): Failure {
  return stop.aborted ? interrupted(stop) : deadlineFailure(operation.action, last);
}

/** What ends a command that was stopped from outside; the reason of `stop` is the exit code. */
export function interrupted(stop: AbortSignal): Failure {
  const exitCode = STOPS.find((code) => code === stop.reason) ?? EXIT.interrupted;
  return new Failure({ exitCode, code: 'Interrupted', message: STOP_WORDS[exitCode] });
}

const STOPS = [EXIT.interrupted, EXIT.terminated, EXIT.hungUp] as const;

const STOP_WORDS: Readonly<Record<(typeof STOPS)[number], string>> = {
  [EXIT.interrupted]: 'interrupted',
  [EXIT.terminated]: 'terminated',
  [EXIT.hungUp]: 'hung up',
};

function failureOf({ reply }: Outcome, { operation, origin }: CallRequest, attempts: number): Failure {
  const failed = { action: operation.action, effect: operation.effect, origin, attempts };
  return reply instanceof NetworkFault ? faultFailure(reply, failed) : replyFailure(reply, failed);
}

async function attempt(
  request: CallRequest,
  settings: CallSettings,
  effects: CallEffects,
  number: number,
): Promise<Ok | Outcome> {
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
      timeout: Math.max(1, Math.min(settings.timeout, (settings.until ?? Number.POSITIVE_INFINITY) - started)),
      // A change that was sent is let end; a read is dropped at once.
      signal: request.operation.effect === 'read' ? effects.stop : NEVER,
      beforeSent: effects.stop,
      proxy: settings.proxy,
      ca: settings.ca,
    });
    settings.trace?.answered(number, effects.now() - started, answer);
    const reply = await parseAnswer(answer, settings.redact);
    return reply.kind === 'ok' ? reply : { reply, headers: answer.headers };
  } catch (error) {
    if (!(error instanceof NetworkFault)) throw error;
    settings.trace?.failed(number, effects.now() - started, error.message);
    return { reply: error, headers: {} };
  }
}

const NEVER = new AbortController().signal;

function headersOf({ userAgent }: CallSettings): Record<string, string> {
  return { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded', 'user-agent': userAgent };
}
