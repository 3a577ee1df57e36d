/** Files of profiles that a person wrote: values of the wrong type, what another version knows, names that are none. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { cli, type Options, runCli } from '../../support/context.ts';
import { folders } from '../../support/folder.ts';
import { topics } from '../../support/service.ts';

const makeFolder = folders();

/** A home whose file of profiles holds `content`. */
async function home(content: object) {
  const folder = await makeFolder();
  const path = join(folder, '.config/alikafka/config.json');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify(content));
  const read = async (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);
  const options: Options = { home: folder, cwd: folder, files: { read }, env: { ALIKAFKA_REGION: undefined } };
  const saved = async (): Promise<unknown> => JSON.parse(await readFile(path, 'utf8')) as unknown;
  return { path, options, saved };
}

describe.each([
  'topic list',
  'config list',
  'config get region',
  'config set region cn-beijing',
  'config explain',
  'config delete prod --yes',
  'configure --mode AK --access-key-id testid --region cn-hangzhou --no-check --secret-stdin',
])('%s', (line) => {
  test.each([{ accessKeyId: 5 }, { accessKeyId: [] }, { instance: {} }, { region: true }])(
    '%j is exit 4, names file, profile and key, and leaves the file unchanged',
    async (profile) => {
      const content = { current: 'prod', profiles: { prod: profile } };
      const { path, options, saved } = await home(content);
      const ran = await cli(line, { ...options, stdin: 'testsecret' });
      expect(ran).toMatchObject({ code: 4, stdout: '', calls: [] });
      expect(ran.stderr).toContain(
        `${path} is not a valid profiles file: profile "prod": ${Object.keys(profile)[0]} must be a string`,
      );
      expect(await saved()).toEqual(content);
    },
  );
});

test('null counts as missing', async () => {
  const { options } = await home({ current: null, profiles: { prod: { accessKeyId: null, instance: null } } });
  expect(await cli('config list', options)).toMatchObject({ code: 0, stderr: '' });
  const ran = await cli('topic list', {
    ...options,
    env: { ALIKAFKA_REGION: 'cn-hangzhou' },
    script: { GetTopicList: topics() },
  });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
});

test('fields of other versions are kept at every change', async () => {
  const { options, saved } = await home({
    current: 'prod',
    schema: { version: 2 },
    profiles: { prod: { region: 'cn-beijing', shade: ['x'] }, other: { depth: 5 } },
  });
  for (const line of [
    'config set instance alikafka_post-cn-1',
    'config unset instance',
    'configure --mode AK --access-key-id testid --region cn-hangzhou --no-check --secret-stdin',
    'config rename other another',
    'config use another',
  ])
    expect(await cli(line, { ...options, stdin: 'testsecret\n' })).toMatchObject({ code: 0 });
  expect(await saved()).toEqual({
    current: 'another',
    schema: { version: 2 },
    profiles: {
      prod: { mode: 'AK', accessKeyId: 'testid', accessKeySecret: 'testsecret', region: 'cn-hangzhou', shade: ['x'] },
      another: { depth: 5 },
    },
  });
});

describe.each(['', ' ', 'a\nb', 'a\u001b[2J', ' a', 'a\u202eb'])('a profile called %j', (name) => {
  test.each([
    ['config', 'set', 'region', 'cn-beijing', '--profile', name],
    ['config', 'rename', 'prod', name],
    ['configure', '--profile', name, '--mode', 'EcsRamRole', '--region', 'cn-hangzhou', '--no-check'],
    ['configure', '--import', name],
  ])('%s %s: exit 2, and nothing is saved', async (...argv) => {
    const content = { profiles: { prod: { region: 'cn-beijing' } } };
    const { options, saved } = await home(content);
    const ran = await runCli(argv, options);
    expect(ran).toMatchObject({ code: 2, calls: [] });
    expect(ran.stderr).toMatch(/must not/);
    expect(await saved()).toEqual(content);
  });
});

test('a profile with an unusual name is saved readably', async () => {
  const { options, saved } = await home({ profiles: { prod: {} } });
  expect(await runCli(['config', 'set', 'instance', '\uFFFDx', '--profile', 'prod'], options)).toMatchObject({
    code: 0,
  });
  expect((await cli('config get instance --profile prod', options)).code).toBe(0);
  expect(await saved()).toEqual({ current: 'prod', profiles: { prod: { instance: '\uFFFDx' } } });
});

test('a profile that was saved before can be renamed and deleted', async () => {
  const { options, saved } = await home({ profiles: { 'a\nb': {}, ' ': {} } });
  expect(await runCli(['config', 'rename', 'a\nb', 'ab'], options)).toMatchObject({ code: 0 });
  expect(await runCli(['config', 'delete', ' ', '--yes'], options)).toMatchObject({ code: 0 });
  expect(await saved()).toEqual({ profiles: { ab: {} } });
});

describe("the vendor's file", () => {
  const NO_KEYS = { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined, ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined };
  const path = '/home/nobody/.aliyun/config.json';
  const type = (content: object) =>
    cli('topic list', { env: NO_KEYS, files: { [path]: JSON.stringify(content) }, script: { GetTopicList: topics() } });
  const keys = { name: 'default', mode: 'AK', access_key_id: 'testid', access_key_secret: 'testsecret' };

  test.each([
    [{ access_key_id: ['x'] }, 'access_key_id'],
    [{ access_key_secret: 5 }, 'access_key_secret'],
    [{ sts_token: {} }, 'sts_token'],
    [{ region_id: true }, 'region_id'],
  ])('%j is exit 4, naming file, profile and key', async (wrong, key) => {
    const ran = await type({ current: 'default', profiles: [{ ...keys, ...wrong }] });
    expect(ran).toMatchObject({ code: 4, calls: [] });
    expect(ran.stderr).toContain(`~/.aliyun/config.json, profile "default": ${key} must be a string`);
  });

  test('an invalid current profile is exit 4, since another one would be used', async () => {
    const ran = await type({ current: {}, profiles: [keys] });
    expect(ran).toMatchObject({ code: 4, calls: [] });
    expect(ran.stderr).toContain('~/.aliyun/config.json: "current" must be a string');
  });

  test('null counts as missing, seconds may be a number, and other profiles may be invalid', async () => {
    const odd = { name: 'odd', access_key_id: 5 };
    const ran = await type({ current: 'default', profiles: [{ ...keys, sts_token: null, expired_seconds: 900 }, odd] });
    expect(ran.code).toBe(0);
  });
});
