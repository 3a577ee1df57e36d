/** Decides whether a failed attempt is repeated, and after which wait. The loop itself is in attempts.ts. */
import type { Effect } from '../core/operation.ts';
import { parseUtc } from '../core/text/time.ts';
import { wholeNumber } from '../core/text/whole-number.ts';
import { codeKey, kindOf } from '../errors/catalogue.ts';

/** The parts of a failed attempt that decide whether it is repeated. */
export type Attempt =
  | {
      readonly kind: 'fault';
      /** The request may have reached the service. */
      readonly sent: boolean;
      /** A retry does not help, as with an untrusted certificate or a proxy that requires credentials. */
      readonly lasting?: boolean;
    }
  | ({
      readonly kind: 'refused';
      readonly code: string;
      /** The response does not state clearly that nothing was done (`doubtOf`). */
      readonly inDoubt?: boolean;
    } & Answered)
  | ({ readonly kind: 'unclear' } & Answered);

interface Answered {
  readonly httpStatus: number;
  /** Milliseconds that the service asks to wait before the next attempt. */
  readonly wait?: number | undefined;
}

/** The part of an operation's record that decides what may be repeated. */
export interface Repeating {
  readonly effect: Effect;
  /** Further codes after which this operation may be repeated, since it did nothing. */
  readonly repeats?: readonly string[];
  /** The operation is unknown: it is sent once, for any response. */
  readonly once?: boolean;
}

/** The limits of the attempts of one call. */
export interface Budget {
  /** Attempts so far, from 1. */
  readonly done: number;
  readonly max: number;
}

const FIRST_WAIT = 200;
const LONGEST_WAIT = 10_000;

/** The maximum wait that a service can request, in milliseconds. */
const LONGEST_NAMED_WAIT = 60_000;

/**
 * The milliseconds before the next attempt; undefined if none may follow (docs/architecture.md, "Effects and repeats"). A
 * time that the service names is used, up to a minute; otherwise the wait is full jitter over 0.2 s, doubling to 10 s.
 * `random` is 0 ≤ x < 1.
 */
export function waitBeforeNext(call: Repeating, attempt: Attempt, budget: Budget, random: number): number | undefined {
  if (budget.done >= budget.max || !mayRepeat(call, attempt)) return undefined;
  const named = attempt.kind === 'fault' ? undefined : attempt.wait;
  return named === undefined ? jitter(budget.done, random) : Math.min(named, LONGEST_NAMED_WAIT);
}

/**
 * Whether a call may be sent once more after its clock was corrected or its expired keys were replaced. Never if only one
 * attempt is allowed, and never for an unknown operation.
 */
export const mayCorrect = ({ once }: Pick<Repeating, 'once'>, maxAttempts: number): boolean =>
  maxAttempts > 1 && once !== true;

const KEYS_ENDED = codeKey('InvalidSecurityToken.Expired');

/** Whether a code means that the temporary credentials have expired, so that new ones can be fetched. */
export const saysKeysEnded = (code: string): boolean => codeKey(code) === KEYS_ENDED;

/** A random wait in milliseconds after this many attempts; `random` is 0 ≤ x < 1. */
export function jitter(done: number, random: number): number {
  return Math.floor(random * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (done - 1)));
}

/**
 * Reads change nothing, so they are repeated after every error that can pass. A change is repeated only if nothing was
 * sent, or if the service states that it did nothing: with a throttling code, no 5xx, and no sign of success in the
 * response. After a lasting fault nothing is repeated.
 */
function mayRepeat({ effect, repeats, once }: Repeating, attempt: Attempt): boolean {
  if (attempt.kind === 'fault') return attempt.lasting !== true && (effect === 'read' || !attempt.sent);
  if (effect === 'read') return passes(attempt);
  if (!isClear(attempt) || once === true) return false;
  if (effect === 'order') return kindOf(attempt.code, 0) === 'throttled';
  return isThrottled(attempt) || repeats?.some((code) => codeKey(code) === codeKey(attempt.code)) === true;
}

/** Whether the service states that it did nothing. */
function isClear(attempt: Attempt): attempt is Extract<Attempt, { kind: 'refused' }> {
  return attempt.kind === 'refused' && attempt.httpStatus < 500 && attempt.inDoubt !== true;
}

/** Whether the error of a read can pass. A refusal with HTTP 200 is final, except with a throttling code. */
function passes(attempt: Exclude<Attempt, { kind: 'fault' }>): boolean {
  if (attempt.httpStatus >= 500 || attempt.httpStatus === 429 || isThrottled(attempt)) return true;
  return attempt.kind === 'refused' && attempt.httpStatus !== 200 && codeKey(attempt.code) === UNAVAILABLE;
}

const UNAVAILABLE = codeKey('ServiceUnavailable');

/** Whether the service received too many requests. */
export function isThrottled(attempt: Attempt): boolean {
  if (attempt.kind !== 'refused') return false;
  return attempt.httpStatus === 429 || kindOf(attempt.code, attempt.httpStatus) === 'throttled';
}

/** Milliseconds that a response asks to wait: `x-acs-retry-after` in ms, `Retry-After` in seconds or as a date. `now` is of this machine. */
export function namedWait(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const own = wholeNumber(headers['x-acs-retry-after']?.trim());
  if (own !== undefined) return own;
  const standard = headers['retry-after'];
  if (standard === undefined) return undefined;
  if (/^\s*\d+\s*$/.test(standard)) return Number(standard) * 1000;
  const at = parseUtc(standard);
  return at === undefined ? undefined : Math.max(0, at - serviceTime(headers, now));
}

/** The time by the clock of the service, in epoch milliseconds. */
function serviceTime(headers: Readonly<Record<string, string>>, now: number): number {
  return parseUtc(headers['date'] ?? '') ?? now;
}

/** Milliseconds; the service does not refuse a smaller offset. */
const WORTH_CORRECTING = 60_000;

/** Milliseconds to add to this machine's clock after a response; undefined if the clock is not the cause. */
export function clockOffset(
  attempt: Attempt,
  headers: Readonly<Record<string, string>>,
  now: number,
): number | undefined {
  if (!isClear(attempt) || codeKey(attempt.code) !== codeKey('InvalidTimeStamp.Expired')) return undefined;
  const date = parseUtc(headers['date'] ?? '');
  return date !== undefined && Math.abs(date - now) >= WORTH_CORRECTING ? date - now : undefined;
}
