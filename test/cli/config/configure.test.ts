/** `configure`: a whole profile by questions or by flags, saved for the owner alone, and checked with one read. */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { askInstance } from '../../../src/commands/configure/ask-instance.ts';
import type { Profile } from '../../../src/config/profiles/profiles.ts';
import type { Io } from '../../../src/engine/io.ts';
import { plainItems } from '../../../src/output/pick-items.ts';
import { cli, declined, errorOf, type Options, testContext } from '../../support/context.ts';
import { folders } from '../../support/folder.ts';
import { instances } from '../../support/service.ts';

const makeFolder = folders();
const NO_ENV = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: undefined,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined,
  ALIKAFKA_REGION: undefined,
  ALIKAFKA_INSTANCE: undefined,
};
const ROLE = 'acs:ram::1234567890123456:role/reader';

/** A separate home folder with a real file. */
async function home() {
  const folder = await makeFolder();
  const path = join(folder, '.config', 'alikafka', 'config.json');
  const read = async (file: string): Promise<string | undefined> =>
    readFile(file, 'utf8').catch((error: { code?: string }) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
  const saved = async () =>
    JSON.parse(await readFile(path, 'utf8')) as { current?: string; profiles: Record<string, Profile> };
  return {
    path,
    saved,
    type: (line: string, { env, ...more }: Options = {}) =>
      cli(line, { home: folder, cwd: folder, files: { read }, env: { ...NO_ENV, ...env }, ...more }),
    write: async (name: string, value: object) => {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), JSON.stringify(value));
    },
  };
}

const TWO = { GetInstanceList: instances({ InstanceId: 'alikafka_pre-cn-a' }, { InstanceId: 'alikafka_pre-cn-b' }) };
const AK = 'configure --mode AK --access-key-id testid --secret-stdin --region cn-hangzhou';

describe('by flags', () => {
  test('saves for the owner only, checks with one read, and logs the result', async () => {
    const { type, saved, path } = await home();
    const ran = await type(AK, { stdin: 'testsecret\n', script: TWO });
    expect(ran).toMatchObject({ code: 0, stdout: '', asked: [] });
    expect(ran.calls).toMatchObject([
      { action: 'GetInstanceList', origin: 'https://alikafka.cn-hangzhou.aliyuncs.com' },
    ]);
    expect(ran.stderr).toBe('profile "default" saved\nchecked: 2 instances in region cn-hangzhou\n');
    expect(await saved()).toEqual({
      current: 'default',
      profiles: {
        default: { mode: 'AK', accessKeyId: 'testid', accessKeySecret: 'testsecret', region: 'cn-hangzhou' },
      },
    });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('a failed check is reported with its own exit code, and the profile is saved anyway', async () => {
    const { type, saved } = await home();
    const refused = {
      status: 403,
      headers: {},
      body: Buffer.from('{"Code":"NoPermission","Message":"No permissions."}'),
    };
    const ran = await type(AK, { stdin: 'testsecret', script: { GetInstanceList: refused } });
    expect(ran.code).toBe(4);
    expect(ran.stderr).toMatch(/profile "default" is saved, but the check failed\n[^]*No permissions/);
    expect((await saved()).profiles).toHaveProperty('default');
  });

  test('--no-check sends nothing', async () => {
    const { type } = await home();
    expect(await type(`${AK} --no-check`, { stdin: 'testsecret' })).toMatchObject({ code: 0, calls: [] });
  });

  test('--dry-run saves nothing and sends nothing', async () => {
    const { type, saved } = await home();
    expect(await type(`${AK} -n`, { stdin: 'testsecret' })).toMatchObject({ code: 0, calls: [] });
    await expect(saved()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test.each<[string, string, string | undefined, Profile]>([
    [
      'StsToken',
      '--access-key-id testid --secret-stdin',
      'testsecret\ntesttoken\n',
      { accessKeyId: 'testid', accessKeySecret: 'testsecret', securityToken: 'testtoken' },
    ],
    [
      'RamRoleArn',
      `--access-key-id testid --secret-stdin --role-arn ${ROLE} --role-session-name ci`,
      'testsecret\n',
      { accessKeyId: 'testid', accessKeySecret: 'testsecret', roleArn: ROLE, roleSessionName: 'ci' },
    ],
    ['EcsRamRole', '', undefined, {}],
    ['ecsramrole', '--role-name worker', undefined, { roleName: 'worker' }],
    [
      'OIDC',
      `--role-arn ${ROLE} --oidc-provider-arn acs:ram::1:oidc-provider/ack --oidc-token-file /run/token`,
      undefined,
      { roleArn: ROLE, oidcProviderArn: 'acs:ram::1:oidc-provider/ack', oidcTokenFile: '/run/token' },
    ],
    ['CredentialsURI', '--credentials-uri http://127.0.0.1:1/', undefined, { credentialsUri: 'http://127.0.0.1:1/' }],
    [
      'External',
      "--credential-process '/usr/bin/keys --json'",
      undefined,
      { credentialProcess: '/usr/bin/keys --json' },
    ],
    [
      'ChainableRamRoleArn',
      `--source-profile base --role-arn ${ROLE}`,
      undefined,
      { sourceProfile: 'base', roleArn: ROLE },
    ],
    ['RamRoleArnWithRoleName', `--role-arn ${ROLE}`, undefined, { roleArn: ROLE }],
  ])('%s %s', async (mode, flags, stdin, fields) => {
    const { type, saved } = await home();
    const ran = await type(
      `configure --profile p --mode ${mode} ${flags} -r cn-hangzhou -i orders -o json --no-check`,
      stdin === undefined ? {} : { stdin },
    );
    expect(ran).toMatchObject({ code: 0, stdout: '' });
    expect((await saved()).profiles['p']).toEqual({
      mode: mode === 'ecsramrole' ? 'EcsRamRole' : mode,
      ...fields,
      region: 'cn-hangzhou',
      instance: 'orders',
      output: 'json',
    });
  });

  test('saved values stay, and credentials only with the same mode', async () => {
    const { type, saved } = await home();
    await type(AK, { stdin: 'testsecret', script: TWO });
    await type('config set readonly true');
    expect((await type('configure --region cn-beijing --no-check')).code).toBe(0);
    expect((await saved()).profiles['default']).toEqual({
      mode: 'AK',
      accessKeyId: 'testid',
      accessKeySecret: 'testsecret',
      region: 'cn-beijing',
      readonly: 'true',
    });
    expect((await type('configure --mode EcsRamRole --no-check')).code).toBe(0);
    expect((await saved()).profiles['default']).toEqual({ mode: 'EcsRamRole', region: 'cn-beijing', readonly: 'true' });
  });

  test('another profile does not become the current one, with a note', async () => {
    const { type, saved } = await home();
    await type('config set region cn-hangzhou');
    const ran = await type('configure --profile prod --mode EcsRamRole -r cn-beijing --no-check');
    expect(ran.stderr).toMatch(/profile "default" stays in use; run "alikafka config use prod" to change that/);
    expect((await saved()).current).toBe('default');
  });

  test('the check does not use the keys of the environment', async () => {
    const { type } = await home();
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'otherid', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'wrong' };
    expect((await type(AK, { stdin: 'testsecret', script: TWO, env })).code).toBe(0);
  });
});

describe('missing and invalid flags are reported at once: exit 2, nothing is saved', () => {
  test.each<[string, string, readonly (string | RegExp)[]]>([
    ['nothing given', 'configure', ['--mode', '--region']],
    ['AK alone', 'configure --mode AK', ['--access-key-id', '--secret-stdin', '--region']],
    ['StsToken alone', 'configure --mode StsToken -r cn-beijing', ['--access-key-id', '--secret-stdin']],
    ['OIDC alone', 'configure --mode OIDC', ['--oidc-provider-arn', '--oidc-token-file', '--role-arn', '--region']],
    ['no such mode', 'configure --mode CloudSSO -r cn-beijing', ['--mode']],
    [
      'values of the wrong form',
      'configure --mode OIDC --role-arn x -r x.y',
      ['--role-arn', '--region', '--oidc-provider-arn', '--oidc-token-file'],
    ],
    [
      'a key that the mode does not have',
      'configure --mode EcsRamRole --access-key-id testid --secret-stdin -r cn-beijing',
      ['--access-key-id', '--secret-stdin'],
    ],
    ['the built-in profile', 'configure --profile local', ['--profile']],
    ['a mode with --import', 'configure --import default --mode AK', ['--mode']],
  ])('%s', async (_says, line, flags) => {
    const { type, saved } = await home();
    const ran = await type(`${line} -o json`, { stdin: 'testsecret\n' });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(
      errorOf(ran)
        .details.map(({ flag }) => flag)
        .sort(),
    ).toEqual([...flags].sort());
    await expect(saved()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test.each([
    ['an empty stdin', AK, '\n', /--secret-stdin is empty/],
    [
      'a missing token',
      AK.replace('AK', 'StsToken'),
      'testsecret\n',
      /must contain the security token on the second line/,
    ],
    ['a secret as a flag', 'configure --access-key-secret testsecret', '', /unknown option --access-key-secret/],
    ['an unexpected argument', 'configure prod', '', /unexpected argument "prod"/],
  ])('%s', async (_says, line, stdin, why) => {
    const { type, saved } = await home();
    const ran = await type(line, { stdin });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(why);
    expect(ran.stderr).not.toContain('testsecret');
    await expect(saved()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('with --no-input, nothing is asked on a terminal', async () => {
    const { type } = await home();
    expect(await type('configure --no-input', { terminal: true })).toMatchObject({ code: 2, asked: [] });
  });
});

describe('on a terminal', () => {
  test('asks for all values, secrets without echo, and prints no secret', async () => {
    const { type, saved } = await home();
    const ran = await type('configure', {
      terminal: true,
      answers: {
        line: ['prod', 'testid'],
        secret: ['testsecret'],
        select: ['AK', 'json'],
        pick: ['cn-beijing', 'orders'],
      },
      script: { GetInstanceList: instances({ InstanceId: 'alikafka_pre-cn-a', Name: 'orders' }) },
    });
    expect(ran).toMatchObject({ code: 0, stdout: '' });
    expect(ran.asked).toEqual([
      'Profile name [default]:',
      'How should alikafka authenticate?',
      'AccessKey ID:',
      'AccessKey secret (hidden):',
      'Which region?',
      'Which default instance?',
      'Default output format',
    ]);
    expect(ran.stderr).toMatch(/checked: 1 instance in region cn-beijing, including "orders"/);
    expect(ran.stderr).not.toContain('testsecret');
    expect(await saved()).toEqual({
      current: 'prod',
      profiles: {
        prod: {
          mode: 'AK',
          accessKeyId: 'testid',
          accessKeySecret: 'testsecret',
          region: 'cn-beijing',
          instance: 'orders',
          output: 'json',
        },
      },
    });
  });

  describe('the instance', () => {
    const answers = (pick: readonly string[], line: readonly string[] = []) => ({
      line: ['testid', ...line],
      secret: ['testsecret'],
      select: ['AK', 'table'],
      pick: ['cn-beijing', ...pick],
    });
    const listed = instances({ InstanceId: 'alikafka_pre-cn-a', Name: 'orders' });
    const setUp = async (options: Options, line = '') => {
      const at = await home();
      const ran = await at.type(`configure --profile p${line}`, { terminal: true, ...options });
      return { ran, profile: async () => (await at.saved()).profiles['p'] };
    };

    test('is picked from those of the region, which are read with the keys that were typed', async () => {
      const script = { GetInstanceList: listed };
      const { ran, profile } = await setUp({ answers: answers(['alikafka_pre-cn-a']), script });
      expect(ran.code).toBe(0);
      expect(ran.calls.map(({ action, params }) => [action, params['RegionId']])).toEqual([
        ['GetInstanceList', 'cn-beijing'],
        ['GetInstanceList', 'cn-beijing'],
      ]);
      expect((await profile())?.instance).toBe('alikafka_pre-cn-a');
    });

    test('need not be one', async () => {
      const { profile } = await setUp({ answers: answers(['']), script: { GetInstanceList: listed } });
      expect(await profile()).not.toHaveProperty('instance');
    });

    test.each([
      ['there are none', instances(), /There are no instances in region cn-beijing\./],
      [
        'they cannot be listed',
        { status: 403, body: { Code: 'Forbidden', Message: 'no' } },
        /cannot list the instances: /,
      ],
    ])('is typed where %s', async (_says, answer, why) => {
      const script = { GetInstanceList: answer };
      const { ran, profile } = await setUp({ answers: answers([], ['alikafka_pre-cn-b']), script });
      expect(ran.stderr).toMatch(why);
      expect(ran.asked).toContain('Default instance, by id or name (optional, Enter to skip):');
      expect((await profile())?.instance).toBe('alikafka_pre-cn-b');
    });

    test('is typed with --no-check, which sends nothing', async () => {
      const { ran, profile } = await setUp({ answers: answers([], ['alikafka_pre-cn-b']), script: {} }, ' --no-check');
      expect(ran.calls).toEqual([]);
      expect((await profile())?.instance).toBe('alikafka_pre-cn-b');
    });
  });

  test('does not ask for values of flags', async () => {
    const { type, saved } = await home();
    const ran = await type('configure --profile p --mode EcsRamRole -r cn-beijing -i orders -o table --no-check', {
      terminal: true,
      answers: { line: [''] },
    });
    expect(ran.asked).toEqual([
      'RAM role of the ECS instance (default: read from its metadata) (optional, Enter to skip):',
    ]);
    expect((await saved()).profiles['p']).toEqual({ mode: 'EcsRamRole', region: 'cn-beijing', instance: 'orders' });
  });

  test('asks again after an invalid answer', async () => {
    const { type, saved } = await home();
    const ran = await type('configure --mode CredentialsURI --no-check', {
      terminal: true,
      answers: {
        line: ['local', 'p', '', 'ftp://x', 'http://127.0.0.1:1/', ''],
        pick: ['not a region', 'cn-new-1'],
        select: ['table'],
      },
    });
    expect(ran.code).toBe(0);
    expect(ran.stderr).toMatch(
      /^The answer must not be local, .*\.\nThe answer must not be empty\.\nThe answer must be a URL that .*\.\nThe answer must be a region id/,
    );
    expect((await saved()).profiles).toEqual({
      p: { mode: 'CredentialsURI', credentialsUri: 'http://127.0.0.1:1/', region: 'cn-new-1' },
    });
  });

  test('an empty answer keeps the saved value', async () => {
    const { type, saved } = await home();
    await type(AK, { stdin: 'testsecret', script: TWO });
    const before = await saved();
    const ran = await type('configure --no-check', {
      terminal: true,
      answers: { line: ['', '', ''], secret: [''], select: ['AK', 'table'], pick: ['cn-hangzhou'] },
    });
    expect(ran.asked).toContain('AccessKey ID [testid]:');
    expect(ran.asked).toContain('AccessKey secret (hidden) [keep the saved one]:');
    expect(await saved()).toEqual(before);
  });

  test('a profile that another command changed during the questions is not overwritten: exit 5', async () => {
    const { type, path, saved, write } = await home();
    await write('.config/alikafka/config.json', { profiles: { default: { region: 'cn-hangzhou' } } });
    const other = { profiles: { default: { region: 'cn-beijing' }, more: {} } };
    const read = async (file: string): Promise<string | undefined> => {
      const text = await readFile(file, 'utf8').catch(() => undefined);
      if (file === path) await write('.config/alikafka/config.json', other);
      return text;
    };
    const answers = {
      line: ['', 'testid', ''],
      secret: ['testsecret'],
      select: ['AK', 'table'],
      pick: ['cn-shanghai'],
    };
    const ran = await type('configure --no-check -o json', { terminal: true, answers, files: { read } });
    expect([ran.code, errorOf(ran)['code']]).toEqual([5, 'ProfileChanged']);
    expect(await saved()).toEqual(other);
  });

  test('Ctrl-C saves nothing', async () => {
    const { type, saved } = await home();
    const ran = await type('configure', { terminal: true, answers: { line: ['p'], select: [declined()] } });
    expect(ran.code).toBe(130);
    await expect(saved()).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('--import', () => {
  const FILE = '.aliyun/config.json';
  const THEIRS = {
    current: 'default',
    profiles: [
      {
        name: 'default',
        mode: 'AK',
        access_key_id: 'testid',
        access_key_secret: 'testsecret',
        region_id: 'cn-hangzhou',
        output_format: 'json',
      },
      {
        name: 'role',
        mode: 'ChainableRamRoleArn',
        source_profile: 'default',
        ram_role_arn: ROLE,
        region_id: 'cn-beijing',
      },
      { name: 'sso', mode: 'CloudSSO', access_key_id: 'testid', access_key_secret: 'testsecret' },
      { name: 'bare', mode: 'EcsRamRole', ram_role_name: 'worker' },
    ],
  };

  test('copies a profile under its name, and checks it', async () => {
    const { type, saved, write } = await home();
    await write(FILE, THEIRS);
    const ran = await type('configure --import default', { script: TWO });
    expect(ran).toMatchObject({ code: 0, stdout: '' });
    expect((await saved()).profiles).toEqual({
      default: { mode: 'AK', accessKeyId: 'testid', accessKeySecret: 'testsecret', region: 'cn-hangzhou' },
    });
  });

  test('uses another name and the values of flags', async () => {
    const { type, saved, write } = await home();
    await write(FILE, THEIRS);
    await type('configure --profile mine --import bare --region cn-beijing -i orders --no-check');
    expect((await saved()).profiles).toEqual({
      mine: { mode: 'EcsRamRole', roleName: 'worker', region: 'cn-beijing', instance: 'orders' },
    });
  });

  test('a role of another profile requires that profile first', async () => {
    const { type, saved, write } = await home();
    await write(FILE, THEIRS);
    const ran = await type('configure --import role --no-check');
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('alikafka configure --profile default --import default');
    await type('configure --import default --no-check');
    expect((await type('configure --import role --no-check')).code).toBe(0);
    expect((await saved()).profiles['role']).toEqual({
      mode: 'ChainableRamRoleArn',
      sourceProfile: 'default',
      roleArn: ROLE,
      region: 'cn-beijing',
    });
  });

  test.each<[string, string, number, RegExp]>([
    ['one that does not exist', 'defualt', 2, /did you mean "default"\?/],
    ['one that signs in with a browser', 'sso', 4, /CloudSSO/],
  ])('%s', async (_says, name, code, why) => {
    const { type, saved, write } = await home();
    await write(FILE, THEIRS);
    const ran = await type(`configure --import ${name} -r cn-beijing`);
    expect(ran).toMatchObject({ code, stdout: '' });
    expect(ran.stderr).toMatch(why);
    expect(ran.stderr).not.toContain('testsecret');
    await expect(saved()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('without a file of the vendor: exit 2', async () => {
    const { type } = await home();
    const ran = await type('configure --import default');
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/--import: .*\.aliyun\/config\.json not found/);
  });
});

describe('if the built-in profile is in use', () => {
  test.each([
    ['config use local', async ({ type }: Awaited<ReturnType<typeof home>>) => void (await type('config use local'))],
    ['ALIKAFKA_PROFILE=local', async () => undefined],
  ])('another profile is set up: %s', async (how, before) => {
    const at = await home();
    await before(at);
    const env = how.startsWith('ALIKAFKA') ? { ALIKAFKA_PROFILE: 'local' } : {};
    const ran = await at.type(`${AK} --no-check`, { stdin: 'testsecret\n', env });
    expect(ran.code).toBe(0);
    expect((await at.saved()).profiles).toMatchObject({ default: { accessKeyId: 'testid' } });
  });

  test('the current one stays, with a note', async () => {
    const { type, saved } = await home();
    await type('config use local');
    const ran = await type(`${AK} --no-check`, { stdin: 'testsecret\n' });
    expect(ran.stderr).toMatch(/profile "local" stays in use; run "alikafka config use default" to change that/);
    expect((await saved()).current).toBe('local');
  });

  test('a terminal offers another name, accepted with Enter', async () => {
    const { type, saved } = await home();
    await type('config use local');
    const ran = await type(`configure --mode AK --access-key-id testid -r cn-hangzhou -o json --no-check`, {
      terminal: true,
      answers: { line: ['', ''], secret: ['testsecret'] },
    });
    expect(ran).toMatchObject({ code: 0, asked: expect.arrayContaining(['Profile name [default]:']) });
    expect((await saved()).profiles).toMatchObject({ default: { accessKeyId: 'testid' } });
  });
});

describe('the check', () => {
  const NAMED = {
    GetInstanceList: instances(
      { InstanceId: 'alikafka_pre-cn-a', Name: 'prod' },
      { InstanceId: 'alikafka_pre-cn-b', Name: 'test' },
    ),
  };
  const withInstance = (name: string) => `${AK} --instance ${name}`;

  test.each(['alikafka_pre-cn-a', 'prod'])('finds the instance in the list: %s', async (name) => {
    const ran = await (await home()).type(withInstance(name), { stdin: 'testsecret\n', script: NAMED });
    expect(ran.code).toBe(0);
    expect(ran.stderr).toMatch(new RegExp(`^checked: 2 instances in region cn-hangzhou, including "${name}"$`, 'm'));
  });

  test.each([
    ['alikafka_pre-cn-aa', 'alikafka_pre-cn-a'],
    ['prodd', 'alikafka_pre-cn-a \\(prod\\)'],
  ])('a missing instance is exit 3 with a suggestion, and nothing is reported as checked: %s', async (name, near) => {
    const { type, saved } = await home();
    const ran = await type(withInstance(name), { stdin: 'testsecret\n', script: NAMED });
    expect(ran.code).toBe(3);
    expect(ran.stderr).toMatch(/profile "default" is saved, but the check failed/);
    expect(ran.stderr).toMatch(
      new RegExp(`instance "${name}" not found in region cn-hangzhou; did you mean ${near}\\?`),
    );
    expect(ran.stderr).not.toMatch(/checked:/);
    expect((await saved()).profiles).toMatchObject({ default: { instance: name } });
  });

  test('with --no-check, does not search the instance', async () => {
    const ran = await (await home()).type(`${withInstance('prodd')} --no-check`, { stdin: 'testsecret\n' });
    expect(ran.code).toBe(0);
  });

  test('an unknown region is exit 2 with a suggestion, and nothing is saved or sent', async () => {
    const { type, saved } = await home();
    const ran = await type(`${AK} --region cn-hangzou -o json`, { stdin: 'testsecret\n' });
    expect(ran.code).toBe(2);
    expect(errorOf(ran).details).toEqual([
      {
        flag: '--region',
        message: expect.stringMatching(
          /^--region: unknown region "cn-hangzou" \(use --no-check .*\); did you mean cn-hangzhou\?$/,
        ),
      },
    ]);
    await expect(saved()).rejects.toThrow();
  });

  test('with --no-check, an unknown region is saved', async () => {
    const { type, saved } = await home();
    const ran = await type(`${AK} --region mars --no-check`, { stdin: 'testsecret\n' });
    expect(ran.code).toBe(0);
    expect((await saved()).profiles).toMatchObject({ default: { region: 'mars' } });
  });

  test('an unknown region that a person chose is saved, and not reported as checked', async () => {
    const { type, saved } = await home();
    const ran = await type('configure --profile p --mode AK --access-key-id testid -i x -o json', {
      terminal: true,
      answers: { secret: ['testsecret'], pick: ['mars'] },
    });
    expect(ran).toMatchObject({ code: 0, calls: [] });
    expect(ran.stderr).toMatch(/profile "p" not checked: unknown region "mars"/);
    expect(ran.stderr).not.toMatch(/^checked/m);
    expect((await saved()).profiles).toMatchObject({ p: { region: 'mars' } });
  });
});

test('a saved instance that is not in the list can be kept, and is marked', async () => {
  const { context } = testContext({ terminal: true });
  const shown: { values: string[]; first: string | undefined }[] = [];
  const prompts: typeof context.prompts = {
    ...context.prompts,
    pick: async (_message, items, options) => {
      shown.push({ values: items.map(({ value }) => value), first: options?.first });
      return [items[1]?.value ?? ''];
    },
  };
  const io = { context: { ...context, prompts } } as unknown as Io;
  const items = await plainItems([['alikafka_x', 'shop'], ['alikafka_y']]);
  expect(await askInstance(items, 'alikafka_gone', io)).toBe('alikafka_gone');
  expect(await askInstance(items, 'alikafka_y', io)).toBe('alikafka_x');
  await askInstance(items, undefined, io);
  expect(shown).toEqual([
    { values: ['', 'alikafka_gone', 'alikafka_x', 'alikafka_y'], first: 'alikafka_gone' },
    { values: ['', 'alikafka_x', 'alikafka_y'], first: 'alikafka_y' },
    { values: ['', 'alikafka_x', 'alikafka_y'], first: '' },
  ]);
});
