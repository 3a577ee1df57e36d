/**
 * Turns of calls in a book (token-buckets.ts). They are booked ahead, so that each of a hundred that wait has a slot of its
 * own. The functions are pure but for the book, which they change; `now` is epoch milliseconds.
 */
import { type TokenBuckets, learn, learnedLimitOf, type Rates, rateNow, SECOND, tidy } from './token-buckets.ts';

/** An operation with the calls a second that it may have; above 0. */
export interface BucketUser extends Rates {
  readonly action: string;
  /** What the service counts by beside the account and the operation: the region. */
  readonly where?: string;
}

/** A call that has its turn. Times are epoch milliseconds. */
export interface Booking {
  /** When it may go; not before it was booked. */
  readonly at: number;
  /** Up to when its bucket's tokens are taken, this call's among them. */
  readonly spent: number;
  /** How late it may go: from then on the bucket is full, and tokens that it counts on are forgotten. */
  readonly due: number;
  /** What its bucket had been pushed by until then, in milliseconds. */
  readonly pushed: number;
  /** Which of the bucket's bookings it is, from 1. */
  readonly number: number;
  /** When the operation's limit had last been lowered. */
  readonly fell: number;
}

/** The name of a bucket. Books of earlier versions have one for an action in all regions. */
const keyOf = ({ action, where }: BucketUser): string => (where === undefined ? action : `${action} ${where}`);

/** Calls a second that an operation may make now. */
export const rateIn = (book: TokenBuckets, call: BucketUser, now: number): number =>
  rateNow(book, keyOf(call), call, now);

/** Books the next slot. Where that is after `until` nothing is booked, and undefined returned. */
export function reserve(
  book: TokenBuckets,
  call: BucketUser,
  now: number,
  until = Number.POSITIVE_INFINITY,
): Booking | undefined {
  tidy(book, now);
  const key = keyOf(call);
  const every = SECOND / rateIn(book, call, now);
  const holds = Math.max(SECOND, every);
  const nothing = { spent: 0, pushed: 0, booked: 0 };
  const { spent: before, pushed, booked } = book.buckets[key] ?? book.buckets[call.action] ?? nothing;
  const spent = Math.max(plausible(before, every, now), now - holds) + every;
  if (Math.max(now, spent) > until) return undefined;
  book.buckets[key] = { spent, pushed, booked: booked + 1, every };
  const fell = fellAt(book, call);
  return { at: Math.max(now, spent), spent, due: spent + holds - every, pushed, number: booked + 1, fell };
}

const fellAt = (book: TokenBuckets, call: BucketUser): number => learnedLimitOf(book, keyOf(call))?.fell ?? 0;

/** Whether the limit was lowered since a call booked its turn: the turn is of no use then, and another one is to be booked. */
export const isOutdated = (book: TokenBuckets, call: BucketUser, { fell }: Booking): boolean =>
  fellAt(book, call) > fell;

/** How many calls may wait, and for how long beside that, before a time is taken for a mistake and counts as now. */
const WAITING = 1000;
const AHEAD = 15 * 60_000;

const plausible = (spent: number, every: number, now: number): number =>
  spent > now + AHEAD + WAITING * every ? now : spent;

/** Gives a slot back that is not used. It is lost where others have booked after it. */
export function giveBack(book: TokenBuckets, call: BucketUser, { spent }: Booking): void {
  const bucket = book.buckets[keyOf(call)];
  if (bucket?.spent === spent) bucket.spent -= bucket.every;
}

/** Milliseconds by which timers and the disk may be late. */
const LATE = 25;

/** Whether a call goes out so late that the ones after it would follow too closely. */
export const isLate = ({ due }: Booking, now: number): boolean => now - due > LATE;

/**
 * A call goes out late: what is booked from now on moves by as much, but for what others that were late moved already.
 * What was forgotten meanwhile is no more than the tokens of this call and of those that were booked since.
 */
export function postpone(book: TokenBuckets, call: BucketUser, booking: Booking, now: number): void {
  if (!isLate(booking, now)) return;
  const { spent, due, pushed, number } = booking;
  const bucket = (book.buckets[keyOf(call)] ??= { spent, pushed, booked: number, every: SECOND / call.rate });
  const calls = 1 + Math.max(0, bucket.booked - number);
  const by = Math.min(now - due, calls * bucket.every) - Math.max(0, bucket.pushed - pushed);
  if (by <= 0) return;
  bucket.spent = Math.max(bucket.spent, now - Math.max(SECOND, bucket.every)) + by;
  bucket.pushed += by;
}

/** The longest wait that a service may ask for, milliseconds. */
const LONGEST_NAMED = 60_000;

/**
 * After a throttled answer the operation is lowered (`learn`), and its bucket is empty until the time that the service
 * named, `named` milliseconds from now. Where its limit is lowered all turns that were booked are outdated, and their
 * tokens come back. Returns the new limit then, calls a second.
 */
export function lower(book: TokenBuckets, call: BucketUser, now: number, named = 0): number | undefined {
  tidy(book, now);
  const key = keyOf(call);
  const lowers = learn(book, key, call, now);
  const every = SECOND / (lowers ? rateIn(book, call, now) : call.rate);
  const bucket = (book.buckets[key] ??= { spent: now, pushed: 0, booked: 0, every });
  const taken = lowers ? now : bucket.spent;
  // the next slot is an interval after what is spent, and never less than this one
  bucket.spent = Math.max(taken, now, now + Math.min(named, LONGEST_NAMED) - every);
  return lowers ? SECOND / every : undefined;
}
