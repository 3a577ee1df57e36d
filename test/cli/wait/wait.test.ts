/** `wait`: its reads and pauses, its progress, and how it ends. */
import { describe, expect, test } from '@jest/globals';
import { NetworkFault } from '../../../src/transport/send.ts';
import { cli, errorOf, INSTANCE, json, type Options, type Ran, REGION } from '../../support/context.ts';
import { http, ok, refusal, type Reply } from '../../support/effects.ts';
import { groups, instances, topics } from '../../support/service.ts';

const ID = 'alikafka_pre-cn-aaaaaaaaaaaa';
const instance = (ServiceStatus: number, more: object = {}): object =>
  instances({ InstanceId: ID, Name: 'shop', ServiceStatus, ...more });
const ORDERS = { Topic: 'orders', Status: 0, StatusName: 'In service', PartitionNum: 12 };
/** One answer after the other, then the last one for all further requests. */
const inTurn =
  (...replies: readonly Reply[]) =>
  (_params: unknown, nth: number): Reply =>
    replies[Math.min(nth, replies.length) - 1] ?? ok();
const sum = (waits: readonly number[]): number => waits.reduce((all, one) => all + one, 0);

describe('the times of its reads', () => {
  test('immediately; a state that is reached already needs no wait', async () => {
    const ran = await cli('wait topic orders exists -o json', { script: { GetTopicList: topics(ORDERS) } });
    expect(ran).toMatchObject({ code: 0, waits: [] });
    expect(ran.calls).toHaveLength(1);
  });

  test('then after 1 s, each pause 1.5 times as long, up to 10 s', async () => {
    const script = { GetTopicList: inTurn(...Array.from({ length: 9 }, () => topics()), topics(ORDERS)) };
    const ran = await cli('wait topic orders exists', { script });
    expect(ran.waits).toEqual([1000, 1500, 2250, 3375, 5063, 7594, 10_000, 10_000, 10_000]);
  });

  test('up to 15 s for instances', async () => {
    const script = { GetInstanceList: inTurn(...Array.from({ length: 9 }, () => instance(1)), instance(5)) };
    const ran = await cli(`wait instance ${ID} running`, { script });
    expect(ran.code).toBe(0);
    expect(ran.waits.slice(5)).toEqual([7594, 11_391, 15_000, 15_000]);
  });

  test.each([
    ['topic orders exists', { GetTopicList: topics() }, 300_000],
    ['topic orders deleted', { GetTopicList: topics(ORDERS) }, 960_000],
    ['group billing exists', { GetConsumerList: groups() }, 120_000],
    ['group billing deleted', { GetConsumerList: groups({ ConsumerId: 'billing' }) }, 120_000],
    [`instance ${ID} running`, { GetInstanceList: instance(1) }, 3_600_000],
    ['topic orders exists --wait-timeout 4s', { GetTopicList: topics() }, 4000],
    ['topic orders exists --wait-timeout 500ms', { GetTopicList: topics() }, 500],
  ])('%s: no longer than the timeout, with a last read at its end', async (line, script, time) => {
    const ran = await cli(`wait ${line}`, { script });
    expect(ran.code).toBe(7);
    expect(sum(ran.waits)).toBe(time);
    expect(ran.calls).toHaveLength(ran.waits.length + 1);
  });

  test('the last read counts', async () => {
    const script = { GetTopicList: inTurn(topics(), topics(), topics(ORDERS)) };
    expect(await cli('wait topic orders exists --wait-timeout 1500ms', { script })).toMatchObject({
      code: 0,
      waits: [1000, 500],
    });
  });
});

describe('progress', () => {
  const script = {
    GetInstanceList: inTurn(instance(0), instance(1), instance(1), instance(2), instance(5), instance(5)),
  };

  test('a line at each change of state', async () => {
    const ran = await cli(`wait instance ${ID} running`, { script });
    expect(ran.stderr.trimEnd().split('\n')).toEqual([
      `instance ${ID}: to be deployed (0); run "alikafka instance start ${ID}" to deploy it`,
      `instance ${ID}: deploying (1)`,
      `instance ${ID}: initializing (2)`,
      `instance ${ID}: running (5)`,
    ]);
  });

  test('an instance that is not deployed needs a command first, which is next', async () => {
    const ran = await cli(`wait instance ${ID} running --wait-timeout 5s -o json`, {
      script: { GetInstanceList: instance(0) },
    });
    expect(ran.code).toBe(7);
    expect(errorOf(ran)).toMatchObject({
      message: `timed out after 5s: instance ${ID} is not running yet: to be deployed (0); run "alikafka instance start ${ID}" to deploy it`,
      next: `alikafka instance start ${ID}`,
    });
  });

  test('nothing with --quiet, and no lines on a terminal', async () => {
    expect((await cli(`wait instance ${ID} running -q`, { script })).stderr).toBe('');
    expect((await cli(`wait instance ${ID} running`, { script, stderrTerminal: true })).stderr).toBe('');
  });
});

describe('how it ends', () => {
  test.each<[string, object, string]>([
    ['running', instance(15), 'expired (15)'],
    ['running', instance(10), 'released (10)'],
    ['running', instance(1, { ViewInstanceStatusCode: 101 }), 'deployment failed (view status 101)'],
    ['exists', instance(10), 'released (10)'],
  ])('%s cannot be reached any more: exit 5 immediately', async (state, answer, says) => {
    const ran = await cli(`wait instance ${ID} ${state} -o json`, {
      script: { GetInstanceList: inTurn(state === 'exists' ? instances() : instance(0), answer) },
    });
    expect(ran).toMatchObject({ code: 5, stdout: '', waits: [1000] });
    expect(errorOf(ran)).toMatchObject({
      code: 'WaitFailed',
      exitCode: 5,
      message: `instance ${ID} will not be ${state === 'exists' ? 'listed' : state}: ${says}`,
    });
  });

  test('after the timeout: exit 7, with the current state and the command to continue', async () => {
    const ran = await cli(`wait instance ${ID} running --wait-timeout 5m --region ${REGION} -o json`, {
      script: { GetInstanceList: instance(1) },
    });
    expect(ran).toMatchObject({ code: 7, stdout: '' });
    expect(errorOf(ran)).toMatchObject({
      code: 'WaitTimeout',
      exitCode: 7,
      message: `timed out after 5m: instance ${ID} is not running yet: deploying (1)`,
      next: `alikafka wait instance ${ID} running --region ${REGION}`,
    });
  });

  test('after the deadline: exit 7 too', async () => {
    const ran = await cli('wait topic orders exists --deadline 20s -o json', { script: { GetTopicList: topics() } });
    expect(ran.code).toBe(7);
    expect(sum(ran.waits)).toBe(20_000);
    expect(errorOf(ran)).toMatchObject({
      code: 'DeadlineExceeded',
      exitCode: 7,
      message: 'timed out at --deadline: topic "orders" is not listed yet',
      next: 'alikafka wait topic orders exists',
    });
  });

  test('a deadline after the timeout does not end it', async () => {
    const ran = await cli('wait topic orders exists --deadline 1h --wait-timeout 3s -o json', {
      script: { GetTopicList: topics() },
    });
    expect(errorOf(ran)).toMatchObject({ code: 'WaitTimeout' });
  });

  test.each([
    [`instance ${ID} running`, `instance "${ID}" not found in region cn-hangzhou`],
    ['topic orders running', `topic "orders" not found in instance ${INSTANCE}`],
    ['group billing drained', `group "billing" not found in instance ${INSTANCE}`],
  ])('absent, but required: %s, exit 3 immediately', async (words, message) => {
    const script = { GetInstanceList: instances(), GetTopicList: topics(), GetConsumerList: groups() };
    const ran = await cli(`wait ${words} -o json`, { script });
    expect(ran).toMatchObject({ code: 3, stdout: '', waits: [] });
    expect(errorOf(ran)).toMatchObject({
      code: 'NotFound',
      exitCode: 3,
      message,
      next: expect.stringMatching(/^alikafka (instance|topic|group) list/),
    });
  });

  test('a listed resource may be missing from the list for a minute, then exit 3', async () => {
    const gone = Array.from({ length: 3 }, () => instances());
    const back = { GetInstanceList: inTurn(instance(1), ...gone, instance(5)) };
    expect(await cli(`wait instance ${ID} running`, { script: back })).toMatchObject({ code: 0 });
    const lost = await cli(`wait instance ${ID} running`, {
      script: { GetInstanceList: inTurn(instance(1), instances()) },
    });
    expect(lost.code).toBe(3);
    expect(sum(lost.waits)).toBeGreaterThanOrEqual(60_000);
    expect(sum(lost.waits)).toBeLessThan(76_000);
  });

  test('the instance of an order may be listed later', async () => {
    const script = { GetInstanceList: inTurn(instances(), instances(), instance(5)) };
    const ran = await cli('wait instance --order-id 20260131 running', { script });
    expect(ran).toMatchObject({ code: 0, waits: [1000, 1500] });
  });

  test.each([
    [130, 'interrupted'],
    [143, 'terminated'],
  ])('stopped (%i): the error names what it waited for, and the command to continue', async (code, word) => {
    const stop = new AbortController();
    const ran = await cli('wait topic orders exists -o json', {
      stop: stop.signal,
      script: {
        GetTopicList: (_params, nth) => {
          if (nth === 3) stop.abort(code);
          return nth === 3 ? new NetworkFault('interrupted', 'ABORTED', true) : topics();
        },
      },
    });
    expect(ran).toMatchObject({ code, stdout: '' });
    expect(ran.calls).toHaveLength(3);
    expect(errorOf(ran)).toMatchObject({
      code: 'Interrupted',
      exitCode: code,
      message: `${word}: topic "orders" is not listed yet`,
      next: 'alikafka wait topic orders exists',
    });
  });

  test('stopped between two reads: no further read', async () => {
    const stop = new AbortController();
    const ran = await cli('wait topic orders exists -o json', {
      stop: stop.signal,
      script: {
        GetTopicList: () => {
          stop.abort(130);
          return topics();
        },
      },
    });
    expect(ran).toMatchObject({ code: 130, waits: [] });
    expect(ran.calls).toHaveLength(1);
  });
});

describe('reads that fail', () => {
  const busy = http(503, { Code: 'ServiceUnavailable', Message: 'busy' });

  test('for a while: one warning, and the wait continues', async () => {
    const script = { GetTopicList: inTurn(topics(), ...Array.from({ length: 12 }, () => busy), topics(ORDERS)) };
    const ran = await cli('wait topic orders exists', { script });
    expect(ran.code).toBe(0);
    expect(ran.stderr.match(/a status check failed, still waiting/g)).toHaveLength(1);
    expect(ran.stderr).toMatch(/topic "orders": not listed yet\n.*\n.*topic "orders": in service\n$/);
  });

  test('permanently: exit code of the failure, and the command to continue', async () => {
    const ran = await cli('wait topic orders exists -o json', {
      script: { GetTopicList: inTurn(topics(), refusal('NoPermission', 403)) },
    });
    expect(ran).toMatchObject({ code: 4, waits: [1000] });
    expect(errorOf(ran)).toMatchObject({
      code: 'NoPermission',
      next: expect.stringMatching(/alikafka wait topic orders exists$/),
    });
  });

  test('until the timeout: exit 7, with the failure', async () => {
    const ran = await cli('wait topic orders exists --wait-timeout 60s -o json', { script: { GetTopicList: busy } });
    expect(ran.code).toBe(7);
    expect(errorOf(ran)).toMatchObject({
      code: 'WaitTimeout',
      message: 'timed out after 1m: topic "orders" is not listed yet: not read yet',
      hint: expect.stringMatching(/The last read failed: .*busy/),
    });
  });

  test('retries of the last read end with the timeout', async () => {
    const slow = http(503, 'busy', { 'retry-after': '50' });
    const ran = await cli('wait topic orders exists --wait-timeout 2s', { script: { GetTopicList: slow } });
    expect(ran).toMatchObject({ code: 7, waits: [] });
  });

  test('an instance whose reads report that it does not exist is deleted', async () => {
    const ran = await cli(`wait instance ${ID} deleted -o json`, {
      script: { GetInstanceList: refusal('AUTH_RESOURCE_OWNER_ERROR', 403) },
    });
    expect(ran.code).toBe(0);
    expect(json(ran)).toEqual({ InstanceId: ID, State: 'deleted', StatusText: 'deleted' });
  });
});

describe('its output', () => {
  const there = { script: { GetTopicList: topics(ORDERS) } };

  test('the name, the state, its status as a text, and the record', async () => {
    const ran = await cli('wait topic orders exists -o json', there);
    expect(json(ran)).toMatchObject({ State: 'exists', StatusText: 'in service', ...ORDERS });
    expect(Object.keys(json(ran) as object).slice(0, 3)).toEqual(['Topic', 'State', 'StatusText']);
    expect(ran.calls[0]?.params).toMatchObject({ InstanceId: INSTANCE, RegionId: REGION });
  });

  test.each([
    ['wait topic orders exists -o name', 'orders\n'],
    ['wait topic orders exists --query PartitionNum', '12\n'],
    [
      'wait topic orders exists -o csv --columns Topic,State,PartitionNum',
      'Topic,State,PartitionNum\r\norders,exists,12\r\n',
    ],
    ['wait topic orders deleted -o ndjson', '{"Topic":"orders","State":"deleted","StatusText":"deleted"}\n'],
  ])('%s', async (line, stdout) => {
    const script = { GetTopicList: line.includes('deleted') ? topics() : topics(ORDERS) };
    expect((await cli(line, { script })).stdout).toBe(stdout);
  });

  test('as a table, with labels for codes; as XML', async () => {
    const script = { GetInstanceList: instance(5, { Tags: { TagVO: [{ Key: 'a', Value: 'b' }] } }) };
    expect((await cli(`wait instance ${ID} running`, { script })).stdout).toMatch(/^ServiceStatus +Running \(5\)$/m);
    const xml = (await cli(`wait instance ${ID} running -o xml`, { script })).stdout;
    expect(xml).toMatch(/<WaitResponse>[\s\S]*<State>running<\/State>[\s\S]*<TagVO>/);
  });

  test('the instance of an order', async () => {
    const script = { GetInstanceList: inTurn(instances(), instance(0)) };
    const ran = await cli('wait instance --order-id 20260131 exists -o name', { script });
    expect(ran).toMatchObject({ code: 0, stdout: `${ID}\n` });
    expect(ran.calls[0]?.params).toEqual({ RegionId: REGION, OrderId: '20260131' });
    expect(ran.stderr).toMatch(/^order 20260131: not listed yet\n/);
  });

  test('the lag of a group', async () => {
    const progress = (...lags: readonly number[]): object => ({
      ConsumerProgress: {
        TotalDiff: sum(lags),
        TopicList: {
          TopicList: [
            {
              Topic: 'orders',
              TotalDiff: sum(lags),
              OffsetList: {
                OffsetList: lags.map((lag, Partition) => ({ Partition, BrokerOffset: 100 + lag, ConsumerOffset: 100 })),
              },
            },
          ],
        },
      },
    });
    const script = {
      GetConsumerList: groups({ ConsumerId: 'billing' }),
      GetConsumerProgress: inTurn(progress(20, 5), progress(5, 5), progress(0, 0)),
    };
    const some = await cli('wait group billing drained --max-lag 10 -o json', { script });
    expect(json(some)).toMatchObject({ ConsumerId: 'billing', State: 'drained', StatusText: 'lag 10', Lag: 10 });
    const columns = await cli('wait group billing drained --max-lag 30 -o csv --columns ConsumerId,Lag', { script });
    expect(columns.stdout).toBe('ConsumerId,Lag\r\nbilling,25\r\n');
    const all = await cli('wait group billing drained', { script });
    expect(all.stderr).toBe('group "billing": lag 25\ngroup "billing": lag 10\ngroup "billing": lag 0\n');
    const late = await cli('wait group billing drained --max-lag 3 --wait-timeout 1s -o json', { script });
    expect(errorOf(late)).toMatchObject({ next: 'alikafka wait group billing drained --max-lag 3' });
  });
});

describe('the instance', () => {
  const named = { script: { GetInstanceList: instance(5) } };

  test('is the named one, by id or name, or that of -i', async () => {
    for (const line of [`wait instance ${ID} running`, 'wait instance shop running', 'wait instance running -i shop']) {
      const ran = await cli(line, named);
      expect(ran.code).toBe(0);
      expect(ran.calls.at(-1)?.params).toEqual({ RegionId: REGION, 'InstanceId.1': ID });
    }
  });

  test('of a topic is that of -i', async () => {
    const script = { GetInstanceList: instance(5), GetTopicList: topics(ORDERS) };
    const ran = await cli('wait topic orders running -i shop', { script });
    expect(ran.calls.at(-1)?.params).toMatchObject({ InstanceId: ID });
  });

  test('without a match: exit 3', async () => {
    expect(await cli('wait instance other running', named)).toMatchObject({ code: 3, waits: [] });
  });
});

describe('an invalid command line', () => {
  const flags = (ran: Ran): unknown[] => errorOf(ran).details.map(({ flag, name }) => flag ?? name);

  test.each<[string, readonly string[], RegExp]>([
    ['', ['<noun>'], /<noun> is required: one of instance, topic, group/],
    ['topics orders exists', ['<noun>'], /not "topics"; did you mean topic\?/],
    [
      'topic',
      ['<name>', '<state>'],
      /2 problems.*the name of the topic,<state> is required: one of exists, running, deleted/,
    ],
    ['topic exists', ['<name>'], /<name> is required: the name of the topic/],
    ['topic orders', ['<state>'], /<state> is required/],
    ['topic orders runing', ['<state>'], /not "runing"; did you mean running\?/],
    ['topic orders drained', ['<state>'], /must be one of exists, running, deleted, not "drained"/],
    ['instance', ['<state>'], /<state> is required: one of running, exists, deleted/],
    ['instance shop', ['<state>'], /not "shop"/],
    ['topic a exists b', ['"b"'], /unexpected argument "b"/],
    ['instance shop exists --order-id 1', ['--order-id'], /--order-id cannot be combined with <name>/],
    ['topic orders exists --order-id 1', ['--order-id'], /--order-id requires the noun instance, not topic/],
    ['topic orders exists --wait-timeout soon', ['--wait-timeout'], /must be a duration/],
    ['topic orders exists --wait-timeout 0s', ['--wait-timeout'], /must be a duration/],
    ['topic orders exists --max-lag 1', ['--max-lag'], /--max-lag requires the state drained, not exists/],
    ['group billing drained --max-lag -1', ['--max-lag'], /must be a whole number/],
    ['topic orders exists --raw -o json', ['--raw'], /--raw requires a single request/],
    ['topic orders exists --columns Topik', ['--columns'], /did you mean Topic\?/],
    ['topic orders exists --wiat-timeout 1m', ['--wiat-timeout'], /did you mean --wait-timeout\?/],
    ['group billing nope --wait-timeout x --max-lag y', ['<state>', '--wait-timeout', '--max-lag'], /3 problems/],
  ])('wait %s: exit 2', async (line, where, why) => {
    const ran = await cli(`wait ${line} -o json`);
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    expect(flags(ran)).toEqual(where);
    expect(
      `${String(errorOf(ran)['message'])} ${errorOf(ran)
        .details.map(({ message }) => String(message))
        .join()}`,
    ).toMatch(why);
  });

  test('a missing region and instance are reported together', async () => {
    const env: Options['env'] = { ALIKAFKA_REGION: undefined, ALIKAFKA_INSTANCE: undefined };
    expect(flags(await cli('wait topic orders exists -o json', { env }))).toEqual(['--region', '--instance']);
    expect(flags(await cli('wait instance --order-id 1 exists -o json', { env }))).toEqual(['--region']);
  });

  test('without credentials: exit 4', async () => {
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined, ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined };
    expect(await cli('wait topic orders exists', { env })).toMatchObject({ code: 4, calls: [] });
  });
});

test.each([
  [
    'topic orders exists',
    'GetTopicList',
    { CurrentPage: '1', InstanceId: INSTANCE, PageSize: '1000', RegionId: REGION },
  ],
  ['instance --order-id 1 exists', 'GetInstanceList', { RegionId: REGION, OrderId: '1' }],
  [`instance ${ID} deleted`, 'GetInstanceList', { RegionId: REGION, 'InstanceId.1': ID }],
  ['group billing drained', 'GetConsumerList', { InstanceId: INSTANCE, RegionId: REGION }],
])('a dry run of %s prints the first request', async (line, action, params) => {
  const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined, ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined };
  const ran = await cli(`wait ${line} --dry-run -o json`, { env });
  expect(ran).toMatchObject({ code: 0, calls: [], waits: [], stderr: '' });
  expect(json(ran)).toEqual([
    { action, product: 'alikafka', version: '2019-09-16', endpoint: `https://alikafka.${REGION}.aliyuncs.com`, params },
  ]);
});

test('sizes have their units on a terminal, as in describe', async () => {
  const script = { GetInstanceList: instance(5, { DiskSize: 4800 }) };
  const shown = await cli(`wait instance ${ID} running`, { script, terminal: true });
  expect(shown.stdout).toContain('4800 GB');
  expect((await cli(`wait instance ${ID} running`, { script })).stdout).not.toContain('GB');
});
