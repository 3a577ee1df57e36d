/** The rate limiter of one product in one region, shared by all commands of an account through a file. */
import { createHash } from 'node:crypto';
import { t } from '../../core/text/texts.ts';
import type { Product } from '../../core/operation.ts';
import type { Shared, StateFolder } from '../../ports/state-folder.ts';
import type { RateLimiter, RateLimitedCall } from '../../transport/rate-limiter.ts';
import { giveBack, isLate, isOutdated, lower, type BucketUser, postpone, rateIn, reserve } from './bookings.ts';
import { type TokenBuckets, noBuckets } from './token-buckets.ts';
import { rateOf, type Rates, rateText } from './rates.ts';

/** The account whose requests are limited, and the effects. */
export interface RateLimiterOptions {
  /** The folder in which the commands of one user share their limits. */
  readonly folder: StateFolder;
  /** The AccessKey ID. The file's name has a part of its hash, never the id. */
  readonly account: string;
  readonly product: Product['id'];
  /** What the service limits by in addition to the account and the operation: the region. */
  readonly where?: string;
  readonly rates: Rates;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly stop: AbortSignal;
  /** The command's deadline, epoch milliseconds. */
  readonly until?: number;
  /** Prints a note: once where the folder cannot be used, and each time the rate of an operation is lowered. */
  readonly say: (text: string) => Promise<void>;
}

/**
 * Limits changes, paced reads, and all reads once the service has throttled them, by buckets that all commands of the account share.
 * Where the folder cannot be written, the buckets are this process's own. Never throws.
 */
export function makeRateLimiter(options: RateLimiterOptions): RateLimiter {
  const ledger = ledgerOf(options);
  const { where, rates, now } = options;
  const withRate = (call: RateLimitedCall): RateLimitedCall & BucketUser =>
    rateOf(rates, { ...call, ...(where === undefined ? {} : { where }) });
  const rate = (call: BucketUser): Promise<number> => ledger.read((book) => rateIn(book, call, now()));
  return {
    acquire: async (request) => {
      const call = withRate(request);
      const limited = call.change || call.paced === true;
      const free = call.rate === 0 || !(limited || (await rate(call)) < call.rate);
      return free || slot(ledger, call, options);
    },
    throttled: async (request, named) => {
      const call = withRate(request);
      if (call.rate === 0) return;
      const left = await ledger.change((book) => lower(book, call, now(), named));
      if (left !== undefined) await options.say(loweredText(call, left));
    },
    rate: async (request) => {
      const call = withRate(request);
      return call.rate === 0 ? 0 : rate(call);
    },
  };
}

const loweredText = ({ action, rate }: BucketUser, left: number): string =>
  t(
    '{action} is throttled: rate lowered from {before} to {rate} requests per second, until 15 minutes pass without throttling',
    { action, rate: rateText(left), before: rateText(rate) },
  );

/** Waits for a slot. False if the deadline comes first or the command is stopped. */
async function slot(ledger: Ledger, call: BucketUser, options: RateLimiterOptions): Promise<boolean> {
  const { now, sleep, stop, until } = options;
  if (stop.aborted) return false;
  const booking = await ledger.change((book) => reserve(book, call, now(), until));
  if (booking === undefined) return false;
  const wait = Math.round(booking.at - now());
  await sleepFor(wait, sleep, stop);
  if (stop.aborted) await ledger.change((book) => giveBack(book, call, booking));
  else if (wait > 0 && (await ledger.read((book) => isOutdated(book, call, booking))))
    return slot(ledger, call, options);
  else if (isLate(booking, now())) await ledger.change((book) => postpone(book, call, booking, now()));
  return !stop.aborted && now() <= (until ?? Number.POSITIVE_INFINITY);
}

/** The maximum of a timer, milliseconds; a longer one would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

async function sleepFor(milliseconds: number, sleep: RateLimiterOptions['sleep'], stop: AbortSignal): Promise<void> {
  for (let left = milliseconds; left > 0 && !stop.aborted; left -= LONGEST_TIMER)
    await sleep(Math.min(left, LONGEST_TIMER), stop);
}

/** Access to the buckets, in the shared file or in memory. */
interface Ledger {
  change<T>(change: (book: TokenBuckets) => T): Promise<T>;
  /** Reads without a change; the value may be one change behind. */
  read<T>(use: (book: TokenBuckets) => T): Promise<T>;
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
      if (first)
        await say(t('rate limits are not shared with other commands: {reason}', { reason: (error as Error).message }));
      return own.change(changing);
    }
  };
  return {
    change,
    // reading does not create the file, as a change would
    read: async (use) => (own === undefined ? use(await storedBuckets(folder, name)) : own.change(use)),
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

/** The buckets of the file; the initial ones where it cannot be read. */
async function storedBuckets(folder: StateFolder, name: string): Promise<TokenBuckets> {
  try {
    return { ...noBuckets(), ...(JSON.parse((await folder.read(name)) ?? '{}') as Partial<TokenBuckets>) };
  } catch {
    return noBuckets();
  }
}
