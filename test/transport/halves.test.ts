/** Edge cases of the rules of the wire: clocks that are ahead, dates of another clock, limits of HTTP statuses. */
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

  test.each([59_000, -59_000, 0])('not if it is only %i ms off, which the service accepts', (offset) => {
    expect(clockOffset(EXPIRED, { date: date(NOW + offset) }, NOW)).toBeUndefined();
  });
});

test.each([3_600_000, -3_600_000, 0])('a date to wait for is read with the clock of the service, %i ms off', (off) => {
  const headers = { date: date(NOW + off), 'retry-after': date(NOW + off + 7000) };
  expect(namedWait(headers, NOW)).toBe(7000);
});

describe('a response', () => {
  const answer = (status: number, body: object | string) => ({
    status,
    headers: {},
    body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
  });
  const DONE = { Code: 200, Success: true, RequestId: 'R' };

  test.each([100, 199, 300, 302, 304, 399])('with status %i is not a success, for any body', async (status) => {
    expect((await parseAnswer(answer(status, DONE))).kind).not.toBe('ok');
  });

  test.each([200, 201, 299])('with status %i is a success', async (status) => {
    expect((await parseAnswer(answer(status, DONE))).kind).toBe('ok');
  });

  test.each(['false', 'False', 'FALSE', false])('with Success %j is a refusal', async (Success) => {
    expect((await parseAnswer(answer(200, { RequestId: 'R', Code: 200, Success }))).kind).toBe('refused');
  });

  test.each([500, 501, 503, 599])('to a change with status %i and a code leaves the outcome unknown', (httpStatus) => {
    const reply = { kind: 'refused', code: 'SomethingNew', message: '', requestId: 'R', httpStatus } as const;
    const call = { action: 'CreateTopic', origin: 'o', attempts: 1 };
    for (const effect of ['write', 'destroy', 'order'] as const)
      expect(replyFailure(reply, { ...call, effect }).exitCode).toBe(6);
    expect(replyFailure(reply, { ...call, effect: 'read' }).exitCode).toBe(9);
    expect(replyFailure({ ...reply, httpStatus: 499 }, { ...call, effect: 'write' }).exitCode).toBe(1);
  });
});
