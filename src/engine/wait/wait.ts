import { Failure } from '../../errors/failure.ts';
import type { WaitStatus } from '../../core/command.ts';
import { endedWith, failed, notThere, ranOut, stopped } from './wait-failures.ts';
import {
  type Limit,
  pendingOf,
  type Wait,
  type Waited,
  type WaitIo,
  type WaitItem,
  type Wanted,
} from './wait-state.ts';
import { waitProgressOf } from './wait-progress.ts';

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
