/** Required values that are missing: picked from a list where somebody can be asked, an error elsewhere. */
import { describe, expect, test } from '@jest/globals';
import { REGIONS } from '../../../src/core/regions.ts';
import { regionItems } from '../../../src/engine/pick/ask.ts';
import { NAME_LISTS } from '../../../src/operations/name-lists.ts';
import { COMMANDS, readOf } from '../../../src/operations/registry.ts';
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
    expect(ran.asked).toEqual(asked);
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
  test.each(Object.entries(NAME_LISTS))('%s has a list of records with its fields', (_kind, { path, details }) => {
    const { view } = readOf(path).command;
    expect(view.kind).toBe('list');
    const { fields } = readOf(path).operation.answer;
    for (const name of [view.name, ...details]) expect(JSON.stringify(fields)).toContain(`"${name}"`);
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
