/** `--dry-run`: the requests that would be sent, secrets masked; nothing is sent or asked, and no keys are needed. */
import { describe, expect, test } from '@jest/globals';
import { cli, INSTANCE, json, REGION } from '../../support/context.ts';
import { instances, saslUsers, topics } from '../../support/service.ts';

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

  test('in a table: a list of names and values for each request, empty values included', async () => {
    const ran = await cli('topic delete orders payments --dry-run', { env: NO_KEYS });
    const block = (Topic: string): string =>
      [
        'action      DeleteTopic',
        'product     alikafka',
        'version     2019-09-16',
        `endpoint    https://alikafka.${REGION}.aliyuncs.com`,
        `InstanceId  ${INSTANCE}`,
        `RegionId    ${REGION}`,
        `Topic       ${Topic}`,
        '',
      ].join('\n');
    expect(ran).toMatchObject({ code: 0, stdout: `${block('orders')}\n${block('payments')}` });
    const empty = await cli("topic set-remark orders '' --dry-run", { env: NO_KEYS });
    expect(empty.stdout).toMatch(/^Remark *$/m);
  });

  test('has the endpoint of the other product', async () => {
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

  test('the endpoint is the effective one', async () => {
    const ran = await cli('topic delete orders -n -o json --endpoint http://127.0.0.1:9');
    expect(json(ran)).toMatchObject([{ endpoint: 'http://127.0.0.1:9' }]);
    expect(json(await cli('topic delete orders -n -o json -p local'))).toMatchObject([{ endpoint: 'local' }]);
  });

  test('contains defaults and --param', async () => {
    const ran = await cli('topic create orders --param LocalTopic=true -n -o json');
    expect(json(ran)).toMatchObject([{ params: { Topic: 'orders', Remark: 'orders', LocalTopic: 'true' } }]);
  });

  test('in every format', async () => {
    for (const format of ['table', 'csv', 'yaml', 'xml', 'ndjson'])
      expect((await cli(`topic delete orders -n -o ${format}`)).stdout).toContain('DeleteTopic');
  });
});

describe('needs no terminal, no --yes and no credentials', () => {
  test.each([
    ['an order', 'instance create --deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50', 1],
    ['a deletion for good', `instance delete ${INSTANCE}`, 1],
    ['a deletion', 'group delete a b c', 3],
    ['a removal of addresses', 'instance allowed-ip remove 10.0.0.1 10.0.0.2', 2],
    ['addresses', 'instance allowed-ip add 10.0.0.1 10.0.0.2', 1],
    ['a user', 'sasl create app', 1],
    ['a password', 'sasl set-password app', 1],
    ['a deletion of users', 'sasl delete app web --type plain', 2],
    ['tags of mixed types', 'tag add topic/a group/b --tag k=v', 2],
    ['permissions', 'acl create --username app --topic t --operation read --operation write', 2],
    ['partitions', 'topic add-partitions orders --add 6', 1],
  ])('%s', async (_says, line, requests) => {
    const ran = await cli(`${line} --dry-run -o json`, { env: NO_KEYS });
    expect(ran).toMatchObject({ code: 0, calls: [], asked: [] });
    expect(json(ran)).toHaveLength(requests);
  });
});

test.each(['sasl create app', 'sasl set-password app'])('%s: the password is masked and not read', async (line) => {
  const ran = await cli(`${line} -n -o json`, { terminal: true });
  expect(json(ran)).toMatchObject([{ params: { Username: 'app', Password: '******' } }]);
  expect(ran.asked).toEqual([]);
});

test('--to reads the present number, and prints the request', async () => {
  const ran = await cli('topic add-partitions orders --to 24 -n -o json', {
    script: { GetTopicList: topics({ Topic: 'orders', PartitionNum: 12 }) },
  });
  expect(ran.calls.map(({ action }) => action)).toEqual(['GetTopicList']);
  expect(json(ran)).toMatchObject([{ action: 'ModifyPartitionNum', params: { AddPartitionNum: '12' } }]);
});

test('without requests it is []', async () => {
  const ran = await cli('topic add-partitions orders --to 12 -n -o json', {
    script: { GetTopicList: topics({ Topic: 'orders', PartitionNum: 12 }) },
  });
  expect(ran).toMatchObject({ code: 0, stdout: '[]\n' });
});

test('errors are still reported', async () => {
  expect(await cli('topic create ab -n')).toMatchObject({ code: 2, stdout: '' });
});

test('on a terminal the number of requests is printed, and that nothing was changed', async () => {
  const ran = await cli('topic create orders payments -n', { terminal: true });
  expect(ran.stderr).toContain('dry run: 2 requests would be sent; nothing was changed\n');
  const piped = await cli('topic create orders payments -n');
  expect(piped.stderr).not.toContain('dry run');
});

describe('reads that decide are sent, and need credentials', () => {
  const users = saslUsers({ Username: 'app', Type: 'SCRAM' }, { Username: 'web', Type: 'plain' });
  const instance = instances({ InstanceId: INSTANCE, DeployType: 4, ServiceStatus: 0 });
  const start = `instance start ${INSTANCE} --vpc-id v --vswitch-id s --zone-id z`;

  test('the type of each user', async () => {
    const ran = await cli('sasl delete app web -n -o json', { script: { DescribeSaslUsers: users } });
    expect(ran.calls.map(({ action }) => action)).toEqual(['DescribeSaslUsers']);
    expect(json(ran)).toMatchObject([
      { params: { Username: 'app', Type: 'scram' } },
      { params: { Username: 'web', Type: 'plain' } },
    ]);
  });

  test('the deploy type of an instance', async () => {
    const ran = await cli(`${start} -n -o json`, { script: { GetInstanceList: instance } });
    expect(json(ran)).toMatchObject([{ params: { DeployModule: 'eip', IsEipInner: 'true' } }]);
  });

  test('invalid options are refused as without --dry-run', async () => {
    const ran = await cli(`${start} --deploy-module vpc -n`, { script: { GetInstanceList: instance } });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
  });

  test.each(['sasl delete app', start, 'topic add-partitions orders --to 24'])(
    'without credentials: %s',
    async (line) => {
      expect(await cli(`${line} -n`, { env: NO_KEYS })).toMatchObject({ code: 4, stdout: '', calls: [] });
    },
  );

  test('a missing user is reported, and no request is printed', async () => {
    const ran = await cli('sasl delete nobody -n -o json', { script: { DescribeSaslUsers: users } });
    expect(ran).toMatchObject({ code: 0, stdout: '[]\n' });
    expect(ran.stderr).toContain('nobody: SASL user "nobody" not found');
  });
});

test('set-password: the unread Type of the user is shown as unknown', async () => {
  const ran = await cli('sasl set-password app --password-file pw -n -o json', { env: NO_KEYS, files: { pw: 'x' } });
  expect(ran).toMatchObject({ code: 0, calls: [] });
  expect(json(ran)).toMatchObject([{ params: { Username: 'app', Type: '<type of the user>' } }]);
});

describe('values that a dry run does not know are reported', () => {
  test.each([
    ['group lag', 'then one GetConsumerProgress for each group'],
    ['sasl set-password app', 'the real request also contains the Type of the user'],
    [
      'instance allowed-ip add 10.0.0.1',
      'addresses that are already in the list are not sent; a dry run does not read the list',
    ],
  ])('%s', async (line, says) => {
    const ran = await cli(`${line} -n -o json`, { env: NO_KEYS });
    expect(ran).toMatchObject({ code: 0, calls: [] });
    expect(json(ran)).toHaveLength(1);
    expect(ran.stderr).toContain(says);
  });

  test('nothing is reported if all values are known', async () => {
    expect((await cli('group lag billing -n', { env: NO_KEYS })).stderr).toBe('');
  });
});

test('a paged read prints its first request, with the page', async () => {
  const [row] = json(await cli('topic list -n -o json', { env: NO_KEYS })) as { params: object }[];
  expect(row?.params).toEqual({ ...WHERE, CurrentPage: '1', PageSize: '1000' });
});

test('a read of several requests prints all of them', async () => {
  const ran = await cli('topic describe orders -n -o json', { env: NO_KEYS });
  expect((json(ran) as { action: string }[]).map(({ action }) => action).toSorted()).toEqual([
    'GetTopicList',
    'GetTopicStatus',
  ]);
});

test('--columns is refused, since a dry run has no response', async () => {
  const ran = await cli('topic list -n --columns Topic', { env: NO_KEYS });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).toContain('GetTopicList');
});
