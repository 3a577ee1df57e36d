/** Required values that are missing: picked from a list where somebody can be asked, an error elsewhere. */
import { describe, expect, test } from '@jest/globals';
import { REGIONS } from '../../../src/core/regions.ts';
import { regionItems } from '../../../src/engine/pick/ask.ts';
import { NAME_LISTS } from '../../../src/operations/name-lists.ts';
import { COMMANDS, readOf } from '../../../src/operations/registry.ts';
import type { Param } from '../../../src/core/params.ts';
import { isNeeded } from '../../../src/engine/input/complete.ts';
import { fieldsOf, labelOf } from '../../../src/engine/input/fields.ts';
import { readOne } from '../../../src/engine/input/read-input.ts';
import { pickableOf } from '../../../src/engine/pick/ask.ts';
import { cli, declined, errorOf, INSTANCE, json, type Options, type Ran } from '../../support/context.ts';
import { http } from '../../support/effects.ts';
import { groups, instances, topics } from '../../support/service.ts';

const OTHER = 'alikafka_pre-cn-other';
const script = {
  GetInstanceList: instances(
    { InstanceId: INSTANCE, Name: 'prod', ServiceStatus: 5 },
    { InstanceId: OTHER, Name: 'test', ServiceStatus: 5 },
    { InstanceId: 'alikafka_pre-cn-gone', Name: 'gone', ServiceStatus: 10 },
  ),
  GetTopicList: topics({ Topic: 'orders' }, { Topic: '-odd' }, { Topic: 'a b' }),
  GetTopicStatus: { TopicStatus: { TotalCount: 0, LastTimeStamp: 0, OffsetTable: { OffsetTable: [] } } },
  GetConsumerList: groups({ ConsumerId: 'billing' }, { ConsumerId: 'shipping' }),
  GetConsumerProgress: { ConsumerProgress: { TotalDiff: 0, LastTimestamp: 0, TopicList: { TopicList: [] } } },
  DescribeSaslUsers: { SaslUserList: { SaslUserVO: [{ Username: 'app', Type: 'plain', Password: 'topsecret' }] } },
  DescribeMetricMetaList: { Code: '200', TotalCount: '1', Resources: { Resource: [{ MetricName: 'lag' }] } },
  DescribeMetricLast: { Code: '200', Datapoints: '[]', Period: '60' },
  DeleteTopic: {},
  DeleteSaslUser: {},
  ModifyTopicRemark: {},
};
const BARE = { ALIKAFKA_INSTANCE: undefined };
const NO_REGION = { ALIKAFKA_INSTANCE: undefined, ALIKAFKA_REGION: undefined };
const ORDERED = { InstanceId: 'alikafka_pre-cn-new', ServiceStatus: 0, DeployType: 5 };

const on = (line: string, pick: readonly (string | ReturnType<typeof declined>)[], more: Options = {}) =>
  cli(line, { terminal: true, script, ...more, answers: { pick, ...more.answers } });
const actions = ({ calls }: Ran): string[] => calls.map(({ action }) => action);

describe('values that are picked', () => {
  test.each<[string, readonly string[], Options, readonly string[], string]>([
    ['topic status', ['orders'], {}, ['Which topic?'], 'alikafka topic status orders'],
    ['group describe', ['billing'], {}, ['Which consumer group?'], 'alikafka group describe billing'],
    ['metrics last', ['lag'], {}, ['Which metric?'], 'alikafka metrics last lag'],
    ['topic list', [OTHER], { env: BARE }, ['Which instance?'], `alikafka topic list -i ${OTHER}`],
    ['instance describe', [OTHER], { env: BARE }, ['Which instance?'], `alikafka instance describe -i ${OTHER}`],
    ['instance list', ['cn-beijing'], { env: NO_REGION }, ['Which region?'], 'alikafka instance list -r cn-beijing'],
    [
      'topic status -o json',
      ['cn-beijing', INSTANCE, 'orders'],
      { env: NO_REGION },
      ['Which region?', 'Which instance?', 'Which topic?'],
      `alikafka topic status -o json -r cn-beijing -i ${INSTANCE} orders`,
    ],
    ['topic status', ['-odd'], {}, ['Which topic?'], 'alikafka topic status -- -odd'],
    ['topic status --', ['-odd'], {}, ['Which topic?'], 'alikafka topic status -- -odd'],
    ['topic status', ['a b'], {}, ['Which topic?'], "alikafka topic status 'a b'"],
    [
      'topic status -- orders',
      [OTHER],
      { env: BARE },
      ['Which instance?'],
      `alikafka topic status -i ${OTHER} -- orders`,
    ],
  ])('%s: %s', async (line, pick, more, asked, next) => {
    const ran = await on(line, pick, more);
    expect(ran.code).toBe(0);
    expect({ asked: ran.asked, stderr: ran.stderr }).toMatchObject({ asked });
    expect(ran.stderr).toContain(`to skip the list next time, run "${next}"\n`);
    const again = await cli(next.replace(/^alikafka /, ''), { script, ...more });
    expect(actions(again)).toEqual(actions(ran).slice(-again.calls.length));
    expect(again.calls.at(-1)?.params).toEqual(ran.calls.at(-1)?.params);
  });

  test('stdout has only the data', async () => {
    expect(json(await on('sasl list -o json', [INSTANCE], { env: BARE }))).toEqual([
      expect.objectContaining({ Username: 'app' }),
    ]);
  });

  test('several names, and then the question about them', async () => {
    const ran = await on('topic delete', ['orders,a b'], { answers: { confirm: [true] } });
    expect(ran.code).toBe(0);
    expect(ran.asked).toEqual(['Which topics?', 'Delete 2 topics?']);
    expect(ran.calls.filter(({ action }) => action === 'DeleteTopic').map(({ params }) => params['Topic'])).toEqual([
      'orders',
      'a b',
    ]);
  });

  test('--yes does not answer a pick list; --quiet does not mention it; a dry run sends only the list', async () => {
    const yes = await on('topic delete --yes --quiet', ['orders']);
    expect([yes.asked, yes.stderr]).toEqual([['Which topics?'], '']);
    expect(actions(yes)).toEqual(['GetTopicList', 'DeleteTopic']);
    const dry = await on('topic delete --dry-run -o json', ['orders']);
    expect(actions(dry)).toEqual(['GetTopicList']);
    expect(json(dry)).toMatchObject([{ action: 'DeleteTopic', params: { Topic: 'orders' } }]);
  });

  test('an instance that was released is not in the list', async () => {
    const ran = await on('topic list', ['alikafka_pre-cn-gone'], { env: BARE });
    expect(ran.stderr).toContain('alikafka_pre-cn-gone is not in the list of "Which instance?"');
  });

  test('only an instance that waits to be deployed is offered to deploy', async () => {
    const line = 'instance start --vpc-id v --vswitch-id s --zone-id zonea';
    const waiting = { ...script, GetInstanceList: instances({ InstanceId: INSTANCE, ServiceStatus: 5 }, ORDERED) };
    const other = await on(line, [INSTANCE], { script: waiting });
    expect(other.stderr).toContain(`${INSTANCE} is not in the list of "Which instance?"`);
    const ran = await on(line, [ORDERED.InstanceId], { script: waiting });
    expect([ran.asked, ran.calls[2]?.params]).toMatchObject([['Which instance?'], { InstanceId: ORDERED.InstanceId }]);
    expect(actions(ran).slice(0, 3)).toEqual(['GetInstanceList', 'GetInstanceList', 'StartInstance']);
    const none = await on(line, [], { script });
    expect(none).toMatchObject({ code: 2, asked: [] });
    expect(none.stderr).toContain('There are no instances to deploy in region cn-hangzhou.');
  });

  test('only resources of the type that was typed', async () => {
    const tagged = { ...script, ListTagResources: { TagResources: { TagResource: [] } } };
    const ran = await on('tag list --type topic', ['topic/orders'], { script: tagged });
    expect(ran).toMatchObject({ code: 0, asked: ['Which resources?'] });
    expect(actions(ran)).toEqual(['GetTopicList', 'ListTagResources']);
    const every = await on('tag list', ['topic/orders'], { script: tagged });
    expect(actions(every)).toEqual(['GetTopicList', 'GetConsumerList', 'GetInstanceList', 'ListTagResources']);
    const two = await cli('tag list topic/orders group/billing --type topic', { script: tagged });
    expect(two.stderr).toContain('--type cannot be combined with a resource, which already has a type');
  });

  test('a metric where only options for one were typed', async () => {
    const ran = await on('metrics list --since 6h', ['lag'], {
      script: { ...script, DescribeMetricList: { Code: '200', Datapoints: '[]', Period: '60' } },
    });
    expect(ran).toMatchObject({ code: 0, asked: ['Which metric?'] });
    expect(actions(ran)).toEqual(['DescribeMetricMetaList', 'DescribeMetricList']);
  });

  test('metrics of the namespace that was typed', async () => {
    const ran = await on('metrics last --namespace acs_ecs_dashboard', ['lag']);
    expect(ran.calls.map(({ params }) => params['Namespace'])).toEqual(['acs_ecs_dashboard', 'acs_ecs_dashboard']);
  });

  test('the names and records of a file are read once', async () => {
    const read = { n: 0 };
    const files = {
      read: async (path: string) => (path === 'names.txt' && ++read.n === 1 ? 'orders\n' : undefined),
    };
    const ran = await on('topic delete -f names.txt --yes', [INSTANCE], { env: BARE, files });
    expect([ran.code, read.n]).toEqual([0, 1]);
    expect(actions(ran)).toEqual(['GetInstanceList', 'DeleteTopic']);
  });
});

test('the regions to pick are those of today, and a saved one in any case', async () => {
  const ids = async (saved?: string): Promise<string[]> => (await regionItems(saved)).map(({ value }) => value);
  const closed = REGIONS.filter(({ today }) => !today).map(({ id }) => id);
  expect(closed.length).toBeGreaterThan(0);
  expect((await ids()).filter((id) => closed.includes(id))).toEqual([]);
  expect(await ids()).toContain('cn-hangzhou');
  expect(await ids('cn-hangzhou')).toEqual(await ids());
  expect(await ids('cn-newer-1')).toEqual(['cn-newer-1', ...(await ids())]);
});

/** Answers of every list that a pick list reads. */
const LISTS = {
  ...script,
  GetInstanceList: instances({ InstanceId: INSTANCE, ServiceStatus: 5 }, ORDERED),
  DescribeAcls: {
    KafkaAclList: {
      KafkaAclVO: [
        permission('app', 'Topic', 'orders', 'LITERAL', 'Write'),
        permission('app', 'Topic', 'pay', 'PREFIXED', 'Read'),
        permission('*', 'Topic', 'orders', 'LITERAL', 'Read'),
      ],
    },
  },
  DescribeAclResourceName: { Data: { Data: [] } },
  ListTagResources: {
    TagResources: {
      TagResource: [
        { ResourceId: `Kafka_${INSTANCE}_orders`, ResourceType: 'TOPIC', TagKey: 'team', TagValue: 'pay' },
        { ResourceId: `Kafka_${INSTANCE}_orders`, ResourceType: 'TOPIC', TagKey: 'env', TagValue: 'prod' },
      ],
    },
  },
  GetAllowedIpList: {
    AllowedList: {
      DeployType: 4,
      VpcList: [
        { PortRange: '9092/9092', AllowedIpList: ['10.0.0.0/8', '10.1.0.1'] },
        { PortRange: '9094/9094', AllowedIpList: ['10.2.0.2'] },
      ],
      InternetList: [{ PortRange: '9093/9093', AllowedIpList: ['203.0.113.7'] }],
    },
  },
};

function permission(Username: string, type: string, name: string, pattern: string, allowed: string) {
  return {
    Username,
    AclResourceType: type,
    AclResourceName: name,
    AclResourcePatternType: pattern,
    AclOperationType: allowed,
  };
}

const SAMPLES = ['app', 'topic/orders', '10.0.0.1', '9092/9092', 'User:app', '{}', '9'];

/** A valid value of a parameter. */
const sampleOf = (param: Param): string => {
  if (param.kind === 'tags') return 'k=v';
  if (param.kind === 'texts') return 'topic/orders';
  const found = [...(param.choices ?? []).toReversed(), ...SAMPLES].find(
    (one) => readOne(param, one).violations.length === 0,
  );
  if (found === undefined) throw new Error(`no sample for ${param.flag ?? param.argument ?? ''}`);
  return found;
};

/** What each command requires: fields alone, and one field of several. */
const REQUIRED = [...COMMANDS.values()]
  .flatMap((bound) => {
    const fields = fieldsOf(bound);
    const groups = (bound.command.oneOf ?? []).map((group) => group.flat());
    const alone = fields.filter(({ key, param }) => isNeeded(param) && !groups.flat().includes(key));
    const first = groups.map((group) => fields.find(({ key }) => key === group[0])).filter((one) => one !== undefined);
    const all = [...alone, ...first];
    return all
      .filter(({ param }) => pickableOf(param) !== undefined || (param.choices ?? []).length > 0)
      .map((field) => ({ bound, field, others: all.filter((one) => one !== field) }));
  })
  .filter(({ bound: { command } }) => !(command.kind === 'change' && command.confirm.kind === 'type-name'))
  // The first of two arguments is missing only together with the second, which is a new name or text.
  .filter(
    ({ field, others }) => field.param.flag !== undefined || others.every(({ param }) => param.flag !== undefined),
  );

describe('every required value that can be listed', () => {
  test('these are', () => {
    expect(REQUIRED.map(({ bound, field }) => `${bound.command.path} ${labelOf(field.param)}`)).toEqual(
      expect.arrayContaining([
        'acl create --username',
        'acl create --resource',
        'acl delete --resource',
        'tag add <resource>',
        'tag remove <resource>',
        'tag remove --key',
        'sasl set-password <username>',
        'sasl delete <username>',
        'metrics last <metric>',
        'instance allowed-ip remove <ip|cidr>',
        'topic add-partitions <name>',
      ]),
    );
  });

  test.each(REQUIRED.map((one) => [`${one.bound.command.path} without ${labelOf(one.field.param)}`, one] as const))(
    '%s: a list, and nothing is changed before it',
    async (_says, { bound, others }) => {
      const given = others.flatMap(({ param }) =>
        param.flag === undefined ? [sampleOf(param)] : [`--${param.flag}`, sampleOf(param)],
      );
      const line = [bound.command.path, ...given].join(' ');
      const ran = await on(line, [declined()], { script: LISTS });
      expect([ran.code, ran.asked.length, ran.stderr]).toEqual([130, 1, expect.stringContaining('Cancelled')]);
      const reads = new Set(
        [...COMMANDS.values()]
          .filter(({ command: { kind } }) => kind === 'read')
          .map(({ operation }) => operation.action),
      );
      for (const action of actions(ran)) expect(reads.has(action)).toBe(true);
      const silent = await cli(line, { script: LISTS });
      expect([silent.code, silent.asked, silent.calls]).toEqual([2, [], []]);
      const quiet = await on(`${line} --no-input`, [], { script: LISTS });
      expect([quiet.code, quiet.asked, quiet.calls]).toEqual([2, [], []]);
    },
  );

  test.each<[string, readonly string[], readonly string[], string]>([
    [
      'acl create',
      ['app', 'topic/orders', 'write'],
      ['Which SASL user?', 'Which resource?', 'Which values for --operation?'],
      'alikafka acl create --username app --resource topic/orders --operation write',
    ],
    ['acl create --group billing', ['app'], ['Which SASL user?'], 'alikafka acl create --group billing --username app'],
    [
      'acl delete --yes',
      ['app', 'topic/orders', 'write'],
      ['Which SASL user?', 'Which topic or group?', 'Which operations?'],
      'alikafka acl delete --yes --username app --resource topic/orders --operation write',
    ],
    [
      'acl delete --yes --username app --pattern prefixed',
      ['topic/pay', 'read'],
      ['Which topic or group?', 'Which operations?'],
      'alikafka acl delete --yes --username app --pattern prefixed --resource topic/pay --operation read',
    ],
    [
      'tag remove --yes',
      ['topic/orders', 'team,env'],
      ['Which resources?', 'Which tags?'],
      'alikafka tag remove --yes topic/orders --key team --key env',
    ],
    [
      'tag add --tag a=b',
      ['topic/orders,group/billing'],
      ['Which resources?'],
      'alikafka tag add --tag a=b topic/orders group/billing',
    ],
    [
      'instance allowed-ip remove --yes',
      ['10.1.0.1'],
      ['Which addresses?'],
      'alikafka instance allowed-ip remove --yes 10.1.0.1',
    ],
    [
      'instance allowed-ip remove --yes --type internet',
      ['203.0.113.7'],
      ['Which addresses?'],
      'alikafka instance allowed-ip remove --yes --type internet 203.0.113.7',
    ],
  ])('%s: %s', async (line, pick, asked, next) => {
    const CHANGES = { CreateAcl: {}, DeleteAcl: {}, UntagResources: {}, TagResources: {}, UpdateAllowedIp: {} };
    const all = { ...LISTS, ...CHANGES };
    const ran = await on(line, pick, { script: all });
    expect({ asked: ran.asked, stderr: ran.stderr }).toMatchObject({ asked });
    expect(ran.stderr).toContain(`to skip the list next time, run "${next}"\n`);
    const again = await cli(next.replace(/^alikafka /, ''), { script: all });
    expect(actions(again)).toEqual(actions(ran).slice(-again.calls.length));
    expect(again.calls.at(-1)?.params).toEqual(ran.calls.at(-1)?.params);
  });

  test('permissions of other users, and of another pattern, are not in the list', async () => {
    const ran = await on('acl delete --username app', ['topic/pay'], { script: LISTS });
    expect(ran.stderr).toContain('topic/pay is not in the list of "Which topic or group?"');
    const read = await on('acl delete --username app --resource topic/orders', ['read'], { script: LISTS });
    expect(read.stderr).toContain('read is not in the list of "Which operations?"');
  });

  test('what is deleted is confirmed after it was picked', async () => {
    const ran = await on('tag remove topic/orders', ['team'], { script: LISTS, answers: { confirm: [false] } });
    expect([ran.code, ran.asked]).toEqual([130, ['Which tags?', 'Remove tag team from topic/orders?']]);
    expect(actions(ran)).not.toContain('UntagResources');
  });
});

describe("arguments of this tool's own commands", () => {
  const profiles = { prod: { region: 'cn-beijing' } };
  const files = { '/home/nobody/.config/alikafka/config.json': JSON.stringify({ current: 'prod', profiles }) };

  test.each<[string, readonly string[], readonly string[], string]>([
    [
      'wait',
      ['topic', 'orders', 'exists'],
      ['Wait for what?', 'Which topic?', 'Which state?'],
      'alikafka wait topic orders exists',
    ],
    ['wait topic orders', ['exists'], ['Which state?'], 'alikafka wait topic orders exists'],
    ['wait topic exists -q', ['orders'], ['Which topic?'], ''],
    [
      'wait topic exists --query exists',
      ['orders'],
      ['Which topic?'],
      'alikafka wait --query exists topic orders exists',
    ],
    ['wait instance', ['running'], ['Which state?'], 'alikafka wait instance running'],
    ['completion', ['fish'], ['Which value for <shell>?'], 'alikafka completion fish'],
    [
      'config unset --profile prod',
      ['region'],
      ['Which value for <key>?'],
      'alikafka config unset --profile prod region',
    ],
  ])('%s: %s', async (line, pick, asked, next) => {
    const ran = await on(line, pick, { files });
    expect(ran.asked).toEqual(asked);
    expect(ran.code).not.toBe(2);
    if (next === '') expect(ran.stderr).not.toContain('to skip');
    else expect(ran.stderr).toContain(`to skip the list next time, run "${next}"\n`);
  });

  test.each(['wait', 'wait topic', 'wait topic orders', 'completion', 'config unset', 'config delete', 'api'])(
    '%s without a terminal, or with --no-input: an error',
    async (line) => {
      expect(await cli(line, { files, script })).toMatchObject({ code: 2, asked: [], calls: [] });
      expect(await on(`${line} --no-input`, [], { files })).toMatchObject({ code: 2, asked: [], calls: [] });
    },
  );

  test('a profile to delete is picked, and then confirmed', async () => {
    const ran = await on('config delete', ['prod'], { files, answers: { confirm: [false] } });
    expect([ran.code, ran.asked[0], ran.asked.length]).toEqual([130, 'Which value for <profile>?', 2]);
  });

  test.each(['config set', 'config rename prod', 'explain', 'config get', 'emulator reset'])(
    '%s asks nothing',
    async (line) => {
      expect((await on(line, [], { files })).asked).toEqual([]);
    },
  );
});

describe('values that are not picked', () => {
  test.each<[string, string, Options, RegExp]>([
    ['without a terminal', 'topic status', { terminal: false }, /<name> is required/],
    ['if stderr is not a terminal', 'topic status', { terminal: false, stdinTerminal: true }, /<name> is required/],
    ['with --no-input', 'topic status --no-input', {}, /<name> is required/],
    ['a name that is to be created', 'topic create', {}, /<name> is required/],
    ['a new user', 'sasl create', {}, /<username> is required/],
    ['an id that is typed to confirm', 'instance delete', {}, /<id> is required/],
    ['the region of such a command', `instance delete ${OTHER}`, { env: NO_REGION }, /--region is required/],
    ['with another problem', 'topic status --page 1', {}, /<name> is required/],
    ['with a missing value that no list has', 'topic set-remark', {}, /<remark> is required/],
    ['with a problem of a file', 'topic delete -f names.csv', { env: BARE, files: {} }, /names.csv not found/],
  ])('%s: %s', async (_says, line, more, why) => {
    const ran = await on(line, [], more);
    expect([ran.code, ran.asked, ran.calls]).toEqual([2, [], []]);
    expect(ran.stderr).toMatch(why);
  });

  test('metrics list without a metric still lists the metrics', async () => {
    expect(await on('metrics list', [])).toMatchObject({ code: 0, asked: [] });
  });

  test('under a readonly profile nothing is read or asked: exit 4', async () => {
    const profiles = { prod: { accessKeyId: 'testid', accessKeySecret: 'testsecret', readonly: 'true' } };
    const files = { '/home/nobody/.config/alikafka/config.json': JSON.stringify({ current: 'prod', profiles }) };
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined, ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined };
    expect(await on('topic delete', [], { files, env })).toMatchObject({ code: 4, asked: [], calls: [] });
  });

  test('without keys: exit 4', async () => {
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined, ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined };
    expect(await on('topic status', [], { env })).toMatchObject({ code: 4, asked: [], calls: [] });
  });
});

describe('lists that cannot be picked from', () => {
  test('an empty list: the missing value, and why there is none', async () => {
    const ran = await on('topic status -o json', [], { script: { GetTopicList: topics() } });
    expect([ran.code, ran.asked]).toEqual([2, []]);
    expect(errorOf(ran)).toMatchObject({
      message: '<name> is required',
      hint: `There are no topics in instance ${INSTANCE}.`,
    });
  });

  test('one that is refused', async () => {
    const refused = http(403, { Code: 'Forbidden.RAM', Message: 'not allowed' });
    const ran = await on('topic status -o json', [], { script: { GetTopicList: refused } });
    expect([ran.code, ran.asked]).toEqual([2, []]);
    expect(errorOf(ran)['message']).toBe('<name> is required');
    expect(errorOf(ran)['hint']).toMatch(/^The list to pick from cannot be read: .*not allowed/);
  });

  test('Ctrl-C: exit 130, nothing more is sent', async () => {
    const ran = await on('topic delete', [declined()]);
    expect([ran.code, actions(ran)]).toEqual([130, ['GetTopicList']]);
    expect(ran.stderr).toContain('Cancelled. Nothing was changed.');
  });
});

describe('the table of lists', () => {
  test.each(Object.entries(NAME_LISTS))('%s has a list of records with its fields', (_kind, list) => {
    const { path, details, records } = list;
    const { view } = readOf(path).command;
    expect(view.kind).toBe('list');
    const { fields } = readOf(path).operation.answer;
    const known = JSON.stringify([fields, view.extraFields]);
    const own = records === undefined ? [list.name ?? view.name] : [];
    for (const name of [...own, ...details]) expect(known).toContain(`"${name}"`);
  });

  test('no command that creates something picks its name', () => {
    const created = [...COMMANDS.values()].filter(
      ({ command }) =>
        command.kind === 'change' && command.changeKind === 'created' && command.file?.line !== undefined,
    );
    expect(created.map(({ command }) => command.path)).toEqual([
      'instance allowed-ip add',
      'topic create',
      'group create',
    ]);
    for (const { operation, command } of created)
      for (const param of Object.values({ ...operation.params, ...command.inputs }))
        if (param.argument !== undefined) expect(param.lists).toBeUndefined();
  });
});
