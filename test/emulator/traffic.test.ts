import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newTopic, type Subscription, type Topic } from '../../src/emulator/state/state.ts';
import { endsOf, lagOf, newestMessage, partitionsOf, positionOf, produced } from '../../src/emulator/limits/traffic.ts';

const CREATED = 1_700_000_000_000;
const age = fc.integer({ min: 0, max: 200 * 86_400_000 });
const topics = fc.record({
  rate: fc.double({ min: 0.001, max: 5000, noNaN: true }),
  partitions: fc.integer({ min: 1, max: 40 }),
  grown: fc.option(age),
  name: fc.string({ minLength: 3 }),
});

function made({
  rate,
  partitions,
  grown,
  name,
}: {
  rate: number;
  partitions: number;
  grown: number | null;
  name: string;
}): Topic {
  const topic = { ...newTopic(name, 'x', partitions, CREATED), rate, bytes: 100 };
  if (grown !== null) topic.growth.push({ at: CREATED + grown, to: partitions + 5 });
  return topic;
}

const total = (topic: Topic, at: number): number => endsOf(topic, at).reduce((sum, { offset }) => sum + offset, 0);

describe('offsets', () => {
  test('never decrease in any partition, and add up to the messages sent', () => {
    fc.assert(
      fc.property(topics, age, fc.integer({ min: 0, max: 100_000 }), (input, at, later) => {
        const topic = made(input);
        const [before, after] = [endsOf(topic, CREATED + at), endsOf(topic, CREATED + at + later)];
        expect(before).toHaveLength(partitionsOf(topic));
        before.forEach(({ offset }, i) => expect(after[i]?.offset).toBeGreaterThanOrEqual(offset));
        expect(total(topic, CREATED + at)).toBe(produced(topic, CREATED + at));
      }),
      { numRuns: 200 },
    );
  });

  test('have a newest message at its exact time', () => {
    fc.assert(
      fc.property(topics, age, (input, at) => {
        const topic = made({ ...input, grown: null });
        const [now, newest] = [CREATED + at, newestMessage(topic, CREATED + at)];
        if (newest === 0) {
          expect(produced(topic, now)).toBe(0);
          return;
        }
        expect(newest).toBeLessThanOrEqual(now);
        expect(produced(topic, newest)).toBe(produced(topic, now));
        expect(produced(topic, newest - 1)).toBeLessThan(produced(topic, now));
        expect(newest).toBe(Math.max(...endsOf(topic, now).map((end) => end.newest)));
      }),
      { numRuns: 200 },
    );
  });

  test('stay constant after the producers stop, and are zero before the creation', () => {
    const topic = { ...newTopic('log', 'x', 3, CREATED), rate: 10, bytes: 1, until: CREATED + 60_000 };
    expect(produced(topic, CREATED + 120_000)).toBe(produced(topic, CREATED + 60_000));
    expect([produced(topic, CREATED - 1), produced(topic, CREATED)]).toEqual([0, 0]);
  });

  test('follow the rate over a day', () => {
    const topic = { ...newTopic('log', 'x', 3, CREATED), rate: 100, bytes: 1 };
    expect(produced(topic, CREATED + 86_400_000) / 8_640_000).toBeCloseTo(1, 1);
  });
});

describe('groups', () => {
  const swinging: Subscription = { topic: 'log', behind: 400, swing: 20_000, period: 420_000 };

  test('never read backwards, or beyond the messages sent', () => {
    fc.assert(
      fc.property(age, fc.integer({ min: 0, max: 100_000 }), (at, later) => {
        const [before, after] = [positionOf(swinging, CREATED + at), positionOf(swinging, CREATED + at + later)];
        expect(after).toBeGreaterThanOrEqual(before);
        expect(before).toBeLessThan(CREATED + at);
      }),
    );
  });

  test('that have stopped fall behind by the messages sent', () => {
    const topic = { ...newTopic('log', 'x', 3, CREATED), rate: 10, bytes: 1 };
    const stopped = { topic: 'log', behind: 0, swing: 0, period: 1000, stopped: CREATED + 1000 };
    expect(lagOf(topic, stopped, CREATED + 500)).toBe(0);
    expect(lagOf(topic, stopped, CREATED + 11_000)).toBe(
      produced(topic, CREATED + 11_000) - produced(topic, CREATED + 1000),
    );
  });
});
