/** Settings in the forms of env files, shells and editors, and variables that name missing files. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { cli, type Options, type Ran } from '../../support/context.ts';
import { doctor, rowsOf } from '../../support/doctor.ts';
import { folders } from '../../support/folder.ts';
import type { Script } from '../../support/service.ts';

const makeFolder = folders();

const OWN = '/home/nobody/.config/alikafka/config.json';
const ALIYUN = '/home/nobody/.aliyun/config.json';
const INI = '/home/nobody/.alibabacloud/credentials';
const PROJECT = '/home/nobody/.alikafka.json';
const NO_KEYS = { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined, ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined };
const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
const saved = (profiles: object, current?: string): string => JSON.stringify({ current, profiles });
const section = (name: string): string => `[${name}]\naccess_key_id = testid\naccess_key_secret = testsecret\n`;

const script: Script = {
  GetTopicList: { Code: 200, Success: true, TopicList: { TopicVO: [] }, Total: 0 },
};

const list = (options: Options): Promise<Ran> => cli('topic list', { script, ...options });
/** Region and instance of the call that was made; the service has checked its keys. */
const sent = ({ calls }: Ran): unknown[] => [calls[0]?.params['RegionId'], calls[0]?.params['InstanceId']];

describe('blanks and line ends', () => {
  test('around variables are removed', async () => {
    const env = {
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid\r',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: ' testsecret\n',
      ALIKAFKA_REGION: 'cn-beijing\n',
      ALIKAFKA_INSTANCE: '\talikafka_x\r\n',
      ALIKAFKA_OUTPUT: ' json \n',
      ALIKAFKA_RATE: ' 5\n',
    };
    const ran = await list({ env });
    expect([ran.code, ran.stdout, ran.stderr, sent(ran)]).toEqual([0, '[]\n', '', ['cn-beijing', 'alikafka_x']]);
  });

  test.each(['ALIKAFKA_REGION', 'ALIKAFKA_OUTPUT', 'ALIKAFKA_RATE', 'ALIKAFKA_DEBUG', 'ALIKAFKA_PROFILE'])(
    '%s of blanks only counts as not set',
    async (name) => {
      const ran = await list({ env: { ALIBABA_CLOUD_REGION_ID: 'cn-hangzhou', [name]: ' \r\n' } });
      expect([ran.code, ran.stderr]).toEqual([0, '']);
      expect(sent(ran)[0]).toBe('cn-hangzhou');
    },
  );

  test('around values in files are removed', async () => {
    const own = {
      p: { accessKeyId: 'testid\n', accessKeySecret: ' testsecret', region: ' cn-beijing ', confirm: 'name\n' },
    };
    const files = { [OWN]: saved(own, 'p'), [PROJECT]: '{"instance":" alikafka_x\\n"}' };
    const ran = await list({ files, env: { ...NO_KEYS, ALIKAFKA_REGION: undefined, ALIKAFKA_INSTANCE: undefined } });
    expect([ran.code, sent(ran)]).toEqual([0, ['cn-beijing', 'alikafka_x']]);
  });
});

describe('quotes around a key in a variable', () => {
  test.each(['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'ALIBABA_CLOUD_SECURITY_TOKEN'])(
    '%s: exit 4 that names it, and nothing is sent',
    async (name) => {
      const ran = await list({ env: { [name]: '"testquoted"' } });
      expect([ran.code, ran.calls, ran.stdout]).toEqual([4, [], '']);
      expect(ran.stderr).toContain(`the value of ${name} is enclosed in quotes`);
      expect(ran.stderr).not.toContain('testquoted');
    },
  );
});

describe('files that editors write', () => {
  const env = { ...NO_KEYS };

  test('a byte order mark in own files is removed', async () => {
    const files = { [OWN]: `\ufeff${saved({ p: keys }, 'p')}`, [PROJECT]: '\ufeff{"region":"cn-beijing"}' };
    const ran = await list({ files, env: { ...env, ALIKAFKA_REGION: undefined } });
    expect([ran.code, sent(ran)[0]]).toEqual([0, 'cn-beijing']);
  });

  test('empty files count as missing: the search continues, for a project file up the tree', async () => {
    const files = {
      [OWN]: '',
      [ALIYUN]: '\ufeff\n',
      [INI]: section('default'),
      '/home/nobody/x/.alikafka.json': ' \n',
      [PROJECT]: '{"region":"cn-beijing"}',
    };
    const ran = await list({ files, cwd: '/home/nobody/x', env: { ...env, ALIKAFKA_REGION: undefined } });
    expect([ran.code, sent(ran)[0]]).toEqual([0, 'cn-beijing']);
  });

  test.each([
    ['alikafka profile', OWN, saved({ p: keys }, 'p'), 4],
    ["the vendor CLI's", ALIYUN, '{"profiles":[]}', 4],
    ["the SDKs'", INI, section('default'), 4],
    ['the project', PROJECT, '{"region":"cn-beijing"}', 2],
  ])('%s file in UTF-16 is reported', async (_whose, path, text, code) => {
    const ran = await list({ files: { [path]: Buffer.from(`\ufeff${text}`, 'utf16le').toString('utf8') }, env });
    expect([ran.code, ran.calls]).toEqual([code, []]);
    expect(ran.stderr).toContain(path.replace('/home/nobody/.al', '').split('/').at(-1));
    expect(ran.stderr).toContain('it is encoded in UTF-16');
  });

  test.each([
    ['alikafka profile', OWN, '{"profiles":{"p":{}},"team":"Müller"}', 4],
    ["the vendor CLI's", ALIYUN, '{"profiles":[{"name":"Müller"}]}', 4],
    ['the project', PROJECT, '{"instance":"Müller"}', 2],
  ])('%s file in Latin-1 is reported, and not decoded with replacements', async (_whose, path, text, code) => {
    const ran = await list({ files: { [path]: Buffer.from(text, 'latin1') }, env });
    expect([ran.code, ran.calls]).toEqual([code, []]);
    expect(ran.stderr).toContain('it contains bytes that are not valid UTF-8');
  });

  test('a comment in Latin-1 is ignored in the file of the SDKs', async () => {
    const ran = await list({ files: { [INI]: Buffer.from(`; Müller\n${section('default')}`, 'latin1') }, env });
    expect(ran.code).toBe(0);
  });

  test.each([
    ['alikafka profile', OWN, '{"profiles":{"p":{"region":"cn-beijing","region":"testsecond"}}}', 'region', 4],
    ['alikafka profile', OWN, '{"profiles":{"p":{}},"profiles":{"testsecond":{}}}', 'profiles', 4],
    ["the vendor CLI's", ALIYUN, '{"profiles":[{"mode":"AK","mode":"testsecond"}]}', 'mode', 4],
    ['the project', PROJECT, '{"region":"cn-beijing","region":"testsecond"}', 'region', 2],
  ])('%s file with a duplicate field is refused, and the field is named', async (_whose, path, text, field, code) => {
    const ran = await list({ files: { [path]: text }, env });
    expect([ran.code, ran.calls]).toEqual([code, []]);
    expect(ran.stderr).toContain(`it gives "${field}" twice`);
    expect(ran.stderr).not.toContain('testsecond');
  });
});

describe('a variable that names a missing file or profile is exit 4, with both names:', () => {
  const files = { [OWN]: saved({ prod: { ...keys, region: 'cn-hangzhou' } }, 'prod'), [INI]: section('work') };

  test.each<[string, string, RegExp]>([
    ['ALIKAFKA_PROFILE', 'prd', /ALIKAFKA_PROFILE: profile "prd" not found; did you mean "prod"\?/],
    ['ALIBABA_CLOUD_PROFILE', 'wrok', /ALIBABA_CLOUD_PROFILE: profile "wrok" not found; did you mean "work"\?/],
    ['ALICLOUD_PROFILE', 'none', /ALICLOUD_PROFILE: profile "none" not found/],
  ])('%s', async (name, value, says) => {
    for (const more of [{}, NO_KEYS]) {
      const ran = await list({ files, env: { ...more, [name]: value } });
      expect([ran.code, ran.calls]).toEqual([4, []]);
      expect(ran.stderr).toMatch(says);
    }
  });

  test.each(['ALIBABA_CLOUD_CONFIG_FILE', 'ALIBABA_CLOUD_CREDENTIALS_FILE'])('%s', async (name) => {
    const ran = await list({ files: { [INI]: section('default') }, env: { ...NO_KEYS, [name]: '~/none' } });
    expect([ran.code, ran.calls]).toEqual([4, []]);
    expect(ran.stderr).toContain(`/home/nobody/none not found (set by ${name})`);
  });

  test('the flag is exit 2', async () => {
    const ran = await cli('topic list -p prd', { files });
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining('--profile: profile "prd" not found')]);
  });

  test("the variable of the vendor also names a section of the SDKs' file, and is ignored if another source takes precedence", async () => {
    const theirs = { ...NO_KEYS, ALIBABA_CLOUD_PROFILE: 'work' };
    const { [INI]: ini } = files;
    expect((await list({ files: { [INI]: ini ?? '' }, env: theirs })).code).toBe(0);
    const typo = { ALIBABA_CLOUD_PROFILE: 'none' };
    expect((await cli('topic list -p prod', { files, script, env: typo })).code).toBe(0);
    expect((await list({ files, env: { ...typo, ALIKAFKA_PROFILE: 'prod' } })).code).toBe(0);
    expect((await list({ files, env: { ...typo, ALIBABA_CLOUD_IGNORE_PROFILE: 'TRUE' } })).code).toBe(0);
  });

  test('an invalid file is reported instead of a missing profile', async () => {
    const ran = await list({ files: { [ALIYUN]: '{' }, env: { ...NO_KEYS, ALIBABA_CLOUD_PROFILE: 'work' } });
    expect([ran.code, ran.stderr]).toEqual([
      4,
      expect.stringContaining('cannot read credentials from ~/.aliyun/config.json: '),
    ]);
  });
});

describe('~ in a setting is the home folder', () => {
  const CA = '/home/nobody/ca.pem';
  const violation = 'contains no certificate in PEM format';

  test('in ca-file, in a file, as a flag, and as saved by config set', async () => {
    const files = { [CA]: 'x', [OWN]: saved({ prod: { ...keys, caFile: '~/ca.pem' } }, 'prod') };
    expect((await list({ files, env: NO_KEYS })).stderr).toContain(violation);
    expect((await cli('topic list --ca-file=~/ca.pem', { files })).stderr).toContain(violation);
  });

  test('in the file name of an OIDC token', async () => {
    const read: string[] = [];
    const files = {
      read: async (path: string) => {
        read.push(path);
        return undefined;
      },
    };
    const env = {
      ...NO_KEYS,
      ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1:role/ci',
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1:oidc-provider/ci',
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: '~/token',
    };
    expect((await list({ files, env })).stderr).toContain('(ALIBABA_CLOUD_OIDC_TOKEN_FILE) not found');
    expect(read).toContain('/home/nobody/token');
  });
});

describe('a credential program', () => {
  const silent = `"${process.execPath}" -e process.exitCode=2`;
  const files = { [OWN]: saved({ p: { mode: 'External', credentialProcess: silent } }, 'p') };
  const run = (options: Options): Promise<Ran> => cli('topic list', { env: NO_KEYS, files, ...options });

  test.each<[string, Options]>([
    ['without a terminal', {}],
    ['where its question would not be seen', { stdinTerminal: true }],
    ['without a terminal', { stderrTerminal: true }],
  ])('may not prompt %s: its output is in the message', async (_where, options) => {
    const ran = await run(options);
    expect(ran.code).toBe(4);
    expect(ran.stderr).toContain('failed with exit code 2\n');
  });

  test('is run once by doctor for all checks', async () => {
    const folder = await makeFolder();
    const [program, log] = [join(folder, 'keys.cjs'), join(folder, 'log')];
    const printed = JSON.stringify({ mode: 'AK', access_key_id: 'testid', access_key_secret: 'testsecret' });
    await writeFile(
      program,
      `require('node:fs').appendFileSync(${JSON.stringify(log)}, 'x'); console.log(${JSON.stringify(printed)});`,
    );
    const command = `"${process.execPath}" "${program}"`;
    const ran = await doctor('', {
      env: NO_KEYS,
      files: { [OWN]: saved({ p: { mode: 'External', credentialProcess: command } }, 'p') },
    });
    const needKeys = rowsOf(ran).filter(({ Check }) => /^(credentials|read)/.test(Check));
    expect(needKeys.map(({ Status }) => Status)).toEqual(['ok', 'ok', 'ok']);
    expect(await readFile(log, 'utf8')).toBe('x');
  });

  test('may prompt on a terminal, where its messages are visible', async () => {
    const ran = await run({ terminal: true });
    expect(ran.code).toBe(4);
    expect(ran.stderr).toMatch(/failed with exit code 2(?!:)/);
  });
});
