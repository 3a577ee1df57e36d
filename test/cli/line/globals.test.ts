/** The global options: accepted before the noun and after the verb alike, with the same meaning everywhere. */
import { describe, expect, test } from '@jest/globals';
import { LOCAL_DEFAULTS } from '../../../src/config/local-profile.ts';
import type { Param } from '../../../src/core/params.ts';
import { GLOBAL_OPTIONS } from '../../../src/commands/global-options.ts';
import { cli, errorOf, INSTANCE, json, runCli } from '../../support/context.ts';
import { http, noAnswer, ok, type Reply } from '../../support/effects.ts';
import { topics, topicStatus } from '../../support/service.ts';

const ROWS = topics({ Topic: 'b', PartitionNum: 2, Remark: 'x' }, { Topic: 'a', PartitionNum: 12, Remark: null });
const script = { GetTopicList: ROWS };
const list = (line: string, options = {}) => cli(line, { script, ...options });

describe('variables that the local profile ignores', () => {
  const noteOf = async (env: Record<string, string | undefined>, more = ''): Promise<string> =>
    (await cli(`topic list -p local -n ${more}`, { env: { ALIKAFKA_INSTANCE: undefined, ...env } })).stderr;

  test('are named once, with a value that can be an instance, and the option in their place', async () => {
    const both = { ALIKAFKA_INSTANCE: 'alikafka_pre-cn-x', ALIKAFKA_REGION: 'cn-beijing' };
    expect(await noteOf(both)).toBe(
      'profile "local" ignores ALIKAFKA_INSTANCE=alikafka_pre-cn-x, ALIKAFKA_REGION=cn-beijing; use -i to select an instance\n',
    );
    expect(await noteOf({ ALIKAFKA_REGION: 'cn-beijing' })).toBe(
      'profile "local" ignores ALIKAFKA_REGION=cn-beijing; use -r to select a region\n',
    );
    for (const odd of ['x'.repeat(65), 'prod\u202e'])
      expect(await noteOf({ ALIKAFKA_INSTANCE: odd })).toContain('ignores ALIKAFKA_INSTANCE; use -i');
  });

  test('are not named with -q, where an option is typed, or where they say the same', async () => {
    const env = { ALIKAFKA_INSTANCE: 'alikafka_pre-cn-x' };
    expect(await noteOf(env, '-q')).toBe('');
    expect(await noteOf(env, '-i alikafka_pre-cn-y')).toBe('');
    expect(await noteOf({ ALIKAFKA_INSTANCE: LOCAL_DEFAULTS.instance, ALIKAFKA_REGION: LOCAL_DEFAULTS.region })).toBe(
      '',
    );
    const other = await cli('topic list -n', { env });
    expect(other.stderr).not.toContain('ignores');
  });
});

describe('their position', () => {
  test.each(['OPTIONS topic list', 'topic OPTIONS list', 'topic list OPTIONS'])('%s', async (line) => {
    const options = `-r cn-beijing -i ${INSTANCE}-x -o json --query '[].Topic' --endpoint http://127.0.0.1:1 --param X=1 -q --timeout 5s`;
    const ran = await list(line.replace('OPTIONS', options));
    expect(json(ran)).toEqual(['b', 'a']);
    expect(ran.calls[0]).toMatchObject({
      origin: 'http://127.0.0.1:1',
      params: { RegionId: 'cn-beijing', InstanceId: `${INSTANCE}-x`, X: '1' },
    });
  });

  test('the last of two counts, and repeatable ones accumulate', async () => {
    const ran = await list('-o table -r cn-beijing --param A=1 topic list -r cn-shanghai --param B=2 -o json');
    expect(ran.calls[0]?.params).toMatchObject({ RegionId: 'cn-shanghai', A: '1', B: '2' });
    expect(json(ran)).toHaveLength(2);
  });

  test('values may follow their option directly', async () => {
    const ran = await list('topic list -ojson --region=cn-beijing -icustom', {
      script: {
        GetTopicList: ROWS,
        GetInstanceList: { InstanceList: { InstanceVO: [{ InstanceId: 'alikafka_c', Name: 'custom' }] } },
      },
    });
    expect(json(ran)).toHaveLength(2);
    expect(ran.calls[1]?.params).toMatchObject({ RegionId: 'cn-beijing', InstanceId: 'alikafka_c' });
  });

  test('short flags may be combined', async () => {
    const ran = await cli('topic delete orders -nq -o json');
    expect(ran).toMatchObject({ code: 0, stderr: '', calls: [] });
    expect(json(ran)).toHaveLength(1);
  });

  test('arguments after -- are not options', async () => {
    const ran = await runCli(['topic', 'set-remark', 'orders', '--', '-o'], { script: { ModifyTopicRemark: {} } });
    expect(ran.calls[0]?.params['Remark']).toBe('-o');
  });

  test('only the documented short flags exist', () => {
    const short = Object.values<Param>(GLOBAL_OPTIONS).flatMap(({ short: letter }) => letter ?? []);
    expect(short.sort()).toEqual(['V', 'i', 'n', 'o', 'p', 'q', 'r', 'y']);
  });
});

describe('version and help', () => {
  test.each(['--version', '-V', 'topic list --version', '-o json --version', 'topic list -V', 'topic -V'])(
    '%s prints the version',
    async (line) => {
      expect(await cli(line)).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^\d+\.\d+\.\d+\S*\n$/),
        stderr: '',
      });
    },
  );

  test.each<[string, RegExp]>([
    ['', /Usage: alikafka \[global options\] <noun> <verb>/],
    ['--help', /--profile local topic list/],
    ['-h', /instance[\s\S]*topic/],
    ['help', /Global options/],
    ['topic --help', /create/],
    ['help topic', /add-partitions/],
    ['topic create --help', /--partitions <n>/],
    ['help topic create', /Examples:/],
    ['instance allowed-ip --help', /remove/],
    ['config --help', /set/],
    ['api --help', /Key=Value/],
  ])('%j prints help on stdout: exit 0', async (line, shows) => {
    expect(await cli(line)).toMatchObject({ code: 0, stdout: expect.stringMatching(shows), stderr: '' });
  });

  test('help needs no settings and no readable profile', async () => {
    const ran = await cli('topic list --help -p none', { env: { ALIKAFKA_REGION: 'a b' } });
    expect(ran.code).toBe(0);
  });
});

describe('output', () => {
  test.each(['json', 'JSON'])('-o %s', async (format) => {
    expect(json(await list(`topic list -o ${format}`))).toHaveLength(2);
  });

  test.each([
    ['', { ALIKAFKA_OUTPUT: 'name' }],
    ['-o name', { ALIKAFKA_OUTPUT: 'json' }],
  ])('%j with %j', async (flag, env) => {
    expect((await list(`topic list ${flag}`, { env })).stdout).toBe('b\na\n');
  });

  test.each([
    ['topic list -o html', {}, '-o|--output'],
    ['topic list', { ALIKAFKA_OUTPUT: 'html' }, 'ALIKAFKA_OUTPUT'],
    ['topic list -p local', { ALIKAFKA_OUTPUT: 'html' }, 'ALIKAFKA_OUTPUT'],
  ])('%s with %j is exit 2', async (line, env, source) => {
    const ran = await cli(line, { env });
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    expect(ran.stderr).toMatch(new RegExp(`(${source}) must be one of table, json, xml, yaml, csv, tsv, ndjson, name`));
  });
});

describe('--sort', () => {
  const unordered = topics(
    { Topic: 'b', PartitionNum: 12, Status: 0 },
    { Topic: 'c', PartitionNum: 2, Status: 0 },
    { Topic: 'a', PartitionNum: 100, Status: 0 },
  );
  const sorted = (line: string) => cli(line, { script: { GetTopicList: unordered } });

  test.each([
    ['topic', 'a b c'],
    ['PartitionNum', 'c b a'],
    ['partitionnum:desc', 'a b c'],
  ])('by %s in every format', async (field, expected) => {
    const line = `topic list --sort ${field}`;
    const names = expected.split(' ');
    expect((await sorted(`${line} -o name`)).stdout).toBe(`${names.join('\n')}\n`);
    expect((json(await sorted(`${line} -o json`)) as { Topic: string }[]).map(({ Topic }) => Topic)).toEqual(names);
    for (const format of ['table', 'csv', 'tsv', 'yaml', 'xml']) {
      const { code, stdout } = await sorted(`${line} -o ${format} --columns topic`);
      expect([code, stdout.match(/\b[abc]\b/g)]).toEqual([0, names]);
    }
  });

  test('a query sees the sorted rows', async () => {
    expect((await sorted('topic list --sort topic --query [0].Topic')).stdout).toBe('a\n');
  });

  test.each([
    ['topic list --sort Topik', /--sort: unknown column "Topik"; did you mean Topic\? \(columns: Topic, /],
    ['topic list --sort topic -o ndjson', /--sort cannot be combined with -o ndjson/],
    ['topic create abc --sort nope', /--sort: unknown column "nope"/],
    ['config list --sort nope', /--sort: unknown column "nope"/],
  ])('%s is exit 2', async (line, says) => {
    expect(await cli(line)).toMatchObject({ code: 2, stdout: '', calls: [], stderr: expect.stringMatching(says) });
  });
});

describe('--wide', () => {
  const one = topics({
    Topic: 'b',
    PartitionNum: 2,
    Status: 0,
    CreateTime: 1_795_514_400_000,
    Remark: 'x'.repeat(100),
  });
  const on = (line: string, columns = 60) => cli(line, { script: { GetTopicList: one }, terminal: true, columns });

  test('shows every field, unshortened', async () => {
    const { stdout } = await on('topic list --wide');
    expect(stdout).toContain('x'.repeat(100));
    expect(stdout).toContain('2026-11-24T10:00:00Z');
    expect(stdout.split('\n')[1]).toContain('CompactTopic');
  });

  test('a narrow terminal gets a note with the hidden columns', async () => {
    const { stderr, stdout } = await on('topic list --columns topic,remark');
    expect(stdout).toContain('x…');
    expect(stderr).not.toContain('hidden');
    const groups = { GetConsumerList: { ConsumerList: [{ ConsumerId: 'g', Remark: 'x'.repeat(40), CreateTime: 1 }] } };
    const ran = await cli('group list', { script: groups, terminal: true, columns: 50 });
    expect(ran.stderr).toContain('hidden columns: Tags (use --wide to show all)');
  });

  test('without a terminal, no usual column is hidden', async () => {
    const { stdout, stderr } = await cli('topic list', { script: { GetTopicList: one } });
    expect([stdout.includes('x'.repeat(100)), stderr]).toEqual([true, '']);
  });
});

describe('--columns', () => {
  test.each([
    ['topic list --columns partitionnum,TOPIC -o csv', {}, 'PartitionNum,Topic\n2,b\n12,a\n'],
    ['topic create abc --columns topic,RESULT -o csv', { CreateTopic: {} }, 'Topic,Result\nabc,created\n'],
    ['config list --columns profile,region -o csv', {}, 'Profile,Region\nlocal,\n'],
    ['explain bug --columns code,EXITCODE -o csv', {}, 'Code,ExitCode\nBug,70\n'],
    ['api GetTopicList --columns requestid -o csv', {}, /^RequestId\n/],
    ['api GetTopicList --all-pages --columns topic -o csv', {}, 'Topic\nb\na\n'],
    ['wait topic a exists -q --columns topic,state -o csv', {}, 'Topic,State\na,exists\n'],
  ])('accepts fields in any case: %s', async (line, script, expected) => {
    const topicsOf = topics({ Topic: 'b', PartitionNum: 2, Status: 0 }, { Topic: 'a', PartitionNum: 12, Status: 0 });
    const ran = await cli(line, { script: { GetTopicList: topicsOf, ...script } });
    const printed = ran.stdout.replaceAll('\r\n', '\n');
    expect([ran.stderr, printed]).toEqual([
      '',
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    ]);
  });

  test('applies to objects with rows', async () => {
    const OffsetTable = { OffsetTable: [{ Partition: 0, MinOffset: 1, MaxOffset: 5 }] };
    const script = { GetTopicStatus: { TopicStatus: { TotalCount: 4, OffsetTable } } };
    const ran = await cli('topic status a --columns maxoffset,partition -o tsv', { script });
    expect(ran).toMatchObject({ code: 0, stdout: 'MaxOffset\tPartition\n5\t0\n' });
  });

  test('selects fields and their order in tables, csv and tsv', async () => {
    expect((await list('topic list --columns Remark,Topic --no-headers')).stdout).toMatch(/^x +b\n.*a\n$/);
    expect((await list('topic list --columns PartitionNum,Topic -o csv')).stdout).toBe(
      'PartitionNum,Topic\r\n2,b\r\n12,a\r\n',
    );
    expect((await list('topic list --columns Topic,PartitionNum -o tsv --no-headers')).stdout).toBe('b\t2\na\t12\n');
  });

  test.each([
    ['topic list --columns Topik', /--columns: unknown column "Topik"; did you mean Topic\?/],
    ['topic list --columns Topic,,Remark', /--columns/],
    ['topic create x-y --columns Nope', /--columns: unknown column "Nope"/],
    ['group lag --columns Lags', /did you mean Lag\?/],
    ['config list --columns Nope', /Nope/],
  ])('%s is exit 2 before anything is sent', async (line, why) => {
    const ran = await cli(line);
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    expect(ran.stderr).toMatch(why);
  });

  test.each(['topic create orders --columns Topic,Result,RequestId', 'topic create orders --columns Result'])(
    '%s',
    async (line) => {
      expect((await cli(line, { script: { CreateTopic: {} } })).code).toBe(0);
    },
  );
});

describe('--query', () => {
  test('sees the JSON form, in every format', async () => {
    const query = "--query '[?PartitionNum>`2`].Topic | [0]'";
    for (const format of ['table', 'csv', 'tsv', 'name'])
      expect((await list(`topic list ${query} -o ${format}`)).stdout).toBe('a\n');
    expect((await list(`topic list ${query} -o json`)).stdout).toBe('"a"\n');
  });

  test.each(['[', 'foo(', '[?a=b]', 'nope(@)'])(
    '%s is not a valid expression: exit 2, before anything is sent',
    async (expression) => {
      const ran = await runCli(['topic', 'list', '--query', expression]);
      expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
      expect(ran.stderr).toMatch(/--query/);
    },
  );

  test('an expression that fails on the data is an error of the query, not a bug', async () => {
    const ran = await runCli(['topic', 'list', '--query', 'length(`5`)', '-o', 'json'], { script });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(errorOf(ran)).toMatchObject({ message: expect.stringMatching(/^--query cannot be applied to the data: /) });
  });

  test('null prints nothing in a table, with a note that --quiet hides', async () => {
    const note = 'the result of --query is null: check its field names\n';
    expect(await list('topic list --query nothing')).toMatchObject({ code: 0, stdout: '', stderr: note });
    expect(await list('topic list --query nothing --quiet')).toMatchObject({ stdout: '', stderr: '' });
    expect((await list('topic list --query [].nothing')).stderr).toBe('');
  });
});

describe('--param', () => {
  test.each([
    ['--param Nope', /--param must be Key=Value/],
    ['--param =x', /--param must be Key=Value/],
    ['--param Password=abc', /--param does not accept secrets \(Password\)/],
    ['--param SecurityToken=abc', /--param does not accept secrets/],
    ['--param accessKeySecret=abc', /--param does not accept secrets/],
    ['--param Action=DeleteTopic', /--param cannot set Action/],
    ['--param Signature=x', /--param cannot set Signature/],
  ])('%s is exit 2', async (flag, why) => {
    const ran = await cli(`topic list ${flag}`);
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(ran.stderr).toMatch(why);
    expect(ran.stderr).not.toContain('abc');
  });

  test('a value may contain =', async () => {
    expect((await list('topic list --param Filter=a=b')).calls[0]?.params['Filter']).toBe('a=b');
  });
});

describe('--timeout and --max-attempts', () => {
  const timeoutOf = async (flags: string): Promise<number | undefined> => {
    let timeout: number | undefined;
    await cli(`topic status orders ${flags}`, {
      send: async (request) => {
        timeout = request.timeout;
        return ok();
      },
    });
    return timeout;
  };

  test.each([
    ['', 30_000],
    ['--timeout 500ms', 500],
    ['--timeout 2m', 120_000],
    ['--timeout 90d', 2 ** 31 - 1],
  ])('%j: %i ms', async (flags, milliseconds) => expect(await timeoutOf(flags)).toBe(milliseconds));

  test.each([
    '--timeout 0s',
    '--timeout 5',
    '--timeout x',
    '--max-attempts 0',
    '--max-attempts 1.5',
    '--max-attempts x',
    '--max-attempts -1',
  ])('%s is exit 2', async (flags) => expect(await cli(`topic list ${flags}`)).toMatchObject({ code: 2, calls: [] }));

  test.each([
    ['', 4],
    ['--max-attempts 1', 1],
    ['--max-attempts 7', 7],
  ])('%j: %i attempts of a read', async (flags, count) => {
    const ran = await cli(`topic status orders ${flags}`, { script: { GetTopicStatus: () => noAnswer() } });
    expect(ran.code).toBe(9);
    expect(ran.calls).toHaveLength(count);
    expect(ran.waits).toHaveLength(count - 1);
  });
});

describe('--quiet', () => {
  test('prints only errors to stderr, and does not affect stdout', async () => {
    const line = 'topic create orders --partitions 100';
    const loud = await cli(line, { script: { CreateTopic: {} }, stderrTerminal: true });
    const quiet = await cli(`${line} -q`, { script: { CreateTopic: {} }, stderrTerminal: true });
    expect(loud.stderr).not.toBe('');
    expect(quiet).toMatchObject({ code: 0, stderr: '', stdout: loud.stdout });
    expect((await cli('topic list --bogus -q')).stderr).toMatch(/^error:/);
  });
});

describe('colors', () => {
  const ESC = '\u001b[';
  const colored = async (flags: string, env: Record<string, string>, terminal: boolean): Promise<boolean> =>
    (await cli(`topic list --bogus ${flags}`, { env, terminal })).stderr.includes(ESC);

  test.each<[string, Record<string, string>, boolean, boolean]>([
    ['', {}, true, true],
    ['', {}, false, false],
    ['', { NO_COLOR: '1' }, true, false],
    ['', { NO_COLOR: '' }, true, true],
    ['', { FORCE_COLOR: '1' }, false, true],
    ['', { FORCE_COLOR: '0' }, true, false],
    ['', { FORCE_COLOR: 'false' }, true, false],
    ['', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    ['--color', { NO_COLOR: '1' }, false, true],
    ['--no-color', { FORCE_COLOR: '1' }, true, false],
    ['--color --no-color', {}, true, false],
    ['', { TERM: 'dumb' }, true, false],
  ])('%j %j, terminal %j: %j', async (flags, env, terminal, color) =>
    expect(await colored(flags, env, terminal)).toBe(color),
  );

  test('an error has colors, and prints no escape sequence as text', async () => {
    const { stderr } = await cli('topic list --bogus', { terminal: true });
    expect(stderr).toContain('\u001b[31merror:\u001b[39m');
    expect(stderr).not.toContain('\\u001b');
  });
});

describe('--debug', () => {
  test.each<[string, Record<string, string>]>([
    ['--debug', {}],
    ['', { ALIKAFKA_DEBUG: '1' }],
  ])('%j %j traces each attempt, its headers and its timing on stderr', async (flag, env) => {
    const reply: Reply = http(503, '<html>', { server: 'nginx' });
    const ran = await cli(`topic status orders ${flag}`, {
      env,
      script: { GetTopicStatus: [reply, ok(topicStatus())] },
    });
    expect(ran.code).toBe(0);
    expect(ran.stderr).toMatch(/POST https:\/\/alikafka.*attempt 1/);
    expect(ran.stderr).toMatch(/503 in \d+ ms/);
    expect(ran.stderr).toContain('server: nginx');
    expect(ran.stderr).toMatch(/retry in 100 ms/);
    expect(ran.stderr).toMatch(/attempt 2/);
    expect(ran.stderr).toContain('Action=GetTopicStatus');
  });

  test('escape sequences from the service are made visible', async () => {
    const reply = http(200, `{"Code":200,"RequestId":"R","Message":"\u001b]0;title\u0007"}`, { 'x-y': 'a\u001b[2Jb' });
    const ran = await cli('topic status orders --debug', { script: { GetTopicStatus: reply } });
    expect(ran.stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
    expect(ran.stderr).toContain('\\u001b[2J');
  });

  test('without it nothing is traced', async () => {
    expect((await list('topic list', { env: { ALIKAFKA_DEBUG: '0' } })).stderr).toBe('');
  });
});
