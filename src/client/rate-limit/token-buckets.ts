/**
 * The rate limits that the commands of one account share: a token bucket for each operation, which has the tokens of
 * one second and at least one, and the limits learned from throttled responses. A bucket is stored as a time: all
 * tokens up to `spent` are used, a request uses those of the next interval, and tokens older than a second are lost.
 */

/** One operation's bucket. */
export interface TokenBucket {
  /** Up to when tokens are used, epoch milliseconds; in the future where requests wait. */
  spent: number;
  /** Milliseconds by which late requests have moved `spent`, in all. */
  pushed: number;
  /** Reservations, in all. */
  booked: number;
  /** Milliseconds between two requests, at the last reservation. */
  every: number;
}

/** The limit of one operation learned from throttled responses. Times are epoch milliseconds. */
export interface LearnedLimit {
  /** Requests per second after the last throttled response; absent while only the published limit is known. */
  limit?: number;
  /** The fraction of that rate after it, 1/8 to 1. */
  low: number;
  /** When the last throttled response came. */
  at: number;
  /** When `limit` was last lowered: slots reserved before are too early. */
  fell: number;
}

/** The shared file's value, as JSON; functions change it in place. Times are epoch milliseconds. */
export interface TokenBuckets {
  /** The fraction of all rates, 1/8 to 1, and since when. Only earlier versions write it, for the whole account. */
  low: number;
  at: number;
  /** The latest time of any change; a clock with an earlier time was set back. */
  seen: number;
  readonly buckets: Record<string, TokenBucket>;
  /** By the keys of the buckets. Absent in files of earlier versions. */
  lessons?: Record<string, LearnedLimit>;
}

/** Milliseconds of a second. */
export const SECOND = 1000;
const MINUTE = 60 * SECOND;

const LOWEST = 1 / 8;
/** Recovery of the fraction per millisecond: from 1/2 to 1 in ten seconds. */
const RECOVERY = 0.5 / 10_000;

/** Milliseconds after a throttled response during which a learned limit does not grow. */
const HOLD = 15 * MINUTE;
/** Afterwards it grows by this factor each minute. */
const STEP = 1.25;
/** Steps after which no limit has any effect. */
const STEPS = 60;

/** The initial value. */
export const noBuckets = (): TokenBuckets => ({ low: 1, at: 0, seen: 0, buckets: {} });

/** The fraction of a rate that applies now, 1/8 to 1. */
function fraction({ low, at }: Pick<LearnedLimit, 'low' | 'at'>, now: number): number {
  return Math.min(1, Math.max(low, LOWEST) + Math.max(0, now - at) * RECOVERY);
}

/** The requests per second of a learned limit now; infinite where there is none. */
function ceiling({ limit, at }: LearnedLimit, now: number): number {
  const steps = Math.max(0, 1 + Math.floor((now - at - HOLD) / MINUTE));
  return limit === undefined ? Number.POSITIVE_INFINITY : limit * STEP ** steps;
}

/** The published rate of an operation, requests per second, and the documented older one where it may still apply. */
export interface Rates {
  readonly rate: number;
  readonly older?: number;
}

/** The learned limit of an operation; undefined if there is none or it is damaged. */
export function learnedLimitOf({ lessons }: TokenBuckets, key: string): LearnedLimit | undefined {
  const lesson = lessons?.[key];
  return isLearnedLimit(lesson) ? lesson : undefined;
}

/** The requests per second of an operation now. A rate without an older one was set by the user: no limit lowers it. */
export function rateNow(book: TokenBuckets, key: string, { rate, older }: Rates, now: number): number {
  const lesson = learnedLimitOf(book, key) ?? { low: 1, at: 0, fell: 0 };
  const most = older === undefined ? rate : Math.min(rate, ceiling(lesson, now));
  return most * Math.min(fraction(lesson, now), fraction(book, now));
}

/**
 * Learns from a throttled response; several within a second count once. The first lowers the limit to the older rate.
 * One after the hold, while the limit grows, lowers it by one step, to the last rate that worked. Any other halves the
 * fraction for some seconds. Returns whether the limit was lowered.
 */
export function learn(book: TokenBuckets, key: string, { rate, older }: Rates, now: number): boolean {
  const known = learnedLimitOf(book, key);
  if (known !== undefined && now - known.at < SECOND) return false;
  const lesson = known ?? { low: 1, at: 0, fell: 0 };
  const most = Math.min(rate, ceiling(lesson, now));
  const lowers = older !== undefined && most > older;
  const isProbe = lesson.limit !== undefined && most < rate && now - lesson.at >= HOLD;
  const learned = lowers
    ? { limit: Math.max(older, isProbe ? most / STEP : older), low: 1, fell: now }
    : { low: Math.max(LOWEST, fraction(lesson, now) / 2) };
  book.lessons = { ...book.lessons, [key]: { ...lesson, ...learned, at: now } };
  return lowers;
}

/**
 * Milliseconds by which a clock must be earlier to count as set back; clocks of several machines may differ by less.
 */
const SET_BACK = 5000;

/** Adapts to a clock that was set back, and removes full buckets and learned limits without effect. */
export function tidy(book: TokenBuckets, now: number): void {
  const back = book.seen - now;
  if (back > SET_BACK) moveBack(book, back);
  book.seen = Math.max(book.seen, now);
  for (const [key, bucket] of Object.entries(book.buckets)) if (isFull(bucket, now)) delete book.buckets[key];
  if (typeof book.lessons !== 'object') delete book.lessons;
  for (const key of Object.keys(book.lessons ?? {}))
    if (isPast(learnedLimitOf(book, key), now)) delete book.lessons?.[key];
}

function moveBack(book: TokenBuckets, by: number): void {
  book.seen -= by;
  book.at -= by;
  for (const bucket of Object.values(book.buckets)) bucket.spent -= by;
  for (const lesson of Object.values(book.lessons ?? {}).filter(isLearnedLimit)) {
    lesson.at -= by;
    lesson.fell -= by;
  }
}

/** Whether a bucket is full. True for values that are no bucket: another version may have another layout. */
const isFull = ({ spent, every }: TokenBucket, now: number): boolean => !(spent + Math.max(SECOND, every) > now);

const isPast = (lesson: LearnedLimit | undefined, now: number): boolean =>
  lesson === undefined || now - lesson.at > HOLD + STEPS * MINUTE;

const isLearnedLimit = (value: LearnedLimit | null | undefined): value is LearnedLimit =>
  [value?.low, value?.at, value?.fell, value?.limit ?? 1].every((field) => Number.isFinite(field)) &&
  (value?.limit ?? 1) > 0;
