import type { Context } from '../../context.ts';
import type { Check, Reader, Values } from '../../core/operation.ts';
import type { WaitStatus } from '../../core/command.ts';
import { Failure } from '../../errors/failure.ts';
import type { Log } from '../../output/terminal/log.ts';
import { endedWith, failed, notThere, ranOut, stopped } from './wait-failures.ts';
import { type Limit, pendingOf, type Wait, type Waited } from './wait-state.ts';
import { waitProgressOf } from './wait-progress.ts';

/** One thing that is waited for. */
export interface WaitItem {
  /** As it is spoken of: `orders`. */
  readonly name: string;
  readonly input: Values;
  /** The command that goes on waiting for it. */
  readonly next: string;
}

/** What is waited for. */
export interface Wanted {
  readonly check: Check<WaitStatus>;
  /** The end of a sentence that starts with the name and "is": `running`, `listed`, `gone`. */
  readonly state: string;
  /** Milliseconds. */
  readonly timeout: number;
  /** Longest pause between two looks in milliseconds; default 10 s. */
  readonly longestPause?: number | undefined;
  /** What the first look does not find ends the wait: nothing was done just now that the listing may not show yet. */
  readonly mustBeThere?: boolean;
  /** What kind of thing they are, where each has a name that may be wrong. */
  readonly noun?: string;
}

/** What a wait needs from outside. */
export interface WaitIo {
  readonly reader: Reader;
  readonly context: Context;
  readonly log: Log;
  readonly quiet: boolean;
  /** When the whole command has to be through, epoch milliseconds. */
  readonly until?: number | undefined;
}

const FIRST_PAUSE = 1000;
const GROWTH = 1.5;
const LONGEST = 10_000;

/** Listings lag: so long something that is not there may still come. */
const LISTING_LAG = 60_000;

/**
 * Waits until all items are in the wanted state, with one look for all that are not yet; the stands in the items' order.
 * Throws Failure: 5 where one has failed, 3 where one is not there (after a minute, unless it must be there), 7 where the time has run out, 130 or
 * 143 when stopped, each with the command that goes on; the reads' own where they fail for good.
 */
export async function waitFor(items: readonly WaitItem[], wanted: Wanted, io: WaitIo): Promise<readonly WaitStatus[]> {
  if (items.length === 0) return [];
  const began = io.context.now();
  const there = wanted.mustBeThere === true ? Number.NEGATIVE_INFINITY : began;
  const all = items.map((item): Waited => ({ item, status: undefined, there }));
  const wait: Wait = { all, wanted, limit: limitOf(began, wanted, io), progress: waitProgressOf(wanted.state, io), io };
  try {
    await untilReached(wait);
  } finally {
    wait.progress.end();
  }
  return all.flatMap(({ status }) => status ?? []);
}

function limitOf(began: number, { timeout }: Wanted, { until }: WaitIo): Limit {
  const own = began + timeout;
  return until !== undefined && until <= own ? { at: until, by: 'deadline' } : { at: own, by: 'timeout' };
}

async function untilReached(wait: Wait): Promise<void> {
  const { context } = wait.io;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * GROWTH, wait.wanted.longestPause ?? LONGEST)) {
    const lastError = await look(wait);
    if (pendingOf(wait).length === 0) return;
    if (context.stop.aborted) throw stopped(wait);
    const left = wait.limit.at - context.now();
    if (left <= 0) throw ranOut(wait, lastError);
    await context.sleep(Math.min(Math.round(pause), left), context.stop);
    if (context.stop.aborted) throw stopped(wait);
  }
}

/** One look at all that are pending. Returns why it could not be had, where that may pass. */
async function look(wait: Wait): Promise<Failure | undefined> {
  const pending = pendingOf(wait);
  const inputs = pending.map(({ item }) => item.input);
  try {
    const standOf = await wait.wanted.check(inputs, wait.io.reader);
    for (const one of pending) take(one, standOf(one.item.input), wait.io.context.now());
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    await unlessItPasses(error, wait);
    return error;
  }
  await wait.progress.show(wait.all);
  judge(pending, wait);
  return undefined;
}

function take(one: Waited, status: WaitStatus, now: number): void {
  one.status = status;
  if (status.state !== 'absent') one.there = now;
}

/** A look that failed ends the wait, unless it may be had another time: then it is said. */
async function unlessItPasses(error: Failure, wait: Wait): Promise<void> {
  if (wait.io.context.stop.aborted) throw stopped(wait);
  if (error.code === 'DeadlineExceeded') throw ranOut(wait, undefined);
  if (!error.retryable) throw endedWith(error, wait);
  await wait.progress.unreadable(error);
}

/** Ends the wait at the first that will not become what it is to be. */
function judge(looked: readonly Waited[], { wanted, io }: Wait): void {
  for (const one of looked) {
    if (one.status?.state === 'failed') throw failed(one, wanted);
    if (one.status?.state === 'absent' && io.context.now() - one.there >= LISTING_LAG) throw notThere(one, wanted);
  }
}
