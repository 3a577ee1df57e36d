/** The emulator's time: the one it was given, and an offset by which it may be moved while it runs. */

/** Waits, in milliseconds of the given time; settles early, and never rejects, when the signal aborts. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** All that looks at the time looks here. Times are epoch milliseconds. */
export interface Clock {
  now(): number;
  /** How far it was moved, in milliseconds. */
  offset(): number;
  /** Moves it, forwards or backwards; waits that are over by then end. */
  advance(milliseconds: number): void;
  /** Settles once the clock shows that much more, whether time passed or it was moved; or once it is released. */
  wait(milliseconds: number): Promise<void>;
  /** Ends all waits, those to come too: the emulator closes. */
  release(): void;
}

/** A clock on top of `base`. */
export function newClock(base: () => number, sleep: Sleep = realSleep): Clock {
  let offset = 0;
  let released = false;
  const waiting = new Set<AbortController>();
  const now = (): number => base() + offset;
  const wake = (): void => waiting.forEach((one) => one.abort());
  const nap = async (milliseconds: number): Promise<void> => {
    const waker = new AbortController();
    waiting.add(waker);
    await sleep(milliseconds, waker.signal);
    waiting.delete(waker);
  };
  return {
    now,
    offset: () => offset,
    advance: (milliseconds) => {
      offset += milliseconds;
      wake();
    },
    wait: async (milliseconds) => {
      const until = now() + milliseconds;
      while (!released && now() < until) await nap(until - now());
    },
    release: () => {
      released = true;
      wake();
    },
  };
}

/** What a timer can hold; longer ones would fire at once. A wait that wakes early sleeps again. */
const LONGEST_TIMER = 2 ** 31 - 1;

function realSleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, Math.min(milliseconds, LONGEST_TIMER));
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });
}
