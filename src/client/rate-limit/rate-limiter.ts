import { createHash } from 'node:crypto';
import type { Product } from '../../core/operation.ts';
import type { Shared, StateFolder } from '../../ports/state-folder.ts';
import type { RateLimiter, RateLimitedCall } from '../../transport/rate-limiter.ts';
import { giveBack, isLate, isOutdated, lower, type BucketUser, postpone, rateIn, reserve } from './bookings.ts';
import { type TokenBuckets, noBuckets } from './token-buckets.ts';
import { rateOf, type Rates } from './rates.ts';

/** Whose pace it is, and the effects. */
export interface RateLimiterOptions {
  /** Where the commands of one user share their pace. */
  readonly folder: StateFolder;
  /** The access key id. A file is named by a part of its hash, never by itself. */
  readonly account: string;
  readonly product: Product['id'];
  /** What the service counts by beside the account and the operation: the region. */
  readonly where?: string;
  readonly rates: Rates;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly stop: AbortSignal;
  /** The command's deadline, epoch milliseconds. */
  readonly until?: number;
  /** Told once when the folder cannot be used, and whenever the rate of an operation is lowered. */
  readonly say: (text: string) => Promise<void>;
}

/**
 * Changes have turns in a book that all commands of the account share; reads once the service has throttled them.
 * Where the folder cannot be written the book is this process's own. Never throws.
 */
export function makeRateLimiter(options: RateLimiterOptions): RateLimiter {
  const ledger = ledgerOf(options);
  const { where, rates, now } = options;
  const paced = (call: RateLimitedCall): RateLimitedCall & BucketUser =>
    rateOf(rates, { ...call, ...(where === undefined ? {} : { where }) });
  const rate = (call: BucketUser): Promise<number> => ledger.look((book) => rateIn(book, call, now()));
  return {
    acquire: async (asked) => {
      const call = paced(asked);
      const free = call.rate === 0 || !(call.change || (await rate(call)) < call.rate);
      return free || turn(ledger, call, options);
    },
    throttled: async (asked, named) => {
      const call = paced(asked);
      if (call.rate === 0) return;
      const left = await ledger.change((book) => lower(book, call, now(), named));
      if (left !== undefined) await options.say(loweredText(call, left));
    },
    rate: async (asked) => {
      const call = paced(asked);
      return call.rate === 0 ? 0 : rate(call);
    },
  };
}

const loweredText = ({ action, rate }: BucketUser, left: number): string =>
  `${action} is throttled: ${rateText(left)} a second from now on, not ${rateText(rate)}; it is raised again after 15 minutes without`;

/** A rate as it is said: without the tail that a division leaves. */
export const rateText = (rate: number): string => String(Number(rate.toPrecision(4)));

async function turn(ledger: Ledger, call: BucketUser, options: RateLimiterOptions): Promise<boolean> {
  const { now, sleep, stop, until } = options;
  if (stop.aborted) return false;
  const booking = await ledger.change((book) => reserve(book, call, now(), until));
  if (booking === undefined) return false;
  const wait = Math.round(booking.at - now());
  await sleepFor(wait, sleep, stop);
  if (stop.aborted) await ledger.change((book) => giveBack(book, call, booking));
  else if (wait > 0 && (await ledger.look((book) => isOutdated(book, call, booking))))
    return turn(ledger, call, options);
  else if (isLate(booking, now())) await ledger.change((book) => postpone(book, call, booking, now()));
  return !stop.aborted && now() <= (until ?? Number.POSITIVE_INFINITY);
}

/** What a timer can hold; a longer one would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

async function sleepFor(milliseconds: number, sleep: RateLimiterOptions['sleep'], stop: AbortSignal): Promise<void> {
  for (let left = milliseconds; left > 0 && !stop.aborted; left -= LONGEST_TIMER)
    await sleep(Math.min(left, LONGEST_TIMER), stop);
}

/** The book, wherever it is. */
interface Ledger {
  change<T>(change: (book: TokenBuckets) => T): Promise<T>;
  /** Looks without changing anything; at most a change behind. */
  look<T>(look: (book: TokenBuckets) => T): Promise<T>;
}

function ledgerOf({ folder, account, product, say }: RateLimiterOptions): Ledger {
  const name = `pace-${createHash('sha256').update(account).digest('hex').slice(0, 16)}-${product}.json`;
  const shared = folder.shared(name, noBuckets);
  let own: Shared<TokenBuckets> | undefined;
  const change: Ledger['change'] = async (changing) => {
    if (own !== undefined) return own.change(changing);
    try {
      return await shared.change(changing);
    } catch (error) {
      const first = own === undefined;
      own ??= inMemory(noBuckets());
      if (first) await say(`pace is this process's own: ${(error as Error).message}`);
      return own.change(changing);
    }
  };
  return {
    change,
    // a look at the file makes none, where a change would
    look: async (look) => (own === undefined ? look(await seen(folder, name)) : own.change(look)),
  };
}

/** A value in this process's memory; each change gets a copy, as from a file. */
function inMemory<V>(initial: V): Shared<V> {
  let text = JSON.stringify(initial);
  return {
    change: async (change) => {
      const value = JSON.parse(text) as V;
      const result = change(value);
      text = JSON.stringify(value);
      return result;
    },
  };
}

/** What the file shows; what cannot be read says that nothing was throttled. */
async function seen(folder: StateFolder, name: string): Promise<TokenBuckets> {
  try {
    return { ...noBuckets(), ...(JSON.parse((await folder.read(name)) ?? '{}') as Partial<TokenBuckets>) };
  } catch {
    return noBuckets();
  }
}
