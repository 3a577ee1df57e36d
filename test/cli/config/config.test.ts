/** `config …`: profiles are listed, read and written without showing a secret, in a file for the owner alone. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { LOCAL_DEFAULTS } from '../../../src/config/local-profile.ts';
import { run } from '../../../src/run.ts';
import { cli, declined, errorOf, json, type Options, testContext } from '../../support/context.ts';
import { topics, topicStatus } from '../../support/service.ts';
import { folders } from '../../support/folder.ts';

const makeFolder = folders();
const NO_ENV = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: undefined,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined,
  ALIKAFKA_REGION: undefined,
  ALIKAFKA_INSTANCE: undefined,
};

/** A profile without values for `config list`. */
const UNSET = {
  Current: false,
  Mode: null,
  AccessKeyId: null,
  Region: null,
  Instance: null,
  Output: null,
  Readonly: null,
  Confirm: null,
};

/** A separate home folder with a real file. */
async function home() {
  const folder = await makeFolder();
  const path = join(folder, '.config', 'alikafka', 'config.json');
  const read = async (file: string): Promise<string | undefined> =>
    readFile(file, 'utf8').catch((error: { code?: string }) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
  return {
    path,
    type: (line: string, { env, ...more }: Options = {}) =>
      cli(line, { home: folder, cwd: folder, files: { read }, env: { ...NO_ENV, ...env }, ...more }),
    write: (name: string, text: string) => writeFile(join(folder, name), text),
    saved: async () => JSON.parse(await readFile(path, 'utf8')) as object,
  };
}

describe('config set', () => {
  test('saves values, a secret from stdin, readable only for the owner', async () => {
    const { type, path, saved } = await home();
    expect(await type('config set access-key-id testid')).toMatchObject({ code: 0, stdout: '' });
    expect(await type('config set access-key-secret --stdin', { stdin: 'testsecret\n' })).toMatchObject({
      code: 0,
      stdout: '',
    });
    expect((await type('config set region cn-hangzhou')).code).toBe(0);
    expect(await saved()).toEqual({
      current: 'default',
      profiles: { default: { accessKeyId: 'testid', accessKeySecret: 'testsecret', region: 'cn-hangzhou' } },
    });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(path, '..'))).mode & 0o777).toBe(0o700);
  });

  test('saves to a named profile, which does not become the current one', async () => {
    const { type, saved } = await home();
    await type('config set region cn-hangzhou');
    await type('config set region cn-beijing --profile prod');
    await type('config set instance alikafka_pre-cn-x', { env: { ALIKAFKA_PROFILE: 'prod' } });
    expect(await saved()).toEqual({
      current: 'default',
      profiles: { default: { region: 'cn-hangzhou' }, prod: { region: 'cn-beijing', instance: 'alikafka_pre-cn-x' } },
    });
  });

  test('saves an enum value in its own spelling, and a path as absolute', async () => {
    const { type, saved } = await home();
    await type('config set mode ecsramrole');
    await type('config set ca-file certs/corp.pem', { cwd: '/work' });
    await type('config set oidc-token-file /var/run/token', { cwd: '/work' });
    expect(await saved()).toMatchObject({
      profiles: {
        default: { mode: 'EcsRamRole', caFile: '/work/certs/corp.pem', oidcTokenFile: '/var/run/token' },
      },
    });
  });

  test('saves to the profile that the project file names', async () => {
    const { type, saved, write } = await home();
    await write('.alikafka.json', '{"profile":"prod"}');
    await type('config set region cn-beijing');
    await type('config set region cn-hangzhou --profile other');
    expect(await saved()).toMatchObject({
      profiles: { prod: { region: 'cn-beijing' }, other: { region: 'cn-hangzhou' } },
    });
  });

  test('with --dry-run saves nothing, and prints what would be saved', async () => {
    const { type, saved } = await home();
    expect((await type('config set region cn-beijing -n')).stderr).toMatch(
      /dry run, nothing was saved; the result would be: region saved in profile "default"/,
    );
    await expect(saved()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('says that a profile is new, with a saved one of almost the same name', async () => {
    const { type } = await home();
    const stderrOf = async (line: string): Promise<string> => (await type(line)).stderr;
    expect(await stderrOf('config set region cn-beijing --profile prod')).toBe(
      'region saved in profile "prod" (created)\n',
    );
    expect(await stderrOf('config set region cn-beijing --profile prod')).toBe('region saved in profile "prod"\n');
    expect(await stderrOf('config set region cn-beijing --profile prdo')).toBe(
      'region saved in profile "prdo" (created); did you mean "prod"?\n',
    );
  });

  test('warns of an unknown region, and saves it', async () => {
    const { type, saved } = await home();
    const ran = await type('config set region cn-beijin');
    expect([ran.code, ran.stderr]).toEqual([
      0,
      expect.stringMatching(/^warning: unknown region .*did you mean cn-beijing\?$/m),
    ]);
    expect(await saved()).toMatchObject({ profiles: { default: { region: 'cn-beijin' } } });
    expect((await type('config set sts-region cn-nowhere')).stderr).not.toContain('warning');
  });

  test.each([
    ['instance', 'alikafka_pre-cn-x'],
    ['region', 'cn-beijing'],
    ['output', 'yaml'],
  ])('%s of the built-in profile is an option', async (key, value) => {
    const { type } = await home();
    const ran = await type(`config set ${key} ${value} -p local`);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/hint: +Use -i, -r and -o/);
    expect(ran.stderr).toContain(`alikafka topic list --${key} ${value} --profile local\n`);
  });

  test('accepts a secret at a prompt', async () => {
    const { type, saved } = await home();
    const ran = await type('config set access-key-secret', { terminal: true, answers: { secret: ['testsecret'] } });
    expect(ran.code).toBe(0);
    expect(await saved()).toMatchObject({ profiles: { default: { accessKeySecret: 'testsecret' } } });
    expect(ran.stderr).not.toContain('testsecret');
  });

  test.each<[string, string, Options, RegExp]>([
    ['a secret as an argument', 'config set access-key-secret testsecret', {}, /must not be a secret.*--stdin/],
    ['a token as an argument', 'config set security-token testsecret', {}, /must not be a secret/],
    ['a secret from nowhere', 'config set access-key-secret', {}, /--stdin/],
    ['an empty secret', 'config set access-key-secret --stdin', { stdin: '\n' }, /--stdin is empty/],
    ['no value', 'config set region', {}, /<value> is required/],
    ['an empty value', "config set region ''", {}, /must not be empty/],
    ['a value and --stdin', 'config set region cn-beijing --stdin', {}, /cannot be combined/],
    ['no key', 'config set', {}, /<key> is required: one of access-key-id/],
    ['no such key', 'config set regoin x', {}, /unknown setting "regoin"; did you mean region\?/],
    ['no key but a word of every object', 'config set constructor x', {}, /not "constructor"/],
    ['no region', 'config set region x.y', {}, /must be a region id/],
    ['no word of a guard', 'config set readonly yes', {}, /must be one of true, false, not "yes"/],
    ['no word of another', 'config set confirm ask', {}, /must be name, not "ask"/],
    ['no format', 'config set output html', {}, /must be one of table/],
    ['no network', 'config set network intranet', {}, /must be one of public, vpc, not "intranet"/],
    ['no mode', 'config set mode CloudSSO', {}, /must be one of AK, .*, CredentialsURI, not "CloudSSO"/],
    ['no role', 'config set role-arn reader', {}, /must be the ARN of a RAM role/],
    ['no region from stdin', 'config set region --stdin', { stdin: 'x.y\n' }, /--stdin must be a region id/],
    ['no endpoint', 'config set endpoint ftp://x', {}, /must begin with https/],
    ['an endpoint with a password', 'config set endpoint https://u:testsecret@x', {}, /user name or password/],
    ['too many words', 'config set region a b', {}, /unexpected argument "b"/],
    [
      'an unknown flag',
      'config set region cn-beijing --stdn',
      {},
      / - unknown option --stdn; did you mean --stdin\?\n {2}- --stdin cannot be combined with <value>\n/,
    ],
    [
      'the built-in profile',
      'config set region cn-beijing --profile local',
      {},
      /--profile: the built-in local profile can't be changed/,
    ],
  ])('%s: exit 2, and nothing is saved', async (_says, line, options, why) => {
    const { type, saved } = await home();
    const ran = await type(line, options);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(why);
    expect(ran.stderr).not.toContain('testsecret');
    await expect(saved()).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('config get, unset, list, path', () => {
  async function furnished() {
    const at = await home();
    for (const line of [
      'config set access-key-id LTAItest12345678',
      'config set region cn-hangzhou',
      'config set output json --profile prod',
    ])
      await at.type(line);
    await at.type('config set access-key-secret --stdin', { stdin: 'testsecret' });
    return at;
  }

  test('get prints one value, bare', async () => {
    const { type } = await furnished();
    expect(await type('config get region')).toMatchObject({ code: 0, stdout: 'cn-hangzhou\n', stderr: '' });
    expect((await type('config get output --profile prod')).stdout).toBe('json\n');
  });

  test('get reads the profile that a command would use', async () => {
    const { type } = await furnished();
    for (const name of ['ALIKAFKA_PROFILE', 'ALIBABA_CLOUD_PROFILE'])
      expect((await type('config get output', { env: { [name]: 'prod' } })).stdout).toBe('json\n');
    expect((await type('config get region', { env: { ALIBABA_CLOUD_PROFILE: 'theirs' } })).stdout).toBe(
      'cn-hangzhou\n',
    );
  });

  test('get masks a secret', async () => {
    const { type } = await furnished();
    expect((await type('config get access-key-secret')).stdout).toBe('******\n');
    expect((await type('config get access-key-secret -o json')).stdout).not.toContain('testsecret');
  });

  test('get masks an AccessKey ID as the list does', async () => {
    const { type } = await furnished();
    expect((await type('config get access-key-id')).stdout).toBe('LTAI****5678\n');
    expect((await type('config list')).stdout).toContain('LTAI****5678');
  });

  test('get of a key that is not set: exit 3', async () => {
    const { type } = await furnished();
    const ran = await type('config get instance -o json');
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(errorOf(ran)).toMatchObject({
      exitCode: 3,
      message: expect.stringContaining('instance is not set in profile "default"'),
    });
    expect((await type('config get region --profile none')).code).toBe(3);
  });

  test('get without a key prints every saved key of the profile, and no secret', async () => {
    const { type } = await furnished();
    const ran = await type('config get');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout.split('\n')).toEqual([
      'Key                Value',
      'access-key-id      LTAI****5678',
      'access-key-secret  ******',
      'region             cn-hangzhou',
      '',
    ]);
    expect(json(await type('config get --profile prod -o json'))).toEqual([{ Key: 'output', Value: 'json' }]);
    expect((await type('config get -o name')).stdout).toBe('access-key-id\naccess-key-secret\nregion\n');
    expect((await type('config get --columns Value')).stdout).toMatch(/^Value\n/);
  });

  test('get without a key from a profile without keys prints none', async () => {
    const { type } = await furnished();
    await type('config unset output --profile prod');
    expect(await type('config get --profile prod -o json')).toMatchObject({ code: 0, stdout: '[]\n' });
  });

  test('get without a key from a profile that does not exist: exit 3', async () => {
    const { type } = await furnished();
    const ran = await type('config get --profile none -o json');
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    const next = 'alikafka config list';
    expect(errorOf(ran)).toMatchObject({ code: 'NotSet', message: 'profile "none" not found', next });
  });

  test('get of the built-in profile prints its own values', async () => {
    const { type } = await furnished();
    expect(json(await type('config get --profile local -o json'))).toEqual([
      { Key: 'region', Value: LOCAL_DEFAULTS.region },
      { Key: 'instance', Value: LOCAL_DEFAULTS.instance },
    ]);
    expect((await type('config get instance', { env: { ALIKAFKA_PROFILE: 'local' } })).stdout).toBe(
      `${LOCAL_DEFAULTS.instance}\n`,
    );
    const none = await type('config get endpoint --profile local -o json');
    expect(errorOf(none)).toMatchObject({ exitCode: 3, message: 'endpoint is not set in profile "local"' });
  });

  test('unset removes a value, and accepts a missing one', async () => {
    const { type, saved } = await furnished();
    expect((await type('config unset region')).code).toBe(0);
    expect(await saved()).toMatchObject({
      profiles: { default: { accessKeyId: 'LTAItest12345678', accessKeySecret: 'testsecret' } },
    });
    expect((await type('config get region')).code).toBe(3);
    expect((await type('config unset region')).code).toBe(0);
    expect((await type('config unset region --profile constructor')).code).toBe(0);
  });

  test('list shows every profile, also the built-in one, and no secret', async () => {
    const { type } = await furnished();
    const ran = await type('config list -o json');
    expect(json(ran)).toEqual([
      {
        Profile: 'default',
        Current: true,
        Mode: null,
        AccessKeyId: 'LTAI****5678',
        Region: 'cn-hangzhou',
        Instance: null,
        Output: null,
        Readonly: null,
        Confirm: null,
      },
      { Profile: 'prod', ...UNSET, Output: 'json' },
      { Profile: 'local', ...UNSET },
    ]);
    expect((await type('config list')).stdout).toMatch(/^Profile +Current +Mode +AccessKeyId/);
    expect((await type('config list --query "[?Current].Profile" -o name')).stdout).toBe('');
  });

  test('protections are set, shown, and removed', async () => {
    const { type, saved } = await furnished();
    await type('config set readonly true --profile prod');
    await type('config set confirm name --profile prod');
    expect((await type('config get readonly --profile prod')).stdout).toBe('true\n');
    expect(json(await type('config list -o json'))).toContainEqual({
      Profile: 'prod',
      ...UNSET,
      Output: 'json',
      Readonly: 'true',
      Confirm: 'name',
    });
    await type('config unset readonly --profile prod');
    expect(await saved()).toMatchObject({ profiles: { prod: { output: 'json', confirm: 'name' } } });
    expect((await type('config get readonly --profile prod')).code).toBe(3);
  });

  test('list without a file', async () => {
    const { type } = await home();
    expect((await type('config list -o name')).stdout).toBe('local\n');
    expect((await type('config list', { terminal: true })).stdout).toMatch(/\n1 profile\n$/);
  });

  test('a value and the path have no borders on a terminal, and are never cut or broken', async () => {
    const { type, path } = await furnished();
    const narrow = { terminal: true, columns: 10 };
    expect((await type('config get region', narrow)).stdout).toBe('cn-hangzhou\n');
    expect((await type('config path', narrow)).stdout).toBe(`${path}\n`);
    const spaced = { ...narrow, env: { XDG_CONFIG_HOME: '/home of nobody in particular, with spaces' } };
    expect((await type('config path', spaced)).stdout).toBe(
      '/home of nobody in particular, with spaces/alikafka/config.json\n',
    );
  });

  test('path', async () => {
    const { type, path } = await home();
    expect((await type('config path')).stdout).toBe(`${path}\n`);
    expect((await type('config path', { env: { XDG_CONFIG_HOME: '/c' } })).stdout).toBe('/c/alikafka/config.json\n');
    expect((await type('config path', { env: { XDG_CONFIG_HOME: 'relative' } })).stdout).toBe(`${path}\n`);
  });

  test.each([
    'config get nope',
    'config get region x',
    'config get --columns Nope',
    'config current x',
    'config current --columns Nope',
    'config unset nope',
    'config path x',
    'config list x',
    'config use',
    'config use a b',
  ])('%s: exit 2', async (line) => {
    const { type } = await furnished();
    expect(await type(line)).toMatchObject({ code: 2, stdout: '' });
  });

  test('an invalid file is exit 4, and is not overwritten', async () => {
    const { type, path } = await furnished();
    await writeFile(path, '{"profiles":{"default":{"accessKeySecret":"testsecret"');
    for (const line of [
      'config list',
      'config get',
      'config get region',
      'config current',
      'config set region cn-beijing',
      'config use local',
      'topic list',
    ]) {
      const ran = await type(line);
      expect(ran).toMatchObject({ code: 4, stdout: '' });
      expect(ran.stderr).toContain(path);
      expect(ran.stderr).not.toContain('testsecret');
    }
    expect(await readFile(path, 'utf8')).toMatch(/testsecret"$/);
  });
});

describe('config use', () => {
  test('sets the profile that is used if none is named', async () => {
    const { type } = await home();
    await type('config set region cn-hangzhou');
    await type('config set region cn-beijing --profile prod');
    await type('config set access-key-id testid --profile prod');
    await type('config set access-key-secret --stdin --profile prod', { stdin: 'testsecret' });
    await type('config set instance alikafka_pre-cn-x --profile prod');
    expect((await type('config use prod')).code).toBe(0);
    expect((await type('config get region')).stdout).toBe('cn-beijing\n');
    const ran = await type('topic list -o json', { script: { GetTopicList: topics({ Topic: 'a' }) } });
    expect(ran.code).toBe(0);
    expect(ran.calls[0]?.params).toMatchObject({ RegionId: 'cn-beijing', InstanceId: 'alikafka_pre-cn-x' });
  });

  test('accepts local without a file', async () => {
    const { type, saved } = await home();
    expect((await type('config use local')).code).toBe(0);
    expect(await saved()).toEqual({ current: 'local', profiles: {} });
    expect(await type('topic list --dry-run -o json')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('"endpoint": "local"'),
    });
  });

  test.each([
    ['ALIKAFKA_PROFILE', 'local'],
    ['ALIBABA_CLOUD_PROFILE', 'dev'],
  ])('%s that selects another profile is named, also by the list', async (variable, other) => {
    const { type, saved } = await home();
    for (const name of ['dev', 'prod']) await type(`config set region cn-beijing --profile ${name}`);
    const env = { [variable]: other };
    const ran = await type('config use prod', { env });
    expect([ran.code, ran.stderr]).toEqual([
      0,
      `profile "prod" is saved as current, but ${variable} selects profile "${other}" in this shell\n`,
    ]);
    expect(await saved()).toMatchObject({ current: 'prod' });
    const list = await type('config list --query [?Current].Profile -o tsv', { env });
    expect([list.stdout, list.stderr]).toEqual([
      'prod\n',
      `${variable} selects profile "${other}" in this shell; Current is the saved one\n`,
    ]);
    expect((await type(`config use ${other}`, { env })).stderr).toBe(`profile "${other}" is now in use\n`);
    expect((await type('config list', { env })).stderr).toBe('');
  });

  test('a project file that selects another profile is named', async () => {
    const { type, write } = await home();
    for (const name of ['dev', 'prod']) await type(`config set region cn-beijing --profile ${name}`);
    await write('.alikafka.json', '{"profile":"dev"}');
    expect((await type('config use prod')).stderr).toMatch(/\.alikafka\.json selects profile "dev" in this folder\n$/);
    await write('.alikafka.json', '{');
    expect((await type('config use prod')).stderr).toBe('profile "prod" is now in use\n');
  });

  test('without a name picks from the profiles on a terminal', async () => {
    const { type, saved } = await home();
    await type('config set region cn-beijing --profile prod');
    const ran = await type('config use', { terminal: true, answers: { pick: ['prod'] } });
    expect([ran.code, ran.asked]).toEqual([0, ['Which profile?']]);
    expect(ran.stderr).toContain('profile "prod" is now in use');
    await type('config use', { terminal: true, answers: { pick: ['local'] } });
    expect(await saved()).toMatchObject({ current: 'local' });
  });

  test('the mark of the list is on the profile in use', async () => {
    const config = JSON.stringify({ current: 'prod', profiles: { dev: {}, prod: { region: 'cn-beijing' } } });
    const { context } = testContext({
      terminal: true,
      files: { '/home/nobody/.config/alikafka/config.json': config },
    });
    const shown: unknown[] = [];
    const prompts: typeof context.prompts = {
      ...context.prompts,
      pick: async (_message, items, options) => {
        shown.push(
          items.map(({ value, text }) => [value, text.trim()]),
          options?.first,
        );
        return ['prod'];
      },
    };
    await run(['config', 'use', '--dry-run'], { ...context, prompts });
    expect(shown).toEqual([
      [
        ['dev', 'dev'],
        ['prod', 'prod cn-beijing'],
        ['local', 'local local emulator'],
      ],
      'prod',
    ]);
  });

  test.each([
    ['config use', {}],
    ['config use --no-input', { terminal: true }],
  ])('without a name is refused where nothing can be asked: %s', async (line, options) => {
    const { type } = await home();
    const ran = await type(line, options);
    expect([ran.code, ran.asked]).toEqual([2, []]);
    expect(ran.stderr).toContain('<profile> is required');
  });

  test('no profile is set where the list is left', async () => {
    const { type, saved } = await home();
    await type('config set region cn-beijing --profile prod');
    const before = await saved();
    const ran = await type('config use', { terminal: true, answers: { pick: [declined()] } });
    expect([ran.code, await saved()]).toEqual([130, before]);
  });

  test.each(['prod', 'constructor', '__proto__'])('%s is not found: exit 2', async (name) => {
    const { type } = await home();
    await type('config set region cn-hangzhou --profile prd');
    const ran = await type(`config use ${name}`);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(`<profile>: profile "${name}" not found`);
    expect(ran.stderr).toMatch(/prd, local/);
  });
});

describe('config current', () => {
  async function two() {
    const at = await home();
    await at.type('config set region cn-hangzhou');
    await at.type('config set region cn-beijing --profile prod');
    return at;
  }
  const both = (Profile: string, Source: string) => ({ Profile, Source });

  test('prints the profile in use, and where it is named', async () => {
    const { type } = await two();
    expect(await type('config current')).toMatchObject({
      code: 0,
      stdout: 'Profile  default\nSource   alikafka config use\n',
      stderr: '',
    });
    expect((await type('config current -o name')).stdout).toBe('default\n');
    expect(json(await type('config current -o json'))).toEqual(both('default', 'alikafka config use'));
  });

  test.each<[string, Record<string, string>, object]>([
    ['--profile prod', {}, both('prod', 'option --profile')],
    ['-p local', { ALIKAFKA_PROFILE: 'prod' }, both('local', 'option --profile')],
    ['', { ALIKAFKA_PROFILE: 'prod' }, both('prod', 'environment variable ALIKAFKA_PROFILE')],
    ['', { ALIBABA_CLOUD_PROFILE: 'prod' }, both('prod', 'environment variable ALIBABA_CLOUD_PROFILE')],
  ])('%s %j', async (flags, env, row) => {
    const { type } = await two();
    expect(json(await type(`config current -o json ${flags}`, { env }))).toEqual(row);
  });

  test('does not depend on other settings', async () => {
    const { type } = await two();
    expect(await type('config current -o name', { env: { ALIKAFKA_REGION: 'x.y' } })).toMatchObject({
      code: 0,
      stdout: 'default\n',
      calls: [],
    });
  });

  test('without a profile in use: exit 3, with the ways to choose one', async () => {
    const { type } = await home();
    const ran = await type('config current -o json');
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(errorOf(ran)).toMatchObject({
      code: 'NotSet',
      message: 'no profile is in use',
      hint: 'Use --profile or ALIKAFKA_PROFILE for one command, or choose a profile with "alikafka config use <profile>".',
      next: 'alikafka config list',
    });
  });

  test.each<[string, Record<string, string>, number]>([
    ['--profile prd', {}, 2],
    ['', { ALIKAFKA_PROFILE: 'prd' }, 4],
  ])('one that does not exist, named by %s %j: exit code %i', async (flags, env, code) => {
    const { type } = await two();
    const ran = await type(`config current ${flags}`, { env });
    expect(ran).toMatchObject({ code, stdout: '' });
    expect(ran.stderr).toContain('profile "prd" not found; did you mean "prod"?');
  });
});

describe('config rename', () => {
  async function furnished() {
    const at = await home();
    await at.type('config set region cn-hangzhou --profile old');
    await at.type('config set source-profile old --profile role');
    return at;
  }

  test('updates what names the profile', async () => {
    const { type, saved } = await furnished();
    expect(await type('config rename old new')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'profile "old" renamed to "new"\n',
    });
    expect(await saved()).toEqual({
      current: 'new',
      profiles: { new: { region: 'cn-hangzhou' }, role: { sourceProfile: 'new' } },
    });
  });

  test.each<[string, string, RegExp]>([
    ['one that does not exist', 'config rename odl new', /<old>: profile "odl" not found; did you mean "old"\?/],
    ['to one that exists', 'config rename old role', /<new>: profile "role" already exists/],
    ['to its own name', 'config rename old old', /<new>: profile "old" already exists/],
    ['the built-in one', 'config rename local new', /<old> must not be local/],
    ['to the built-in one', 'config rename old local', /<new> must not be local/],
    ['to nothing', "config rename old ''", /<new> must not be empty/],
    ['without a new name', 'config rename old', /<new> is required/],
    ['without names', 'config rename', /2 problems/],
    ['with one too many', 'config rename old new more', /unexpected argument "more"/],
    ['a word of every object', 'config rename constructor new', /<old>: profile "constructor" not found/],
  ])('%s: exit 2, and nothing is saved', async (_says, line, why) => {
    const { type, saved } = await furnished();
    const before = await saved();
    const ran = await type(line);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(why);
    expect(await saved()).toEqual(before);
  });
});

describe('config delete', () => {
  test('of a profile that another command changed while the question was open deletes nothing: exit 5', async () => {
    const { type, path, saved } = await home();
    await type('config set region cn-hangzhou --profile old');
    const read = async (file: string): Promise<string | undefined> => {
      const text = await readFile(file, 'utf8').catch(() => undefined);
      if (file === path) await writeFile(path, '{"profiles":{"old":{"region":"cn-beijing"}}}');
      return text;
    };
    const ran = await type('config delete old -o json', {
      terminal: true,
      answers: { confirm: [true] },
      files: { read },
    });
    expect([ran.code, errorOf(ran)['code']]).toEqual([5, 'ProfileChanged']);
    expect(await saved()).toEqual({ profiles: { old: { region: 'cn-beijing' } } });
  });

  async function furnished() {
    const at = await home();
    await at.type('config set access-key-id LTAItest12345678 --profile old');
    await at.type('config set source-profile old --profile role');
    return at;
  }

  test('asks, with the key id, the use of the profile and what depends on it', async () => {
    const { type, saved } = await furnished();
    const ran = await type('config delete old', { terminal: true, answers: { confirm: [true] } });
    expect(ran.code).toBe(0);
    expect(ran.stderr).toContain(
      'About to delete profile "old" (AccessKey LTAI****5678; in use; source profile of role).',
    );
    expect(ran.stderr).toContain('profile "old" deleted; no profile is in use now');
    expect(await saved()).toEqual({ profiles: { role: { sourceProfile: 'old' } } });
  });

  test('"no" is exit 130, and nothing is deleted', async () => {
    const { type, saved } = await furnished();
    const before = await saved();
    expect((await type('config delete old', { terminal: true, answers: { confirm: [false] } })).code).toBe(130);
    expect(await saved()).toEqual(before);
  });

  test('--yes asks nothing, and the profile in use stays', async () => {
    const { type, saved } = await furnished();
    expect(await type('config delete role --yes')).toMatchObject({ code: 0, stdout: '', asked: [] });
    expect(await saved()).toEqual({ current: 'old', profiles: { old: { accessKeyId: 'LTAItest12345678' } } });
  });

  test.each<[string, string, RegExp]>([
    [
      'without a terminal',
      'config delete old',
      /^About to delete profile .*\nerror: confirmation required, but stdin is not a terminal\n {2}hint: +Pass --yes to proceed\.\n {2}next: +alikafka config delete \S+ --yes$/m,
    ],
    ['one that does not exist', 'config delete odl --yes', /profile "odl" not found; did you mean "old"\?/],
    ['the built-in one', 'config delete local --yes', /must not be local.*\n.*emulator reset/],
    ['none', 'config delete --yes', /<profile> is required/],
    ['a word of every object', 'config delete toString --yes', /<profile>: profile "toString" not found/],
  ])('%s: exit 2, and nothing is deleted', async (_says, line, why) => {
    const { type, saved } = await furnished();
    const before = await saved();
    const ran = await type(line);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(why);
    expect(await saved()).toEqual(before);
  });
});

describe('profiles in use', () => {
  const PROFILES = JSON.stringify({
    profiles: {
      prod: {
        accessKeyId: 'otherid',
        accessKeySecret: 'othersecret',
        region: 'cn-beijing',
        instance: 'alikafka_pre-cn-prod',
        endpoint: 'https://prod.example.com',
        output: 'json',
      },
    },
  });
  const files = { '/home/nobody/.config/alikafka/config.json': PROFILES };
  const script = { GetTopicStatus: topicStatus() };

  test('with --profile, keys, region, instance and endpoint of the profile override the environment, with a note', async () => {
    const ran = await cli('topic status orders --profile prod', {
      files,
      script,
      env: { ALIKAFKA_ENDPOINT: 'https://env.example.com' },
    });
    expect(ran.calls).toMatchObject([
      { origin: 'https://prod.example.com', params: { RegionId: 'cn-beijing', InstanceId: 'alikafka_pre-cn-prod' } },
    ]);
    expect(ran.stderr).toMatch(
      /ignoring the keys in ALIBABA_CLOUD_ACCESS_KEY_ID: profile "prod" was selected explicitly/,
    );
  });

  test('ALIKAFKA_PROFILE supplies the keys, and region and instance come from the environment', async () => {
    const ran = await cli('topic status orders', { files, script, env: { ALIKAFKA_PROFILE: 'prod' } });
    expect(ran.calls).toMatchObject([
      {
        origin: 'https://prod.example.com',
        params: { RegionId: 'cn-hangzhou', InstanceId: 'alikafka_post-cn-test00000001' },
      },
    ]);
    expect(ran.stderr).toMatch(
      /^ignoring the keys in ALIBABA_CLOUD_ACCESS_KEY_ID: profile "prod" was selected explicitly$/m,
    );
  });

  test('--quiet hides the note', async () => {
    expect((await cli('topic status orders --profile prod -q', { files, script })).stderr).toBe('');
  });

  test('its output format is used, unless the environment has one', async () => {
    expect(json(await cli('topic status orders --profile prod', { files, script }))).toMatchObject({
      TotalCount: null,
    });
    expect(
      (await cli('topic status orders --profile prod', { files, script, env: { ALIKAFKA_OUTPUT: 'name' } })).stdout,
    ).not.toContain('{');
  });

  test('errors have its format', async () => {
    expect(errorOf(await cli('topic create ab --profile prod', { files }))).toMatchObject({ code: 'Usage' });
  });
});
