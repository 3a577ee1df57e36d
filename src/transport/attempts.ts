/** The one loop of attempts: for the calls of operations, for STS, and for other services that give keys. */
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
  /** Milliseconds; undefined while nothing is known. */
  offset: number | undefined;
  /** Called when it is determined. */
  said(offset: number): Promise<void>;
}

/** What bounds the attempts of one request. */
export interface AttemptLimits {
  readonly maxAttempts: number;
  /** When the whole command has to be through, epoch milliseconds. */
  readonly until?: number | undefined;
}

/** The effects of attempts. */
export interface AttemptEffects {
  now(): number;
  random(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  readonly stop: AbortSignal;
}

/** An answer that is no success: a refusal, or one that is not the service's. */
type NotOk = ({ readonly kind: 'refused' } & RefusalSigns) | { readonly kind: 'unclear'; readonly httpStatus: number };

/** What an attempt came to that did not succeed; a fault has no headers. */
interface Unsuccessful<R extends NotOk> {
  readonly reply: R | NetworkFault;
  readonly headers: HttpAnswer['headers'];
}

/** A request of which several attempts may be made. */
export interface AttemptedRequest<T, R extends NotOk> {
  readonly rule: Repeating;
  /** Attempts made so far; counted on. */
  readonly used?: AttemptCount | undefined;
  /** The clock that the request is signed by; absent where it carries no time. */
  readonly clock?: ServiceClock;
  /** Waits until an attempt may be made. Throws Failure where none may. */
  before?(): Promise<void>;
  /** Makes an attempt, the first with the number 1. Throws NetworkFault where no whole answer came. */
  make(number: number): Promise<{ readonly done: T } | Unsuccessful<R>>;
  /** A throttled answer came, with the milliseconds that it names, if any. */
  throttled?(named: number | undefined): Promise<void>;
  /** The next attempt follows in so many milliseconds, more than 0. */
  waiting?(milliseconds: number): void;
}

/** What the last of all attempts came to. */
export interface Ended<R extends NotOk> {
  readonly reply: R | NetworkFault;
  /** Attempts made in all. */
  readonly attempts: number;
  /** The command was stopped, or its time ran out, before it was known whether the request can succeed. */
  readonly isCut: boolean;
}

/** Makes attempts until one succeeds or none may follow. */
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
      used.attempts--; // the attempt said nothing about the request
      clock.offset = next.offset;
      await clock.said(next.offset);
    }
    if (next.wait > 0) request.waiting?.(next.wait);
    await effects.sleep(next.wait, effects.stop);
  }
}

/** The next attempt follows after `wait` milliseconds, with the clock corrected where there is an `offset`; or none does. */
type Next = { readonly wait: number; readonly offset?: number } | Pick<Ended<never>, 'isCut'>;

/** What follows an attempt that did not succeed, the `done`th; `offset` where the clock may be what was wrong. */
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
  // A request that did nothing and was cut off says nothing but that the command was ended.
  const didNothing = attempt.kind === 'fault' && (rule.effect === 'read' || !attempt.sent);
  return { isCut: isOver && (wait !== undefined || didNothing) };
}

/** Whether a moment is after the end of the command's time. */
export const isLate = (until: number | undefined, at: number): boolean => until !== undefined && at >= until;

/** Milliseconds that something may take at most, of which the command's time leaves less; at least 1. */
export const timeLeft = (limit: number, until: number | undefined, now: number): number =>
  Math.max(1, Math.min(limit, (until ?? Number.POSITIVE_INFINITY) - now));

/** What an attempt came to, as far as repeating is concerned. */
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
