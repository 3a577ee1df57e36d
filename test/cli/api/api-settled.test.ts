/** `api` after failures: a known change is reconciled as its own command is, an unknown one is sent once. */
import { describe, expect, test } from '@jest/globals';
import { cli } from '../../support/context.ts';
import { http, noAnswer, notSent, ok, refusal } from '../../support/effects.ts';
import { topics } from '../../support/service.ts';

const CREATE = 'api CreateTopic InstanceId=alikafka_pre-cn-x Topic=orders Remark=some-text';
const there = topics({ Topic: 'orders', Remark: 'some-text', PartitionNum: 12, Status: 0, StatusName: 'running' });
const actions = ({ calls }: { calls: readonly { action: string }[] }): string[] => calls.map(({ action }) => action);

describe('a known change without a clear response', () => {
  test('succeeds if a read shows it, in the named instance', async () => {
    const ran = await cli(CREATE, { script: { CreateTopic: noAnswer(), GetTopicList: there } });
    expect([ran.code, actions(ran)]).toEqual([0, ['CreateTopic', 'GetTopicList']]);
    expect(ran.calls[1]?.params['InstanceId']).toBe('alikafka_pre-cn-x');
    expect(ran.stderr).toMatch(/no clear response, but the change has taken effect/);
  });

  test('is sent again if a read does not show it', async () => {
    const ran = await cli(CREATE, { script: { CreateTopic: [noAnswer(), ok()], GetTopicList: topics() } });
    expect([ran.code, actions(ran)]).toEqual([0, ['CreateTopic', 'GetTopicList', 'CreateTopic']]);
  });

  test('names the command to inspect it if the read fails', async () => {
    const ran = await cli(CREATE, { script: { CreateTopic: noAnswer(), GetTopicList: refusal('NoPermission', 403) } });
    expect([ran.code, ran.stderr]).toEqual([6, expect.stringMatching(/next: +alikafka topic describe orders/)]);
  });
});

test('an order without a clear response is sent once, and names the command to inspect it', async () => {
  const line = 'api CreatePrePayOrder DeployType=5 DiskSize=500 DiskType=1 IoMax=20 TopicQuota=50 --yes';
  const ran = await cli(line, { script: { CreatePrePayOrder: noAnswer() } });
  expect([ran.code, actions(ran)]).toEqual([6, ['CreatePrePayOrder']]);
  expect(ran.stderr).toMatch(/next: +alikafka instance list/);
});

const TOMORROW = { date: 'Sun, 01 Feb 2026 12:00:00 GMT' };

describe('an unknown change', () => {
  test.each([
    ['throttled', refusal('Throttling.User')],
    ['5xx', refusal('InternalError', 500)],
    ['no answer', noAnswer()],
    ['a wrong clock', http(400, { Code: 'InvalidTimeStamp.Expired', RequestId: 'R' })],
    ['a wrong clock, and the right one', http(400, { Code: 'InvalidTimeStamp.Expired', RequestId: 'R' }, TOMORROW)],
    ['a time to wait for', http(429, { Code: 'Throttling', RequestId: 'R' }, { 'retry-after': '1' })],
    ['another address', http(307, '', { location: 'https://alikafka.cn-beijing.aliyuncs.com/' })],
    ['another address, refused by the service', http(307, { Code: 'Moved', RequestId: 'R' }, { location: '/' })],
    ['a code that another operation repeats', refusal('BIZ_FIND_CONSUMER_GROUP_INFO_ERROR')],
  ])('is sent once: %s', async (_says, reply) => {
    const ran = await cli('api BuyMore Size=1 --yes', { script: { BuyMore: () => reply } });
    expect(actions(ran)).toEqual(['BuyMore']);
    expect(ran.code).toBeGreaterThan(0);
  });

  test('is sent again if there was no connection', async () => {
    const ran = await cli('api BuyMore Size=1 --yes', { script: { BuyMore: [notSent(), ok()] } });
    expect([ran.code, actions(ran)]).toEqual([0, ['BuyMore', 'BuyMore']]);
  });

  test.each(['ListenAndBuy', 'Getaway', 'Listing'])('includes names that only start like a read: %s', async (name) => {
    const ran = await cli(`api ${name} X=1`, { script: {} });
    expect([ran.code, ran.calls]).toEqual([2, []]);
  });
});

test('secrets of unknown answers are masked, in the trace and in JSON inside a text too', async () => {
  const answer = {
    RequestId: 'R',
    AccessKeySecret: 'canary-secret-1',
    SecurityToken: 'canary-secret-2',
    SaslPassword: 'canary-secret-3',
    Config: '{"Password":"canary-secret-4","Name":"shown"}',
    NextToken: 'shown-too',
  };
  const ran = await cli('api GetMore --debug -o json', { script: { GetMore: http(200, answer) } });
  expect(ran.code).toBe(0);
  expect(`${ran.stdout}${ran.stderr}`).not.toContain('canary-secret');
  expect(ran.stdout).toMatch(/shown[\s\S]*shown-too/);
});
