/** Which attempts may be repeated: effect of the operation × result of the attempt (docs/architecture.md, "Effects and repeats"). */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Effect } from '../../src/core/operation.ts';
import {
  type Attempt,
  clockOffset,
  isThrottled,
  mayCorrect,
  namedWait,
  waitBeforeNext,
} from '../../src/transport/retry.ts';

const refused = (code: string, httpStatus = 400, wait?: number): Attempt => ({
  kind: 'refused',
  code,
  httpStatus,
  wait,
});
const unclear = (httpStatus: number, wait?: number): Attempt => ({ kind: 'unclear', httpStatus, wait });

const EFFECTS: readonly Effect[] = ['read', 'write', 'destroy', 'order'];

/** Whether each effect is repeated: read, write, destroy, order. */
const TABLE: readonly (readonly [string, Attempt, readonly [boolean, boolean, boolean, boolean]])[] = [
  ['no connection was made', { kind: 'fault', sent: false }, [true, true, true, true]],
  ['sent, and no answer', { kind: 'fault', sent: true }, [true, false, false, false]],
  ['what lasts, and nothing was sent', { kind: 'fault', sent: false, lasting: true }, [false, false, false, false]],
  ['what lasts, and something was sent', { kind: 'fault', sent: true, lasting: true }, [false, false, false, false]],
  ['Throttling', refused('Throttling'), [true, true, true, true]],
  ['Throttling.User', refused('Throttling.User'), [true, true, true, true]],
  ['Throttling.Api with 429', refused('Throttling.Api', 429), [true, true, true, true]],
  ['a newer Throttling code', refused('Throttling.UserAction', 400), [true, true, true, true]],
  ['Rejected.Throttling', refused('Rejected.Throttling'), [true, true, true, true]],
  ['ONS_SYSTEM_FLOW_CONTROL', refused('ONS_SYSTEM_FLOW_CONTROL'), [true, true, true, true]],
  ['ONS.SYSTEM.FLOW.CONTROL', refused('ONS.SYSTEM.FLOW.CONTROL'), [true, true, true, true]],
  ['FlowControl', refused('FlowControl'), [true, true, true, true]],
  ['throttling with HTTP 200', refused('Throttling.User', 200), [true, true, true, true]],
  ['throttling with a 5xx', refused('Throttling.User', 503), [true, false, false, false]],
  ['429 with an unknown code', refused('TooManyRequests', 429), [true, true, true, false]],
  ['429 of somebody else', unclear(429), [true, false, false, false]],
  ['InternalError 500', refused('InternalError', 500), [true, false, false, false]],
  ['ServiceUnavailable 503', refused('ServiceUnavailable', 503), [true, false, false, false]],
  ['ServiceUnavailable 400', refused('ServiceUnavailable', 400), [true, false, false, false]],
  ['ServiceUnavailable with HTTP 200', refused('ServiceUnavailable', 200), [false, false, false, false]],
  ['ONS_SYSTEM_ERROR', refused('ONS_SYSTEM_ERROR', 400), [false, false, false, false]],
  [
    'ScheduledTask.AlreadyHasSameTaskType',
    refused('ScheduledTask.AlreadyHasSameTaskType'),
    [false, false, false, false],
  ],
  ['HTML with 502', unclear(502), [true, false, false, false]],
  ['HTML with 200', unclear(200), [false, false, false, false]],
  ['an unknown code with 500', refused('Whatever', 500), [true, false, false, false]],
  ['an unknown code with 400', refused('Whatever', 400), [false, false, false, false]],
  ['Topic.Exist', refused('Topic.Exist'), [false, false, false, false]],
  ['a wrong key', refused('InvalidAccessKeyId.NotFound', 404), [false, false, false, false]],
  ['a wrong clock', refused('InvalidTimeStamp.Expired'), [false, false, false, false]],
];

describe('calls that are retried', () => {
  test.each(TABLE)('%s', (_says, attempt, repeats) => {
    const found = EFFECTS.map((effect) => waitBeforeNext({ effect }, attempt, { done: 1, max: 4 }, 0.5) !== undefined);
    expect(found).toEqual(repeats);
  });

  test.each(TABLE)('%s: never beyond the last attempt', (_says, attempt) => {
    for (const effect of EFFECTS) expect(waitBeforeNext({ effect }, attempt, { done: 4, max: 4 }, 0.5)).toBeUndefined();
  });

  test('codes of one operation repeat it in either spelling, but never an order', () => {
    const repeats = ['BIZ_FIND_CONSUMER_GROUP_INFO_ERROR'];
    const attempt = refused('BIZ.FIND.CONSUMER.GROUP.INFO.ERROR');
    const may = EFFECTS.map(
      (effect) => waitBeforeNext({ effect, repeats }, attempt, { done: 1, max: 4 }, 0) !== undefined,
    );
    expect(may).toEqual([false, true, true, false]);
  });
});

describe('the length of its waits', () => {
  const unsent: Attempt = { kind: 'fault', sent: false };

  test.each([
    [1, 0.999, 199],
    [2, 0.999, 399],
    [3, 0.999, 799],
    [6, 0.999, 6393],
    [7, 0.999, 9990],
    [40, 0.999, 9990],
    [3, 0, 0],
  ])('after attempt %i with chance %f: %i ms', (done, random, wait) => {
    expect(waitBeforeNext({ effect: 'read' }, unsent, { done, max: 99 }, random)).toBe(wait);
  });

  test('full jitter: any time from nothing to the step', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 0.999999, noNaN: true }),
        (done, random) => {
          const wait = waitBeforeNext({ effect: 'read' }, unsent, { done, max: 99 }, random) ?? -1;
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(wait).toBeLessThan(Math.min(10_000, 200 * 2 ** (done - 1)));
        },
      ),
    );
  });

  test('a time that the service names is used, up to a minute', () => {
    const wait = (named: number): number | undefined =>
      waitBeforeNext({ effect: 'write' }, refused('Throttling', 400, named), { done: 1, max: 4 }, 0.5);
    expect([wait(0), wait(1234), wait(60_000), wait(3_600_000)]).toEqual([0, 1234, 60_000, 60_000]);
  });
});

describe('times that a response names', () => {
  const now = Date.UTC(2026, 0, 31, 12);
  test.each([
    [{ 'x-acs-retry-after': '1500' }, 1500],
    [{ 'x-acs-retry-after': '0' }, 0],
    [{ 'retry-after': '3' }, 3000],
    [{ 'x-acs-retry-after': '200', 'retry-after': '3' }, 200],
    [{ 'retry-after': 'Sat, 31 Jan 2026 12:00:10 GMT' }, 10_000],
    [{ 'retry-after': 'Sat, 31 Jan 2026 13:00:10 GMT', date: 'Sat, 31 Jan 2026 13:00:00 GMT' }, 10_000],
    [{ 'retry-after': 'Sat, 31 Jan 2026 11:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'x-acs-retry-after': 'soon' }, undefined],
    [{ 'x-acs-retry-after': '-5' }, undefined],
    [{}, undefined],
  ])('%j', (headers, wait) => {
    expect(namedWait(headers as Record<string, string>, now)).toBe(wait);
  });
});

const CUT: Attempt = { kind: 'fault', sent: true };

describe('the clock', () => {
  const now = Date.UTC(2026, 0, 31, 12);
  const date = { date: 'Sat, 31 Jan 2026 12:42:00 GMT' };
  test.each([
    ['an expired timestamp with a Date', refused('InvalidTimeStamp.Expired'), date, 42 * 60_000],
    [
      'a clock that is ahead',
      refused('InvalidTimeStamp.Expired'),
      { date: 'Sat, 31 Jan 2026 11:00:00 GMT' },
      -3_600_000,
    ],
    ['no Date', refused('InvalidTimeStamp.Expired'), {}, undefined],
    ['a Date that agrees', refused('InvalidTimeStamp.Expired'), { date: 'Sat, 31 Jan 2026 12:00:30 GMT' }, undefined],
    ['an expired timestamp with a 5xx', refused('InvalidTimeStamp.Expired', 503), date, undefined],
    ['a wrong form', refused('InvalidTimeStamp.Format'), date, undefined],
    ['another refusal', refused('Topic.Exist'), date, undefined],
    ['no answer', CUT, date, undefined],
  ])('%s', (_says, attempt, headers, offset) => {
    expect(clockOffset(attempt, headers as Record<string, string>, now)).toBe(offset);
  });
});

test.each([
  [1, undefined, false],
  [1, false, false],
  [2, undefined, true],
  [2, false, true],
  [4, true, false],
])('with %i attempts and once %s a corrected request is sent again: %s', (max, once, may) => {
  expect(mayCorrect(once === undefined ? {} : { once }, max)).toBe(may);
});

test('only a response of the service means throttling', () => {
  expect([
    isThrottled(unclear(429)),
    isThrottled(refused('x', 429)),
    isThrottled({ kind: 'fault', sent: false }),
  ]).toEqual([false, true, false]);
});
