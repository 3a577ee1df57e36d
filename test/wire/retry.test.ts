/**
 * Which attempt is followed by another, as a table, and how long the wait is. A change that may have arrived is never
 * sent again.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Effect } from '../../src/core/operation.ts';
import { type Attempt, waitBeforeNext } from '../../src/wire/retry.ts';

const FIRST = { done: 1, max: 4 };
const again = (effect: Effect, attempt: Attempt, budget = FIRST): boolean =>
  waitBeforeNext(effect, attempt, budget, 0.5) !== undefined;

const NOT_SENT: Attempt = { kind: 'fault', sent: false };
const SENT: Attempt = { kind: 'fault', sent: true };
const refused = (httpStatus: number): Attempt => ({ kind: 'refused', httpStatus });
const unclear = (httpStatus: number): Attempt => ({ kind: 'unclear', httpStatus });

describe('a read', () => {
  test.each<[string, Attempt, boolean]>([
    ['is repeated when no connection was made', NOT_SENT, true],
    ['is repeated when no answer came', SENT, true],
    ['is repeated after 500 with a code', refused(500), true],
    ['is repeated after 503 with a code', refused(503), true],
    ['is repeated after a page of a gateway', unclear(502), true],
    ['is repeated after 504', unclear(504), true],
    ['is not repeated after 400', refused(400), false],
    ['is not repeated after 403', refused(403), false],
    ['is not repeated after 404', refused(404), false],
    ['is not repeated after a refusal with 200', refused(200), false],
    ['is not repeated after a foreign answer with 200', unclear(200), false],
    ['is not repeated after a redirect', unclear(302), false],
  ])('%s', (_says, attempt, repeated) => expect(again('read', attempt)).toBe(repeated));
});

describe.each<Effect>(['write', 'destroy', 'order'])('a change (%s) is sent once', (effect) => {
  test.each<[string, Attempt]>([
    ['when no answer came', SENT],
    ['after 500 with a code', refused(500)],
    ['after 400', refused(400)],
    ['after a page of a gateway', unclear(502)],
    ['after a foreign answer with 200', unclear(200)],
    ['when no connection was made', NOT_SENT],
  ])('%s', (_says, attempt) => expect(again(effect, attempt)).toBe(false));
});

describe('attempts', () => {
  test.each([
    [1, 4, true],
    [3, 4, true],
    [4, 4, false],
    [5, 4, false],
    [1, 1, false],
  ])('%i of %i done: %j', (done, max, more) => expect(again('read', SENT, { done, max })).toBe(more));
});

describe('the wait', () => {
  const wait = (done: number, random: number): number | undefined =>
    waitBeforeNext('read', SENT, { done, max: 100 }, random);

  test.each([
    [1, 0.5, 100],
    [2, 0.5, 200],
    [3, 0.5, 400],
    [4, 0.5, 800],
    [6, 0.5, 3200],
    [7, 0.5, 5000],
    [60, 0.5, 5000],
    [1, 0, 0],
  ])('after attempt %i, at %d of its range: %i ms', (done, random, ms) => expect(wait(done, random)).toBe(ms));

  test('is full jitter: anything from nothing to 0.2 s, doubled each time, at most 10 s', () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), random, (done, share) => {
        const top = Math.min(10_000, 200 * 2 ** (done - 1));
        expect(wait(done, share)).toBe(Math.floor(share * top));
      }),
    );
  });
});
