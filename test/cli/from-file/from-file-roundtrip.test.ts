/** What a listing prints is read by `-f -`, in every format that has names or records. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { safeText } from '../../../src/core/text/safe-text.ts';
import { cli, INSTANCE } from '../../support/context.ts';
import { http, REQUEST_ID } from '../../support/effects.ts';
import { acls, groups, saslUsers, topics } from '../../support/service.ts';

const FORMATS = ['csv', 'tsv', 'ndjson', 'json', 'yaml'] as const;
type Script = NonNullable<NonNullable<Parameters<typeof cli>[1]>['script']>;

/** What the second command sends when it reads what the first prints. */
async function through(list: string, change: string, script: Script): Promise<Readonly<Record<string, string>>[]> {
  const listed = await cli(list, { script });
  expect(listed).toMatchObject({ code: 0, stderr: '' });
  const changed = await cli(change, { stdin: listed.stdout, script });
  expect(changed.stderr).not.toContain('error');
  return changed.calls.filter(({ action }) => !/^(Get|List|Describe)/.test(action)).map(({ params }) => params);
}

/** Remarks with all that formats have a meaning for, or that is made visible. */
const remark = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', ' ', ',', '"', "'", '\t', '\n', '\r', '#', '-', ':', '\\', '\u202e', 'é', '\0'),
    maxLength: 8,
  }),
  fc.constantFrom('null', '~', '12', '007', '1e3', 'on', '- a', '# a', '[a]', '{a: b}', '---', '"a"', ' a ', '=1'),
);
const record = fc.record({
  Topic: fc.stringMatching(/^[A-Za-z0-9._-]{3,12}$/),
  PartitionNum: fc.option(fc.integer({ min: 1, max: 48 })),
  Remark: fc.option(remark),
  Status: fc.constant(0),
});
const records = fc.uniqueArray(record, { minLength: 1, maxLength: 5, selector: ({ Topic }) => Topic });

describe('topic list to topic create', () => {
  test.each(FORMATS)('-o %s, for any remark', async (format) => {
    const visible = format === 'csv' || format === 'tsv';
    await fc.assert(
      fc.asyncProperty(records, async (rows) => {
        const script = { GetTopicList: topics(...rows), CreateTopic: {} };
        const sent = await through(`topic list -o ${format}`, 'topic create -f -', script);
        expect(sent.map(({ Topic, PartitionNum, Remark }) => ({ Topic, PartitionNum, Remark }))).toEqual(
          rows.map(({ Topic, PartitionNum, Remark }) => {
            const shown = visible ? safeText(Remark ?? '') : (Remark ?? '');
            return { Topic, PartitionNum: PartitionNum?.toString(), Remark: shown.trim() === '' ? Topic : shown };
          }),
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe('names', () => {
  const script = {
    GetTopicList: topics({ Topic: 'orders' }, { Topic: 'on' }, { Topic: '007' }, { Topic: 'null' }),
    GetConsumerList: groups({ ConsumerId: 'billing', Remark: 'x' }, { ConsumerId: '1.0' }),
    DeleteTopic: {},
    DeleteConsumerGroup: {},
  };

  test.each(FORMATS)('topic list -o %s to topic delete', async (format) => {
    const sent = await through(`topic list -o ${format}`, 'topic delete -f - --yes', script);
    expect(sent.map(({ Topic }) => Topic)).toEqual(['orders', 'on', '007', 'null']);
  });

  test('topic list -o name to topic delete', async () => {
    const few = { ...script, GetTopicList: topics({ Topic: 'orders' }, { Topic: 'on' }, { Topic: '007' }) };
    const sent = await through('topic list -o name', 'topic delete -f - --yes', few);
    expect(sent.map(({ Topic }) => Topic)).toEqual(['orders', 'on', '007']);
  });

  test('a topic named like a missing value is refused, and accepted from a format that distinguishes them', async () => {
    const listed = await cli('topic list -o name', { script });
    const ran = await cli('topic delete -f - --yes', { stdin: listed.stdout, script });
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(ran.stderr).toContain(
      'stdin line 4: null is not accepted as a name; if the name is really null, pass it as an argument, or in quotes in a JSON file',
    );
  });

  test.each([...FORMATS, 'name'])('group list -o %s to group delete', async (format) => {
    const sent = await through(`group list -o ${format}`, 'group delete -f - --yes', script);
    expect(sent.map(({ ConsumerId }) => ConsumerId)).toEqual(['billing', '1.0']);
  });

  test.each([...FORMATS, 'name'])('sasl list -o %s to sasl delete', async (format) => {
    const users = saslUsers(
      { Username: 'app', Type: 'PLAIN', Password: 'x' },
      { Username: '007', Type: 'scram', Mechanism: 'SCRAM-SHA-256', Password: 'y' },
    );
    const more = { DescribeSaslUsers: users, DeleteSaslUser: {} };
    const sent = await through(`sasl list -o ${format}`, 'sasl delete -f - --yes', more);
    expect(sent.map(({ Username, Type }) => [Username, Type])).toEqual([
      ['app', 'plain'],
      ['007', 'scram'],
    ]);
  });

  test('a table of one column is read too', async () => {
    const sent = await through('topic list -o csv --columns Topic', 'topic delete -f - --yes', script);
    expect(sent).toHaveLength(4);
  });

  test('the result of a query is read too', async () => {
    const sent = await through("topic list --query '[].Topic' -o json", 'topic delete -f - --yes', script);
    expect(sent).toHaveLength(4);
  });
});

describe('the other commands', () => {
  const rule = { Username: 'app', AclResourceType: 'Topic', AclResourceName: 'a,b', AclResourcePatternType: 'LITERAL' };
  const tag = {
    ResourceId: `Kafka_${INSTANCE}_orders`,
    ResourceType: 'ALIYUN::ALIKAFKA::TOPIC',
    TagKey: 'env',
    TagValue: 'a,"b"',
  };
  const script = {
    DescribeAcls: acls({ ...rule, AclOperationType: 'WRITE', AclPermissionType: 'ALLOW', Host: '*' }),
    GetAllowedIpList: {
      AllowedList: {
        VpcList: [{ PortRange: '9094/9094', AllowedIpList: ['10.0.0.0/8', '10.0.0.1'] }],
        InternetList: [{ PortRange: '9093/9093', AllowedIpList: ['203.0.113.7'] }],
      },
    },
    ListTagResources: { TagResources: { TagResource: [tag, { ...tag, TagKey: 'team' }] } },
    DeleteAcl: {},
    UpdateAllowedIp: {},
    TagResources: http(200, { RequestId: REQUEST_ID }),
    UntagResources: http(200, { RequestId: REQUEST_ID }),
  };

  test.each(FORMATS)('acl list -o %s to acl delete', async (format) => {
    const list = `acl list --username app --resource topic/a,b -o ${format}`;
    expect(await through(list, 'acl delete -f - --yes', script)).toMatchObject([
      { ...rule, AclOperationType: 'Write' },
    ]);
  });

  test.each(FORMATS)('instance allowed-ip list -o %s to instance allowed-ip remove', async (format) => {
    const sent = await through(
      `instance allowed-ip list -o ${format}`,
      'instance allowed-ip remove -f - --yes',
      script,
    );
    expect(
      sent.map(({ AllowedListType, PortRange, AllowedListIp }) => [AllowedListType, PortRange, AllowedListIp]),
    ).toEqual([
      ['vpc', '9094/9094', '10.0.0.0/8'],
      ['vpc', '9094/9094', '10.0.0.1'],
      ['internet', '9093/9093', '203.0.113.7'],
    ]);
  });

  test('addresses by name', async () => {
    const which = '--type vpc --port-range 9094/9094';
    const list = `instance allowed-ip list ${which} -o name`;
    const sent = await through(list, `instance allowed-ip remove -f - ${which} --yes`, script);
    expect(sent.map(({ AllowedListIp }) => AllowedListIp)).toEqual(['10.0.0.0/8', '10.0.0.1']);
  });

  test('tags by name: resources as typed, only of the instance of the command', async () => {
    const tags = 'tag add -f - --tag env=dev';
    expect(await through('tag list topic/orders -o name', tags, script)).toMatchObject([
      { ResourceType: 'TOPIC', 'ResourceId.1': tag.ResourceId, 'Tag.1.Value': 'dev' },
    ]);
    const ours = await cli('tag list --type topic --tag env -o name', { script });
    expect(ours).toMatchObject({ code: 0, stdout: 'topic/orders\ntopic/orders\n' });
    for (const instance of ['alikafka_post-cn-other0000001', 'shop', undefined]) {
      const ran = await cli('tag list --type topic --tag env -o name', {
        script,
        env: { ALIKAFKA_INSTANCE: instance },
      });
      expect(ran).toMatchObject({ code: 2, stdout: '' });
      expect(ran.stderr).toContain(`--output name cannot print ${tag.ResourceId}, which is in another instance`);
    }
    const changed = await cli('tag add topic/orders --tag env=dev -o name', { script });
    expect(changed.stdout).toBe('topic/orders\n');
  });

  test.each([
    'acl list --username app --resource topic/orders',
    'metrics last x',
    'metrics list x',
    'metrics data x',
    'metrics top x',
  ])('%s -o name is refused before anything is sent', async (line) => {
    const ran = await cli(`${line} -o name`);
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    expect(ran.stderr).toMatch(/--output name is not available: no single field identifies a \w+; use --output ndjson/);
  });

  test.each(FORMATS)('tag list -o %s to tag add and tag remove', async (format) => {
    const list = `tag list topic/orders -o ${format}`;
    expect(await through(list, 'tag add -f -', script)).toMatchObject([
      {
        ResourceType: 'TOPIC',
        'ResourceId.1': tag.ResourceId,
        'Tag.1.Key': 'env',
        'Tag.1.Value': 'a,"b"',
        'Tag.2.Key': 'team',
      },
    ]);
    expect(await through(list, 'tag remove -f - --yes', script)).toMatchObject([
      { ResourceType: 'TOPIC', 'ResourceId.1': tag.ResourceId, 'TagKey.1': 'env', 'TagKey.2': 'team' },
    ]);
  });
});
