/** What reading says of a change that got no clear answer: a table of what is listed, what was asked and what follows. */
import { describe, expect, test } from '@jest/globals';
import type { Verification, Check, Values } from '../../src/core/operation.ts';
import type { Row } from '../../src/core/shape.ts';
import { operationOf } from '../../src/operations/registry.ts';
import { type Answers, fakeReader, refusal } from '../support/reader.ts';

const done: Verification = { state: 'done' };
const open: Verification = { state: 'open' };
const differs = (says: string): Verification => ({ state: 'differs', message: says });
const unknown = (says: string): Verification => ({ state: 'unknown', message: says });

type Case = readonly [action: string, what: string, answers: Answers, input: Values, found: Verification];

const verifyOf = (action: string): Check<Verification> => operationOf(action)?.verify as Check<Verification>;

async function found(action: string, answers: Answers, input: Values): Promise<Verification> {
  return (await verifyOf(action)([input], fakeReader(answers)))(input);
}

const topics = (...rows: Row[]): Answers => ({
  GetTopicList: rows.map((row) => ({ Topic: 'orders', Status: 0, StatusName: 'Running', Remark: 'orders', ...row })),
});
const LEAVING = { Status: null, StatusName: null };
const groups = (...names: string[]): Answers => ({ GetConsumerList: names.map((ConsumerId) => ({ ConsumerId })) });
const instances = (...rows: Row[]): Answers => ({
  GetInstanceList: rows.map((row) => ({ InstanceId: 'i-1', ...row })),
});
const users = (...rows: Row[]): Answers => ({ DescribeSaslUsers: rows });
const orders: Values = { Topic: 'orders' };
const one: Values = { InstanceId: 'i-1' };
const app: Values = { Username: 'app', Password: 'testsecret' };

const NAMED: readonly Case[] = [
  ['CreateTopic', 'absent', topics(), orders, open],
  ['CreateTopic', 'another is there', topics({ Topic: 'orders2' }), orders, open],
  ['CreateTopic', 'as asked', topics({ PartitionNum: 12 }), { ...orders, PartitionNum: 12 }, done],
  ['CreateTopic', 'nothing was asked of it', topics({ PartitionNum: 6, Remark: 'x' }), orders, done],
  [
    'CreateTopic',
    'other partitions',
    topics({ PartitionNum: 6 }),
    { ...orders, PartitionNum: 12 },
    differs('exists, but PartitionNum is 6, not 12'),
  ],
  [
    'CreateTopic',
    'other partitions, other remark',
    topics({ PartitionNum: 6, Remark: 'old' }),
    { ...orders, PartitionNum: 12, Remark: 'new' },
    differs('exists, but PartitionNum is 6, not 12; Remark is old, not new'),
  ],
  ['CreateTopic', 'the default remark asks nothing', topics({ Remark: 'old' }), { ...orders, Remark: 'orders' }, done],
  [
    'CreateTopic',
    'fields that are not listed',
    topics({ PartitionNum: null, Remark: null }),
    { ...orders, PartitionNum: 12, Remark: 'new' },
    done,
  ],
  [
    'CreateTopic',
    'the new one, or an old one on its way out',
    topics({ ...LEAVING }),
    orders,
    unknown('is listed without its status'),
  ],
  ['CreateTopic', 'a status that cannot be read', topics({ Status: 'x', StatusName: null }), orders, done],
  ['CreateTopic', 'a status of old answers', topics({ Status: null, StatusName: 'In Service' }), orders, done],
  ['DeleteTopic', 'absent', topics(), orders, done],
  ['DeleteTopic', 'on its way out', topics({ ...LEAVING }), orders, done],
  ['DeleteTopic', 'there', topics({}), orders, open],
  [
    'ModifyPartitionNum',
    'reached',
    topics({ PartitionNum: 24 }),
    { ...orders, AddPartitionNum: 12, PartitionNum: 24 },
    done,
  ],
  [
    'ModifyPartitionNum',
    'passed',
    topics({ PartitionNum: 30 }),
    { ...orders, AddPartitionNum: 12, PartitionNum: 24 },
    done,
  ],
  [
    'ModifyPartitionNum',
    'below',
    topics({ PartitionNum: 12 }),
    { ...orders, AddPartitionNum: 12, PartitionNum: 24 },
    open,
  ],
  [
    'ModifyPartitionNum',
    'reached, without a status',
    topics({ ...LEAVING, PartitionNum: 24 }),
    { ...orders, AddPartitionNum: 12, PartitionNum: 24 },
    done,
  ],
  [
    'ModifyPartitionNum',
    'nothing is expected of one without a status',
    topics({ ...LEAVING, PartitionNum: 24 }),
    { ...orders, AddPartitionNum: 12 },
    unknown('has 24 partitions now'),
  ],
  ['ModifyPartitionNum', 'gone', topics(), { ...orders, AddPartitionNum: 12, PartitionNum: 24 }, open],
  [
    'ModifyPartitionNum',
    'nothing is expected',
    topics({ PartitionNum: 24 }),
    { ...orders, AddPartitionNum: 12 },
    unknown('has 24 partitions now'),
  ],
  [
    'ModifyPartitionNum',
    'nothing is expected of one that is gone',
    topics(),
    { ...orders, AddPartitionNum: 12 },
    unknown('is not listed now'),
  ],
  ...['abc', true, 1.5, -5, 0, [24], {}].flatMap((PartitionNum): Case[] => [
    [
      'ModifyPartitionNum',
      `${JSON.stringify(PartitionNum)} is no number of partitions`,
      topics({ PartitionNum }),
      { ...orders, AddPartitionNum: 12, PartitionNum: 1 },
      unknown('has an unknown number of partitions now'),
    ],
    [
      'CreateTopic',
      `${JSON.stringify(PartitionNum)} is no number of partitions`,
      topics({ PartitionNum }),
      { ...orders, PartitionNum: 12 },
      unknown('is listed with a PartitionNum that cannot be read'),
    ],
  ]),
  [
    'CreateTopic',
    'a remark that is no text',
    topics({ Remark: {} }),
    { ...orders, Remark: 'new' },
    unknown('is listed with a Remark that cannot be read'),
  ],
  ['ModifyTopicRemark', 'a list is no remark', topics({ Remark: ['new'] }), { ...orders, Remark: 'new' }, open],
  ['ModifyTopicRemark', 'equal', topics({ Remark: 'new' }), { ...orders, Remark: 'new' }, done],
  ['ModifyTopicRemark', 'another', topics({ Remark: 'old' }), { ...orders, Remark: 'new' }, open],
  ['ModifyTopicRemark', 'emptied, and listed as nothing', topics({ Remark: null }), { ...orders, Remark: '' }, done],
  ['ModifyTopicRemark', 'not emptied', topics({ Remark: 'old' }), { ...orders, Remark: '' }, open],
  ['ModifyTopicRemark', 'without a remark the old one stays', topics({ Remark: 'old' }), orders, done],
  ['ModifyTopicRemark', 'of no topic', topics(), { ...orders, Remark: 'new' }, open],
  ['CreateConsumerGroup', 'there', groups('billing'), { ConsumerId: 'billing' }, done],
  ['CreateConsumerGroup', 'absent', groups('billing-2'), { ConsumerId: 'billing' }, open],
  ['DeleteConsumerGroup', 'there', groups('billing'), { ConsumerId: 'billing' }, open],
  ['DeleteConsumerGroup', 'absent', groups(), { ConsumerId: 'billing' }, done],
];

const INSTANCES: readonly Case[] = [
  ['ModifyInstanceName', 'equal', instances({ Name: 'prod' }), { ...one, InstanceName: 'prod' }, done],
  ['ModifyInstanceName', 'another', instances({ Name: 'test' }), { ...one, InstanceName: 'prod' }, open],
  ['ModifyInstanceName', 'of none', instances(), { ...one, InstanceName: 'prod' }, open],
  ['StartInstance', 'waits', instances({ ServiceStatus: 0 }), one, open],
  ['StartInstance', 'not listed', instances(), one, open],
  ['StartInstance', 'deploying', instances({ ServiceStatus: 1 }), one, done],
  ['StartInstance', 'running', instances({ ServiceStatus: 5, ViewInstanceStatusCode: 2 }), one, done],
  ['StartInstance', 'expired', instances({ ServiceStatus: 15 }), one, differs('is expired (15)')],
  ['StartInstance', 'released', instances({ ServiceStatus: 10 }), one, differs('is released (10)')],
  [
    'StartInstance',
    'without a status',
    instances({ ServiceStatus: null }),
    one,
    unknown('is listed without its status'),
  ],
  ...['abc', true, 1.5, {}].map(
    (ServiceStatus): Case => [
      'StartInstance',
      `${JSON.stringify(ServiceStatus)} is no status`,
      instances({ ServiceStatus }),
      one,
      unknown('is listed without its status'),
    ],
  ),
  ['DeleteInstance', 'not listed', instances(), one, done],
  ['DeleteInstance', 'released', instances({ ServiceStatus: 10 }), one, done],
  ['DeleteInstance', 'expired', instances({ ServiceStatus: 15 }), one, open],
  ['DeleteInstance', 'released alone', instances({ ServiceStatus: 15, ViewInstanceStatusCode: 6 }), one, open],
];

const allowed = (...list: string[]): Answers => ({
  GetAllowedIpList: {
    VpcList: [
      { PortRange: '9092/9092', AllowedIpList: list },
      { PortRange: '9094/9094', AllowedIpList: ['10.9.9.9'] },
    ],
    InternetList: [{ PortRange: '9093/9093', AllowedIpList: ['203.0.113.7'] }],
  },
});
const add = (AllowedListIp: string): Values => ({
  UpdateType: 'add',
  AllowedListType: 'vpc',
  PortRange: '9092/9092',
  AllowedListIp,
});
const remove = (AllowedListIp: string): Values => ({ ...add(AllowedListIp), UpdateType: 'delete' });

const ADDRESSES: readonly Case[] = [
  ['UpdateAllowedIp', 'all are there', allowed('10.0.0.1', '10.0.0.2'), add('10.0.0.1,10.0.0.2'), done],
  ['UpdateAllowedIp', 'some are there', allowed('10.0.0.1'), add('10.0.0.1,10.0.0.2'), open],
  ['UpdateAllowedIp', 'none is there', allowed(), add('10.0.0.1'), open],
  ['UpdateAllowedIp', 'it is there for other ports', allowed(), add('10.9.9.9'), open],
  ['UpdateAllowedIp', 'it is in the other list', allowed(), { ...add('203.0.113.7'), PortRange: '9093/9093' }, open],
  ['UpdateAllowedIp', 'removed', allowed('10.0.0.2'), remove('10.0.0.1'), done],
  ['UpdateAllowedIp', 'not removed', allowed('10.0.0.1'), remove('10.0.0.1'), open],
  ['UpdateAllowedIp', 'ports without a list', allowed(), { ...remove('10.0.0.1'), PortRange: '9095/9095' }, done],
];

const tagged = (...rows: [id: string, key: string, value: string | null][]): Answers => ({
  ListTagResources: rows.map(([ResourceId, TagKey, TagValue]) => ({
    ResourceId,
    ResourceType: 'topic',
    TagKey,
    TagValue,
  })),
});
const on = (...ResourceId: string[]): Values => ({ ResourceType: 'TOPIC', ResourceId });
const tag = { Tag: [{ Key: 'env', Value: 'prod' }, { Key: 'mine' }] };

const TAGS: readonly Case[] = [
  ['TagResources', 'all there', tagged(['a', 'env', 'prod'], ['a', 'mine', '']), { ...on('a'), ...tag }, done],
  [
    'TagResources',
    'no value is an empty one',
    tagged(['a', 'env', 'prod'], ['a', 'mine', null]),
    { ...on('a'), ...tag },
    done,
  ],
  ['TagResources', 'another value', tagged(['a', 'env', 'test'], ['a', 'mine', '']), { ...on('a'), ...tag }, open],
  ['TagResources', 'one key is missing', tagged(['a', 'env', 'prod']), { ...on('a'), ...tag }, open],
  [
    'TagResources',
    'one resource is missing',
    tagged(['a', 'env', 'prod'], ['a', 'mine', '']),
    { ...on('a', 'b'), ...tag },
    open,
  ],
  ['UntagResources', 'no key is left', tagged(['a', 'mine', '']), { ...on('a', 'b'), TagKey: ['env'] }, done],
  ['UntagResources', 'a key is left on one', tagged(['b', 'env', 'prod']), { ...on('a', 'b'), TagKey: ['env'] }, open],
  ['UntagResources', 'all are gone', tagged(), { ...on('a', 'b'), All: true }, done],
  ['UntagResources', 'all but one are gone', tagged(['b', 'env', 'prod']), { ...on('a', 'b'), All: true }, open],
  [
    'UntagResources',
    'keys count before all',
    tagged(['a', 'mine', '']),
    { ...on('a'), All: true, TagKey: ['env'] },
    done,
  ],
  ['UntagResources', 'nothing was asked', tagged(['a', 'mine', '']), on('a'), done],
];

const plain = { Username: 'app', Type: 'plain' };
const hidden = unknown('exists, but the list does not show whether the password is the new one');
const USERS: readonly Case[] = [
  ['CreateSaslUser', 'absent', users({ Username: 'other', Type: 'plain', Password: 'testsecret' }), app, open],
  ['CreateSaslUser', 'there', users({ ...plain, Password: 'testsecret' }), app, done],
  [
    'CreateSaslUser',
    'there in capitals',
    users({ ...plain, Type: 'SCRAM', Password: 'testsecret' }),
    { ...app, Type: 'scram' },
    done,
  ],
  ['CreateSaslUser', 'there with another type', users({ ...plain, Type: 'scram', Password: 'testsecret' }), app, open],
  ['CreateSaslUser', 'there with another password', users({ ...plain, Password: 'testother' }), app, open],
  [
    'CreateSaslUser',
    'the right one of two types',
    users({ ...plain, Type: 'scram', Password: 'testother' }, { ...plain, Password: 'testsecret' }),
    app,
    done,
  ],
  [
    'CreateSaslUser',
    'new, and its password hidden',
    users({ ...plain, Password: null }),
    { ...app, isNew: true },
    done,
  ],
  [
    'CreateSaslUser',
    'new, and its password stars',
    users({ ...plain, Password: '******' }),
    { ...app, isNew: true },
    done,
  ],
  ['CreateSaslUser', 'there before, and its password hidden', users({ ...plain, Password: '******' }), app, hidden],
  [
    'CreateSaslUser',
    'listed without a type',
    users({ Username: 'app', Type: null, Password: 'testsecret' }),
    app,
    done,
  ],
  ['DeleteSaslUser', 'absent', users(), app, done],
  ['DeleteSaslUser', 'there', users(plain), app, open],
  ['DeleteSaslUser', 'there with another type alone', users({ ...plain, Type: 'SCRAM' }), app, done],
];

const rule = {
  Username: 'app',
  AclResourceType: 'Topic',
  AclResourceName: 'orders',
  AclResourcePatternType: 'LITERAL',
  AclOperationType: 'Read',
};
const rules = (...rows: Row[]): Answers => ({ DescribeAcls: rows });
const RULES: readonly Case[] = [
  ['CreateAcl', 'there', rules(rule), rule, done],
  [
    'CreateAcl',
    'there in other spelling',
    rules({ ...rule, AclResourcePatternType: 'Literal', AclOperationType: 'READ' }),
    rule,
    done,
  ],
  ['CreateAcl', 'another operation', rules({ ...rule, AclOperationType: 'Write' }), rule, open],
  ['CreateAcl', 'another pattern', rules({ ...rule, AclResourcePatternType: 'PREFIXED' }), rule, open],
  ['CreateAcl', 'the topic is not there', { DescribeAcls: refusal('BIZ_TOPIC_NOT_FOUND') }, rule, open],
  ['DeleteAcl', 'there', rules(rule), rule, open],
  ['DeleteAcl', 'absent', rules(), rule, done],
  ['DeleteAcl', 'the topic is not there', { DescribeAcls: refusal('BIZ.TOPIC.NOT.FOUND') }, rule, done],
  ['DeleteAcl', 'the group is not there', { DescribeAcls: refusal('BIZ_SUBSCRIPTION_NOT_FOUND') }, rule, done],
];

describe.each([
  ['topics and groups', NAMED],
  ['instances', INSTANCES],
  ['addresses', ADDRESSES],
  ['tags', TAGS],
  ['users', USERS],
  ['permissions', RULES],
])('%s', (_of, cases) => {
  test.each(cases)('%s: %s', async (action, _what, answers, input, expected) => {
    expect(await found(action, answers, input)).toEqual(expected);
  });
});

describe('many at once', () => {
  const names = Array.from({ length: 10_000 }, (_, i) => `topic-${i}`);

  test('ten thousand topics take one read', async () => {
    const reader = fakeReader(topics(...names.slice(1).map((Topic) => ({ Topic }))));
    const inputs = names.map((Topic) => ({ Topic }));
    const judge = await verifyOf('CreateTopic')(inputs, reader);
    expect(reader.reads).toEqual([['GetTopicList', {}]]);
    expect(inputs.filter((input) => judge(input).state === 'open')).toEqual([{ Topic: 'topic-0' }]);
  });

  test('tags are read by type, fifty resources at most in a request, each once', async () => {
    const reader = fakeReader({ ListTagResources: [] });
    const inputs = [
      ...names.slice(0, 120).map((name) => ({ ResourceType: 'TOPIC', ResourceId: [name], Tag: [{ Key: 'env' }] })),
      { ResourceType: 'topic', ResourceId: ['topic-1', 'topic-2'], Tag: [{ Key: 'env' }] },
      { ResourceType: 'INSTANCE', ResourceId: ['i-1'], Tag: [{ Key: 'env' }] },
    ];
    await verifyOf('TagResources')(inputs, reader);
    const sizes = reader.reads.map(([, { ResourceType, ResourceId }]) => [
      ResourceType,
      (ResourceId as string[]).length,
    ]);
    expect(sizes.sort()).toEqual([
      ['INSTANCE', 1],
      ['TOPIC', 20],
      ['TOPIC', 50],
      ['TOPIC', 50],
    ]);
  });

  test('permissions are read once for each user and resource, four at a time', async () => {
    const reader = fakeReader(rules());
    const inputs = names
      .slice(0, 30)
      .flatMap((AclResourceName) =>
        ['Read', 'Write'].map((AclOperationType) => ({ ...rule, AclResourceName, AclOperationType })),
      );
    await verifyOf('CreateAcl')(inputs, reader);
    expect(reader.reads).toHaveLength(30);
    expect(reader.most()).toBe(4);
  });

  test('instances are read twenty ids a request', async () => {
    const reader = fakeReader(instances());
    await verifyOf('DeleteInstance')(
      names.slice(0, 45).map((InstanceId) => ({ InstanceId })),
      reader,
    );
    expect(reader.reads.map(([, { InstanceId }]) => (InstanceId as string[]).length)).toEqual([20, 20, 5]);
  });

  test('where the input names the instance and the region, the read goes there', async () => {
    const reader = fakeReader(topics());
    await verifyOf('DeleteTopic')([{ ...orders, InstanceId: 'i-2', RegionId: 'cn-beijing' }], reader);
    expect(reader.reads).toEqual([['GetTopicList', { InstanceId: 'i-2', RegionId: 'cn-beijing' }]]);
  });
});

describe('reads that fail', () => {
  test.each([
    ['CreateTopic', 'GetTopicList', 'Throttling.User', orders],
    ['DeleteInstance', 'GetInstanceList', 'AUTH_RESOURCE_OWNER_ERROR', one],
    ['CreateAcl', 'DescribeAcls', 'BIZ_ACL_NOT_ENABLED', rule],
    ['CreateAcl', 'DescribeAcls', 'AUTH_RESOURCE_OWNER_ERROR', rule],
  ])('%s: the error of %s is thrown (%s)', async (action, read, code, input) => {
    await expect(found(action, { [read]: refusal(code) }, input)).rejects.toMatchObject({ code });
  });
});

test('no finding holds a password', async () => {
  const listed = [null, '***', 'testsecret', 'testother'].map((Password) => ({ ...plain, Password }));
  for (const user of listed)
    expect(JSON.stringify(await found('CreateSaslUser', users(user), app))).not.toMatch(/testsecret|testother/);
});
