/** The emulator's clock: a base time and an offset, which can be changed while it runs. */

/** Waits for milliseconds of the base time. Resolves early when the signal aborts; never rejects. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** The only source of time in the emulator. Times are epoch milliseconds. */
export interface Clock {
  now(): number;
  /** The sum of all moves, in milliseconds. */
  offset(): number;
  /** Moves it forwards or backwards. Waits whose time is reached end. */
  advance(milliseconds: number): void;
  /** Resolves when the clock has advanced this much, by time or by moves, or when it is released. */
  wait(milliseconds: number): Promise<void>;
  /** Ends all current and future waits, since the emulator closes. */
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

/**
 * The longest time of a timer in milliseconds; with more it would fire immediately. A longer wait sleeps several times.
 */
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
