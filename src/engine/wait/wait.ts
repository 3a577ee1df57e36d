/** Waits until items are in a state, with few requests. What is waited for is in wait-after.ts and commands/wait. */
import { Failure } from '../../errors/failure.ts';
import type { WaitStatus } from '../../core/command.ts';
import { endedWith, failed, notFound, stopped, timedOut } from './wait-failures.ts';
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

/** Milliseconds between two reads: the first pause, its growth, and the longest pause. */
const FIRST_PAUSE = 1000;
const GROWTH = 1.5;
const LONGEST = 10_000;

/** Listings lag: something new may be missing from them for this many milliseconds. */
const LISTING_LAG = 60_000;

/**
 * Waits until all items are in the wanted state, with one check for all pending ones; returns their statuses in the
 * order of the items. Throws Failure: 5 if one has failed, 3 if one is not found (after a minute, or at once if it must
 * exist), 7 if the time is over, 130 or 143 when stopped, each with the command that waits again; the reads' own
 * failure if it is permanent.
 */
export async function waitFor(items: readonly WaitItem[], wanted: Wanted, io: WaitIo): Promise<readonly WaitStatus[]> {
  if (items.length === 0) return [];
  const began = io.context.now();
  const seenAt = wanted.mustBeThere === true ? Number.NEGATIVE_INFINITY : began;
  const all = items.map((item): Waited => ({ item, status: undefined, seenAt }));
  const progress = waitProgressOf(items, wanted.state, io);
  const wait: Wait = { all, wanted, limit: limitOf(began, wanted, io), progress, io };
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
    const lastError = await checkPending(wait);
    if (pendingOf(wait).length === 0) return;
    if (context.stop.aborted) throw stopped(wait);
    const left = wait.limit.at - context.now();
    if (left <= 0) throw timedOut(wait, lastError);
    await context.sleep(Math.min(Math.round(pause), left), context.stop);
    if (context.stop.aborted) throw stopped(wait);
  }
}

/** Checks all that are pending. Returns the failure of the read if it may be temporary. */
async function checkPending(wait: Wait): Promise<Failure | undefined> {
  const pending = pendingOf(wait);
  const inputs = pending.map(({ item }) => item.input);
  try {
    const statusOf = await wait.wanted.check(inputs, wait.io.reader);
    for (const one of pending) update(one, statusOf(one.item.input), wait.io.context.now());
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    await throwUnlessTemporary(error, wait);
    return error;
  }
  await wait.progress.show(wait.all);
  throwIfHopeless(pending, wait);
  return undefined;
}

function update(one: Waited, status: WaitStatus, now: number): void {
  one.status = status;
  if (status.state !== 'absent') one.seenAt = now;
}

/** A read that failed ends the wait, unless the failure may be temporary: then it is shown. */
async function throwUnlessTemporary(error: Failure, wait: Wait): Promise<void> {
  if (wait.io.context.stop.aborted) throw stopped(wait);
  if (error.code === 'DeadlineExceeded') throw timedOut(wait, undefined);
  if (!error.retryable) throw endedWith(error, wait);
  await wait.progress.unreadable(error);
}

/** Ends the wait at the first item that cannot reach the wanted state. */
function throwIfHopeless(checked: readonly Waited[], { wanted, io }: Wait): void {
  for (const one of checked) {
    if (one.status?.state === 'failed') throw failed(one, wanted);
    if (one.status?.state === 'absent' && io.context.now() - one.seenAt >= LISTING_LAG) throw notFound(one, wanted);
  }
}
