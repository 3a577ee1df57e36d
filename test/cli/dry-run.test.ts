/** `--dry-run`: what would be sent, secrets masked; nothing is sent, nobody is asked, and no keys are needed. */
import { describe, expect, test } from '@jest/globals';
import { cli, INSTANCE, json, REGION } from '../support/context.ts';
import { topics } from '../support/service.ts';

const NO_KEYS = { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined, ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined };
const WHERE = { InstanceId: INSTANCE, RegionId: REGION };

describe('the shape', () => {
  test('is an array of action, product, version, endpoint and parameters', async () => {
    const ran = await cli('topic delete orders payments --dry-run -o json', { env: NO_KEYS });
    expect(ran).toMatchObject({ code: 0, stderr: '', calls: [] });
    expect(json(ran)).toEqual(
      ['orders', 'payments'].map((Topic) => ({
        action: 'DeleteTopic',
        product: 'alikafka',
        version: '2019-09-16',
        endpoint: `https://alikafka.${REGION}.aliyuncs.com`,
        params: { ...WHERE, Topic },
      })),
    );
  });

  test('of the other product', async () => {
    const ran = await cli('metrics meta -n -o json', { env: NO_KEYS });
    expect(json(ran)).toMatchObject([
      {
        action: 'DescribeMetricMetaList',
        product: 'cms',
        version: '2019-01-01',
        endpoint: `https://metrics.${REGION}.aliyuncs.com`,
      },
    ]);
  });

  test('the endpoint is the one in force', async () => {
    const ran = await cli('topic delete orders -n -o json --endpoint http://127.0.0.1:9');
    expect(json(ran)).toMatchObject([{ endpoint: 'http://127.0.0.1:9' }]);
    expect(json(await cli('topic delete orders -n -o json -p local'))).toMatchObject([{ endpoint: 'local' }]);
  });

  test('defaults and --param are in it', async () => {
    const ran = await cli('topic create orders --param LocalTopic=true -n -o json');
    expect(json(ran)).toMatchObject([{ params: { Topic: 'orders', Remark: 'orders', LocalTopic: 'true' } }]);
  });

  test('in every format', async () => {
    for (const format of ['table', 'csv', 'yaml', 'xml', 'ndjson'])
      expect((await cli(`topic delete orders -n -o ${format}`)).stdout).toContain('DeleteTopic');
  });
});

describe('needs neither terminal nor yes nor keys', () => {
  test.each([
    ['an order', 'instance create --deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50', 1],
    ['a deletion for good', `instance delete ${INSTANCE}`, 1],
    ['a deletion', 'group delete a b c', 3],
    ['a removal of addresses', 'instance allowed-ip remove 10.0.0.1 10.0.0.2', 2],
    ['addresses', 'instance allowed-ip add 10.0.0.1 10.0.0.2', 1],
    ['a user', 'sasl create app', 1],
    ['a password', 'sasl set-password app', 1],
    ['a deletion of users', 'sasl delete app web', 2],
    ['tags of mixed types', 'tag add topic/a group/b --tag k=v', 2],
    ['permissions', 'acl create --username app --topic t --operation read --operation write', 2],
    ['a start', 'instance start alikafka_x --vpc-id v --vswitch-id s --zone-id z --deploy-module vpc', 1],
    ['partitions', 'topic add-partitions orders --add 6', 1],
  ])('%s', async (_says, line, requests) => {
    const ran = await cli(`${line} --dry-run -o json`, { env: NO_KEYS });
    expect(ran).toMatchObject({ code: 0, calls: [], asked: [] });
    expect(json(ran)).toHaveLength(requests);
  });
});

test.each(['sasl create app', 'sasl set-password app'])('%s: the password is masked, and not read', async (line) => {
  const ran = await cli(`${line} -n -o json`, { terminal: true });
  expect(json(ran)).toMatchObject([{ params: { Username: 'app', Password: '******' } }]);
  expect(ran.asked).toEqual([]);
});

test('--to reads the present number, and shows what it would send', async () => {
  const ran = await cli('topic add-partitions orders --to 24 -n -o json', {
    script: { GetTopicList: topics({ Topic: 'orders', PartitionNum: 12 }) },
  });
  expect(ran.calls.map(({ action }) => action)).toEqual(['GetTopicList']);
  expect(json(ran)).toMatchObject([{ action: 'ModifyPartitionNum', params: { AddPartitionNum: '12' } }]);
});

test('nothing to send is []', async () => {
  const ran = await cli('topic add-partitions orders --to 12 -n -o json', {
    script: { GetTopicList: topics({ Topic: 'orders', PartitionNum: 12 }) },
  });
  expect(ran).toMatchObject({ code: 0, stdout: '[]\n' });
});

test('what is wrong is still wrong', async () => {
  expect(await cli('topic create ab -n')).toMatchObject({ code: 2, stdout: '' });
});
