/**
 * Reserves slots for requests in token buckets (token-buckets.ts). Slots are reserved ahead, so that each of a hundred
 * waiting requests has its own. The functions change only `book`; `now` is epoch milliseconds.
 */
import { type TokenBuckets, learn, learnedLimitOf, type Rates, rateNow, SECOND, tidy } from './token-buckets.ts';

/** An operation with its rates, requests per second, above 0. */
export interface BucketUser extends Rates {
  readonly action: string;
  /** What the service limits by in addition to the account and the operation: the region. */
  readonly where?: string;
}

/** A reserved slot. Times are epoch milliseconds. */
export interface Booking {
  /** When the request may be sent. */
  readonly at: number;
  /** Up to when its bucket's tokens are used, including this request's. */
  readonly spent: number;
  /** The latest time to send it: afterwards the bucket is full, and further tokens are lost. */
  readonly due: number;
  /** The bucket's `pushed` at the reservation, milliseconds. */
  readonly pushed: number;
  /** The number of the reservation in the bucket, from 1. */
  readonly number: number;
  /** When the operation's limit was last lowered. */
  readonly fell: number;
}

/** The key of a bucket. Files of earlier versions have one bucket for an action in all regions. */
const keyOf = ({ action, where }: BucketUser): string => (where === undefined ? action : `${action} ${where}`);

/** The requests per second of an operation now. */
export const rateIn = (book: TokenBuckets, call: BucketUser, now: number): number =>
  rateNow(book, keyOf(call), call, now);

/** Reserves the next slot; undefined, and nothing is reserved, where that is after `until`. */
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

/** Whether the limit was lowered since the reservation, so that another slot must be reserved. */
export const isOutdated = (book: TokenBuckets, call: BucketUser, { fell }: Booking): boolean =>
  fellAt(book, call) > fell;

/**
 * Requests that may wait, and milliseconds in addition, before a time ahead counts as an error and is replaced by now.
 */
const WAITING = 1000;
const AHEAD = 15 * 60_000;

const plausible = (spent: number, every: number, now: number): number =>
  spent > now + AHEAD + WAITING * every ? now : spent;

/** Returns an unused slot. It is lost where others have reserved slots after it. */
export function giveBack(book: TokenBuckets, call: BucketUser, { spent }: Booking): void {
  const bucket = book.buckets[keyOf(call)];
  if (bucket?.spent === spent) bucket.spent -= bucket.every;
}

/** Milliseconds by which timers and the disk may be late. */
const LATE = 25;

/** Whether a request is sent so late that the next ones would follow too closely. */
export const isLate = ({ due }: Booking, now: number): boolean => now - due > LATE;

/**
 * Moves later reservations after a request that is sent late, except by what other late requests have moved them
 * already. The tokens lost in between are at most those of this request and of the ones reserved since.
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

/** The longest retry time that a service may name, milliseconds. */
const LONGEST_NAMED = 60_000;

/**
 * After a throttled response, lowers the rate (`learn`) and empties the bucket until the retry time of the service,
 * `named` milliseconds from now. Where the limit is lowered, all reserved slots are outdated and their tokens return;
 * the result is then the new limit, requests per second.
 */
export function lower(book: TokenBuckets, call: BucketUser, now: number, named = 0): number | undefined {
  tidy(book, now);
  const key = keyOf(call);
  const lowers = learn(book, key, call, now);
  const every = SECOND / (lowers ? rateIn(book, call, now) : call.rate);
  const bucket = (book.buckets[key] ??= { spent: now, pushed: 0, booked: 0, every });
  const spent = lowers ? now : bucket.spent;
  // the next slot is an interval after what is spent, and never less than this one
  bucket.spent = Math.max(spent, now, now + Math.min(named, LONGEST_NAMED) - every);
  return lowers ? SECOND / every : undefined;
}
