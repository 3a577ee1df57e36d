/** What is sent how often: refusals, unclear answers, what exists otherwise, clocks, keys and deadlines. */
import { describe, expect, test } from '@jest/globals';
import type { Send } from '../../../src/transport/send.ts';
import { cli, errorOf, type Options, type Ran } from '../../support/context.ts';
import { http, isHttp, noAnswer, ok, refusal, type Reply, REQUEST_ID } from '../../support/effects.ts';
import { acls, groups, topics } from '../../support/service.ts';

const actions = ({ calls }: Pick<Ran, 'calls'>): string[] => calls.map(({ action }) => action);
const topic = (more: object = {}): object =>
  topics({ Topic: 'orders', PartitionNum: 12, Remark: 'orders', Status: 0, StatusName: 'running', ...more });
const CREATE = 'topic create orders --rate 0 -o json';
const times = (count: number, reply: Reply): Reply[] => Array<Reply>(count).fill(reply);

describe('a refused change', () => {
  test.each([
    ['topic create orders', 'CreateTopic', 'BIZ_TOPIC_TOO_MUCH'],
    ['topic delete orders --yes', 'DeleteTopic', 'BIZ_TOPIC_BELONG_OTHER_USER'],
    ['group create billing', 'CreateConsumerGroup', 'BIZ_SUBSCRIPTION_TOO_MUCH'],
    ['topic set-remark orders shop-orders', 'ModifyTopicRemark', 'SomethingNew'],
    ['acl create --username app --topic orders --operation read', 'CreateAcl', 'BIZ_ACL_TOO_MUCH'],
  ])('is sent once: %s', async (line, action, code) => {
    for (const status of [200, 400, 403, 409]) {
      const ran = await cli(`${line} --rate 0`, { script: { [action]: () => refusal(code, status) } });
      expect([status, actions(ran), ran.waits]).toEqual([status, [action], []]);
      expect(ran.code).not.toBe(6);
    }
  });

  test('after an unclear response ends it too: exit 6, since the first request may still take effect', async () => {
    const ran = await cli(CREATE, {
      script: { CreateTopic: [noAnswer(), refusal('BIZ_TOPIC_TOO_MUCH')], GetTopicList: topics() },
    });
    expect(actions(ran).filter((action) => action === 'CreateTopic')).toHaveLength(2);
    expect(ran.code).toBe(6);
    expect(String(JSON.stringify(JSON.parse(ran.stdout)))).toMatch(
      /the next attempt failed: .*BIZ_TOPIC_TOO_MUCH.*the change has not taken effect yet, but still may/,
    );
  });

  test('that is throttled and then refused ends as refused', async () => {
    const script = { CreateTopic: [refusal('Throttling.User'), refusal('BIZ_TOPIC_TOO_MUCH')] };
    const ran = await cli(CREATE, { script });
    expect([ran.code, errorOf(ran)['code'], ran.calls.length]).toEqual([1, 'BIZ_TOPIC_TOO_MUCH', 2]);
  });
});

describe('an existing topic that differs from the request', () => {
  const theirs = topic({ PartitionNum: 3 });

  test.each<[string, Reply[]]>([
    ['at the first read', [noAnswer()]],
    ['when it is sent again', [noAnswer(), refusal('Topic.Exist')]],
  ])('is not reported as created, found %s: exit 5', async (_when, replies) => {
    const looks = replies.length === 1 ? [theirs] : [topics(), theirs];
    const ran = await cli(`${CREATE} --partitions 12`, { script: { CreateTopic: replies, GetTopicList: looks } });
    expect([ran.code, JSON.parse(ran.stdout)]).toMatchObject([5, [{ Topic: 'orders', Result: 'failed' }]]);
    expect(ran.stdout).toMatch(/PartitionNum is 3, not 12/);
  });

  test('counts as created if it is as requested, or not listed yet', async () => {
    for (const looks of [
      [topics(), topic()],
      [topics(), topics()],
    ]) {
      const script = { CreateTopic: [noAnswer(), refusal('Topic.Exist')], GetTopicList: looks };
      const ran = await cli(`${CREATE} --partitions 12`, { script });
      expect([ran.code, JSON.parse(ran.stdout)]).toMatchObject([0, [{ Result: 'created' }]]);
    }
  });

  test('is neither created nor missing if it is listed without its status: exit 6', async () => {
    const script = { CreateTopic: noAnswer(), GetTopicList: topics({ Topic: 'orders', PartitionNum: 12 }) };
    const ran = await cli(`${CREATE} --partitions 12`, { script });
    expect([ran.code, JSON.parse(ran.stdout)]).toMatchObject([6, [{ Result: 'unknown' }]]);
    expect(ran.stdout).toContain('is listed without a status');
    expect(ran.stdout).not.toMatch(/has not taken effect|still may/);
    expect(errorOf(ran)['next']).toBe('alikafka topic describe orders');
  });

  test('is found by api as well', async () => {
    const script = { CreateTopic: noAnswer(), GetTopicList: theirs };
    const line = 'api CreateTopic Topic=orders Remark=orders PartitionNum=12 -o json';
    const ran = await cli(line, { script });
    expect([ran.code, actions(ran)]).toEqual([5, ['CreateTopic', 'GetTopicList']]);
  });

  test('is unknown if reading cannot tell: a group or a rule has only its name', async () => {
    const group = { CreateConsumerGroup: noAnswer(), GetConsumerList: groups({ ConsumerId: 'billing' }) };
    expect((await cli('group create billing --rate 0', { script: group })).code).toBe(0);
    const rule = { CreateAcl: noAnswer(), DescribeAcls: acls() };
    const ran = await cli('acl create --username app --topic orders --operation read --rate 0 --max-attempts 1', {
      script: rule,
    });
    expect(ran.code).toBe(6);
  });
});

const EXPIRED = http(
  400,
  { Code: 'InvalidTimeStamp.Expired', RequestId: REQUEST_ID, Message: 'expired' },
  { date: 'Sat, 31 Jan 2026 12:42:00 GMT' },
);

describe('a wrong clock', () => {
  test.each([
    ['topic list', 'GetTopicList', topics()],
    ['topic create orders', 'CreateTopic', ok()],
    ['topic delete orders --yes', 'DeleteTopic', ok()],
  ])('%s: is corrected once, and never with --max-attempts 1', async (line, action, reply) => {
    const once = await cli(`${line} --rate 0`, { script: { [action]: [EXPIRED, reply] } });
    expect([once.code, actions(once)]).toEqual([0, [action, action]]);
    expect(once.stderr).toMatch(/clock is 42m behind/);
    const never = await cli(`${line} --rate 0 --max-attempts 1`, { script: { [action]: [EXPIRED] } });
    expect([never.code, actions(never)]).toEqual([1, [action]]);
  });

  test('does not use an attempt, and later requests use the correction', async () => {
    const script = { CreateTopic: [EXPIRED, refusal('Throttling.User'), ok(), EXPIRED] };
    const ran = await cli('topic create one two --rate 0 --max-attempts 2 -o json', { script });
    expect(actions(ran)).toHaveLength(4);
    expect(JSON.parse(ran.stdout)).toMatchObject([{ Result: 'created' }, { Result: 'failed' }]);
  });
});

const URI = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: undefined,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined,
  ALIBABA_CLOUD_CREDENTIALS_URI: 'http://127.0.0.1:9/keys',
};

/** Keys by number from an address, what happened in order, and a service that takes keys by their id. */
function keyed(ids: readonly string[], takes: (id: string) => Reply): { send: Send; events: string[] } {
  const events: string[] = [];
  let fetched = 0;
  const send: Send = async ({ method, body }) => {
    if (method === 'GET') {
      const id = ids[Math.min(fetched++, ids.length - 1)];
      events.push('fetch');
      if (id === undefined) return http(403, 'no keys');
      const keys = { AccessKeyId: id, AccessKeySecret: 'testsecret', SecurityToken: 'token' };
      return http(200, { Code: 'Success', ...keys, Expiration: '2026-01-31T18:00:00Z' });
    }
    const form = new URLSearchParams(body);
    const id = form.get('AccessKeyId') ?? '';
    events.push(`${form.get('Action') ?? ''} ${id}`);
    const reply = takes(id);
    return isHttp(reply) ? reply : ok(reply);
  };
  return { send, events };
}
const ENDED = refusal('InvalidSecurityToken.Expired', 400);

describe('keys that the service no longer accepts', () => {
  test('are sent once if there are no other keys', async () => {
    const { send, events } = keyed(['STS.a'], () => ENDED);
    const ran = await cli('topic create orders --rate 0', { env: URI, send });
    expect([ran.code, events]).toEqual([4, ['fetch', 'CreateTopic STS.a', 'fetch']]);
  });

  test('are renewed once: the response to the new keys is final', async () => {
    const { send, events } = keyed(['STS.a', 'STS.b', 'STS.c'], () => ENDED);
    const ran = await cli('topic create orders --rate 0', { env: URI, send });
    expect([ran.code, events]).toEqual([4, ['fetch', 'CreateTopic STS.a', 'fetch', 'CreateTopic STS.b']]);
  });

  test('of the environment cannot be renewed, and are sent once', async () => {
    const ran = await cli('topic create orders --rate 0', { script: { CreateTopic: [ENDED] } });
    expect([ran.code, actions(ran)]).toEqual([4, ['CreateTopic']]);
  });

  test('the new keys are used for the rest of a batch', async () => {
    const { send, events } = keyed(['STS.a', 'STS.b'], (id) => (id === 'STS.a' ? ENDED : ok()));
    const ran = await cli('topic create one two --rate 0', { env: URI, send });
    expect(ran.code).toBe(0);
    expect(events.filter((event) => event !== 'fetch')).toEqual([
      'CreateTopic STS.a',
      'CreateTopic STS.b',
      'CreateTopic STS.b',
    ]);
  });
});

describe('credentials are checked before the question', () => {
  const LINES = [
    'topic delete orders',
    'instance create --deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50',
    'instance delete alikafka_pre-cn-x',
    'api DeleteTopic Topic=orders',
    'api BuyMore Size=1',
    'sasl create app',
  ];

  test.each(LINES)('%s: without keys no question is asked', async (line) => {
    const { send, events } = keyed([], () => ok());
    const ran = await cli(line, { env: URI, send, terminal: true });
    expect(ran.asked).toEqual([]);
    expect(events.every((event) => event === 'fetch')).toBe(true);
    expect([9, 4]).toContain(ran.code);
  });

  test.each(LINES)('%s: a dry run needs none', async (line) => {
    const { send, events } = keyed([], () => ok());
    const ran = await cli(`${line} --dry-run`, { env: URI, send });
    expect([ran.code, events]).toEqual([0, []]);
  });
});

describe('--deadline', () => {
  const slow = http(429, { Code: 'Throttling.User', RequestId: REQUEST_ID }, { 'x-acs-retry-after': '5000' });
  const run = (line: string, options: Options) => cli(`${line} --rate 0 --deadline 3s -o json`, options);

  test.each([
    ['topic list', 'GetTopicList'],
    ['topic create orders', 'CreateTopic'],
  ])('is checked before a retry, not after its wait: %s', async (line, action) => {
    const ran = await run(line, { script: { [action]: [slow] } });
    expect([ran.code, actions(ran), ran.waits]).toEqual([9, [action], []]);
    expect(errorOf(ran)).toMatchObject({ code: 'DeadlineExceeded', exitCode: 9 });
  });

  test('does not affect a command that ends in time', async () => {
    const soon = http(429, { Code: 'Throttling.User', RequestId: REQUEST_ID }, { 'x-acs-retry-after': '2000' });
    const ran = await run('topic create orders', { script: { CreateTopic: [soon, ok()] } });
    expect([ran.code, ran.waits]).toEqual([0, [2000]]);
  });

  test('ends reconciling after an unclear response, and the request is not sent again', async () => {
    const ran = await run('topic add-partitions orders --to 24', {
      script: { ModifyPartitionNum: noAnswer(), GetTopicList: topic() },
    });
    expect(ran.code).toBe(6);
    expect(ran.waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(3000);
    const late = await cli('topic create orders --rate 0 --deadline 50ms -o json', {
      script: { CreateTopic: times(4, noAnswer()), GetTopicList: topics() },
    });
    expect([late.code, actions(late), late.waits]).toEqual([6, ['CreateTopic', 'GetTopicList'], []]);
  });
});
