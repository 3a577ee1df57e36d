import { describe, expect, jest, test } from '@jest/globals';
import { newClock } from '../../src/emulator/clock.ts';

const START = Date.UTC(2026, 4, 20);

/** Whether a promise has settled once everything that could run has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.then(() => (settled = true));
  await new Promise((done) => setImmediate(done));
  return settled;
}

/** A sleep that ends when it is woken, and at no other time. */
const untilWoken = (_milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((done) => signal.addEventListener('abort', () => done()));

describe('the clock', () => {
  test('follows the given time, and keeps its offset', () => {
    let base = START;
    const clock = newClock(() => base, untilWoken);
    clock.advance(60_000);
    base += 1000;
    clock.advance(-1);
    expect([clock.now(), clock.offset()]).toEqual([START + 60_999, 59_999]);
  });

  test('when moved, ends only the waits that are over', async () => {
    const clock = newClock(() => START, untilWoken);
    const [short, long] = [clock.wait(1000), clock.wait(1001)];
    clock.advance(999);
    expect(await isSettled(short)).toBe(false);
    clock.advance(1);
    expect([await isSettled(short), await isSettled(long)]).toEqual([true, false]);
    clock.advance(1);
    expect(await isSettled(long)).toBe(true);
  });

  test('when set back, waits longer', async () => {
    const clock = newClock(() => START, untilWoken);
    const wait = clock.wait(1000);
    clock.advance(-500);
    clock.advance(1000);
    expect(await isSettled(wait)).toBe(false);
    clock.advance(500);
    expect(await isSettled(wait)).toBe(true);
  });

  test('when released, ends all waits, also later ones', async () => {
    const clock = newClock(() => START, untilWoken);
    const wait = clock.wait(1000);
    clock.release();
    expect([await isSettled(wait), await isSettled(clock.wait(1000))]).toEqual([true, true]);
  });

  test('uses a timer by default, and leaves none behind', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'], now: START });
    try {
      const clock = newClock(() => Date.now());
      const [timed, moved] = [clock.wait(1000), clock.wait(5000)];
      await jest.advanceTimersByTimeAsync(999);
      expect(await isSettled(timed)).toBe(false);
      await jest.advanceTimersByTimeAsync(1);
      expect(await isSettled(timed)).toBe(true);
      clock.advance(4000);
      expect([await isSettled(moved), jest.getTimerCount()]).toEqual([true, 0]);
    } finally {
      jest.useRealTimers();
    }
  });
});
