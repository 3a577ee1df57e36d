/**
 * What one account's commands share to keep their pace: a token bucket for each operation, which holds one second's
 * worth, at least one token. It is kept as a time and not as tokens: `spent` is the moment up to which all tokens are
 * taken, a call takes those of the next interval, and what is older than a second is forgotten.
 */

/** One operation's bucket. */
export interface Bucket {
  /** Up to when tokens are taken, epoch ms; in the future where calls wait. */
  spent: number;
  /** Milliseconds by which calls that went out late have moved `spent` on, in all. */
  pushed: number;
  /** Calls that were booked, in all. */
  booked: number;
  /** Milliseconds between two calls, at the last booking. */
  every: number;
}

/** Plain JSON; functions that take one change it. Times are epoch milliseconds. */
export interface Book {
  /** Share of the rates that was left after the last throttled answer, 1/8 to 1. */
  low: number;
  /** When that was. */
  at: number;
  /** The latest time that was seen here; a clock that shows an earlier one was set back. */
  seen: number;
  readonly buckets: Record<string, Bucket>;
}

export const SECOND = 1000;

const LOWEST = 1 / 8;
/** Recovery a millisecond: from half to whole in ten seconds. */
const RECOVERY = 0.5 / 10_000;

/** A book in which nothing has happened yet. */
export const emptyBook = (): Book => ({ low: 1, at: 0, seen: 0, buckets: {} });

/** The share of the rates that holds now, 1/8 to 1. */
export function share({ low, at }: Pick<Book, 'low' | 'at'>, now: number): number {
  return Math.min(1, Math.max(low, LOWEST) + Math.max(0, now - at) * RECOVERY);
}

/** Halves the share; several throttled answers within a second count once. */
export function halve(book: Book, now: number): void {
  if (now - book.at < SECOND) return;
  book.low = Math.max(LOWEST, share(book, now) / 2);
  book.at = now;
}

/** How much earlier than what was seen a clock must be to count as set back; less is a neighbour's inexactness. */
const SET_BACK = 5000;

/** Follows a clock that was set back, and drops the buckets that are full again: they are like none. */
export function settle(book: Book, now: number): void {
  const back = book.seen - now;
  if (back > SET_BACK) moveBack(book, back);
  book.seen = Math.max(book.seen, now);
  for (const [action, bucket] of Object.entries(book.buckets)) if (isFull(bucket, now)) delete book.buckets[action];
}

function moveBack(book: Book, by: number): void {
  book.seen -= by;
  book.at -= by;
  for (const bucket of Object.values(book.buckets)) bucket.spent -= by;
}

/** Also what is no bucket: another version of this tool may have another layout. */
const isFull = ({ spent, every }: Bucket, now: number): boolean => !(spent + Math.max(SECOND, every) > now);
