/** All problems of a command line are reported together, by the names of its flags, before anything is sent: exit 2. */
import { describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../../../src/operations/registry.ts';
import { cli, errorOf, runCli } from '../../support/context.ts';

describe('all errors at once', () => {
  test('of values, flags, global options, columns, query and missing arguments', async () => {
    const line =
      'topic create ab --partitons 3 --partitions many --timeout soon --max-attempts none --columns Nope --query [ --param x -o json';
    const ran = await cli(line);
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    expect(errorOf(ran)['message']).toBe(`${errorOf(ran).details.length} problems in the command line`);
    expect(
      errorOf(ran)
        .details.map(({ flag }) => flag)
        .sort(),
    ).toEqual(
      [
        '--partitons',
        '<name>',
        '--partitions',
        '--timeout',
        '--max-attempts',
        '--columns',
        '--query',
        '--param',
      ].sort(),
    );
  });

  test('the limit of a wait without the wait', async () => {
    const ran = await cli('topic create orders --wait-timeout 5s -o json');
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    expect(errorOf(ran).details).toEqual([{ flag: '--wait-timeout', message: '--wait-timeout requires --wait' }]);
  });

  test('region and instance together with the others', async () => {
    const env = { ALIKAFKA_REGION: undefined, ALIKAFKA_INSTANCE: undefined };
    const ran = await cli('topic create ab -o json', { env });
    expect(errorOf(ran).details.map(({ flag }) => flag)).toEqual(['<name>', '--region', '--instance']);
  });

  test('in text, one line each, with the command for help', async () => {
    const { stderr } = await cli('topic create ab --partitions 0');
    expect(stderr).toMatch(
      /^error: 2 problems in the command line\n {2}- <name> must be .*\n {2}- --partitions must be at least 1, not 0\n/,
    );
    expect(stderr).toMatch(/next: +alikafka topic create --help\n$/);
  });
});

describe('unknown words', () => {
  test.each<[string, RegExp, RegExp]>([
    ['topics list', /^error: unknown command "topics"; did you mean "topic list"\?\n/, /next: +alikafka topic list\n/],
    [
      'topic creat x',
      /^error: unknown command "topic creat"; did you mean "topic create"\?\n/,
      /next: +alikafka topic create --help\n/,
    ],
    [
      'instance allowed-ip ad',
      /^error: unknown command "instance allowed-ip ad"; did you mean "instance allowed-ip add"\?\n/,
      /next: +alikafka instance allowed-ip add --help\n/,
    ],
    ['config frobnicate', /^error: unknown command "config frobnicate"\n/, /next: +alikafka config --help\n/],
    ['help frobnicate', /^error: unknown command "frobnicate"\n/, /next: +alikafka --help\n/],
    ['help topic frobnicate', /^error: unknown command "topic frobnicate"\n/, /next: +alikafka topic --help\n/],
    ['topic list --nme x', /^error: unknown option --nme; did you mean --name\?\n/, /next/],
    ['topic list -z', /^error: unknown option -z\n/, /next/],
    ['topic status a b', /^error: unexpected argument "b"\n/, /next/],
    ['topic list x y', /- unexpected argument "x"\n {2}- unexpected argument "y"\n/, /next/],
    ['topic create --partitions', /^error: --partitions requires a value\n/, /next: +alikafka topic create --help\n/],
    ['-o', /^error: --output requires a value\n/, /next: +alikafka --help\n/],
    ['constructor', /^error: unknown command "constructor"\n/, /next: +alikafka --help\n/],
    [
      '--profil x topic list',
      /^error: unknown option --profil; did you mean --profile\?\n/,
      /next: +alikafka --profile x topic list\n/,
    ],
    ['topic --bogus', /^error: unknown option --bogus\n/, /next: +alikafka topic --help\n/],
    ['--bogus', /^error: unknown option --bogus\n/, /next: +alikafka --help\n/],
  ])('%s', async (line, why, next) => {
    const ran = await cli(line);
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    expect(ran.stderr).toMatch(why);
    expect(ran.stderr).toMatch(next);
  });

  test('an option is named in the details', async () => {
    const of = async (line: string) => errorOf(await cli(`${line} -o json`)).details;
    expect(await of('topic list --nme x')).toEqual([
      { flag: '--nme', message: 'unknown option --nme; did you mean --name?' },
    ]);
    expect(await of('topic status a b')).toEqual([{ name: '"b"', message: 'unexpected argument "b"' }]);
  });

  test.each([
    'topics list -o json',
    '-o json topics list',
    '--output=json topic creat',
    'topics list -o JSON',
    'topics list -o NdJson',
  ])('as JSON: %s', async (line) => {
    const ran = await cli(line);
    expect(errorOf(ran)).toMatchObject({ code: 'Usage', exitCode: 2, retryable: false });
  });

  test('in the format of the environment', async () => {
    expect(errorOf(await cli('topics list', { env: { ALIKAFKA_OUTPUT: 'json' } }))).toMatchObject({ code: 'Usage' });
  });
});

describe('a noun alone, or with the word help', () => {
  test.each([
    ['topic', 'alikafka topic', 'add-partitions'],
    ['topic help', 'alikafka topic', 'add-partitions'],
    ['instance allowed-ip', 'alikafka instance allowed-ip', 'remove'],
    ['config', 'alikafka config', 'unset'],
    ['ram', 'alikafka ram', 'policy'],
    ['ram help', 'alikafka ram', 'policy'],
    ['-r cn-beijing topic', 'alikafka topic', 'add-partitions'],
  ])('%s prints its help: exit 0', async (line, usage, verb) => {
    const ran = await cli(line);
    expect(ran).toMatchObject({ code: 0, stderr: '', calls: [] });
    expect(ran.stdout).toMatch(new RegExp(`^Usage: ${usage} `));
    expect(ran.stdout).toContain(`\n  ${verb}`);
    expect(ran.stdout).toMatch(/\n {2}-h, --help +Show help\n/);
    expect(ran.stdout).toBe((await cli(`${usage.replace('alikafka ', '')} --help`)).stdout);
  });
});

describe('missing arguments and options', () => {
  const needsRegion = 'instance list';

  test('a region', async () => {
    const ran = await cli(needsRegion, { env: { ALIKAFKA_REGION: undefined } });
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(ran.stderr).toMatch(
      /^error: --region is required: use --region, set ALIKAFKA_REGION, or run "alikafka config set region <id>"\n/,
    );
  });

  test('an instance', async () => {
    const ran = await cli('topic list', { env: { ALIKAFKA_INSTANCE: undefined } });
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(ran.stderr).toMatch(
      /^error: --instance is required: use -i, set ALIKAFKA_INSTANCE, or run "alikafka config set instance <id>"\n/,
    );
  });

  test('an empty value counts as missing', async () => {
    const ran = await runCli(['topic', 'delete', '', '--yes', '-o', 'json']);
    expect(ran.code).toBe(2);
    expect(errorOf(ran).details).toEqual([{ flag: '<name>', message: '<name> must not be empty' }]);
  });

  test('an empty instance is not looked up', async () => {
    expect(await runCli(['topic', 'list', '-i', ''])).toMatchObject({ code: 2, calls: [] });
  });
});

describe('every command without its arguments', () => {
  const required = [...COMMANDS].filter(([, { command, operation }]) =>
    Object.entries({ ...operation.params, ...command.inputs }).some(
      ([, param]) => param.argument !== undefined && param.required && param.from === undefined,
    ),
  );

  test.each(required)('%s: exit 2, and nothing is sent', async (path) => {
    const ran = await cli(`${path} -o json`);
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    const command = COMMANDS.get(path)?.command;
    const change = command?.kind === 'change' ? command : undefined;
    const orPattern = change?.byPattern === undefined ? '' : '--name or ';
    const orFile = change?.file === undefined ? '' : ` unless ${orPattern}--from-file is given`;
    const expected = (flag: unknown): string => `${String(flag)} is required${orFile}`;
    expect(errorOf(ran).details.some(({ flag, message }) => message === expected(flag))).toBe(true);
  });
});

describe('--no-validate', () => {
  test('leaves the values to the service', async () => {
    const ran = await cli('topic create ab --partitions 1000 --no-validate', { script: { CreateTopic: {} } });
    expect(ran.calls[0]?.params).toMatchObject({ Topic: 'ab', PartitionNum: '1000' });
  });

  test('values of the wrong type are still refused', async () => {
    expect(await cli('metrics last m --timeout x --no-validate')).toMatchObject({ code: 2 });
    expect(await runCli(['topic', 'create', '', '--no-validate'])).toMatchObject({ code: 2 });
  });
});
