/** Names of instances in place of ids, and the messages about objects that do not exist. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, INSTANCE, json } from '../../support/context.ts';
import { ok, refusal } from '../../support/effects.ts';
import { groups, instances, saslUsers, type Script, topics } from '../../support/service.ts';

const ID = 'alikafka_pre-cn-aaaaaaaaaaaa';
const RECORD = {
  ...{ InstanceId: ID, Name: 'prod-eu', ServiceStatus: 5, ViewInstanceStatusCode: 2, SpecType: 'normal', PaidType: 0 },
  ...{ DiskSize: 900, IoMax: 20, EipMax: 0, TopicNumLimit: 50, DeployType: 5, DiskType: 1 },
};
const OTHER = { ...RECORD, InstanceId: 'alikafka_pre-cn-bbbbbbbbbbbb', Name: 'prod-us' };
const LIST = instances(RECORD, OTHER);
const SCRIPT = { GetInstanceList: () => LIST };
const actions = ({ calls }: { calls: readonly { action: string }[] }): string[] => calls.map(({ action }) => action);

describe('an exact name in place of an id', () => {
  test('instance describe', async () => {
    const ran = await cli('instance describe prod-eu -o json', { script: SCRIPT });
    expect(ran.code).toBe(0);
    expect(json(ran)).toMatchObject({ InstanceId: ID, Name: 'prod-eu' });
    expect(ran.calls.map(({ params }) => params['InstanceId.1'])).toEqual([undefined, ID]);
  });

  test('instance rename', async () => {
    const ran = await cli('instance rename prod-eu prod-de', { script: { ...SCRIPT, ModifyInstanceName: {} } });
    expect(ran.code).toBe(0);
    expect(ran.calls[1]).toMatchObject({
      action: 'ModifyInstanceName',
      params: { InstanceId: ID, InstanceName: 'prod-de' },
    });
  });

  test('instance upgrade', async () => {
    const ran = await cli('instance upgrade prod-eu --disk-size 1200 --yes', {
      script: { ...SCRIPT, UpgradePrePayOrder: { OrderId: '7' } },
    });
    expect(ran.code).toBe(0);
    expect(ran.calls.at(-1)).toMatchObject({ action: 'UpgradePrePayOrder', params: { InstanceId: ID } });
  });

  test('wait instance', async () => {
    expect((await cli('wait instance prod-eu running', { script: SCRIPT })).code).toBe(0);
  });

  test('an id is not looked up', async () => {
    const ran = await cli(`instance rename ${ID} prod-de`, { script: { ModifyInstanceName: {} } });
    expect(actions(ran)).toEqual(['ModifyInstanceName']);
  });

  test.each(['instance describe prod-eu', 'instance rename prod-eu new', 'instance upgrade prod-eu --io-max 30'])(
    'two instances with the name (%s): exit 2, both are listed, nothing is sent',
    async (line) => {
      const script = { GetInstanceList: instances(RECORD, { ...OTHER, Name: 'prod-eu' }) };
      const ran = await cli(`${line} --dry-run -o json`, { script });
      expect(ran).toMatchObject({ code: 2, stdout: '' });
      expect(errorOf(ran)).toMatchObject({
        details: [{ flag: '<id>', message: expect.stringContaining(`2 instances: ${ID}, ${OTHER.InstanceId}`) }],
      });
      expect(ran.calls).toHaveLength(1);
    },
  );

  test('a dry run sends the look-up, and shows the id', async () => {
    const ran = await cli('instance rename prod-eu prod-de --dry-run -o json', { script: SCRIPT });
    expect(actions(ran)).toEqual(['GetInstanceList']);
    expect(json(ran)).toMatchObject([{ action: 'ModifyInstanceName', params: { InstanceId: ID } }]);
  });

  test.each([
    ['instance delete prod-eu --confirm prod-eu', 'DeleteInstance'],
    ['instance start prod-eu --vpc-id v --vswitch-id s --zone-id z --deploy-module vpc', 'GetInstanceList'],
  ])('commands that delete or deploy take only ids, and the error says so: %s', async (line, action) => {
    const script = {
      GetInstanceList: ({ 'InstanceId.1': id }: Readonly<Record<string, string>>) =>
        id === undefined ? LIST : instances(),
      DeleteInstance: refusal('AUTH_RESOURCE_OWNER_ERROR', 403),
    };
    const ran = await cli(`${line} -o json`, { script });
    expect(ran.code).toBe(3);
    expect(ran.calls[0]?.action).toBe(action);
    expect(errorOf(ran)['message']).toContain(
      `instance "prod-eu" not found in region cn-hangzhou; did you mean ${ID} (prod-eu)?`,
    );
  });
});

describe('a missing name is reported with the most similar existing one', () => {
  const gone = (code: string): Script => ({
    GetTopicStatus: refusal(code),
    DeleteTopic: refusal(code),
    ModifyTopicRemark: refusal(code),
    GetConsumerProgress: refusal(code),
    DeleteConsumerGroup: refusal(code),
    TagResources: refusal(code),
    UntagResources: refusal(code),
    DescribeMetricLast: refusal(code),
    DescribeMetricMetaList: ok({
      Resources: { Resource: [{ MetricName: 'CpuUsage', Namespace: 'acs_kafka' }] },
      TotalCount: 1,
    }),
    GetTopicList: topics({ Topic: 'orders', PartitionNum: 3 }, { Topic: 'payments', PartitionNum: 3 }),
    GetConsumerList: groups({ ConsumerId: 'billing' }),
    DescribeSaslUsers: () => saslUsers({ Username: 'app', Type: 'plain' }),
    GetInstanceList: instances({ ...RECORD, InstanceId: INSTANCE.replace(/1$/, '2'), Name: 'x' }),
  });
  const topic = `topic "orderz" not found in instance ${INSTANCE}; did you mean "orders"?`;
  const group = `group "biling" not found in instance ${INSTANCE}; did you mean "billing"?`;

  test.each([
    ['topic status orderz', 'BIZ_TOPIC_NOT_FOUND', topic],
    ['topic describe orderz', 'Topic.NotFound', topic],
    ['topic delete orderz --yes', 'BIZ_TOPIC_NOT_FOUND', topic],
    ['topic set-remark orderz new', 'BIZ_TOPIC_NOT_FOUND', topic],
    ['topic add-partitions orderz --to 9', '', topic],
    ['wait topic orderz running', '', topic],
    ['group describe biling', 'BIZ_SUBSCRIPTION_NOT_FOUND', group],
    ['group lag biling', 'Group.NotFound', group],
    ['group delete biling --yes', 'BIZ_SUBSCRIPTION_NOT_FOUND', group],
    ['wait group biling drained', '', group],
    ['tag remove group/biling --all --yes', 'BIZ_TAG_RESOURCE_NOT_EXIST', group],
    [
      'metrics last CpuUsag',
      'ResourceNotFound',
      'metric "CpuUsag" not found in region cn-hangzhou; did you mean "CpuUsage"?',
    ],
    ['sasl delete ap --yes', '', `SASL user "ap" not found in instance ${INSTANCE}; did you mean "app"?`],
    [
      'topic status o',
      'BIZ_INSTANCE_NOT_FOUND',
      `instance "${INSTANCE}" not found in region cn-hangzhou; did you mean ${INSTANCE.replace(/1$/, '2')}?`,
    ],
  ])('%s', async (line, code, message) => {
    const ran = await cli(`${line} -o json`, { script: gone(code) });
    expect(ran.code).toBe(3);
    expect(errorOf(ran)['message']).toContain(message);
    if (code !== '')
      expect(errorOf(ran)).toMatchObject({ code, message: expect.stringContaining(`${code} said the service.`) });
    expect(ran.waits).toEqual([]);
  });

  test.each([
    ['tag add group/biling --tag a=b', 'BIZ_TAG_RESOURCE_NOT_EXIST', 'alikafka group list'],
    ['topic delete orderz --yes', 'BIZ_TOPIC_NOT_FOUND', 'alikafka topic list'],
    ['metrics last CpuUsag', 'ResourceNotFound', 'alikafka metrics meta'],
    ['wait topic orderz running', '', 'alikafka topic list'],
    ['wait group biling drained', '', 'alikafka group list'],
  ])('%s: next lists the existing ones', async (line, code, next) => {
    expect(errorOf(await cli(`${line} -o json`, { script: gone(code) }))['next']).toBe(next);
  });

  test('metrics of other namespaces are not suggested', async () => {
    const other = await cli('metrics last CpuUsag --namespace acs_ecs -o json', { script: gone('ResourceNotFound') });
    expect(errorOf(other)['message']).toContain('metric "CpuUsag" not found in region cn-hangzhou (');
    expect(actions(other)).toEqual(['DescribeMetricLast']);
  });

  test.each([
    ['acl create --username app --topic orderz --operation read', 'CreateAcl', 'BIZ_TOPIC_NOT_FOUND', topic],
    ['acl create --username app --group biling', 'CreateAcl', 'Group.NotFound', group],
    [
      'acl create --principal User:ap --resource topic/orders --operation read',
      'CreateAcl',
      'BIZ_SASL_USER_NOT_EXIST',
      `SASL user "ap" not found in instance ${INSTANCE}; did you mean "app"?`,
    ],
    ['acl delete --username app --topic orderz --operation read --yes', 'DeleteAcl', 'BIZ_TOPIC_NOT_FOUND', topic],
    ['acl list --username app --topic orderz', 'DescribeAcls', 'BIZ_TOPIC_NOT_FOUND', topic],
    ['acl list --username app --resource group/biling', 'DescribeAcls', 'BIZ_SUBSCRIPTION_NOT_FOUND', group],
    ['tag add topic/orderz --tag a=b', 'TagResources', 'BIZ_TAG_RESOURCE_NOT_EXIST', topic],
    ['tag remove group/biling --key a --yes', 'UntagResources', 'BIZ_TAG_RESOURCE_NOT_EXIST', group],
    ['tag list topic/orderz', 'ListTagResources', 'BIZ_TAG_RESOURCE_NOT_EXIST', topic],
    [
      'tag add instance --tag a=b',
      'TagResources',
      'BIZ_TAG_RESOURCE_NOT_EXIST',
      `instance "${INSTANCE}" not found in region cn-hangzhou; did you mean ${INSTANCE.replace(/1$/, '2')}?`,
    ],
    [
      'sasl delete ap --type scram --yes',
      'DeleteSaslUser',
      'BIZ_SASL_USER_NOT_EXIST',
      `SASL user "ap" not found in instance ${INSTANCE}; did you mean "app"?`,
    ],
    [
      'sasl set-password ap --password-stdin --yes',
      '',
      '',
      `SASL user "ap" not found in instance ${INSTANCE}; did you mean "app"?`,
    ],
  ])('%s', async (line, action, code, message) => {
    const script = { ...gone(code), ...(action === '' ? {} : { [action]: refusal(code) }) };
    const ran = await cli(`${line} -o json`, { script, stdin: 'testsecret\n' });
    expect(ran.code).toBe(3);
    expect(errorOf(ran)['message']).toContain(message);
  });

  const several = 'tag add topic/payments topic/orderz group/billing --tag a=b -o json';
  const wire = (name: string): string => `Kafka_${INSTANCE}_${name}`;

  test('of several resources in a request, the one in the response of the service is reported', async () => {
    for (const says of [`The resource ${wire('orderz')} does not exist`, `No ${wire('orderz')}.`]) {
      const reply = refusal('BIZ_TAG_RESOURCE_NOT_EXIST', 400, says);
      const ran = await cli(several, { script: { ...gone(''), TagResources: () => reply } });
      expect(ran.code).toBe(3);
      const messages = errorOf(ran).details.map(({ message }) => message);
      expect(messages).toEqual([
        expect.not.stringContaining('not found'),
        expect.stringContaining(topic),
        expect.stringContaining(`group "billing" not found`),
      ]);
    }
  });

  test.each([wire('orderz-eu'), wire('orderz.eu'), 'one of them', ''])(
    'of several resources, none is reported if the service names another one or none: %j',
    async (says) => {
      const reply = refusal('BIZ_TAG_RESOURCE_NOT_EXIST', 400, says);
      const ran = await cli('tag add topic/orders topic/orderz --tag a=b -o json', {
        script: { ...gone(''), TagResources: reply },
      });
      expect([ran.code, actions(ran)]).toEqual([3, ['TagResources']]);
      expect(ran.stderr).not.toContain('not found in');
    },
  );

  test('a resource of another instance is not searched for in this one', async () => {
    const ran = await cli('tag add -f - --tag a=b -o json', {
      stdin: JSON.stringify({ ResourceType: 'TOPIC', ResourceId: 'Kafka_alikafka_pre-cn-bbbbbbbbbbbb_orderz' }),
      script: { ...gone(''), TagResources: refusal('BIZ_TAG_RESOURCE_NOT_EXIST') },
    });
    expect([ran.code, actions(ran)]).toEqual([3, ['TagResources']]);
  });

  test('one list request serves all missing names', async () => {
    const ran = await cli('topic delete orderz paymentz --yes -o json', { script: gone('BIZ_TOPIC_NOT_FOUND') });
    expect(actions(ran)).toEqual(['DeleteTopic', 'GetTopicList', 'DeleteTopic']);
    expect(errorOf(ran).details.map(({ message }) => message)).toEqual([
      expect.stringContaining('did you mean "orders"?'),
      expect.stringContaining('did you mean "payments"?'),
    ]);
  });

  test('names of the command itself are not suggested', async () => {
    const ran = await cli('topic delete orderz orders --yes -o json', {
      script: { ...gone('BIZ_TOPIC_NOT_FOUND'), DeleteTopic: [refusal('BIZ_TOPIC_NOT_FOUND'), ok()] },
    });
    expect(errorOf(ran).details).toEqual([expect.objectContaining({ message: expect.not.stringContaining('mean') })]);
  });

  test('nor resources of the same request', async () => {
    const script = {
      ...gone(''),
      TagResources: refusal('BIZ_TAG_RESOURCE_NOT_EXIST', 400, `No ${wire('orderz')}.`),
    };
    const ran = await cli('tag add topic/orders topic/orderz --tag a=b -o json', { script });
    expect(ran.stderr).toContain('topic \\"orderz\\" not found');
    expect(ran.stderr).not.toContain('did you mean');
  });

  test('a name of the command may be suggested for another kind', async () => {
    const script = { ...gone(''), CreateAcl: refusal('BIZ_TOPIC_NOT_FOUND') };
    const ran = await cli('acl create --username orders --topic orderz --operation read -o json', { script });
    expect(errorOf(ran)['message']).toContain(topic);
  });

  test.each(['topic status orders', 'topic delete orders --yes'])('nor the missing name itself: %s', async (line) => {
    const ran = await cli(`${line} -o json`, { script: gone('BIZ_TOPIC_NOT_FOUND') });
    expect([ran.code, errorOf(ran)['message']]).toEqual([3, expect.not.stringContaining('mean')]);
  });

  test('a batch that prints failures as they occur prints the suggestion with them', async () => {
    const others = Array.from({ length: 11 }, (_, i) => `elsewhere-${i}`);
    const ran = await cli(`topic delete orderz ${others.join(' ')} --yes`, { script: gone('BIZ_TOPIC_NOT_FOUND') });
    expect(ran.stderr.split('did you mean "orders"?')).toHaveLength(2);
    expect(ran.stderr).toMatch(/^ +next: +alikafka topic list$/m);
  });

  test('without a similar name, nothing is suggested', async () => {
    const ran = await cli('topic delete elsewhere --yes -o json', { script: gone('BIZ_TOPIC_NOT_FOUND') });
    expect(errorOf(ran)['message']).toMatch(/^topic "elsewhere" not found in instance \S+ \(DeleteTopic: /);
  });

  test('with --if-exists, no list is requested', async () => {
    const ran = await cli('topic delete orderz --if-exists --yes', { script: gone('BIZ_TOPIC_NOT_FOUND') });
    expect(ran.code).toBe(0);
    expect(actions(ran)).toEqual(['DeleteTopic']);
  });

  test.each([refusal('NoPermission', 403), refusal('AUTH_RESOURCE_OWNER_ERROR', 403)])(
    'a failed list request only removes the suggestion',
    async (reply) => {
      const script = { DeleteTopic: refusal('BIZ_TOPIC_NOT_FOUND'), GetTopicList: reply };
      const ran = await cli('topic delete orderz --yes -o json', { script });
      expect(ran.code).toBe(3);
      expect(errorOf(ran)).toMatchObject({
        code: 'BIZ_TOPIC_NOT_FOUND',
        message: expect.not.stringContaining('did you'),
      });
    },
  );

  test('with --if-exists, nothing is suggested for a missing instance either', async () => {
    const script = gone('AUTH_RESOURCE_OWNER_ERROR');
    const ran = await cli('topic delete orderz --if-exists --yes -o json', { script });
    expect(ran.code).toBe(3);
    expect(actions(ran)).toEqual(['DeleteTopic']);
    expect(errorOf(ran)['message']).toMatch(/^instance "\S+" not found in region cn-hangzhou \(DeleteTopic: /);
  });

  test('other failures send no list request', async () => {
    const ran = await cli('topic delete orderz --yes', { script: { DeleteTopic: refusal('NoPermission', 403) } });
    expect(ran.code).toBe(4);
    expect(actions(ran)).toEqual(['DeleteTopic']);
  });
});
