/**
 * Orders and other changes that are answered with a contradiction, or with something that is not clearly the service's:
 * they are sent once, and end as done or as unknown, with the order's id where the answer has one.
 */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, json } from '../../support/context.ts';
import { http, refusal, type Reply, REQUEST_ID } from '../../support/effects.ts';
import { instances, topics } from '../../support/service.ts';

const ID = 'alikafka_pre-cn-0pp1cng20abc';
const CREATE =
  'instance create --deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50 --yes -o json';
const PRESENT = {
  InstanceId: ID,
  DiskSize: 900,
  IoMax: 20,
  TopicNumLimit: 50,
  EipMax: 0,
  SpecType: 'normal',
  DeployType: 5,
  PaidType: 0,
  ServiceStatus: 5,
};

const ORDERS: readonly (readonly [string, string])[] = [
  [CREATE, 'CreatePrePayOrder'],
  [`instance upgrade ${ID} --disk-size 1200 --yes -o json`, 'UpgradePrePayOrder'],
  [
    'api CreatePrePayOrder DeployType=5 DiskSize=900 DiskType=1 IoMax=20 TopicQuota=50 --yes -o json',
    'CreatePrePayOrder',
  ],
];

/** An order answered always alike: its exit code, how often it was sent, and the run. */
async function order(line: string, action: string, reply: Reply) {
  const ran = await cli(line, { script: { GetInstanceList: instances(PRESENT), [action]: () => reply } });
  return { ran, end: [ran.code, ran.calls.filter((call) => call.action === action).length] };
}

const body = (fields: object) => http(200, { RequestId: REQUEST_ID, ...fields });
const THROTTLED = 'Throttling.User';

describe.each(ORDERS)('%s', (line, action) => {
  test.each<[string, Reply]>([
    ['Success, an OrderId, and a throttling Code', body({ Success: true, OrderId: '77', Code: THROTTLED })],
    ['an OrderId and a throttling Code', body({ Success: false, OrderId: '77', Code: THROTTLED })],
    ['Success and a throttling Code', body({ Success: true, Code: THROTTLED })],
    ['a throttling Code inside 200', body({ Code: THROTTLED })],
    ['a throttling Code inside 200, without RequestId', http(200, { Code: THROTTLED })],
    ['a throttling 400 with an OrderId', http(400, { RequestId: REQUEST_ID, Code: THROTTLED, OrderId: 77 })],
    ['a throttling 400 with Success', http(400, { RequestId: REQUEST_ID, Code: THROTTLED, Success: 'true' })],
    ['a throttling 429 without a RequestId', http(429, { Code: THROTTLED })],
    ['a bare 400', http(400, { Code: 'InvalidParameter', Message: 'no' })],
    ['a bare 403', http(403, { Code: 'Forbidden' })],
    ['a bare 404', http(404, { Message: 'no' })],
    ['a redirect with a Code', http(302, { RequestId: REQUEST_ID, Code: 'Moved' })],
    [
      'ended keys with an OrderId',
      http(400, { RequestId: REQUEST_ID, Code: 'InvalidSecurityToken.Expired', OrderId: '77' }),
    ],
    [
      'a wrong clock with Success',
      http(
        400,
        { RequestId: REQUEST_ID, Code: 'InvalidTimeStamp.Expired', Success: true },
        { date: 'Sat, 31 Jan 2026 13:00:00 GMT' },
      ),
    ],
    ['too little balance and an OrderId', body({ Success: false, Code: 'Order.Insufficient.balance', OrderId: '77' })],
    ['an order one level down', body({ Success: false, Code: THROTTLED, Data: { OrderId: 77 } })],
    ...[{}, [], '', true, false, null, 0, -1, 1.5, { toString: null }].map((OrderId): [string, Reply] => [
      `OrderId ${JSON.stringify(OrderId)}`,
      body({ Code: 200, Success: true, OrderId }),
    ]),
    ...[true, [], {}, '', { toString: null }].map((Code): [string, Reply] => [
      `Code ${JSON.stringify(Code)}`,
      body({ Code, Success: true, OrderId: '77' }),
    ]),
    ...['yes', 1, [], {}, { toString: null }].map((Success): [string, Reply] => [
      `Success ${JSON.stringify(Success)}`,
      body({ Code: 200, Success, OrderId: '77' }),
    ]),
  ])('%s: sent once, exit 6', async (_says, reply) => {
    const { ran, end } = await order(line, action, reply);
    expect([...end, ran.stdout]).toEqual([6, 1, '']);
    expect(errorOf(ran)).toMatchObject({ code: 'OutcomeUnknown', exitCode: 6, action });
    const isNamed = !('body' in reply) || !new TextDecoder().decode(reply.body).includes('77');
    if (!isNamed) expect(errorOf(ran)['message']).toContain('OrderId 77');
  });

  test.each<[string, Reply]>([
    ['throttled', refusal(THROTTLED)],
    ['throttled with 429', refusal(THROTTLED, 429)],
    ['throttled with Success false', body({ Success: false, Code: THROTTLED })],
    ['throttled, the OrderId null', body({ Success: false, Code: THROTTLED, OrderId: null })],
    ['throttled, the OrderId empty', body({ Success: false, Code: THROTTLED, OrderId: '' })],
  ])('%s: the service says that it did not act, so it is sent again: exit 9', async (_says, reply) => {
    expect((await order(line, action, reply)).end).toEqual([9, 4]);
  });

  test.each<[string, Reply]>([
    ['with 400', refusal('Order.Insufficient.balance')],
    ['inside 200', body({ Code: 'Order.Insufficient.balance' })],
    ['with Success false', body({ Code: 'Order.Insufficient.balance', Success: false, OrderId: null })],
  ])('a clear refusal %s is one', async (_says, reply) => {
    expect((await order(line, action, reply)).end).toEqual([1, 1]);
  });

  test('a plain success is a success', async () => {
    expect((await order(line, action, body({ Code: 200, Success: true, OrderId: 20497346575 }))).end).toEqual([0, 1]);
    expect((await order(line, action, http(200, { Code: '200', OrderId: '77' }))).end).toEqual([0, 1]);
  });
});

describe('a change other than an order', () => {
  const create = (...replies: Reply[]) =>
    cli('topic create orders -o json', {
      script: { CreateTopic: replies, GetTopicList: topics({ Topic: 'orders', PartitionNum: 12, Status: 0 }) },
    });

  test.each<[string, Reply]>([
    ['Success and a throttling Code', body({ Success: true, Code: THROTTLED })],
    ['Success and a bad Code', body({ Success: true, Code: 'BIZ_TOPIC_TOO_MUCH' })],
    ['a bare 400', http(400, { Code: 'InvalidParameter' })],
    ['a bare 429', http(429, { Code: THROTTLED })],
    ['an odd Code', body({ Success: true, Code: [] })],
  ])('%s: looked for before anything is sent again', async (_says, reply) => {
    const ran = await create(reply);
    expect(ran.calls.map(({ action }) => action)).toEqual(['CreateTopic', 'GetTopicList']);
    expect([ran.code, json(ran)]).toEqual([0, [expect.objectContaining({ Result: 'created' })]]);
    expect(ran.stderr).toMatch(/no clear response, but /);
  });

  test('throttled with HTTP 200, it is sent again', async () => {
    const ran = await create(body({ Code: THROTTLED }), body({ Code: 200, Success: true }));
    expect(ran.calls.map(({ action }) => action)).toEqual(['CreateTopic', 'CreateTopic']);
  });
});

test.each<[string, Reply]>([
  ['an odd Code', body({ Code: {}, TopicList: { TopicVO: [] } })],
  ['an odd Success', body({ Code: 200, Success: [], TopicList: { TopicVO: [] } })],
  ['a Code that has no text', body({ Code: { toString: null } })],
])('a read with %s is no answer of the service: exit 9', async (_says, reply) => {
  const ran = await cli('topic list -o json', { script: { GetTopicList: reply } });
  expect([ran.code, ran.stdout]).toEqual([9, '']);
});

test('a message that is not a text is quoted unchanged', async () => {
  const reply = http(400, { Code: 'Topic.NotFound', RequestId: REQUEST_ID, Message: { why: [1] } });
  const ran = await cli('topic list', { script: { GetTopicList: reply } });
  expect(ran.stderr).toContain('{"why":[1]}');
});
