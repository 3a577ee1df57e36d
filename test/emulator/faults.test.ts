/** Each fault at each place, over real HTTP: what the client sees, and whether the change was made exactly once. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { WireParams } from '../../src/core/signature.ts';
import type { State } from '../../src/emulator/state/state.ts';
import { rules, runningInstance, type TestEmulatorOptions } from '../support/emulator.ts';
import { type Bench, bench, closeAll, until } from './bench.ts';

afterEach(closeAll);

const MINUTE = 60_000;

interface Operation {
  readonly action: string;
  readonly params: WireParams;
  /** How often its change was made. */
  readonly made: (state: State) => number;
}

const named = (state: State, name: string): number =>
  runningInstance(state).topics.filter((topic) => topic.name === name).length;

const READ: Operation = { action: 'GetTopicList', params: {}, made: () => 0 };
const CREATE: Operation = {
  action: 'CreateTopic',
  params: { Topic: 'fresh', Remark: 'fresh' },
  made: (state) => named(state, 'fresh'),
};
const DELETE: Operation = {
  action: 'DeleteTopic',
  params: { Topic: 'orders' },
  made: (state) => 1 - named(state, 'orders'),
};
const ORDER: Operation = {
  action: 'CreatePrePayOrder',
  params: { DeployType: '5', DiskSize: '500', DiskType: '1', IoMax: '20', TopicQuota: '50' },
  made: ({ orders, instances }) => (orders.length - 3 + (instances.length - 3)) / 2,
};
const OPERATIONS = [READ, CREATE, DELETE, ORDER];

/** What a client sees of an answer: nothing, half, or its status and code. */
async function seen(emulator: Bench, { action, params }: Operation): Promise<string> {
  const response = await emulator.send(action, params).catch(() => undefined);
  if (response === undefined) return 'nothing';
  const text = await response.text().catch(() => undefined);
  if (text === undefined) return `half of ${response.status}`;
  if (text.startsWith('<html>')) return `${response.status} html`;
  return `${response.status} ${String((JSON.parse(text) as { Code: unknown }).Code)}`;
}

const MATRIX: readonly [rule: string, seen: string, made: number][] = [
  ['drop', 'nothing', 0],
  ['drop,at=before', 'nothing', 0],
  ['drop,at=after', 'nothing', 1],
  ['half', 'half of 200', 1],
  ['throttle', '400 Throttling.User', 0],
  ['throttle,status=429,code=ONS_SYSTEM_FLOW_CONTROL', '429 ONS_SYSTEM_FLOW_CONTROL', 0],
  ['error', '500 InternalError', 0],
  ['error,at=after', '500 InternalError', 1],
  ['error,status=503', '503 ServiceUnavailable', 0],
  ['error,status=503,at=after', '503 ServiceUnavailable', 1],
  ['error,status=504,code=Gateway.Timeout', '504 Gateway.Timeout', 0],
  ['html', '502 html', 0],
  ['html,at=after', '502 html', 1],
  ['html,status=200,at=after', '200 html', 1],
  ['refuse', '200 ONS_SYSTEM_ERROR', 0],
  ['refuse,code=ONS_SYSTEM_FLOW_CONTROL', '200 ONS_SYSTEM_FLOW_CONTROL', 0],
  ['skew,by=20m', '400 InvalidTimeStamp.Expired', 0],
  ['skew,by=-20m', '400 InvalidTimeStamp.Expired', 0],
  ['skew,by=10m', '200 200', 1],
];

describe.each(OPERATIONS)('$action', (operation) => {
  test.each(MATRIX)('%s: the client gets %s, executed %i times', async (rule, expected, made) => {
    const emulator = await bench({ faults: [`${rule},action=${operation.action},times=1`] });
    expect(await seen(emulator, operation)).toBe(expected);
    expect(operation.made(emulator.state)).toBe(operation === READ ? 0 : made);
    expect((await emulator.call('GetInstanceList')).status).toBe(200);
  });

  test('other calls are executed once', async () => {
    const emulator = await bench({ faults: ['drop,action=ModifyTopicRemark'] });
    expect(await seen(emulator, operation)).toBe('200 200');
    expect(operation.made(emulator.state)).toBe(operation === READ ? 0 : 1);
    expect(emulator.faults.list()[0]).toMatchObject({ reached: 0, hits: 0 });
  });
});

describe('of an incomplete response', () => {
  test('half of the bytes arrive, with the full content length', async () => {
    const emulator = await bench({ faults: ['half,times=1'] });
    const response = await emulator.send('GetTopicList');
    const announced = Number(response.headers.get('content-length'));
    let received = 0;
    const reading = (async () => {
      for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) received += part.length;
    })();
    await expect(reading).rejects.toBeDefined();
    expect(announced).toBe(Buffer.byteLength((await emulator.call('GetTopicList')).text));
    expect(received).toBe(Math.floor(announced / 2));
  });

  test('a refusal is incomplete too, and changes nothing', async () => {
    const emulator = await bench({ faults: ['half,times=1'] });
    const before = JSON.stringify(emulator.state);
    const seenOf = await seen(emulator, { ...CREATE, params: { Topic: 'orders', Remark: 'x' } });
    expect([seenOf, JSON.stringify(emulator.state)]).toEqual(['half of 400', before]);
  });
});

describe('a replaced response', () => {
  test('states when to retry if the rule does', async () => {
    const emulator = await bench({ faults: ['throttle,times=1', 'throttle,after=1500,times=1'] });
    const [silent, says] = [await emulator.call('GetTopicList'), await emulator.call('GetTopicList')];
    expect(silent.headers.get('x-acs-retry-after')).toBeNull();
    expect(says.headers.get('x-acs-retry-after')).toBe('1500');
    expect(says.body).toMatchObject({
      Code: 'Throttling.User',
      Message: 'Request was denied due to user flow control.',
      RequestId: says.headers.get('x-acs-request-id'),
    });
    expect(emulator.live.tally.counts()).toEqual({ calls: { GetTopicList: 2 }, throttled: { GetTopicList: 2 } });
  });

  test('has the requested format', async () => {
    const { call } = await bench({ faults: ['error,times=1', 'refuse'] });
    expect((await call('GetTopicList', {}, { format: 'XML' })).text).toContain('<Code>InternalError</Code>');
    expect((await call('GetTopicList', {}, { format: 'XML' })).text).toContain('<Success>false</Success>');
  });

  test('of a proxy has no text of the service', async () => {
    const { call } = await bench({ faults: ['html'] });
    const { headers, text } = await call('GetTopicList');
    expect([headers.get('content-type'), headers.get('x-acs-request-id')]).toEqual(['text/html', null]);
    expect(text).toContain('<title>502 Bad Gateway</title>');
  });
});

describe('a wrong clock', () => {
  test('is in the Date header, so that a client can correct itself', async () => {
    const { call, clock } = await bench({ faults: ['skew,by=20m'] });
    const there = clock.now + 20 * MINUTE;
    const refused = await call('GetTopicList');
    expect(refused.headers.get('date')).toBe(new Date(there).toUTCString());
    const Timestamp = new Date(there).toISOString().replace('.000', '');
    expect((await call('GetTopicList', {}, { common: { Timestamp } })).status).toBe(200);
  });

  test('does not affect the times of topics and instances', async () => {
    const { call, clock, state } = await bench({ faults: ['skew,by=10m'] });
    await call('CreateTopic', CREATE.params);
    expect(runningInstance(state).topics.at(-1)?.created).toBe(clock.now);
  });
});

interface Sent {
  readonly emulator: Bench;
  /** What the client saw; pending while it waits. */
  readonly saw: Promise<string>;
  readonly isAnswered: () => boolean;
  readonly giveUp: () => void;
}

/** Sends an operation that a delay hits, and returns once it was hit. */
async function delayed(operation: Operation, at: string, options: TestEmulatorOptions = {}): Promise<Sent> {
  const emulator = await bench({ faults: [`delay,ms=60s,at=${at},action=${operation.action}`], ...options });
  const client = new AbortController();
  let answered = false;
  const saw = emulator
    .send(operation.action, operation.params, { signal: client.signal })
    .then(({ status }) => `${status}`)
    .catch(() => 'nothing')
    .finally(() => (answered = true));
  await until(() => emulator.faults.list()[0]?.hits === 1);
  return { emulator, saw, isAnswered: () => answered, giveUp: () => client.abort() };
}

describe.each([CREATE, DELETE, ORDER])('a delay of $action', ({ made, ...operation }) => {
  test('before: nothing is executed or sent until the delay is over', async () => {
    const { emulator, saw, isAnswered } = await delayed({ made, ...operation }, 'before');
    emulator.live.clock.advance(59_999);
    expect((await emulator.call('GetInstanceList')).status).toBe(200);
    expect([made(emulator.state), isAnswered()]).toEqual([0, false]);
    emulator.clock.now += 1;
    expect([await saw, made(emulator.state)]).toEqual(['200', 1]);
  });

  test('before: it is executed once for a client that has disconnected', async () => {
    const { emulator, saw, giveUp } = await delayed({ made, ...operation }, 'before');
    giveUp();
    expect([await saw, made(emulator.state)]).toEqual(['nothing', 0]);
    emulator.live.clock.advance(MINUTE);
    await emulator.idle();
    expect(made(emulator.state)).toBe(1);
    expect((await emulator.call('GetInstanceList')).status).toBe(200);
  });

  test('after: it is executed at once, and the response is sent after the delay', async () => {
    const { emulator, saw, isAnswered } = await delayed({ made, ...operation }, 'after');
    await until(() => made(emulator.state) === 1);
    expect((await emulator.call('GetInstanceList')).status).toBe(200);
    expect(isAnswered()).toBe(false);
    emulator.live.clock.advance(MINUTE);
    expect([await saw, made(emulator.state)]).toEqual(['200', 1]);
  });

  test('after: it stays executed for a client that has disconnected', async () => {
    const { emulator, saw, giveUp } = await delayed({ made, ...operation }, 'after');
    await until(() => made(emulator.state) === 1);
    giveUp();
    emulator.live.clock.advance(MINUTE);
    await emulator.idle();
    expect([await saw, made(emulator.state)]).toEqual(['nothing', 1]);
  });

  test('ends when the emulator closes: the call in progress is executed', async () => {
    const { emulator, saw } = await delayed({ made, ...operation }, 'before');
    await emulator.close();
    expect([await saw, made(emulator.state)]).toEqual(['200', 1]);
  });
});

test.each(['before', 'after'])('a delay %s a read delays its response', async (at) => {
  const { emulator, saw, isAnswered } = await delayed(READ, at);
  expect((await emulator.call('GetInstanceList')).status).toBe(200);
  expect(isAnswered()).toBe(false);
  emulator.live.clock.advance(MINUTE);
  expect(await saw).toBe('200');
});

describe('the checks of the gateway come first', () => {
  test.each(['drop', 'html', 'throttle', 'error,at=after'])('%s does not apply to refused calls', async (rule) => {
    const emulator = await bench({ faults: [rule] });
    expect(await emulator.refused('CreateTopic', CREATE.params, { signature: 'AAAA' })).toEqual([
      400,
      'SignatureDoesNotMatch',
    ]);
    expect(emulator.faults.list()[0]?.hits).toBe(0);
  });

  test('a nonce is used by a call with a fault', async () => {
    const emulator = await bench({ faults: ['throttle,times=1'] });
    const again = { common: { SignatureNonce: 'once' } };
    expect((await emulator.refused('GetTopicList', {}, again))[1]).toBe('Throttling.User');
    expect((await emulator.refused('GetTopicList', {}, again))[1]).toBe('SignatureNonceUsed');
  });
});

test('rules can be changed while it runs', async () => {
  const emulator = await bench();
  expect(await seen(emulator, READ)).toBe('200 200');
  emulator.faults.add(...rules('html,effect=destroy'));
  expect(await seen(emulator, READ)).toBe('200 200');
  expect(await seen(emulator, DELETE)).toBe('502 html');
  emulator.faults.clear();
  expect(await seen(emulator, DELETE)).toBe('200 200');
});
