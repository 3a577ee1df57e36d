/** Answers of the service as input: what the vendor's CLI and --raw print is read like the listing that it is. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, INSTANCE, json, REGION } from '../../support/context.ts';

const body = {
  Code: 200,
  Message: 'operation success.',
  RequestId: 'A',
  Success: true,
  CurrentPage: 1,
  PageSize: 1000,
};
const topic = (Topic: string, more: object = {}): object => ({
  Topic,
  PartitionNum: 12,
  Status: 0,
  StatusName: 'Running',
  Remark: `about-${Topic}`,
  CreateTime: 1795724839736,
  InstanceId: INSTANCE,
  RegionId: REGION,
  Tags: { TagVO: [{ Key: 'team', Value: 'shop' }] },
  SomethingNewer: { Nested: [1] },
  ...more,
});
const listed = {
  ...body,
  Total: 2,
  TopicList: { TopicVO: [topic('orders'), topic('refunds', { PartitionNum: '6' })] },
};

interface Dry {
  readonly action: string;
  readonly params: Readonly<Record<string, string>>;
}

async function dry(line: string, file: unknown, name = 'a.json'): Promise<Dry[]> {
  const text = typeof file === 'string' ? file : JSON.stringify(file);
  const ran = await cli(`${line} -f ${name} -n -o json`, { files: { [name]: text } });
  expect([ran.code, ran.stderr]).toEqual([0, '']);
  return json(ran) as Dry[];
}

describe('GetTopicList', () => {
  const wanted = [
    { Topic: 'orders', PartitionNum: '12', Remark: 'about-orders' },
    { Topic: 'refunds', PartitionNum: '6', Remark: 'about-refunds' },
  ];

  test.each<[string, unknown, string]>([
    ['as the vendor prints it', listed, 'a.json'],
    ['over many lines', JSON.stringify(listed, null, 2), 'a.json'],
    ['in its wrapper', { GetTopicListResponse: listed }, 'a.json'],
    ['without the level between', { ...listed, TopicList: listed.TopicList.TopicVO }, 'a.json'],
    [
      'a page a line',
      [listed.TopicList.TopicVO[0], listed.TopicList.TopicVO[1]]
        .map((one) => JSON.stringify({ TopicList: { TopicVO: [one] } }))
        .join('\n'),
      'a.ndjson',
    ],
    ['in an array', [listed], 'a.json'],
    ['as YAML', JSON.stringify(listed), 'answer.yaml'],
    ['under a name without an extension', listed, 'answer'],
  ])('%s', async (_says, file, name) => {
    const rows = await dry('topic create', file, name);
    expect(rows.map(({ params }) => params)).toEqual(
      wanted.map((own) => ({ ...own, InstanceId: INSTANCE, RegionId: REGION })),
    );
  });

  test('a single record is a list of one', async () => {
    const rows = await dry('topic delete', { TopicList: { TopicVO: topic('orders') } });
    expect(rows).toMatchObject([{ action: 'DeleteTopic', params: { Topic: 'orders' } }]);
  });

  test('from stdin', async () => {
    const ran = await cli('topic delete -f - -n -o json', { stdin: JSON.stringify(listed) });
    expect((json(ran) as Dry[]).map(({ params }) => params['Topic'])).toEqual(['orders', 'refunds']);
  });

  test('an empty one means nothing to do', async () => {
    const files = { a: JSON.stringify({ ...body, Total: 0, TopicList: { TopicVO: [] } }) };
    const ran = await cli('topic delete -f a --yes', { files });
    expect(ran).toMatchObject({ code: 0, calls: [] });
    expect(ran.stderr).toContain('nothing to do: a is empty');
  });

  test('one page of several is reported as incomplete', async () => {
    const files = { a: JSON.stringify({ ...listed, Total: 7 }) };
    const ran = await cli('topic create -f a -n', { files });
    expect(ran.code).toBe(0);
    expect(ran.stderr).toContain('a is one page of a listing: 2 of 7 records');
  });

  test('of another instance does not delete topics of this one', async () => {
    const files = {
      a: JSON.stringify({ TopicList: { TopicVO: [topic('orders', { InstanceId: 'alikafka_other' })] } }),
    };
    const ran = await cli('topic delete -f a --yes -o json', { files });
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(errorOf(ran)['message']).toContain('InstanceId is alikafka_other');
  });

  test.each([
    ['a list of no records', { TopicList: { TopicVO: [5] } }],
    ['a record without a name', { TopicList: { TopicVO: [{ PartitionNum: 12 }] } }],
    ['no list at all', { TopicList: 5 }],
    ['a refusal', { Code: 'NoPermission', Message: 'no', RequestId: 'A' }],
    ['the answer of another operation', { ConsumerList: { ConsumerVO: [{ ConsumerId: 'billing' }] } }],
  ])('%s is refused', async (_says, file) => {
    const ran = await cli('topic delete -f a --yes', { files: { a: JSON.stringify(file) } });
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
  });
});

describe('answers of other commands', () => {
  test('GetConsumerList', async () => {
    const rows = await dry('group delete', {
      ...body,
      ConsumerList: { ConsumerVO: [{ ConsumerId: 'billing', Remark: '' }] },
    });
    expect(rows).toMatchObject([{ action: 'DeleteConsumerGroup', params: { ConsumerId: 'billing' } }]);
  });

  test('ListTagResources', async () => {
    const record = {
      ResourceType: 'ALIYUN::ALIKAFKA::TOPIC',
      ResourceId: `Kafka_${INSTANCE}_orders`,
      TagKey: 'team',
      TagValue: 'shop',
    };
    const answer = { RequestId: 'A', NextToken: '', TagResources: { TagResource: [record] } };
    expect(await dry('tag add', answer)).toMatchObject([
      { params: { 'ResourceId.1': record.ResourceId, 'Tag.1.Key': 'team', 'Tag.1.Value': 'shop' } },
    ]);
    expect(await dry('tag remove', answer)).toMatchObject([{ params: { 'TagKey.1': 'team' } }]);
  });

  test('DescribeAcls', async () => {
    const rule = {
      Username: 'app',
      AclResourceType: 'Topic',
      AclResourceName: 'orders',
      AclResourcePatternType: 'LITERAL',
      AclOperationType: 'Read',
      Host: '*',
    };
    const answer = { ...body, KafkaAclList: { KafkaAclVO: [rule] } };
    expect(await dry('acl delete', answer)).toMatchObject([{ params: { Username: 'app', AclOperationType: 'Read' } }]);
  });

  test('GetAllowedIpList', async () => {
    const answer = {
      ...body,
      AllowedList: {
        DeployType: 4,
        VpcList: [{ PortRange: '9092/9092', AllowedIpList: ['10.0.0.1'] }],
        InternetList: [{ PortRange: '9093/9093', AllowedIpList: ['203.0.113.7'] }],
      },
    };
    expect((await dry('instance allowed-ip remove', answer)).map(({ params }) => params)).toMatchObject([
      { AllowedListType: 'vpc', PortRange: '9092/9092', AllowedListIp: '10.0.0.1' },
      { AllowedListType: 'internet', PortRange: '9093/9093', AllowedListIp: '203.0.113.7' },
    ]);
  });
});
