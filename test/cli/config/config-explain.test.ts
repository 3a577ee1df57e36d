/** `config explain`: the effective settings, their sources and what they override, also when keys are missing or invalid. */
import { describe, expect, test } from '@jest/globals';
import { withoutPassword } from '../../../src/commands/config/explain-line.ts';
import { cli, json, type Options, type Ran } from '../../support/context.ts';

const HOME = '/home/nobody';
const PROFILES = `${HOME}/.config/alikafka/config.json`;

interface Explained {
  readonly Setting: string;
  readonly Value: unknown;
  readonly Source: string | null;
  readonly Overrides: readonly { readonly Source: string; readonly Value: string }[];
}

const saved = (profiles: object, current?: string): Record<string, string> => ({
  [PROFILES]: JSON.stringify({ ...(current === undefined ? {} : { current }), profiles }),
});

const rows = (ran: Ran): Readonly<Record<string, Explained>> =>
  Object.fromEntries((json(ran) as Explained[]).map((row) => [row.Setting, row]));

/** The rows by their names. */
async function explain(options: Options = {}, flags = ''): Promise<Readonly<Record<string, Explained>>> {
  const ran = await cli(`config explain -o json ${flags}`, options);
  expect(ran).toMatchObject({ code: 0, calls: [] });
  return rows(ran);
}

const PROD = {
  accessKeyId: 'LTAItest12345678',
  accessKeySecret: 'testsecret',
  region: 'cn-beijing',
  endpoint: 'https://prod.example.com',
  readonly: 'true',
};

test('every setting has a row', async () => {
  expect(Object.keys(await explain())).toEqual([
    'profile',
    'credentials',
    'access-key-id',
    'project-file',
    'region',
    'instance',
    'endpoint',
    'metrics-endpoint',
    'network',
    'ca-file',
    'proxy',
    'no-proxy',
    'output',
    'timeout',
    'max-attempts',
    'deadline',
    'rate',
    'readonly',
    'confirm',
  ]);
});

describe('targets', () => {
  test('each with its source and what it overrode', async () => {
    const files = {
      ...saved({ prod: PROD }, 'prod'),
      [`${HOME}/.alikafka.json`]: '{"region":"cn-shanghai"}',
    };
    const found = await explain({ files });
    expect(found['profile']).toMatchObject({ Value: 'prod', Source: 'alikafka config use', Overrides: [] });
    expect(found['project-file']).toMatchObject({ Value: `${HOME}/.alikafka.json` });
    expect(found['region']).toMatchObject({
      Value: 'cn-hangzhou',
      Source: 'environment variable ALIKAFKA_REGION',
      Overrides: [
        { Source: `${HOME}/.alikafka.json`, Value: 'cn-shanghai' },
        { Source: 'profile prod', Value: 'cn-beijing' },
      ],
    });
    expect(found['endpoint']).toMatchObject({ Value: 'https://prod.example.com', Source: 'profile prod' });
    expect(found['metrics-endpoint']).toMatchObject({
      Value: 'https://metrics.cn-hangzhou.aliyuncs.com',
      Source: 'region cn-hangzhou',
    });
    expect(found['readonly']).toMatchObject({ Value: true, Source: 'profile prod' });
  });

  test('a profile named by the flag takes precedence as a whole', async () => {
    const found = await explain({ files: saved({ prod: PROD }) }, '--profile prod');
    expect(found['region']).toMatchObject({
      Value: 'cn-beijing',
      Source: 'profile prod',
      Overrides: [{ Source: 'environment variable ALIKAFKA_REGION', Value: 'cn-hangzhou' }],
    });
  });

  test('endpoints are the effective ones', async () => {
    const env = { ALIKAFKA_ENDPOINT: 'http://127.0.0.1:8099', ALIBABA_CLOUD_ENDPOINT_ALIKAFKA: 'other.example.com' };
    const set = await explain({ env });
    expect(set['endpoint']).toMatchObject({
      Value: 'http://127.0.0.1:8099',
      Source: 'environment variable ALIKAFKA_ENDPOINT',
      Overrides: [{ Source: 'environment variable ALIBABA_CLOUD_ENDPOINT_ALIKAFKA', Value: 'other.example.com' }],
    });
    expect(set['metrics-endpoint']).toMatchObject({
      Value: 'http://127.0.0.1:8099',
      Source: 'environment variable ALIKAFKA_ENDPOINT',
    });
    const typed = await explain({ env }, '--network vpc');
    expect(typed['endpoint']).toMatchObject({
      Value: 'https://alikafka-vpc.cn-hangzhou.aliyuncs.com',
      Source: 'region cn-hangzhou',
      Overrides: [
        { Source: 'environment variable ALIKAFKA_ENDPOINT' },
        { Source: 'environment variable ALIBABA_CLOUD_ENDPOINT_ALIKAFKA' },
      ],
    });
    const flagged = await explain({ env }, '--endpoint host');
    expect(flagged['endpoint']).toMatchObject({ Value: 'https://host', Source: 'option --endpoint' });
  });

  test('without a region there is no endpoint', async () => {
    const found = await explain({ env: { ALIKAFKA_REGION: undefined } });
    expect(found['region']).toMatchObject({ Value: null, Source: null });
    expect(found['endpoint']).toMatchObject({ Value: null, Source: null });
  });

  test('local is shown as the emulator, with what it ignores', async () => {
    const found = await explain({ env: { ALIKAFKA_ENDPOINT: 'https://real.example.com' } }, '--profile local');
    expect(found['endpoint']).toMatchObject({
      Value: 'local emulator',
      Source: 'profile local',
      Overrides: [{ Source: 'environment variable ALIKAFKA_ENDPOINT', Value: 'https://real.example.com' }],
    });
    expect(found['region']).toMatchObject({
      Source: 'profile local',
      Overrides: [{ Source: 'environment variable ALIKAFKA_REGION' }],
    });
    expect(found['credentials']).toMatchObject({ Value: 'AK', Source: 'profile local' });
  });
});

describe('keys', () => {
  const NONE = { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined, ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined };

  test('the mode, the id with its middle masked, and the overridden keys', async () => {
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAIother7654321', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'othersecret' };
    const found = await explain({ env, files: saved({ prod: PROD }, 'prod') });
    expect(found['credentials']).toMatchObject({
      Value: 'AK',
      Source: 'environment variable ALIBABA_CLOUD_ACCESS_KEY_ID',
      Overrides: [{ Source: 'profile prod', Value: 'AK LTAI****5678' }],
    });
    expect(found['access-key-id']).toMatchObject({
      Value: 'LTAI****4321',
      Source: 'environment variable ALIBABA_CLOUD_ACCESS_KEY_ID',
    });
  });

  test('missing keys are reported', async () => {
    const env = { ...NONE, ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' };
    expect((await explain({ env }))['credentials']).toMatchObject({ Value: 'none', Source: null });
    const looked = { ...NONE, ALIBABA_CLOUD_ECS_METADATA_DISABLED: undefined };
    expect((await explain({ env: looked }))['credentials']?.Value).toMatch(/^none, except on an ECS instance$/);
  });

  test('an incomplete key pair is reported in its row, with all other rows present', async () => {
    const found = await explain({ env: { ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined } });
    expect(found['credentials']).toMatchObject({
      Value: expect.stringMatching(/^invalid: [A-Z_]+ is set, but [A-Z_]+ is not$/),
    });
    expect(found['region']).toMatchObject({ Value: 'cn-hangzhou' });
  });

  test("the region of the vendor's profile has the lowest precedence", async () => {
    const files = {
      [`${HOME}/.aliyun/config.json`]: JSON.stringify({
        current: 'default',
        profiles: [
          {
            name: 'default',
            mode: 'AK',
            access_key_id: 'testid',
            access_key_secret: 'testsecret',
            region_id: 'cn-shenzhen',
          },
        ],
      }),
    };
    const found = await explain({ files, env: { ...NONE, ALIKAFKA_REGION: undefined } });
    expect(found['region']).toMatchObject({ Value: 'cn-shenzhen' });
    expect(found['credentials']).toMatchObject({ Value: 'AK', Source: expect.stringContaining('.aliyun') });
  });
});

describe('calls', () => {
  test('default, and by flag', async () => {
    expect(await explain()).toMatchObject({
      timeout: { Value: '30s', Source: 'built-in default' },
      'max-attempts': { Value: 4, Source: 'built-in default' },
      deadline: { Value: null, Source: 'built-in default' },
      rate: { Value: 'published limits', Source: 'built-in default' },
    });
    const flags = '--timeout 5s --max-attempts 1 --deadline 2m --rate 7 --rate CreateTopic=2';
    expect(await explain({ env: { ALIKAFKA_RATE: '9' } }, flags)).toMatchObject({
      timeout: { Value: '5s', Source: 'option --timeout' },
      'max-attempts': { Value: 1, Source: 'option --max-attempts' },
      deadline: { Value: '2m', Source: 'option --deadline' },
      rate: {
        Value: '7, CreateTopic=2',
        Source: 'option --rate',
        Overrides: [{ Source: 'environment variable ALIKAFKA_RATE', Value: '9' }],
      },
    });
  });

  test('the proxies, also overridden ones, with masked passwords', async () => {
    const env = {
      https_proxy: 'http://user:testsecret@p:1',
      HTTP_PROXY: 'http://u:last/secret @r:3',
      ALL_PROXY: 'u:othersecret@q:2',
      NO_PROXY: 'x',
    };
    const ran = await cli('config explain -o json', { env });
    expect(ran.stdout).not.toMatch(/testsecret|othersecret|last|secret @/);
    expect(rows(ran)).toMatchObject({
      proxy: {
        Value: 'http://user:******@p:1',
        Source: 'environment variable https_proxy',
        Overrides: [{ Source: 'environment variable ALL_PROXY', Value: 'u:******@q:2' }],
      },
      'http-proxy': { Value: 'http://u:******@r:3', Source: 'environment variable HTTP_PROXY' },
      'no-proxy': { Value: 'x', Source: 'environment variable NO_PROXY' },
    });
  });
});

describe('forms', () => {
  const options = { files: saved({ prod: PROD }, 'prod') };

  test('a table, with the overridden sources', async () => {
    const { stdout } = await cli('config explain', { ...options, columns: 200 });
    expect(stdout).toMatch(/^Setting +Value +Source +Overrides\n/);
    expect(stdout).toMatch(
      /\nregion +cn-hangzhou +environment variable ALIKAFKA_REGION +cn-beijing \(profile prod\)\n/,
    );
  });

  test.each(['table', 'json', 'xml', 'yaml', 'csv', 'tsv', 'ndjson'])('-o %s holds no secret', async (format) => {
    const ran = await cli(`config explain -o ${format}`, options);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('cn-hangzhou');
    expect(ran.stdout + ran.stderr).not.toContain('testsecret');
  });

  test('the format of the profile is used, and --columns and --query work', async () => {
    const files = saved({ prod: { output: 'json' } }, 'prod');
    expect((await cli('config explain', { files })).stdout).toMatch(/^\[/);
    expect((await cli("config explain -o table --query '[?Setting==`region`].Value|[0]'")).stdout).toBe(
      'cn-hangzhou\n',
    );
    expect((await cli('config explain --columns Setting,Sorce')).stderr).toMatch(/Source/);
  });

  test('an error follows the format of the profile as well', async () => {
    const files = saved({ prod: { output: 'json' } }, 'prod');
    const { code, stderr } = await cli('config explain --columns Setting,Sorce', { files });
    expect([code, JSON.parse(stderr)]).toMatchObject([2, { error: { code: 'Usage' } }]);
  });

  test('too many arguments: exit 2', async () => {
    expect((await cli('config explain region')).code).toBe(2);
  });
});

test.each([
  ['http://user:secret@proxy:80', 'http://user:******@proxy:80'],
  ['user:secret@proxy:80', 'user:******@proxy:80'],
  ['http://user:se:c@ret@proxy', 'http://user:******@proxy'],
  ['http://a:secret@one\nhttp://b:secret@two', 'http://a:******@one\nhttp://b:******@two'],
  ['http://proxy:80', 'http://proxy:80'],
])('the password of an address is masked: %j', (address, shown) => expect(withoutPassword(address)).toBe(shown));
