import { createHash } from 'node:crypto';
import type { Product } from '../core/operation.ts';
import { memoryFolder, type Shared, type StateFolder } from '../files/state-folder.ts';
import { giveBack, isLate, lower, type Paced, type Pacer, postpone, reserve } from '../wire/pace.ts';
import { type Book, emptyBook, share } from '../wire/pace-book.ts';
import { rateOf, type Rates } from './rates.ts';

/** Whose pace it is, and the effects. */
export interface PacerOptions {
  /** Where the commands of one user share their pace. */
  readonly folder: StateFolder;
  /** The access key id. A file is named by a part of its hash, never by itself. */
  readonly account: string;
  readonly product: Product['id'];
  readonly rates: Rates;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly stop: AbortSignal;
  /** The command's deadline, epoch milliseconds. */
  readonly until?: number;
  /** Told once when the folder cannot be used. */
  readonly say: (text: string) => Promise<void>;
}

/**
 * Changes have turns in a book that all commands of the account share; reads once the service has throttled one of them.
 * Where the folder cannot be written the book is this process's own. Never throws.
 */
export function makePacer(options: PacerOptions): Pacer {
  const ledger = ledgerOf(options);
  return {
    turn: async (call) => {
      const rate = rateOf(options.rates, call);
      const free = rate === 0 || !(call.change || (await ledger.lowered()));
      return free || turn(ledger, { action: call.action, rate }, options);
    },
    throttled: async ({ action, rate }, named) => {
      const paced = rateOf(options.rates, { action, rate, change: true });
      if (paced > 0) await ledger.change((book) => lower(book, { action, rate: paced }, options.now(), named));
    },
  };
}

async function turn(ledger: Ledger, call: Paced, { now, sleep, stop, until }: PacerOptions): Promise<boolean> {
  if (stop.aborted) return false;
  const booking = await ledger.change((book) => reserve(book, call, now(), until));
  if (booking === undefined) return false;
  await sleepFor(Math.round(booking.at - now()), sleep, stop);
  if (stop.aborted) await ledger.change((book) => giveBack(book, call, booking));
  else if (isLate(booking, now())) await ledger.change((book) => postpone(book, call, booking, now()));
  return !stop.aborted && now() <= (until ?? Number.POSITIVE_INFINITY);
}

/** What a timer can hold; a longer one would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

async function sleepFor(milliseconds: number, sleep: PacerOptions['sleep'], stop: AbortSignal): Promise<void> {
  for (let left = milliseconds; left > 0 && !stop.aborted; left -= LONGEST_TIMER)
    await sleep(Math.min(left, LONGEST_TIMER), stop);
}

/** The book, wherever it is. */
interface Ledger {
  change<T>(change: (book: Book) => T): Promise<T>;
  /** Whether the service throttled the account so lately that reads are paced too. */
  lowered(): Promise<boolean>;
}

function ledgerOf({ folder, account, product, now, say }: PacerOptions): Ledger {
  const name = `pace-${createHash('sha256').update(account).digest('hex').slice(0, 16)}-${product}.json`;
  const shared = folder.shared(name, emptyBook);
  let own: Shared<Book> | undefined;
  const change: Ledger['change'] = async (changing) => {
    if (own !== undefined) return own.change(changing);
    try {
      return await shared.change(changing);
    } catch (error) {
      const first = own === undefined;
      own ??= memoryFolder(now).shared(name, emptyBook);
      if (first) await say(`pace is this process's own: ${(error as Error).message}`);
      return own.change(changing);
    }
  };
  const isLowered = (book: Pick<Book, 'low' | 'at'>): boolean => share(book, now()) < 1;
  return {
    change,
    // a look at the file makes none, where a change would
    lowered: async () => (own === undefined ? isLowered(await seen(folder, name)) : own.change(isLowered)),
  };
}

/** What the file shows; what cannot be read says that nothing was throttled. */
async function seen(folder: StateFolder, name: string): Promise<Pick<Book, 'low' | 'at'>> {
  try {
    return { ...emptyBook(), ...(JSON.parse((await folder.read(name)) ?? '{}') as Partial<Book>) };
  } catch {
    return emptyBook();
  }
}
