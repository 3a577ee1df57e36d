/**
 * One call from parameters to response: the content of each attempt, what is repeated, and how a failed call ends. A change
 * with an unknown outcome ends with exit code 6; one that was certainly not sent ends with exit code 9.
 */
import { describe, expect, test } from '@jest/globals';
import { ALIKAFKA, type Effect } from '../../src/core/operation.ts';
import type { Failure } from '../../src/errors/failure.ts';
import type { ServiceClock } from '../../src/transport/attempts.ts';
import { call, type CallSettings, type Trace } from '../../src/transport/call.ts';
import { NetworkFault } from '../../src/transport/send.ts';
import { signByHand } from '../support/by-hand.ts';
import {
  fixedClock,
  http,
  noAnswer,
  notSent,
  NOW,
  ok,
  refusal,
  type Reply,
  REQUEST_ID,
  scripted,
} from '../support/effects.ts';

const settings: CallSettings = {
  credentials: { accessKeyId: 'testid', accessKeySecret: 'testsecret' },
  timeout: 30_000,
  maxAttempts: 4,
  proxy: undefined,
  userAgent: 'alikafka/test',
  trace: undefined,
  clock: newClock(),
};

/** A clock whose offset is unknown, and the offsets that were reported. */
function newClock(): ServiceClock & { heard: number[] } {
  const heard: number[] = [];
  return { offset: undefined, heard, said: async (offset) => void heard.push(offset) };
}
const ORIGIN = 'https://alikafka.cn-hangzhou.aliyuncs.com';

interface Tried {
  readonly effect?: Effect;
  readonly settings?: Partial<CallSettings>;
  readonly stop?: AbortController;
  readonly format?: 'JSON' | 'XML';
}

function tryCall(
  replies: readonly Reply[],
  { effect = 'read', settings: change = {}, stop = new AbortController(), format }: Tried = {},
) {
  const script = scripted(...replies);
  const clock = fixedClock();
  const operation = { action: 'GetTopicList', product: ALIKAFKA, effect, rate: 3 };
  const request = {
    operation,
    origin: ORIGIN,
    params: { InstanceId: 'i' },
    ...(format === undefined ? {} : { format }),
  };
  const outcome = call(request, { ...settings, ...change }, { ...clock, send: script.send, stop: stop.signal });
  return {
    ...script,
    clock,
    outcome,
    failure: outcome.then(
      () => undefined,
      (error: Failure) => error,
    ),
  };
}

describe('a request', () => {
  test('is a signed form, sent to the origin', async () => {
    const { requests, forms, outcome } = tryCall([ok()]);
    await outcome;
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      origin: ORIGIN,
      path: '/',
      timeout: 30_000,
      proxy: undefined,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'alikafka/test' },
    });
    const { Signature, ...signed } = forms[0] as Record<string, string>;
    expect(signed).toEqual({
      InstanceId: 'i',
      Action: 'GetTopicList',
      Version: '2019-09-16',
      Format: 'JSON',
      AccessKeyId: 'testid',
      SignatureMethod: 'HMAC-SHA1',
      SignatureVersion: '1.0',
      SignatureNonce: 'nonce-1',
      Timestamp: '2026-01-31T12:00:00Z',
    });
    expect(Signature).toBe(signByHand('POST', signed, 'testsecret'));
  });

  test('asks for XML if the format is XML', async () => {
    const { forms, outcome } = tryCall([ok()], { format: 'XML' });
    await outcome;
    expect(forms[0]).toMatchObject({ Format: 'XML' });
  });

  test('contains no secret outside of its signature', async () => {
    const { requests, outcome } = tryCall([ok()]);
    await outcome;
    expect(JSON.stringify(requests[0])).not.toContain('testsecret');
  });

  test('returns the body, the RequestId and the unchanged bytes', async () => {
    const came = ok({ Total: 3 });
    expect(await tryCall([came]).outcome).toMatchObject({
      kind: 'ok',
      requestId: REQUEST_ID,
      raw: came.body,
      body: { Total: 3 },
    });
  });
});

describe('a read is repeated', () => {
  test.each<[string, Reply]>([
    ['if no connection was opened', notSent()],
    ['when no answer came', noAnswer()],
    ['after 5xx with a code', refusal('ServiceUnavailable', 503)],
    ['after a page of a gateway', http(502, '<html>Bad Gateway</html>')],
  ])('%s', async (_says, first) => {
    const { requests, outcome, clock } = tryCall([first, ok()]);
    expect((await outcome).kind).toBe('ok');
    expect(requests).toHaveLength(2);
    expect(clock.waits).toEqual([100]);
  });

  test('each time with its own nonce, timestamp and signature', async () => {
    const { forms, outcome } = tryCall([noAnswer(), noAnswer(), noAnswer(), ok()]);
    await outcome;
    expect(forms.map((form) => form['SignatureNonce'])).toEqual(['nonce-1', 'nonce-2', 'nonce-3', 'nonce-4']);
    expect(forms.map((form) => form['Timestamp'])).toEqual([
      '2026-01-31T12:00:00Z',
      '2026-01-31T12:00:00Z',
      '2026-01-31T12:00:00Z',
      '2026-01-31T12:00:00Z',
    ]);
    expect(new Set(forms.map((form) => form['Signature'])).size).toBe(4);
    for (const { Signature, ...signed } of forms) expect(Signature).toBe(signByHand('POST', signed, 'testsecret'));
  });

  test('the timestamp follows the clock over long waits', async () => {
    const { forms, outcome, clock } = tryCall([...Array<Reply>(7).fill(noAnswer()), ok()], {
      settings: { maxAttempts: 8 },
    });
    await outcome;
    const waited = clock.waits.reduce((sum, ms) => sum + ms, 0);
    expect(clock.waits).toEqual([100, 200, 400, 800, 1600, 3200, 5000]);
    expect(forms.at(-1)?.['Timestamp']).toBe(new Date(NOW + waited).toISOString().replace(/\.\d+Z$/, 'Z'));
  });

  test('after the wait, not before', async () => {
    const { send, requests } = scripted(noAnswer(), ok());
    const sent: number[] = [];
    const sleep = async (): Promise<void> => {
      await new Promise((resolve) => setImmediate(resolve));
      sent.push(requests.length);
    };
    const operation = { action: 'GetTopicList', product: ALIKAFKA, effect: 'read' as const, rate: 3 };
    const effects = { ...fixedClock(), sleep, send, stop: new AbortController().signal };
    await call({ operation, origin: ORIGIN, params: {} }, settings, effects);
    expect(sent).toEqual([1]);
    expect(requests).toHaveLength(2);
  });

  test('up to the maximum of attempts, and then it fails', async () => {
    const { requests, failure } = tryCall([noAnswer(), noAnswer()], { settings: { maxAttempts: 2 } });
    expect(await failure).toMatchObject({ exitCode: 9, code: 'NotReachable', retryable: true, action: 'GetTopicList' });
    expect((await failure)?.message).toContain('2 attempts');
    expect(requests).toHaveLength(2);
  });

  test('never with one attempt', async () => {
    const { requests, failure } = tryCall([refusal('InternalError', 500)], { settings: { maxAttempts: 1 } });
    expect(await failure).toMatchObject({ exitCode: 9, code: 'InternalError', httpStatus: 500, requestId: REQUEST_ID });
    expect(requests).toHaveLength(1);
  });
});

describe('a read that fails at once', () => {
  test.each<[string, Reply, object]>([
    [
      'not found',
      refusal('BIZ_TOPIC_NOT_FOUND'),
      { exitCode: 3, code: 'BIZ_TOPIC_NOT_FOUND', httpStatus: 400, retryable: false },
    ],
    ['absent or not yours', refusal('AUTH_RESOURCE_OWNER_ERROR', 403), { exitCode: 3 }],
    ['wrong key', refusal('InvalidAccessKeyId.NotFound', 404), { exitCode: 4 }],
    ['not allowed', refusal('NoPermission', 403), { exitCode: 4 }],
    ['wrong state', refusal('BIZ_INSTANCE_STATUS_ERROR'), { exitCode: 5 }],
    ['an unknown code', refusal('Something.Newer'), { exitCode: 1, code: 'Something.Newer' }],
    [
      'refused inside 200',
      http(200, { Code: 'Topic.Exist', Success: false, RequestId: REQUEST_ID }),
      { exitCode: 5, httpStatus: 200 },
    ],
    ['Success=false with Code 200', http(200, { Code: 200, Success: false, RequestId: REQUEST_ID }), { exitCode: 1 }],
    ['an answer of somebody else', http(200, '<html></html>'), { exitCode: 9, code: 'UnreadableAnswer' }],
  ])('%s', async (_says, reply, failed) => {
    const { requests, failure } = tryCall([reply]);
    expect(await failure).toMatchObject({ name: 'Failure', action: 'GetTopicList', ...failed });
    expect(requests).toHaveLength(1);
  });

  test('prints the message of the service, or the meaning of the code if it has none', async () => {
    expect((await tryCall([refusal('Topic.NotFound', 404, 'no such thing')]).failure)?.message).toContain(
      'no such thing',
    );
    const silent = (await tryCall([http(404, { Code: 'Topic.NotFound', RequestId: REQUEST_ID })]).failure) as Failure;
    expect(silent.message).toMatch(/GetTopicList: \w+/);
    expect(silent.next).toBe('alikafka topic list');
  });
});

describe.each<Effect>(['write', 'destroy', 'order'])('a change (%s)', (effect) => {
  test.each<[string, Reply]>([
    ['no answer came', noAnswer()],
    ['a page of a gateway came', http(502, '<html></html>')],
    ['an unreadable answer came with 200', http(200, '{"Code":2')],
    ['nothing came with 200', http(200, '')],
    ['5xx with a code came', refusal('InternalError', 500)],
    ['a redirect came', http(302, { RequestId: REQUEST_ID })],
  ])('is sent once and has an unknown outcome when %s: exit code 6', async (_says, reply) => {
    const { requests, failure, clock } = tryCall([reply], { effect });
    expect(await failure).toMatchObject({ exitCode: 6, code: 'OutcomeUnknown', action: 'GetTopicList' });
    expect((await failure)?.message).toMatch(/^GetTopicList: outcome unknown: ./);
    expect(requests).toHaveLength(1);
    expect(clock.waits).toEqual([]);
  });

  test.each<[string, Reply, number]>([
    ['a refusal', refusal('Topic.Exist'), 5],
    ['a refusal inside 200', http(200, { Code: 'BIZ_TOPIC_NOT_FOUND', Success: false, RequestId: REQUEST_ID }), 3],
    ['a refusal with 403', refusal('Forbidden.RAM', 403), 4],
  ])('is not repeated after %s, which is a clear refusal', async (_says, reply, exitCode) => {
    const { requests, failure } = tryCall([reply], { effect });
    expect(await failure).toMatchObject({ exitCode });
    expect(requests).toHaveLength(1);
  });

  test('was certainly not sent if no connection was made: exit code 9', async () => {
    const { failure } = tryCall(Array<Reply>(4).fill(notSent()), { effect });
    expect(await failure).toMatchObject({ exitCode: 9, code: 'NotReachable' });
  });

  test('is not aborted by the stop signal', async () => {
    const stop = new AbortController();
    const trace = { ...SILENT, sending: () => stop.abort(130) };
    const { requests, outcome } = tryCall([ok()], { effect, stop, settings: { trace } });
    expect((await outcome).kind).toBe('ok');
    expect(requests[0]?.signal.aborted).toBe(false);
  });

  test('is not sent after the stop signal', async () => {
    const stop = new AbortController();
    const { requests, failure } = tryCall([ok()], { effect, stop });
    stop.abort(143);
    expect(await failure).toMatchObject({ exitCode: 143, code: 'Interrupted' });
    expect(requests).toEqual([]);
  });

  test.each<[string, Reply]>([
    ['no connection was opened', notSent()],
    ['the service throttled', refusal('Throttling.User')],
    ['the service throttled inside 200', http(200, { Code: 'ONS_SYSTEM_FLOW_CONTROL', Success: false })],
  ])('is sent again with its own nonce when %s', async (_says, first) => {
    const { forms, outcome, clock } = tryCall([first, first, ok()], { effect });
    expect((await outcome).kind).toBe('ok');
    expect(forms.map((form) => form['SignatureNonce'])).toEqual(['nonce-1', 'nonce-2', 'nonce-3']);
    expect(clock.waits).toEqual([100, 200]);
  });

  test('that is always throttled ends with exit code 9 and the number of attempts', async () => {
    const { failure, requests } = tryCall(Array<Reply>(4).fill(refusal('Throttling.User')), { effect });
    expect(await failure).toMatchObject({ exitCode: 9, code: 'Throttling.User', retryable: true });
    expect((await failure)?.message).toMatch(/\(4 attempts\)$/);
    expect(requests).toHaveLength(4);
  });

  test('has its clock corrected once from the Date header, which is reported', async () => {
    const clock = newClock();
    const expired = http(400, { Code: 'InvalidTimeStamp.Expired', RequestId: REQUEST_ID }, LATER);
    const { forms, outcome } = tryCall([expired, ok()], { effect, settings: { clock } });
    expect((await outcome).kind).toBe('ok');
    expect(forms.map((form) => form['Timestamp'])).toEqual(['2026-01-31T12:00:00Z', '2026-01-31T12:42:00Z']);
    expect(clock).toMatchObject({ offset: 42 * 60_000, heard: [42 * 60_000] });
  });

  test('is refused if the service does not accept the corrected clock either', async () => {
    const expired = http(400, { Code: 'InvalidTimeStamp.Expired', RequestId: REQUEST_ID }, LATER);
    const clock = newClock();
    const { requests, failure } = tryCall([expired, expired], { effect, settings: { clock } });
    expect(await failure).toMatchObject({ exitCode: 1, code: 'InvalidTimeStamp.Expired' });
    expect(requests).toHaveLength(2);
    expect(clock.heard).toHaveLength(1);
  });
});

const LATER = { date: 'Sat, 31 Jan 2026 12:42:00 GMT' };
const SILENT: Trace = {
  sending: () => undefined,
  answered: () => undefined,
  failed: () => undefined,
  waiting: () => undefined,
};

describe('the retried codes of one operation', () => {
  test('repeat the operation', async () => {
    const script = scripted(refusal('BIZ_FIND_CONSUMER_GROUP_INFO_ERROR'), ok());
    const operation = {
      action: 'CreateAcl',
      product: ALIKAFKA,
      effect: 'write' as const,
      rate: 3,
      repeats: ['BIZ_FIND_CONSUMER_GROUP_INFO_ERROR'],
    };
    const effects = { ...fixedClock(), send: script.send, stop: new AbortController().signal };
    expect((await call({ operation, origin: ORIGIN, params: {} }, settings, effects)).kind).toBe('ok');
  });
});

describe('a time that the service names', () => {
  test.each([
    [{ 'x-acs-retry-after': '1500' }, 1500],
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': '7200' }, 60_000],
  ])('%j sets the wait', async (headers, wait) => {
    const throttled = http(400, { Code: 'Throttling', RequestId: REQUEST_ID }, headers);
    const { outcome, clock } = tryCall([throttled, ok()], { effect: 'write' });
    await outcome;
    expect(clock.waits).toEqual([wait]);
  });
});

describe('the deadline', () => {
  test('cuts an attempt short', async () => {
    const { requests, outcome } = tryCall([ok()], { settings: { until: NOW + 1200 } });
    await outcome;
    expect(requests[0]?.timeout).toBe(1200);
  });

  test.each<Effect>(['read', 'write', 'order'])(
    'ends the attempts of a %s before a wait that passes it',
    async (effect) => {
      const { requests, failure, clock } = tryCall(Array<Reply>(9).fill(notSent()), {
        effect,
        settings: { until: NOW + 250, maxAttempts: 9 },
      });
      expect(await failure).toMatchObject({ exitCode: 9, code: 'DeadlineExceeded', retryable: true });
      expect((await failure)?.message).toMatch(/--deadline.*ECONNREFUSED/);
      expect(requests).toHaveLength(2);
      expect(clock.waits).toEqual([100]);
    },
  );

  test('sends nothing after it has expired', async () => {
    const { requests, failure } = tryCall([ok()], { settings: { until: NOW } });
    expect(await failure).toMatchObject({ code: 'DeadlineExceeded' });
    expect(requests).toEqual([]);
  });

  test('leaves a change that was cut off with an unknown outcome', async () => {
    const { failure } = tryCall([noAnswer()], { effect: 'write', settings: { until: NOW + 1 } });
    expect(await failure).toMatchObject({ exitCode: 6 });
  });
});

describe('the rate limiter', () => {
  const rateLimiter = (may: boolean) => {
    const heard: string[] = [];
    return {
      heard,
      acquire: async (of: object) => {
        heard.push(`acquire ${JSON.stringify(of)}`);
        return may;
      },
      throttled: async ({ action }: { action: string }, named: number | undefined) =>
        void heard.push(`throttled ${action} ${String(named)}`),
      rate: async () => 1,
    };
  };

  test('is asked before each attempt, and gets each throttled response', async () => {
    const own = rateLimiter(true);
    const throttled = http(400, { Code: 'Throttling', RequestId: REQUEST_ID }, { 'x-acs-retry-after': '700' });
    await tryCall([throttled, ok()], { effect: 'write', settings: { rateLimiter: own } }).outcome;
    const acquire = 'acquire {"action":"GetTopicList","rate":3,"change":true}';
    expect(own.heard).toEqual([acquire, 'throttled GetTopicList 700', acquire]);
  });

  test('can deny an attempt', async () => {
    const { requests, failure } = tryCall([ok()], { settings: { rateLimiter: rateLimiter(false) } });
    expect(await failure).toMatchObject({ code: 'DeadlineExceeded' });
    expect(requests).toEqual([]);
  });
});

test('attempts of an earlier call count too', async () => {
  const script = scripted(notSent(), notSent());
  const used = { attempts: 2 };
  const operation = { action: 'CreateTopic', product: ALIKAFKA, effect: 'write' as const, rate: 1 };
  const effects = { ...fixedClock(), send: script.send, stop: new AbortController().signal };
  await expect(call({ operation, origin: ORIGIN, params: {}, used }, settings, effects)).rejects.toMatchObject({
    code: 'NotReachable',
  });
  expect([script.requests.length, used.attempts]).toEqual([2, 4]);
});

describe('the stop signal', () => {
  test.each([
    [130, 'interrupted'],
    [143, 'terminated'],
  ])('aborts a read in progress: exit code %i', async (reason, message) => {
    const stop = new AbortController();
    const aborted = new NetworkFault('interrupted', 'ABORTED', true);
    const { requests, failure } = tryCall([aborted, ok()], { stop });
    stop.abort(reason);
    expect(await failure).toMatchObject({ exitCode: reason, code: 'Interrupted', message });
    expect(requests).toHaveLength(1);
    expect(requests[0]?.signal.aborted).toBe(true);
  });

  test('prevents further attempts', async () => {
    const stop = new AbortController();
    const { requests, failure } = tryCall([refusal('InternalError', 500), ok()], { stop });
    stop.abort(130);
    expect(await failure).toMatchObject({ exitCode: 130 });
    expect(requests).toHaveLength(1);
  });
});

test('an error that is not a network fault is thrown unchanged', async () => {
  const { requests, failure } = tryCall([new TypeError('a bug')]);
  expect(await failure).toMatchObject({ name: 'TypeError', message: 'a bug' });
  expect(requests).toHaveLength(1);
});

test('the trace gets every attempt, its response and its wait', async () => {
  const heard: string[] = [];
  const trace: Trace = {
    sending: (attempt, origin) => heard.push(`sending ${attempt} to ${origin}`),
    answered: (attempt, _ms, { status }) => heard.push(`answered ${attempt} with ${status}`),
    failed: (attempt, _ms, why) => heard.push(`failed ${attempt}: ${why}`),
    waiting: (ms) => heard.push(`waiting ${ms}`),
  };
  await tryCall([notSent(), http(503, '<html>'), ok()], { settings: { trace } }).outcome;
  expect(heard).toEqual([
    `sending 1 to ${ORIGIN}`,
    'failed 1: connect ECONNREFUSED',
    'waiting 100',
    `sending 2 to ${ORIGIN}`,
    'answered 2 with 503',
    'waiting 200',
    `sending 3 to ${ORIGIN}`,
    'answered 3 with 200',
  ]);
});
