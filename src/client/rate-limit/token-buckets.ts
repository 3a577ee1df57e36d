/**
 * What one account's commands share to keep their pace: a token bucket for each operation, which holds one second's
 * worth, at least one token, and what the service's throttled answers have taught. A bucket is kept as a time and not as
 * tokens: `spent` is the moment up to which all tokens are taken, a call takes those of the next interval, and what is
 * older than a second is forgotten.
 */

/** One operation's bucket. */
export interface TokenBucket {
  /** Up to when tokens are taken, epoch ms; in the future where calls wait. */
  spent: number;
  /** Milliseconds by which calls that went out late have moved `spent` on, in all. */
  pushed: number;
  /** Calls that were booked, in all. */
  booked: number;
  /** Milliseconds between two calls, at the last booking. */
  every: number;
}

/** What throttled answers to one operation have taught. Times are epoch milliseconds. */
export interface LearnedLimit {
  /** Calls a second that were left after the last throttled answer; left out while no limit but the published is known. */
  limit?: number;
  /** Share of that rate that was left then, 1/8 to 1. */
  low: number;
  /** When the last throttled answer came. */
  at: number;
  /** When `limit` was last lowered: turns that had been booked before that came too soon. */
  fell: number;
}

/** Plain JSON; functions that take one change it. Times are epoch milliseconds. */
export interface TokenBuckets {
  /** Share of all rates, 1/8 to 1, and since when. Written by earlier versions, which had one for the whole account. */
  low: number;
  at: number;
  /** The latest time that was seen here; a clock that shows an earlier one was set back. */
  seen: number;
  readonly buckets: Record<string, TokenBucket>;
  /** By the same keys as the buckets. Absent in books of earlier versions. */
  lessons?: Record<string, LearnedLimit>;
}

export const SECOND = 1000;
const MINUTE = 60 * SECOND;

const LOWEST = 1 / 8;
/** Recovery of a share in a millisecond: from half to whole in ten seconds. */
const RECOVERY = 0.5 / 10_000;

/** So long after a throttled answer a limit that was learned stays as it is. */
const HOLD = 15 * MINUTE;
/** From then on it grows by a quarter each minute. */
const STEP = 1.25;
/** After so many steps nothing is left of any limit. */
const STEPS = 60;

/** A book in which nothing has happened yet. */
export const noBuckets = (): TokenBuckets => ({ low: 1, at: 0, seen: 0, buckets: {} });

/** The share of a rate that holds now, 1/8 to 1. */
function share({ low, at }: Pick<LearnedLimit, 'low' | 'at'>, now: number): number {
  return Math.min(1, Math.max(low, LOWEST) + Math.max(0, now - at) * RECOVERY);
}

/** Calls a second that a learned limit leaves now; any number where none was learned. */
function ceiling({ limit, at }: LearnedLimit, now: number): number {
  const steps = Math.max(0, 1 + Math.floor((now - at - HOLD) / MINUTE));
  return limit === undefined ? Number.POSITIVE_INFINITY : limit * STEP ** steps;
}

/** An operation's rates, calls a second: the published one, and the older one where it is to be heeded. */
export interface Rates {
  readonly rate: number;
  readonly older?: number;
}

/** What was learned of an operation, as far as it can be read. */
export function learnedLimitOf({ lessons }: TokenBuckets, key: string): LearnedLimit | undefined {
  const lesson = lessons?.[key];
  return isLesson(lesson) ? lesson : undefined;
}

/** Calls a second that an operation may make now. A rate without an older one is a person's own: no limit is above it. */
export function rateNow(book: TokenBuckets, key: string, { rate, older }: Rates, now: number): number {
  const lesson = learnedLimitOf(book, key) ?? { low: 1, at: 0, fell: 0 };
  const most = older === undefined ? rate : Math.min(rate, ceiling(lesson, now));
  return most * Math.min(share(lesson, now), share(book, now));
}

/**
 * Learns from a throttled answer; several within a second count once. The first one lowers the rate to the older one.
 * One that comes after the hold, while the rate is growing again, takes it back by a step, which had worked. Any other
 * halves the share for some seconds. Returns whether the limit was lowered.
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
    : { low: Math.max(LOWEST, share(lesson, now) / 2) };
  book.lessons = { ...book.lessons, [key]: { ...lesson, ...learned, at: now } };
  return lowers;
}

/** How much earlier than what was seen a clock must be to count as set back; less is a neighbour's inexactness. */
const SET_BACK = 5000;

/** Follows a clock that was set back, and drops what is like nothing: full buckets, lessons long past. */
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
  for (const lesson of Object.values(book.lessons ?? {}).filter(isLesson)) {
    lesson.at -= by;
    lesson.fell -= by;
  }
}

/** Also what is no bucket: another version of this tool may have another layout. */
const isFull = ({ spent, every }: TokenBucket, now: number): boolean => !(spent + Math.max(SECOND, every) > now);

const isPast = (lesson: LearnedLimit | undefined, now: number): boolean =>
  lesson === undefined || now - lesson.at > HOLD + STEPS * MINUTE;

const isLesson = (value: LearnedLimit | null | undefined): value is LearnedLimit =>
  [value?.low, value?.at, value?.fell, value?.limit ?? 1].every((field) => Number.isFinite(field)) &&
  (value?.limit ?? 1) > 0;
