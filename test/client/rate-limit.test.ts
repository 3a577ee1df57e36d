/**
 * Turns in a book, without a clock: never more calls than the bucket and the rate allow, a slot for each, and what
 * becomes of them when the service throttles, a call goes out late, or the clock is set.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  giveBack,
  isLate,
  isOutdated,
  lower,
  postpone,
  rateIn,
  reserve,
  type Booking,
  type BucketUser,
} from '../../src/client/rate-limit/bookings.ts';
import { type TokenBuckets, noBuckets, tidy } from '../../src/client/rate-limit/token-buckets.ts';
import { NOW } from '../support/effects.ts';

const TOPIC: BucketUser = { action: 'CreateTopic', rate: 1 };
const GROUP: BucketUser = { action: 'CreateConsumerGroup', rate: 3 };
/** The rate of its record. */
const TODAY: BucketUser = { action: 'CreateTopic', rate: 20, older: 1 };
const at = (rate: number): BucketUser => ({ action: 'CreateTopic', rate });

/** Books one slot, which there must be. */
function book(in_: TokenBuckets, call: BucketUser, now: number): Booking {
  const booking = reserve(in_, call, now);
  if (booking === undefined) throw new Error('no slot');
  return booking;
}

/** Milliseconds that each of several calls at one time has to wait. */
const waits = (in_: TokenBuckets, call: BucketUser, count: number, now = NOW): number[] =>
  Array.from({ length: count }, () => Math.round(book(in_, call, now).at - now));

describe('a bucket holds the tokens of one second', () => {
  test.each([
    [1, [0, 1000, 2000, 3000]],
    [3, [0, 0, 0, 333, 667, 1000]],
    [20, [...Array.from({ length: 20 }, () => 0), 50, 100]],
    [2.5, [0, 0, 200, 600, 1000]],
    [0.5, [0, 2000, 4000]],
  ])('at %d a second calls at one time wait %j ms', (rate, expected) => {
    expect(waits(noBuckets(), at(rate), expected.length)).toEqual(expected);
  });

  test.each([
    [0, 1000],
    [400, 600],
    [999, 1],
    [1000, 0],
    [5000, 0],
  ])('%i ms after a call at 1 a second the next one waits %i ms', (later, wait) => {
    const shared = noBuckets();
    book(shared, TOPIC, NOW);
    expect(waits(shared, TOPIC, 1, NOW + later)).toEqual([wait]);
  });

  test('operations do not wait for each other', () => {
    const shared = noBuckets();
    expect([TOPIC, GROUP, TOPIC, GROUP].map((call) => book(shared, call, NOW).at - NOW)).toEqual([0, 0, 1000, 0]);
  });

  test('never allows more than the bucket and the rate, in any window of any length', () => {
    const rate = fc.double({ min: 0.1, max: 100, noNaN: true });
    const pauses = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 2, maxLength: 120 });
    fc.assert(
      fc.property(rate, pauses, (perSecond, gaps) => {
        const [shared, slots] = [noBuckets(), [] as number[]];
        let now = NOW;
        for (const gap of gaps) {
          now += gap % 7 === 0 ? gap : 0;
          slots.push(book(shared, at(perSecond), now).at);
        }
        const holds = Math.max(1, perSecond);
        for (let from = 0; from < slots.length; from++)
          for (let to = from; to < slots.length; to++) {
            const seconds = ((slots[to] ?? 0) - (slots[from] ?? 0)) / 1000;
            expect(to - from + 1).toBeLessThanOrEqual(holds + perSecond * seconds + 0.01);
          }
      }),
      { numRuns: 60 },
    );
  });

  test('each call uses its own tokens', () => {
    const step = fc.record({
      pause: fc.integer({ min: 0, max: 4000 }),
      throttled: fc.boolean(),
      named: fc.option(fc.integer({ min: 0, max: 90_000 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.constantFrom(0.5, 1, 3, 20), fc.array(step, { minLength: 2, maxLength: 60 }), (rate, steps) => {
        const shared = noBuckets();
        let [now, before] = [NOW, Number.NEGATIVE_INFINITY];
        for (const { pause, throttled, named } of steps) {
          now += pause;
          if (throttled) lower(shared, at(rate), now, named);
          const { spent, at: slot } = book(shared, at(rate), now);
          expect(spent - before).toBeGreaterThanOrEqual(1000 / rate - 0.01);
          expect(slot).toBeGreaterThanOrEqual(now);
          before = spent;
        }
      }),
    );
  });
});

describe('a slot', () => {
  test('is not reserved if it would be too late', () => {
    const shared = noBuckets();
    book(shared, TOPIC, NOW);
    expect(reserve(shared, TOPIC, NOW, NOW + 999)).toBeUndefined();
    expect(reserve(shared, TOPIC, NOW, NOW + 1000)?.at).toBe(NOW + 1000);
  });

  test('that is given back is used by the next call', () => {
    const shared = noBuckets();
    book(shared, TOPIC, NOW);
    giveBack(shared, TOPIC, book(shared, TOPIC, NOW));
    expect(waits(shared, TOPIC, 2)).toEqual([1000, 2000]);
  });

  test('is lost if others have booked after it', () => {
    const shared = noBuckets();
    const first = book(shared, TOPIC, NOW);
    expect(waits(shared, TOPIC, 1)).toEqual([1000]);
    giveBack(shared, TOPIC, first);
    expect(waits(shared, TOPIC, 1)).toEqual([2000]);
  });
});

describe('after a throttled answer', () => {
  /** The rate of 3 a second, without an older one, after throttled answers at these times, seen at another. */
  const shareAfter = (times: readonly number[], seen: number): number => {
    const shared = noBuckets();
    for (const time of times) lower(shared, GROUP, NOW + time);
    return rateIn(shared, GROUP, NOW + seen) / GROUP.rate;
  };

  test.each([
    [[], 0, 1],
    [[0], 0, 1 / 2],
    [[0], 5000, 3 / 4],
    [[0], 10_000, 1],
    [[0], 60_000, 1],
    [[0, 10, 500, 999], 999, 1 / 2 + 0.049_95],
    [[0, 1000], 1000, 0.275],
    [[0, 1000, 2000, 3000, 4000, 5000, 6000], 6000, 1 / 8],
    [[0, 1000, 2000, 3000, 4000, 5000, 6000], 23_500, 1],
  ])('at %j ms the share of a rate without an older one is at %i ms: %d', (times, seen, expected) => {
    expect(shareAfter(times, seen)).toBeCloseTo(expected, 6);
  });

  test('its operation starts with an empty bucket, at half the rate', () => {
    const shared = noBuckets();
    lower(shared, GROUP, NOW);
    expect(waits(shared, GROUP, 3)).toEqual([667, 1333, 2000]);
  });

  test('other operations, and the same one elsewhere, are not affected', () => {
    const shared = noBuckets();
    lower(shared, { ...TOPIC, where: 'cn-hangzhou' }, NOW);
    expect(waits(shared, GROUP, 3)).toEqual([0, 0, 0]);
    expect(waits(shared, { ...TOPIC, where: 'cn-beijing' }, 3)).toEqual([0, 1000, 2000]);
  });

  test('the rate recovers while calls continue', () => {
    const shared = noBuckets();
    lower(shared, TOPIC, NOW);
    const gaps: number[] = [];
    for (let now = NOW; now < NOW + 15_000; ) {
      const slot = book(shared, TOPIC, now).at;
      gaps.push(slot - now);
      now = slot;
    }
    expect(gaps[0]).toBe(2000);
    expect(gaps.every((gap, i) => gap <= (gaps[i - 1] ?? Infinity))).toBe(true);
    expect(gaps.at(-1)).toBeCloseTo(1000, 3);
  });

  test.each([
    [TOPIC, 5000],
    [GROUP, 5000],
    [at(20), 60_000],
    [TODAY, 5000],
  ])('a time named by the service is respected: %j, %i ms', (call, named) => {
    const shared = noBuckets();
    lower(shared, call, NOW, named);
    const [first = 0, second = 0] = waits(shared, call, 2);
    expect(first).toBeGreaterThanOrEqual(named);
    expect(first).toBeLessThanOrEqual(named + 1000);
    expect(second - first).toBeCloseTo(call.older === undefined ? 2000 / call.rate : 1000 / call.older, -1);
  });

  test('with all rates recovered, the next call starts after that time', () => {
    const shared = noBuckets();
    lower(shared, TOPIC, NOW, 20_000);
    expect(waits(shared, TOPIC, 1, NOW + 11_000)).toEqual([9000]);
  });

  test('a time of more than a minute counts as one minute', () => {
    const shared = noBuckets();
    lower(shared, TOPIC, NOW, 86_400_000);
    expect(waits(shared, TOPIC, 1, NOW + 30_000)).toEqual([30_000]);
  });
});

describe('an operation with an older rate', () => {
  const MINUTE = 60_000;

  /** The rate after throttled answers at these minutes after NOW, at another minute. */
  const rateAfter = (minutes: readonly number[], seen: number): number => {
    const shared = noBuckets();
    for (const minute of minutes) lower(shared, TODAY, NOW + minute * MINUTE);
    tidy(shared, NOW + seen * MINUTE);
    return rateIn(shared, TODAY, NOW + seen * MINUTE);
  };

  test.each([
    ['falls to it at once', [0], 0, 1],
    ['and stays there', [0], 14.99, 1],
    ['for fifteen minutes; then it grows by a quarter', [0], 15, 1.25],
    ['each minute', [0], 16, 1.25 ** 2],
    ['', [0], 20.5, 1.25 ** 6],
    ['', [0], 27, 1.25 ** 13],
    ['up to the published rate', [0], 28, 20],
    ['and no further', [0], 600, 20],
    ['a throttled answer while it grows undoes the last step', [0, 16.5], 16.5, 1.25],
    ['for fifteen minutes again', [0, 16.5], 31.4, 1.25],
    ['', [0, 16.5], 31.5, 1.25 ** 2],
    ['never below the older one', [0, 15], 15, 1],
    ['another one soon after that lowers it to the older one', [0, 20.5, 21], 21, 1],
    ['one after the rate has recovered is a first one', [0, 40], 40, 1],
  ])('%s: at minutes %j, seen at %d: %d a second', (_says, minutes, seen, rate) => {
    expect(rateAfter(minutes, seen)).toBeCloseTo(rate, 9);
  });

  test('that is throttled at the older rate gets half of it for some seconds', () => {
    const shared = noBuckets();
    for (const later of [0, 400, 2000]) lower(shared, TODAY, NOW + later);
    expect([2000, 7000, 12_000].map((later) => rateIn(shared, TODAY, NOW + later))).toEqual([0.5, 0.75, 1]);
    expect(rateIn(shared, TODAY, NOW + 2000 + 15 * MINUTE)).toBe(1.25);
  });

  test('reports its new limit only when it is lowered', () => {
    const shared = noBuckets();
    expect([0, 10, 2000].map((later) => lower(shared, TODAY, NOW + later))).toEqual([1, undefined, undefined]);
    expect(lower(noBuckets(), TOPIC, NOW)).toBeUndefined();
    expect(lower(noBuckets(), { action: 'CreatePrePayOrder', rate: 2, older: 3 }, NOW)).toBeUndefined();
  });

  test('that is lowered invalidates earlier reservations, and reclaims their tokens', () => {
    const shared = noBuckets();
    const before = Array.from({ length: 100 }, () => book(shared, TODAY, NOW));
    expect(before.map((booking) => isOutdated(shared, TODAY, booking))).toEqual(before.map(() => false));
    lower(shared, TODAY, NOW + 10);
    expect(before.map((booking) => isOutdated(shared, TODAY, booking))).toEqual(before.map(() => true));
    const after = book(shared, TODAY, NOW + 10);
    expect([after.at - NOW, isOutdated(shared, TODAY, after)]).toEqual([1010, false]);
    lower(shared, TODAY, NOW + 2000);
    expect(isOutdated(shared, TODAY, after)).toBe(false);
  });

  test('a service with the older limits refuses a long batch at its start, then at most once in 15 minutes', () => {
    const shared = noBuckets();
    const refused: number[] = [];
    let [now, tokens, filled] = [NOW, 1.1, NOW];
    for (let made = 0; made < 4000; ) {
      now = book(shared, TODAY, now).at;
      tokens = Math.min(1.1, tokens + ((now - filled) / 1000) * 1.1);
      filled = now;
      if (tokens >= 1 - 1e-9) {
        tokens -= 1;
        made++;
      } else {
        refused.push(Math.floor((now - NOW) / (15 * MINUTE)));
        lower(shared, TODAY, now, ((1 - tokens) / 1.1) * 1000);
      }
    }
    expect(refused).toEqual([0, 1, 2, 3, 4]);
    expect((now - NOW) / 1000).toBeLessThan(4020);
  });

  test('a clock that is set back keeps the learned rates and their age', () => {
    const shared = noBuckets();
    lower(shared, TODAY, NOW);
    tidy(shared, NOW - 3_600_000);
    const rates = [0, 14.9, 15].map((minute) => rateIn(shared, TODAY, NOW - 3_600_000 + minute * MINUTE));
    expect(rates).toEqual([1, 1, 1.25]);
  });
});

describe('a call that is sent late', () => {
  test.each([
    [TOPIC, 0, 1000],
    [TOPIC, 25, 975],
    [TOPIC, 26, 1000],
    [TOPIC, 700, 1000],
    [TOPIC, 3_600_000, 1000],
  ])('delays the next: %j, %i ms late, the next one %i ms after it', (call, late, gap) => {
    const shared = noBuckets();
    book(shared, call, NOW);
    const slot = book(shared, call, NOW);
    const went = slot.at + late;
    postpone(shared, call, slot, went);
    expect(waits(shared, call, 1, went)).toEqual([gap]);
  });

  test('delays the next once for all calls that are late together', () => {
    const shared = noBuckets();
    const slots = Array.from({ length: 5 }, () => book(shared, TOPIC, NOW));
    slots.forEach((slot) => postpone(shared, TOPIC, slot, slot.at + 300));
    expect(book(shared, TOPIC, NOW).at).toBe(NOW + 5300);
  });

  test('delays nothing while its bucket is not full', () => {
    const shared = noBuckets();
    const slots = Array.from({ length: 4 }, () => book(shared, GROUP, NOW));
    expect(slots.map((slot) => isLate(slot, NOW + 400))).toEqual([true, true, false, false]);
  });

  test('starts from its own time if its bucket was dropped as full', () => {
    const shared = noBuckets();
    const slot = book(shared, TOPIC, NOW);
    book(shared, GROUP, NOW + 3000);
    expect(Object.keys(shared.buckets)).toEqual([GROUP.action]);
    postpone(shared, TOPIC, slot, NOW + 3000);
    expect(waits(shared, TOPIC, 1, NOW + 3000)).toEqual([1000]);
  });

  test('delays the next by at most its own token if others were sent in between', () => {
    const shared = noBuckets();
    book(shared, TOPIC, NOW);
    const slot = book(shared, TOPIC, NOW);
    const later = NOW + 3_600_000;
    book(shared, TOPIC, later);
    postpone(shared, TOPIC, slot, later);
    expect(waits(shared, TOPIC, 1, later)).toEqual([2000]);
  });

  test('counts as reserved at its own time, for many of one bucket together', () => {
    const [late, then] = [noBuckets(), noBuckets()];
    const slots = Array.from({ length: 20 }, () => book(late, at(20), NOW));
    slots.forEach((slot) => postpone(late, at(20), slot, NOW + 300));
    expect(waits(late, at(20), 3, NOW + 300)).toEqual(waits(then, at(20), 23, NOW + 300).slice(20));
  });

  test('sequential calls stay within the limit, however late the timers are', () => {
    const late = fc.array(fc.integer({ min: 0, max: 2500 }), { minLength: 2, maxLength: 80 });
    fc.assert(
      fc.property(fc.constantFrom(0.5, 1, 3, 20), late, (rate, delays) => {
        const shared = noBuckets();
        const [holds, slack] = [Math.max(1, rate), (rate * 25) / 1000 + 0.01];
        let [now, tokens, filled] = [NOW, holds, NOW];
        for (const delay of delays) {
          const slot = book(shared, at(rate), now);
          now = slot.at + (delay % 3 === 0 ? delay : delay % 20);
          if (isLate(slot, now)) postpone(shared, at(rate), slot, now);
          tokens = Math.min(holds, tokens + ((now - filled) * rate) / 1000) - 1;
          filled = now;
          expect(tokens).toBeGreaterThanOrEqual(-slack);
        }
      }),
    );
  });
});

describe('the clock', () => {
  test.each([
    [6000, 1000],
    [3_600_000, 1000],
    [86_400_000 * 365, 1000],
  ])('set back by %i ms: the next call waits %i ms', (back, wait) => {
    const shared = noBuckets();
    book(shared, TOPIC, NOW);
    expect(waits(shared, TOPIC, 2, NOW - back)).toEqual([wait, 2 * wait]);
  });

  test('set back: lowered rates stay lowered, and recover', () => {
    const shared = noBuckets();
    lower(shared, GROUP, NOW);
    book(shared, GROUP, NOW - 3_600_000);
    expect(rateIn(shared, GROUP, NOW - 3_600_000)).toBe(1.5);
    expect(rateIn(shared, GROUP, NOW - 3_600_000 + 10_000)).toBe(3);
  });

  test('of another process, slightly behind, does not count as set back', () => {
    const shared = noBuckets();
    book(shared, TOPIC, NOW);
    expect(waits(shared, TOPIC, 1, NOW - 200)).toEqual([1200]);
  });

  test('a time far in the future counts as now', () => {
    const shared = noBuckets();
    book(shared, TOPIC, NOW);
    (shared.buckets['CreateTopic'] as { spent: number }).spent = NOW + 40 * 60_000;
    expect(waits(shared, TOPIC, 1)).toEqual([1000]);
  });

  test('a thousand waiting calls are accepted', () => {
    expect(waits(noBuckets(), TOPIC, 1500).at(-1)).toBe(1_499_000);
  });
});

describe('the stored state', () => {
  test('drops full buckets', () => {
    const shared = noBuckets();
    for (let i = 0; i < 500; i++) book(shared, { action: `Action${i}`, rate: 3 }, NOW + i * 100);
    expect(Object.keys(shared.buckets).length).toBeLessThanOrEqual(10);
  });

  test('of another layout is read as far as possible', () => {
    const shared = { ...noBuckets(), buckets: { CreateTopic: 17, DeleteTopic: {} } } as unknown as TokenBuckets;
    expect(waits(shared, TOPIC, 2)).toEqual([0, 1000]);
    expect(Object.keys(shared.buckets)).toEqual(['CreateTopic']);
  });

  test('of an earlier version applies: its buckets for all regions, its share for all rates', () => {
    const old = {
      low: 0.5,
      at: NOW,
      seen: NOW,
      buckets: { CreateTopic: { spent: NOW + 3000, pushed: 0, booked: 4, every: 1000 } },
    };
    const here = { ...TOPIC, where: 'cn-hangzhou' };
    expect(waits(structuredClone(old), here, 1)).toEqual([5000]);
    expect(waits(structuredClone(old), { ...GROUP, where: 'cn-hangzhou' }, 3)).toEqual([0, 333, 1000]);
    expect(rateIn(old, here, NOW + 10_000)).toBe(1);
  });

  test.each([
    17,
    'text',
    null,
    [],
    { CreateTopic: 5 },
    { CreateTopic: { low: 'x' } },
    { CreateTopic: { low: 1, at: NOW, fell: NOW, limit: 0 } },
  ])('with invalid learned rates counts as one without: %j', (lessons) => {
    const shared = { ...noBuckets(), lessons } as unknown as TokenBuckets;
    expect(rateIn(shared, TODAY, NOW)).toBe(20);
    expect(waits(shared, TODAY, 21)).toEqual([...Array.from({ length: 20 }, () => 0), 50]);
    lower(shared, TODAY, NOW);
    expect(rateIn(shared, TODAY, NOW)).toBe(1);
  });

  test('drops learned rates that have recovered', () => {
    const shared = noBuckets();
    lower(shared, TODAY, NOW);
    tidy(shared, NOW + 2 * 3_600_000);
    expect(shared.lessons).toEqual({});
  });

  test('is the same after a round trip through JSON', () => {
    const shared = noBuckets();
    lower(shared, TOPIC, NOW, 1000);
    for (let i = 0; i < 5; i++) book(shared, GROUP, NOW + i);
    expect(JSON.parse(JSON.stringify(shared))).toEqual(shared);
  });
});
