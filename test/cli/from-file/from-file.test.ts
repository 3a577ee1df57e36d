/** `-f, --from-file`: what is sent for the names and records of a file, with the command line's flags as defaults. */
import { describe, expect, test } from '@jest/globals';
import { cli, INSTANCE, json, type Options, type Ran, REGION } from '../../support/context.ts';
import { http, REQUEST_ID } from '../../support/effects.ts';

const WHERE = { InstanceId: INSTANCE, RegionId: REGION };
const tagged = http(200, { RequestId: REQUEST_ID });
const sent = ({ calls }: Ran): object[] => calls.map(({ params }) => params);
const topic = (Topic: string, more: object = {}): object => ({ ...WHERE, Topic, Remark: Topic, ...more });

/** A command with one file, which is there by its name. */
function withFile(line: string, name: string, text: string, more: Options = {}): Promise<Ran> {
  const accepts = { CreateTopic: {}, DeleteTopic: {}, CreateConsumerGroup: {}, DeleteConsumerGroup: {}, CreateAcl: {} };
  const others = { DeleteAcl: {}, TagResources: tagged, UntagResources: tagged, UpdateAllowedIp: {} };
  const lists = { GetAllowedIpList: { AllowedList: { VpcList: [], InternetList: [] } } };
  return cli(line, { files: { [name]: text }, script: { ...accepts, ...others, ...lists }, ...more });
}

describe('names', () => {
  test.each<[string, string, string[]]>([
    ['topic create -f names.txt', 'orders\n# old\n\npayments\r\n', ['CreateTopic', 'CreateTopic']],
    ['topic delete --from-file names.txt --yes', 'orders\npayments', ['DeleteTopic', 'DeleteTopic']],
  ])('%s', async (line, text, actions) => {
    const ran = await withFile(line, 'names.txt', text);
    expect(ran.calls.map(({ action }) => action)).toEqual(actions);
    expect(ran.calls.map(({ params }) => params['Topic'])).toEqual(['orders', 'payments']);
    expect(ran.code).toBe(0);
  });

  test.each(['group create -f g', 'group delete -f g --yes'])('%s', async (line) => {
    const ran = await withFile(line, 'g', 'billing\nshipping\n');
    expect(sent(ran)).toEqual(['billing', 'shipping'].map((ConsumerId) => ({ ...WHERE, ConsumerId })));
  });

  test('from stdin', async () => {
    const ran = await cli('topic create -f - --partitions 3', { stdin: '\uFEFForders\n', script: { CreateTopic: {} } });
    expect(sent(ran)).toEqual([topic('orders', { PartitionNum: '3' })]);
  });

  test('names of the command line come first, and each counts once', async () => {
    const ran = await withFile('topic create refunds orders -f t.txt -o json', 't.txt', 'payments\norders\npayments\n');
    expect(sent(ran)).toEqual(['refunds', 'orders', 'payments'].map((name) => topic(name)));
    expect(json(ran)).toHaveLength(3);
  });

  test('a dry run prints them, needs no credentials and sends nothing', async () => {
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined, ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined };
    const ran = await withFile('topic create -f t.txt -n -o json', 't.txt', 'orders\npayments\n', { env });
    expect(ran).toMatchObject({ code: 0, calls: [] });
    expect(json(ran)).toMatchObject([{ params: { Topic: 'orders' } }, { params: { Topic: 'payments' } }]);
  });

  test('on a terminal, a note shows how to end stdin', async () => {
    const ran = await cli('topic create -f -', { terminal: true, stdin: 'orders\n', script: { CreateTopic: {} } });
    expect(ran.code).toBe(0);
    expect(ran.stderr).toContain('Ctrl-D');
  });

  test('the question names them', async () => {
    const ran = await withFile('topic delete -f t.txt', 't.txt', 'orders\npayments\n');
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(ran.stderr).toContain('orders, payments');
  });

  test('ten thousand names are read and planned', async () => {
    const names = Array.from({ length: 10_000 }, (_, i) => `topic-${i}`);
    const ran = await withFile('topic create -f t.txt -n -o ndjson', 't.txt', names.join('\n'));
    const lines = ran.stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(10_000);
    expect(JSON.parse(lines[9_999] ?? '')).toMatchObject({ params: { Topic: 'topic-9999', Remark: 'topic-9999' } });
  });
});

describe('records of topics', () => {
  const wanted = [topic('orders', { PartitionNum: '12', Remark: 'shop' }), topic('payments', { PartitionNum: '6' })];

  test.each<[string, string]>([
    ['t.csv', 'Topic,PartitionNum,Remark\norders,12,shop\npayments,,\n'],
    ['t.tsv', 'Remark\tTopic\tPartitionNum\nshop\torders\t12\n\tpayments\t\n'],
    ['t.ndjson', '{"Topic":"orders","PartitionNum":12,"Remark":"shop"}\n{"Topic":"payments","Remark":null}\n'],
    ['t.json', '[{"Topic":"orders","PartitionNum":"12","Remark":"shop"},"payments"]'],
    ['t.yaml', '- {Topic: orders, PartitionNum: 12, Remark: shop}\n- payments\n'],
    ['t', 'Topic: orders\nPartitionNum: 12\nRemark: shop\n---\nTopic: payments\nRemark: ""\n'],
    ['topics.txt.bak', 'Topic;PartitionNum;Remark\r\norders; 12 ;shop\r\npayments;;\r\n'],
  ])('%s: fields that a record lacks are those of the command line', async (name, text) => {
    const ran = await withFile(`topic create -f ${name} --partitions 6`, name, text);
    expect(sent(ran)).toEqual(wanted);
    expect(ran.code).toBe(0);
  });

  test('unrelated fields of a list are ignored', async () => {
    const text = 'Topic,Status,StatusName,CreateTime,Tags\norders,0,Running,1700000000000,"[{""Key"":""a""}]"\n';
    expect(sent(await withFile('topic create -f t.csv', 't.csv', text))).toEqual([topic('orders')]);
  });

  test('a record given twice counts once', async () => {
    const text = '{"PartitionNum":3,"Topic":"orders"}\n{"Topic":"orders","PartitionNum":"3"}\n';
    expect(sent(await withFile('topic create -f t.ndjson', 't.ndjson', text))).toHaveLength(1);
  });

  test('limits that the service has raised give one warning for all records', async () => {
    const text = 'Topic,PartitionNum,Remark\na-1,100,no name\na-2,100,no name\na-3,200,\n';
    const ran = await withFile('topic create -f t.csv', 't.csv', text);
    const warnings = ran.stderr.split('\n').filter((one) => one.startsWith('warning:'));
    expect(warnings).toEqual([
      expect.stringMatching(
        /^warning: t\.csv line 2: PartitionNum 100 is above the documented maximum of 48; the service currently accepts up to 360$/,
      ),
      expect.stringMatching(/^warning: t\.csv line 2: Remark should have/),
      expect.stringMatching(/^warning: t\.csv line 4: PartitionNum 200 is above/),
    ]);
    expect(ran.calls).toHaveLength(3);
  });

  test('--no-validate leaves the check of values to the service', async () => {
    const ran = await withFile('topic create -f t.csv --no-validate', 't.csv', 'Topic,PartitionNum\nab,1000\n');
    expect(sent(ran)).toEqual([topic('ab', { PartitionNum: '1000' })]);
  });
});

describe('tags', () => {
  const id = (name: string): string => `Kafka_${INSTANCE}_${name}`;
  const env = { RegionId: REGION, 'Tag.1.Key': 'env', 'Tag.1.Value': 'prod' };

  test('resources, one per line, with the tags of the command line', async () => {
    const ran = await withFile('tag add -f r.txt --tag env=prod', 'r.txt', 'topic/orders\ngroup/billing\ninstance\n');
    expect(sent(ran)).toEqual([
      { ...env, ResourceType: 'INSTANCE', 'ResourceId.1': INSTANCE },
      { ...env, ResourceType: 'TOPIC', 'ResourceId.1': id('orders') },
      { ...env, ResourceType: 'CONSUMERGROUP', 'ResourceId.1': id('billing') },
    ]);
  });

  test('records with their own tags: equal tags share a request', async () => {
    const text = [
      { resource: 'topic/orders', Tag: [{ Key: 'env', Value: 'prod' }] },
      { resource: 'topic/refunds', Tag: ['team=x'] },
      { resource: 'group/billing', Tag: 'env=prod' },
      { resource: 'topic/payments', Tag: [{ Key: 'env', Value: 'prod' }] },
      { resource: 'topic/others' },
    ];
    const ran = await withFile(
      'tag add -f r.ndjson --tag team=x -o json',
      'r.ndjson',
      text.map((one) => JSON.stringify(one)).join('\n'),
    );
    const team = { RegionId: REGION, 'Tag.1.Key': 'team', 'Tag.1.Value': 'x' };
    expect(sent(ran)).toEqual([
      { ...env, ResourceType: 'TOPIC', 'ResourceId.1': id('orders'), 'ResourceId.2': id('payments') },
      { ...team, ResourceType: 'TOPIC', 'ResourceId.1': id('refunds'), 'ResourceId.2': id('others') },
      { ...env, ResourceType: 'CONSUMERGROUP', 'ResourceId.1': id('billing') },
    ]);
    expect((json(ran) as { ResourceId: string }[]).map(({ ResourceId }) => ResourceId)).toEqual(
      ['orders', 'refunds', 'billing', 'payments', 'others'].map(id),
    );
  });

  test('output of tag list: the tags of a resource are combined', async () => {
    const text = `ResourceId,ResourceType,TagKey,TagValue\n${id('a')},ALIYUN::ALIKAFKA::TOPIC,env,prod\n${id('a')},TOPIC,team,\n${INSTANCE},instance,env,prod\n`;
    const ran = await withFile('tag add -f t.csv', 't.csv', text, {
      env: { ALIKAFKA_INSTANCE: undefined },
      script: { TagResources: tagged },
    });
    expect(sent(ran)).toEqual([
      { ...env, ResourceType: 'INSTANCE', 'ResourceId.1': INSTANCE },
      { ...env, 'Tag.2.Key': 'team', 'Tag.2.Value': '', ResourceType: 'TOPIC', 'ResourceId.1': id('a') },
    ]);
    const removed = await withFile('tag remove -f t.csv --yes', 't.csv', text);
    expect(sent(removed)).toEqual([
      { RegionId: REGION, ResourceType: 'INSTANCE', 'ResourceId.1': INSTANCE, 'TagKey.1': 'env' },
      { RegionId: REGION, ResourceType: 'TOPIC', 'ResourceId.1': id('a'), 'TagKey.1': 'env', 'TagKey.2': 'team' },
    ]);
  });

  test('--all and --key apply to lines', async () => {
    const removed = { RegionId: REGION, ResourceType: 'TOPIC', 'ResourceId.1': id('orders') };
    const all = await withFile('tag remove -f r.txt --all --yes', 'r.txt', 'topic/orders');
    expect(sent(all)).toEqual([{ ...removed, All: 'true' }]);
    const one = await withFile('tag remove topic/orders -f r.txt --key env --yes', 'r.txt', 'topic/orders');
    expect(sent(one)).toEqual([{ ...removed, 'TagKey.1': 'env' }]);
  });

  test('fifty per request', async () => {
    const text = Array.from(
      { length: 120 },
      (_, i) => `{"resource":"topic/t${i}","Tag":[{"Key":"env","Value":"prod"}]}`,
    );
    const ran = await withFile('tag add -f r.ndjson -o json', 'r.ndjson', text.join('\n'));
    expect(
      ran.calls.map(({ params }) => Object.keys(params).filter((name) => /^ResourceId/.test(name)).length),
    ).toEqual([50, 50, 20]);
    expect(json(ran)).toHaveLength(120);
  });

  test('with --no-validate, the service checks an unknown type', async () => {
    const text = '{"ResourceType":"CLUSTER","ResourceId":"c-1","Tag":["env=prod"]}';
    const ran = await withFile('tag add -f t.ndjson --no-validate', 't.ndjson', text);
    expect(ran.code).toBe(2);
    const wire = await withFile('tag add -f t.ndjson --no-validate', 't.ndjson', text.replace('c-1', 'Kafka_c_1'));
    expect(sent(wire)).toEqual([{ ...env, ResourceType: 'CLUSTER', 'ResourceId.1': 'Kafka_c_1' }]);
  });

  test('a key with two values for one resource is refused', async () => {
    const text = `ResourceId,ResourceType,TagKey,TagValue\n${id('a')},TOPIC,env,prod\n${id('a')},TOPIC,env,dev\n`;
    const ran = await withFile('tag add -f t.csv', 't.csv', text);
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(ran.stderr).toMatch(/--tag has the key "env" twice \(resource Kafka_.*_a\)/);
  });
});

describe('permissions', () => {
  const rule = (more: object): object => ({ ...WHERE, Username: 'app', AclResourcePatternType: 'LITERAL', ...more });
  const csv =
    'Username,AclResourceType,AclResourceName,AclResourcePatternType,AclOperationType,AclPermissionType,Host\napp,Topic,orders,LITERAL,WRITE,ALLOW,*\napp,GROUP,billing,prefixed,read,,\n';
  const rules = [
    rule({ AclResourceType: 'Topic', AclResourceName: 'orders', AclOperationType: 'Write' }),
    rule({
      AclResourceType: 'Group',
      AclResourceName: 'billing',
      AclResourcePatternType: 'PREFIXED',
      AclOperationType: 'Read',
    }),
  ];

  test.each(['acl create -f r.csv', 'acl delete -f r.csv --yes'])('%s: output of acl list', async (line) => {
    expect(sent(await withFile(line, 'r.csv', csv))).toEqual(rules);
  });

  test('flags supply fields missing in records', async () => {
    const text =
      '- AclResourceName: orders\n  AclResourceType: topic\n- Username: web\n  AclOperationType: [read, write]\n- Username: web\n  AclOperationType: read\n';
    const ran = await withFile(
      'acl create -f r.yaml --principal User:app --topic payments --operation write',
      'r.yaml',
      text,
    );
    expect(sent(ran)).toEqual([
      rule({ AclResourceType: 'Topic', AclResourceName: 'orders', AclOperationType: 'Write' }),
      rule({ Username: 'web', AclResourceType: 'Topic', AclResourceName: 'payments', AclOperationType: 'Read' }),
      rule({ Username: 'web', AclResourceType: 'Topic', AclResourceName: 'payments', AclOperationType: 'Write' }),
    ]);
  });
});

describe('addresses', () => {
  const list = (AllowedListType: string, PortRange: string, UpdateType: string, AllowedListIp: string): object => ({
    ...WHERE,
    AllowedListType,
    PortRange,
    UpdateType,
    AllowedListIp,
  });

  test('addresses, one per line, with the list of the command line', async () => {
    const ran = await withFile('instance allowed-ip add -f a.txt --type internet', 'a.txt', '10.0.0.1\n10.0.0.0/8\n');
    expect(sent(ran).slice(1)).toEqual([list('internet', '9093/9093', 'add', '10.0.0.1,10.0.0.0/8')]);
  });

  test('records: ten per request for each list and port range, with results in the order of the file', async () => {
    const rows = Array.from({ length: 24 }, (_, i) => `${i % 2 === 0 ? 'vpc' : 'internet'},,10.0.0.${i}`);
    const text = ['Type,PortRange,AllowedIp', ...rows].join('\n');
    const ran = await withFile('instance allowed-ip add -f a.csv -o json', 'a.csv', text);
    expect(
      ran.calls
        .slice(1)
        .map(({ params }) => [
          params['AllowedListType'],
          params['PortRange'],
          params['AllowedListIp']?.split(',').length,
        ]),
    ).toEqual([
      ['vpc', '9092/9092', 10],
      ['vpc', '9092/9092', 2],
      ['internet', '9093/9093', 10],
      ['internet', '9093/9093', 2],
    ]);
    expect((json(ran) as { AllowedListIp: string }[]).map(({ AllowedListIp }) => AllowedListIp)).toEqual(
      Array.from({ length: 24 }, (_, i) => `10.0.0.${i}`),
    );
  });

  test('are removed one by one', async () => {
    const text =
      '{"AllowedListIp":"10.0.0.1","AllowedListType":"internet"}\n{"AllowedIp":"10.0.0.1","PortRange":"9094/9094"}\n';
    const ran = await withFile('instance allowed-ip remove -f a.ndjson --yes', 'a.ndjson', text);
    expect(sent(ran)).toEqual([
      list('internet', '9093/9093', 'delete', '10.0.0.1'),
      list('vpc', '9094/9094', 'delete', '10.0.0.1'),
    ]);
  });
});
