import type { Effect } from '../core/operation.ts';
import { parseUtc } from '../core/text/time.ts';
import { wholeNumber } from '../core/text/whole-number.ts';
import { codeKey, kindOf } from '../errors/catalogue.ts';

/** What one attempt came to, as far as repeating is concerned. */
export type Attempt =
  | {
      readonly kind: 'fault';
      /** The request may have reached the service. */
      readonly sent: boolean;
      /** Repeating does not help: a certificate stays untrusted, a proxy goes on asking for credentials. */
      readonly lasting?: boolean;
    }
  | ({
      readonly kind: 'refused';
      readonly code: string;
      /** The answer does not say clearly that nothing was done (`doubtOf`). */
      readonly inDoubt?: boolean;
    } & Answered)
  | ({ readonly kind: 'unclear' } & Answered);

interface Answered {
  readonly httpStatus: number;
  /** Milliseconds after which the service says that it may be asked again. */
  readonly wait?: number | undefined;
}

/** What may be repeated is said by the record. */
export interface Repeating {
  readonly effect: Effect;
  /** Further codes with which this operation says that it did nothing and may be asked again. */
  readonly repeats?: readonly string[];
  /** Nothing is known of what it does: it is sent once, whatever the service says. */
  readonly once?: boolean;
}

export interface Budget {
  /** Attempts done, from 1. */
  readonly done: number;
  readonly max: number;
}

const FIRST_WAIT = 200;
const LONGEST_WAIT = 10_000;

/** The longest wait that a service may ask for. */
const LONGEST_NAMED_WAIT = 60_000;

/**
 * Whether to try again, and after how many milliseconds; undefined means no (docs/architecture.md, "Effects and repeats"). A time named by the
 * service is kept, up to a minute; else it is full jitter over 0.2 s doubling to 10 s. `random` is 0 ≤ x < 1.
 */
export function waitBeforeNext(call: Repeating, attempt: Attempt, budget: Budget, random: number): number | undefined {
  if (budget.done >= budget.max || !mayRepeat(call, attempt)) return undefined;
  const named = attempt.kind === 'fault' ? undefined : attempt.wait;
  return named === undefined ? jitter(budget.done, random) : Math.min(named, LONGEST_NAMED_WAIT);
}

/**
 * Whether a call may be sent once more after what was wrong about it is put right: the clock, or keys that have ended.
 * Never with one attempt alone, and never what is sent once whatever the service says.
 */
export const mayCorrect = ({ once }: Pick<Repeating, 'once'>, maxAttempts: number): boolean =>
  maxAttempts > 1 && once !== true;

const KEYS_ENDED = codeKey('InvalidSecurityToken.Expired');

/** The service takes the keys no longer: temporary ones may be fetched anew. */
export const saysKeysEnded = (code: string): boolean => codeKey(code) === KEYS_ENDED;

/** The wait after so many attempts. */
export function jitter(done: number, random: number): number {
  return Math.floor(random * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (done - 1)));
}

/**
 * Reads change nothing, so that anything that may pass is repeated; what lasts is not, whatever the call. A change is repeated where nothing was sent, or the
 * service said clearly that it did nothing: with a throttling code, no 5xx, and nothing in the answer that says the
 * contrary.
 */
function mayRepeat({ effect, repeats, once }: Repeating, attempt: Attempt): boolean {
  if (attempt.kind === 'fault') return attempt.lasting !== true && (effect === 'read' || !attempt.sent);
  if (effect === 'read') return passes(attempt);
  if (!isClear(attempt) || once === true) return false;
  if (effect === 'order') return kindOf(attempt.code, 0) === 'throttled';
  return isThrottled(attempt) || repeats?.some((code) => codeKey(code) === codeKey(attempt.code)) === true;
}

/** The service's own word that it did nothing. */
function isClear(attempt: Attempt): attempt is Extract<Attempt, { kind: 'refused' }> {
  return attempt.kind === 'refused' && attempt.httpStatus < 500 && attempt.inDoubt !== true;
}

/** A refusal inside HTTP 200 is meant as one, whatever its code but the throttling ones. */
function passes(attempt: Exclude<Attempt, { kind: 'fault' }>): boolean {
  if (attempt.httpStatus >= 500 || attempt.httpStatus === 429 || isThrottled(attempt)) return true;
  return attempt.kind === 'refused' && attempt.httpStatus !== 200 && codeKey(attempt.code) === UNAVAILABLE;
}

const UNAVAILABLE = codeKey('ServiceUnavailable');

/** The service took too many calls. */
export function isThrottled(attempt: Attempt): boolean {
  if (attempt.kind !== 'refused') return false;
  return attempt.httpStatus === 429 || kindOf(attempt.code, attempt.httpStatus) === 'throttled';
}

/** Milliseconds that an answer names: `x-acs-retry-after` in ms, `Retry-After` in seconds or as a date. `now` by this clock. */
export function namedWait(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const own = wholeNumber(headers['x-acs-retry-after']?.trim());
  if (own !== undefined) return own;
  const standard = headers['retry-after'];
  if (standard === undefined) return undefined;
  if (/^\s*\d+\s*$/.test(standard)) return Number(standard) * 1000;
  const at = parseUtc(standard);
  return at === undefined ? undefined : Math.max(0, at - serviceTime(headers, now));
}

/** A date is meant by the clock of who wrote it. */
function serviceTime(headers: Readonly<Record<string, string>>, now: number): number {
  return parseUtc(headers['date'] ?? '') ?? now;
}

/** A clock that is less far off is not what the service refuses. */
const WORTH_CORRECTING = 60_000;

/** By how many milliseconds this clock is to be corrected after an answer; undefined where the clock is not the trouble. */
export function clockOffset(
  attempt: Attempt,
  headers: Readonly<Record<string, string>>,
  now: number,
): number | undefined {
  if (!isClear(attempt) || codeKey(attempt.code) !== codeKey('InvalidTimeStamp.Expired')) return undefined;
  const date = parseUtc(headers['date'] ?? '');
  return date !== undefined && Math.abs(date - now) >= WORTH_CORRECTING ? date - now : undefined;
}
