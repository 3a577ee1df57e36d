/** The forms in which keys and their files are found: as shells, env files, editors and the vendor's SDKs leave them. */
import { describe, expect, test } from '@jest/globals';
import { keysOfEnvironment } from '../../src/credentials/sources/environment.ts';
import { resolveChain, type ChainInput } from '../../src/credentials/sources/resolve-chain.ts';
import { parseIni } from '../../src/credentials/sources/ini.ts';
import type { Source } from '../../src/credentials/source.ts';
import { bench, cleaning, failureOf } from './bench.ts';
import { fetchKeys } from '../../src/credentials/providers/fetch.ts';

cleaning();

const ID = 'ALIBABA_CLOUD_ACCESS_KEY_ID';
const SECRET = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';
const TOKEN = 'ALIBABA_CLOUD_SECURITY_TOKEN';
const HOME = '/home/me';
const INI = `${HOME}/.alibabacloud/credentials`;
const ALIYUN = `${HOME}/.aliyun/config.json`;
const section = (name: string, id: string, more = ''): string =>
  `[${name}]\n${more}type = access_key\naccess_key_id = ${id}\naccess_key_secret = testsecret\n`;

/** The search in these files and variables alone. */
const input = (files: Record<string, string>, env: Record<string, string> = {}, home = HOME): ChainInput => ({
  profile: undefined,
  env,
  own: { profiles: {} },
  home,
  networkProbe: false,
  readFile: async (path) => files[path],
});

const keyId = async (files: Record<string, string>, env: Record<string, string> = {}): Promise<string | undefined> => {
  const { source } = await resolveChain(input(files, env));
  return source?.kind === 'known' ? source.keys.accessKeyId : source?.kind;
};

const broken = (files: Record<string, string>, env: Record<string, string> = {}): Promise<Error> =>
  failureOf(resolveChain(input(files, env)));

/** UTF-16 with a byte order mark, as it looks once it was read as UTF-8. */
const utf16 = (text: string): string => Buffer.from(`\ufeff${text}`, 'utf16le').toString('utf8');

describe('keys in variables', () => {
  const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };

  test.each(['testsecret\n', 'testsecret\r', ' testsecret\r\n', '\ttestsecret '])('%j is trimmed', (secret) => {
    expect(keysOfEnvironment({ [ID]: 'testid\r', [SECRET]: secret })).toMatchObject({ source: { keys } });
  });

  test.each(['', ' ', '\n', '\r\n'])('a token of %j counts as missing', (token) => {
    expect(keysOfEnvironment({ [ID]: 'testid', [SECRET]: 'testsecret', [TOKEN]: token })).toMatchObject({
      source: { mode: 'AK', keys },
    });
  });

  test.each([' ', '\n'])('a pair of %j counts as not set', (blank) => {
    expect(keysOfEnvironment({ [ID]: blank, [SECRET]: blank })).toEqual({ why: 'not set' });
  });

  test.each(
    [ID, SECRET, TOKEN].flatMap((name) =>
      ['"testquoted"', "'testquoted'", ' "testquoted"\n', '""'].map((value) => [name, value]),
    ),
  )('%s with %j is refused, and the value is not printed', async (name = '', value = '') => {
    const env = { [ID]: 'testid', [SECRET]: 'testsecret', [TOKEN]: 'testtoken', [name]: value };
    const failed = await broken({}, env);
    expect(failed).toMatchObject({ exitCode: 4, code: 'BadConfig' });
    expect(failed.message).toContain(`the value of ${name} is enclosed in quotes`);
    expect(failed.message).not.toContain('testquoted');
  });

  test('a quote inside a key, or at one end only, is part of it', () => {
    for (const secret of ['test"secret', '"testsecret', "testsecret'", '"'])
      expect(keysOfEnvironment({ [ID]: 'testid', [SECRET]: secret })).toMatchObject({
        source: { keys: { accessKeySecret: secret } },
      });
  });
});

describe("the SDKs' file", () => {
  test.each<[string, string]>([
    ['access_key_id = x', 'x'],
    ['access_key_id=x', 'x'],
    ['access_key_id: x', 'x'],
    ['  access_key_id :x  ', 'x'],
    ['ACCESS_KEY_ID = x', 'x'],
    ['access_key_id = "x"', 'x'],
    ["access_key_id: 'x' ; mine", 'x'],
    ['access_key_id = "x # y"', 'x # y'],
    ['access_key_id = "x"y"', 'x"y'],
    ['access_key_id = " x "', 'x'],
    ['access_key_id = x"y', 'x"y'],
    ['access_key_id = acs:ram::1:role/a=b', 'acs:ram::1:role/a=b'],
    ['access_key_id: acs:ram::1:role/a=b', 'acs:ram::1:role/a=b'],
  ])('%j is %j', (line, value) => {
    expect(parseIni(`[s]\n${line}\n`).get('s')).toEqual({ access_key_id: value });
  });

  test('comments and lines without a pair are ignored, and line ends of any system are accepted', () => {
    const text = '[s]\r# a: b\r; a = b\rwords\r= x\r: x\raccess_key_id: x\r';
    expect(parseIni(text).get('s')).toEqual({ access_key_id: 'x' });
  });

  test('credentials takes precedence over credentials.ini, which is read if the first lacks the section', async () => {
    const both = { [INI]: section('default', 'first'), [`${INI}.ini`]: section('default', 'second') };
    expect(await keyId(both)).toBe('first');
    expect(await keyId({ ...both, [INI]: section('other', 'first') })).toBe('second');
    expect(await keyId({ ...both, [INI]: '\n' })).toBe('second');
    expect(await keyId({ [`${INI}.ini`]: section('work', 'second') }, { ALIBABA_CLOUD_PROFILE: 'work' })).toBe(
      'second',
    );
  });

  test('a file that the variable names is the only one', async () => {
    const files = { '/x/keys': section('other', 'first'), [INI]: section('default', 'second') };
    expect(await keyId(files, { ALIBABA_CLOUD_CREDENTIALS_FILE: '/x/keys' })).toBeUndefined();
  });

  test.each(['false', 'False', '0', 'no', 'off', 'maybe', '"false"', 'false # for now'])(
    'a section with enable = %s is disabled, whichever it is',
    async (word) => {
      const files = { [INI]: section('default', 'testid') + section('work', 'testid', `enable = ${word}\n`) };
      expect(await keyId(files)).toBe('testid');
      const failed = await broken(files, { ALIBABA_CLOUD_PROFILE: 'work' });
      expect(failed).toMatchObject({ exitCode: 4, code: 'BadConfig' });
      expect(failed.message).toContain('~/.alibabacloud/credentials, section work is disabled');
      const first = await broken({ [INI]: section('default', 'testid', `enable: ${word}\n`) });
      expect(first.message).toContain('section default is disabled');
    },
  );

  test.each(['true', 'TRUE', '1', 'yes', 'on', ''])('a section with enable = %s is enabled', async (word) => {
    expect(await keyId({ [INI]: section('default', 'testid', `enable = ${word}\n`) })).toBe('testid');
  });
});

describe('files', () => {
  const json = JSON.stringify({
    current: 'default',
    profiles: [{ name: 'default', mode: 'AK', access_key_id: ' testid\n', access_key_secret: 'testsecret' }],
  });

  test('a byte order mark is removed', async () => {
    expect(await keyId({ [ALIYUN]: `\ufeff${json}` })).toBe('testid');
    expect(await keyId({ [INI]: `\ufeff${section('default', 'testid')}` })).toBe('testid');
    expect(await keyId({ '/x': `\ufeff${json}` }, { ALIBABA_CLOUD_CREDENTIALS_FILE: '/x' })).toBe('testid');
  });

  test.each(['', '\ufeff', ' \r\n'])('%j counts as missing, and the search continues', async (nothing) => {
    const { source, entries: considered } = await resolveChain(
      input({ [ALIYUN]: nothing, [INI]: nothing, [`${INI}.ini`]: section('default', 'testid') }),
    );
    expect(source).toMatchObject({ keys: { accessKeyId: 'testid' } });
    expect(considered.filter(({ why }) => why === 'file is empty').map(({ from }) => from)).toEqual([
      '~/.aliyun/config.json',
      '~/.alibabacloud/credentials',
    ]);
  });

  test.each([
    ['~/.aliyun/config.json', ALIYUN, json],
    ['~/.alibabacloud/credentials', INI, section('default', 'testid')],
    ['~/.alibabacloud/credentials.ini', `${INI}.ini`, section('default', 'testid')],
  ])('%s in UTF-16 is reported', async (name, path, text) => {
    for (const wide of [utf16(text), Buffer.from(text, 'utf16le').toString('utf8')]) {
      const failed = await broken({ [path]: wide });
      expect(failed).toMatchObject({ exitCode: 4, code: 'BadConfig' });
      expect(failed.message).toMatch(/^cannot read credentials from (\S+): it is encoded in UTF-16/);
      expect(failed.message).toContain(name);
    }
  });

  test('a duplicate JSON field is named, without its values', async () => {
    const failed = await broken({ [ALIYUN]: json.replace('"mode"', '"access_key_id":"testfirst","mode"') });
    expect(failed).toMatchObject({ exitCode: 4, code: 'BadConfig' });
    expect(failed.message).toContain(
      'cannot read credentials from ~/.aliyun/config.json: it gives "access_key_id" twice',
    );
    expect(failed.message).not.toContain('testfirst');
  });

  test.each(['ALIBABA_CLOUD_CONFIG_FILE', 'ALIBABA_CLOUD_CREDENTIALS_FILE'])(
    '%s with a missing file is reported with both names, and ~ is the home folder',
    async (name) => {
      const failed = await broken({ [INI]: section('default', 'testid') }, { [name]: '~/none/keys' });
      expect(failed).toMatchObject({ exitCode: 4, code: 'BadConfig' });
      expect(failed.message).toBe(`${HOME}/none/keys not found (set by ${name})`);
      expect(await keyId({ [`${HOME}/none/keys`]: json }, { [name]: ' ~/none/keys\n' })).toBe('testid');
    },
  );

  test('the file of an OIDC token is named with its variable', async () => {
    const env = {
      ALIBABACLOUD_ROLE_ARN: 'acs:ram::1:role/ci',
      ALIBABACLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1:oidc-provider/ci',
      ALIBABACLOUD_OIDC_TOKEN_FILE: '/none/token',
    };
    const { source } = await resolveChain(input({}, env));
    const failed = await failureOf(fetchKeys(source as Source, bench()));
    expect(failed).toMatchObject({ exitCode: 4 });
    expect(failed.message).toContain('OIDC token file /none/token (ALIBABACLOUD_OIDC_TOKEN_FILE) not found');
  });
});

describe('ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS', () => {
  const profile = (fields: object): Record<string, string> => ({
    [ALIYUN]: JSON.stringify({ current: 'p', profiles: [{ name: 'p', ...fields }] }),
  });
  const uri = 'http://127.0.0.1:9/keys';

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['a program', profile({ mode: 'External', process_command: 'x' }), {}],
    ['an address', profile({ mode: 'CredentialsURI', credentials_uri: uri }), {}],
    ['an address of the SDKs file', { [INI]: `[default]\ntype = credentials_uri\ncredentials_uri = ${uri}\n` }, {}],
    [
      'an address that a variable completes',
      profile({ mode: 'CredentialsURI' }),
      { ALIBABA_CLOUD_CREDENTIALS_URI: uri },
    ],
    ['an address of the environment', {}, { ALIBABA_CLOUD_CREDENTIALS_URI: uri }],
    [
      'a program behind a source profile',
      {
        [ALIYUN]: JSON.stringify({
          current: 'p',
          profiles: [
            { name: 'p', mode: 'ChainableRamRoleArn', source_profile: 'x', ram_role_arn: 'acs:ram::1:role/a' },
            { name: 'x', mode: 'External', process_command: 'x' },
          ],
        }),
      },
      {},
    ],
  ])('stops %s', async (_what, files, env) => {
    expect(await keyId(files, env)).toMatch(/^(uri|process|role)$/);
    for (const no of ['false', 'FALSE', '0', 'no', 'off', ' ', ''])
      expect(await keyId(files, { ...env, ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS: no })).toMatch(
        /^(uri|process|role)$/,
      );
    for (const on of ['true', 'TRUE', '1', ' true\n', 'yes', 'on', 't', 'maybe']) {
      const failed = await broken(files, { ...env, ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS: on });
      expect(failed).toMatchObject({ exitCode: 4, code: 'UnsupportedMode' });
      expect(failed.message).toContain('is disabled by ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS');
    }
  });
});
