/**
 * The loop of attempts of a request, for operations, STS and other services that issue keys. Whether and when an attempt
 * is repeated is in retry.ts.
 */
import { doubtOf, type RefusalSigns } from './doubt.ts';
import {
  type Attempt,
  clockOffset,
  isThrottled,
  mayCorrect,
  namedWait,
  type Repeating,
  waitBeforeNext,
} from './retry.ts';
import { type HttpAnswer, NetworkFault } from './send.ts';

/** Attempts of one request. */
export interface AttemptCount {
  attempts: number;
}

/** How far this machine's clock is behind the service's; determined at most once by a command. */
export interface ServiceClock {
  /** Milliseconds; undefined until a response showed it. */
  offset: number | undefined;
  /** Called once, when the offset is determined. */
  said(offset: number): Promise<void>;
}

/** The limits of the attempts of one request. */
export interface AttemptLimits {
  readonly maxAttempts: number;
  /** The end of the whole command's time, in epoch milliseconds. */
  readonly until?: number | undefined;
}

/** The effects of attempts. */
export interface AttemptEffects {
  now(): number;
  random(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  readonly stop: AbortSignal;
}

/** A response that is not a success: a refusal, or one that is not from the service. */
type NotOk = ({ readonly kind: 'refused' } & RefusalSigns) | { readonly kind: 'unclear'; readonly httpStatus: number };

/** An attempt that did not succeed; a fault has no headers. */
interface Unsuccessful<R extends NotOk> {
  readonly reply: R | NetworkFault;
  readonly headers: HttpAnswer['headers'];
}

/** A request that can be attempted several times. */
export interface AttemptedRequest<T, R extends NotOk> {
  readonly rule: Repeating;
  /** The attempts so far; increased by each attempt. */
  readonly used?: AttemptCount | undefined;
  /** The clock that the request is signed with; absent if the request has no time. */
  readonly clock?: ServiceClock;
  /** Waits until an attempt is allowed. Throws Failure if none is. */
  before?(): Promise<void>;
  /** Makes an attempt; the first has the number 1. Throws NetworkFault if no complete response came. */
  make(number: number): Promise<{ readonly done: T } | Unsuccessful<R>>;
  /** Called after a throttled response, with the milliseconds that it asks to wait, if any. */
  throttled?(named: number | undefined): Promise<void>;
  /** Called before a wait of this many milliseconds, more than 0. */
  waiting?(milliseconds: number): void;
}

/** The last attempt of a request that did not succeed. */
export interface Ended<R extends NotOk> {
  readonly reply: R | NetworkFault;
  /** The number of all attempts. */
  readonly attempts: number;
  /** The command was stopped, or its time expired, before it was known whether the request can succeed. */
  readonly isCut: boolean;
}

/** Attempts a request until it succeeds or must not be sent again. */
export async function makeAttempts<T, R extends NotOk>(
  request: AttemptedRequest<T, R>,
  limits: AttemptLimits,
  effects: AttemptEffects,
): Promise<{ readonly done: T } | Ended<R>> {
  const { rule, clock, used = { attempts: 0 } } = request;
  for (;;) {
    await request.before?.();
    used.attempts++;
    const made = await request.make(used.attempts).catch(faultIn);
    if ('done' in made) return made;
    const attempt = attemptOf(made, rule, effects.now());
    if (isThrottled(attempt)) await request.throttled?.(namedBy(attempt));
    const isOff = clock !== undefined && clock.offset === undefined;
    const offset = isOff ? clockOffset(attempt, made.headers, effects.now()) : undefined;
    const now = { now: effects.now(), random: effects.random(), isStopped: effects.stop.aborted };
    const next = nextStep(rule, { attempt, offset, done: used.attempts }, limits, now);
    if ('isCut' in next) return { reply: made.reply, attempts: used.attempts, ...next };
    if (next.offset !== undefined && clock !== undefined) {
      used.attempts--; // the attempt does not count: only the clock was wrong
      clock.offset = next.offset;
      await clock.said(next.offset);
    }
    if (next.wait > 0) request.waiting?.(next.wait);
    await effects.sleep(next.wait, effects.stop);
  }
}

/** The wait before the next attempt in milliseconds, with the clock's correction if it was wrong; or no attempt follows. */
type Next = { readonly wait: number; readonly offset?: number } | Pick<Ended<never>, 'isCut'>;

/** What follows a failed attempt, the `done`th; `offset` if the clock may be the cause. */
function nextStep(
  rule: Repeating,
  { attempt, offset, done }: { readonly attempt: Attempt; readonly offset: number | undefined; readonly done: number },
  { maxAttempts, until }: AttemptLimits,
  { now, random, isStopped }: { readonly now: number; readonly random: number; readonly isStopped: boolean },
): Next {
  if (offset !== undefined && mayCorrect(rule, maxAttempts)) return { wait: 0, offset };
  const wait = waitBeforeNext(rule, attempt, { done, max: maxAttempts }, random);
  const isOver = isStopped || isLate(until, now + (wait ?? 0));
  if (wait !== undefined && !isOver) return { wait };
  // If a request that changed nothing was cut off, the only error is that the command ended.
  const didNothing = attempt.kind === 'fault' && (rule.effect === 'read' || !attempt.sent);
  return { isCut: isOver && (wait !== undefined || didNothing) };
}

/** Whether a time is after the end of the command's time; both in epoch milliseconds. */
export const isLate = (until: number | undefined, at: number): boolean => until !== undefined && at >= until;

/** `limit` in milliseconds, or what is left of the command's time if that is less; at least 1. */
export const timeLeft = (limit: number, until: number | undefined, now: number): number =>
  Math.max(1, Math.min(limit, (until ?? Number.POSITIVE_INFINITY) - now));

/** The parts of an attempt that decide whether it is repeated. */
function attemptOf({ reply, headers }: Unsuccessful<NotOk>, { effect }: Repeating, now: number): Attempt {
  if (reply instanceof NetworkFault) return { kind: 'fault', sent: reply.sent, lasting: reply.lasting };
  const answered = { httpStatus: reply.httpStatus, wait: namedWait(headers, now) };
  return reply.kind === 'refused'
    ? { kind: 'refused', code: reply.code, inDoubt: doubtOf(effect, reply) !== undefined, ...answered }
    : { kind: 'unclear', ...answered };
}

const namedBy = (attempt: Attempt): number | undefined => (attempt.kind === 'fault' ? undefined : attempt.wait);

function faultIn(error: unknown): Unsuccessful<never> {
  if (error instanceof NetworkFault) return { reply: error, headers: {} };
  throw error;
}
