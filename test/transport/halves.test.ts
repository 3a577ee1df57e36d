/** Second halves of the wire's rules: clocks that are ahead, dates by another clock, statuses at the edge. */
import { describe, expect, test } from '@jest/globals';
import { replyFailure } from '../../src/transport/call-failures.ts';
import { parseAnswer } from '../../src/transport/parse.ts';
import { clockOffset, namedWait } from '../../src/transport/retry.ts';
import { NOW } from '../support/effects.ts';

const date = (at: number): string => new Date(at).toUTCString();
const EXPIRED = { kind: 'refused', code: 'InvalidTimeStamp.Expired', httpStatus: 400 } as const;

describe('the clock is corrected', () => {
  test.each([
    ['behind', 3_600_000],
    ['ahead', -3_600_000],
    ['behind by a minute', 60_000],
    ['ahead by a minute', -60_000],
  ])('%s', (_says, offset) => {
    expect(clockOffset(EXPIRED, { date: date(NOW + offset) }, NOW)).toBe(offset);
  });

  test.each([59_000, -59_000, 0])('not when it is %i ms off, which is not what is refused', (offset) => {
    expect(clockOffset(EXPIRED, { date: date(NOW + offset) }, NOW)).toBeUndefined();
  });
});

test.each([3_600_000, -3_600_000, 0])('a date to wait for is meant by the clock of who wrote it, %i ms off', (off) => {
  const headers = { date: date(NOW + off), 'retry-after': date(NOW + off + 7000) };
  expect(namedWait(headers, NOW)).toBe(7000);
});

describe('an answer', () => {
  const answer = (status: number, body: object | string) => ({
    status,
    headers: {},
    body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
  });
  const DONE = { Code: 200, Success: true, RequestId: 'R' };

  test.each([100, 199, 300, 302, 304, 399])('with status %i is none of a success, whatever it says', async (status) => {
    expect((await parseAnswer(answer(status, DONE))).kind).not.toBe('ok');
  });

  test.each([200, 201, 299])('with status %i is one', async (status) => {
    expect((await parseAnswer(answer(status, DONE))).kind).toBe('ok');
  });

  test.each(['false', 'False', 'FALSE', false])('with Success %j is a refusal', async (Success) => {
    expect((await parseAnswer(answer(200, { RequestId: 'R', Code: 200, Success }))).kind).toBe('refused');
  });

  test.each([500, 501, 503, 599])('of a change with status %i and a code leaves it unknown', (httpStatus) => {
    const reply = { kind: 'refused', code: 'SomethingNew', message: '', requestId: 'R', httpStatus } as const;
    const call = { action: 'CreateTopic', origin: 'o', attempts: 1 };
    for (const effect of ['write', 'destroy', 'order'] as const)
      expect(replyFailure(reply, { ...call, effect }).exitCode).toBe(6);
    expect(replyFailure(reply, { ...call, effect: 'read' }).exitCode).toBe(9);
    expect(replyFailure({ ...reply, httpStatus: 499 }, { ...call, effect: 'write' }).exitCode).toBe(1);
  });
});
