/** Which of several places supplies the keys; which is the point where a mistake ends in the wrong account. */
import { describe, expect, test } from '@jest/globals';
import { resolveChain, type ChainInput } from '../../src/credentials/sources/resolve-chain.ts';
import { failureOf } from './bench.ts';

const PAIR = { accessKeyId: 'testid-own', accessKeySecret: 'testsecret' };
const ALIYUN = '/home/me/.aliyun/config.json';
const INI = '/home/me/.alibabacloud/credentials';
const aliyun = (name = 'default', fields: object = {}): string =>
  JSON.stringify({
    current: name,
    profiles: [
      {
        name,
        mode: 'AK',
        access_key_id: 'testid-cli',
        access_key_secret: 'testsecret',
        region_id: 'cn-beijing',
        ...fields,
      },
    ],
  });
const ini = '[default]\ntype = access_key\naccess_key_id = testid-ini\naccess_key_secret = testsecret\n';

interface Place {
  readonly from: string;
  readonly env?: Record<string, string>;
  readonly files?: Record<string, string>;
  readonly own?: ChainInput['own']['profiles'];
  readonly profile?: ChainInput['profile'];
  readonly networkProbe?: boolean;
}

/** Every place, the strongest first. */
const PLACES: readonly Place[] = [
  {
    from: 'profile named',
    own: { named: PAIR },
    profile: { value: 'named', source: '--profile' },
  },
  {
    from: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
    env: { ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret' },
  },
  {
    from: 'ALIBABACLOUD_ACCESS_KEY_ID',
    env: { ALIBABACLOUD_ACCESS_KEY_ID: 'testid', ALIBABACLOUD_ACCESS_KEY_SECRET: 'testsecret' },
  },
  {
    from: 'ALICLOUD_ACCESS_KEY_ID',
    env: { ALICLOUD_ACCESS_KEY_ID: 'testid', ALICLOUD_ACCESS_KEY_SECRET: 'testsecret' },
  },
  { from: 'profile mine', own: { mine: PAIR }, profile: { value: 'mine', source: 'config use' } },
  { from: '~/.aliyun/config.json, profile default', files: { [ALIYUN]: aliyun() } },
  { from: '~/.alibabacloud/credentials, section default', files: { [INI]: ini } },
  { from: '~/.alibabacloud/credentials.ini, section default', files: { [`${INI}.ini`]: ini } },
  {
    from: 'ALIBABA_CLOUD_ROLE_ARN',
    env: {
      ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1:role/ci',
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1:oidc-provider/ci',
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: '/var/run/token',
    },
  },
  { from: 'ALIBABA_CLOUD_CREDENTIALS_URI', env: { ALIBABA_CLOUD_CREDENTIALS_URI: 'http://127.0.0.1:9/keys' } },
  { from: 'ALIBABA_CLOUD_ECS_METADATA', env: { ALIBABA_CLOUD_ECS_METADATA: 'role' } },
  { from: 'the instance metadata service', networkProbe: true },
];

interface Looked {
  readonly input: ChainInput;
  readonly read: string[];
}

const merged = <T>(parts: readonly (Readonly<Record<string, T>> | undefined)[]): Record<string, T> =>
  Object.fromEntries(parts.flatMap((part) => Object.entries(part ?? {})));

/** Several places at once; of two active profiles the one with the higher precedence counts. */
function looked(places: readonly Place[], change: Partial<ChainInput> = {}): Looked {
  const files: Record<string, string> = merged(places.map((place) => place.files));
  const read: string[] = [];
  const input: ChainInput = {
    profile: places.find(({ profile }) => profile !== undefined)?.profile,
    env: merged(places.map((place) => place.env)),
    own: { profiles: merged(places.map((place) => place.own)) },
    home: '/home/me',
    networkProbe: places.some((place) => place.networkProbe),
    readFile: async (path) => {
      read.push(path);
      return files[path];
    },
    ...change,
  };
  return { input, read };
}

const pairs = PLACES.flatMap((first, i) =>
  PLACES.slice(i + 1).map((second) => [first.from, second.from, first, second] as const),
);

describe('of two sources the first that applies', () => {
  test.each(pairs)('%s takes precedence over %s', async (_first, _second, first, second) => {
    const { source, entries: considered } = await resolveChain(looked([first, second]).input);
    expect(source?.from).toBe(first.from);
    expect(considered.filter(({ used }) => used).map(({ from }) => from)).toEqual([first.from]);
  });

  test.each(PLACES.map((place) => [place.from, place] as const))('%s alone', async (from, place) => {
    expect((await resolveChain(looked([place]).input)).source?.from).toBe(from);
  });

  test('without any source, all searched places are listed', async () => {
    const { source, entries: considered } = await resolveChain(looked([]).input);
    expect([source, considered.map(({ why }) => why)]).toEqual([
      undefined,
      ['not set', 'file not found', 'file not found', 'file not found', 'not set', 'not set', 'not set', 'not queried'],
    ]);
  });

  test('the full list shows every source and what overrides it, with the middle of keys masked', async () => {
    const { input } = looked(PLACES.slice(1), { all: true });
    const { entries: considered, region } = await resolveChain(input);
    expect(considered.map(({ from, used, why }) => [from, used, why])).toEqual(
      PLACES.slice(1)
        .filter(({ from }) => !/^ALI(BABACLOUD|CLOUD)_/.test(from))
        .map(({ from }, i) => [
          from,
          i === 0,
          i === 0 ? 'first source with credentials' : 'overridden by ALIBABA_CLOUD_ACCESS_KEY_ID',
        ]),
    );
    expect(considered[1]).toMatchObject({ mode: 'AK', keyId: 'test****-own' });
    expect(considered[2]).toMatchObject({ region: 'cn-beijing' });
    expect([region, JSON.stringify(considered)]).toEqual([undefined, expect.not.stringContaining('testsecret')]);
  });
});

describe('files are read', () => {
  test('only if neither the environment nor an own profile has keys', async () => {
    for (const place of [PLACES[0], PLACES[1], PLACES[4]]) {
      const { input, read } = looked([...(place === undefined ? [] : [place]), ...PLACES.slice(5)]);
      await resolveChain(input);
      expect(read).toEqual([]);
    }
  });

  test('only that of the vendor CLI if it applies', async () => {
    const { input, read } = looked(PLACES.slice(5));
    expect((await resolveChain(input)).region).toEqual({
      value: 'cn-beijing',
      source: '~/.aliyun/config.json, profile default',
    });
    expect(read).toEqual([ALIYUN]);
  });
});

test('a missing current profile of the vendor CLI ends the search, unless another one is named', async () => {
  const text = JSON.stringify({ ...(JSON.parse(aliyun('default')) as object), current: 'other' });
  const place = { from: '', files: { [ALIYUN]: text, [INI]: ini } };
  expect(await failureOf(resolveChain(looked([place]).input))).toMatchObject({
    exitCode: 4,
    code: 'BadConfig',
    message: expect.stringMatching(/^~\/\.aliyun\/config\.json: current profile "other" not found$/),
  });
  const named = await resolveChain(looked([{ ...place, env: { ALIBABA_CLOUD_PROFILE: 'default' } }]).input);
  expect(named.source?.from).toBe('~/.aliyun/config.json, profile default');
  const none = { from: '', files: { [ALIYUN]: '{"current":"default","profiles":[]}', [INI]: ini } };
  expect((await resolveChain(looked([none]).input)).source?.from).toContain('.alibabacloud/credentials');
});

describe('a named profile', () => {
  const named = { value: 'prod', source: '--profile' };

  test('is that of the vendor CLI if the own one is missing or has no keys', async () => {
    const place = { from: '', files: { [ALIYUN]: aliyun('prod') } };
    for (const profiles of [{}, { prod: { region: 'cn-hangzhou' } }]) {
      const { source } = await resolveChain(looked([place], { profile: named, own: { profiles } }).input);
      expect(source?.from).toBe('~/.aliyun/config.json, profile prod');
    }
  });

  test.each(['--profile', 'ALIKAFKA_PROFILE'])('by %s has no fallback, and reports what is ignored', async (source) => {
    const { input } = looked(PLACES.slice(1), {
      profile: { value: 'prod', source },
      own: { profiles: { prod: {} } },
    });
    expect(await resolveChain(input)).toMatchObject({
      source: undefined,
      notes: ['ignoring the keys in ALIBABA_CLOUD_ACCESS_KEY_ID: profile "prod" was selected explicitly'],
    });
  });

  test('ignores an incomplete key pair in the environment', async () => {
    const env = { ALICLOUD_ACCESS_KEY_ID: 'testid' };
    expect((await resolveChain(looked([PLACES[0] as Place], { env }).input)).source?.from).toBe('profile named');
  });

  test('lists the other sources in the full list', async () => {
    const { input } = looked([PLACES[0] as Place, PLACES[1] as Place], { all: true });
    expect((await resolveChain(input)).entries).toContainEqual({
      from: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
      mode: 'AK',
      keyId: 'te****',
      used: false,
      why: 'overridden by profile "named"',
    });
  });
});

describe('variables that disable or move a source', () => {
  const rest = [PLACES[5], PLACES[6]] as Place[];

  test.each(['ALIBABA_CLOUD_IGNORE_PROFILE', 'ALIBABA_CLOUD_CLI_PROFILE_DISABLED'])('%s', async (name) => {
    for (const value of ['TRUE', 'true', '1']) {
      const { source } = await resolveChain(looked(rest, { env: { [name]: value } }).input);
      expect(source?.from).toBe('~/.alibabacloud/credentials, section default');
    }
  });

  test.each(['ALIBABA_CLOUD_PROFILE', 'ALIBABACLOUD_PROFILE', 'ALICLOUD_PROFILE'])(
    '%s selects the profile of the vendor, and a missing one is skipped',
    async (name) => {
      const files = { [ALIYUN]: aliyun('work'), [INI]: ini.replace('default', 'other') };
      const of = async (value: string) =>
        (await resolveChain(looked([{ from: '', files }], { env: { [name]: value } }).input)).source?.from;
      expect([await of('work'), await of('other'), await of('none')]).toEqual([
        '~/.aliyun/config.json, profile work',
        '~/.alibabacloud/credentials, section other',
        undefined,
      ]);
    },
  );

  test('ALIBABA_CLOUD_CONFIG_FILE, and ALIBABA_CLOUD_CREDENTIALS_FILE in either form', async () => {
    const of = async (name: string, text: string) =>
      (await resolveChain(looked([{ from: '', files: { '/x/keys': text } }], { env: { [name]: '/x/keys' } }).input))
        .source?.from;
    expect(await of('ALIBABA_CLOUD_CONFIG_FILE', aliyun())).toBe('/x/keys, profile default');
    expect(await of('ALIBABA_CLOUD_CREDENTIALS_FILE', ini)).toBe('/x/keys, section default');
    expect(await of('ALIBABA_CLOUD_CREDENTIALS_FILE', `\n ${aliyun()}`)).toBe('/x/keys, profile default');
  });

  test('ALIBABA_CLOUD_ECS_METADATA_DISABLED, also for a named role', async () => {
    const env = { ALIBABA_CLOUD_ECS_METADATA: 'role', ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' };
    expect((await resolveChain(looked([], { env, networkProbe: true }).input)).source).toBeUndefined();
  });
});

describe('an invalid source', () => {
  const broken = { from: '', files: { [ALIYUN]: '{"profiles": [{"access_key_secret": "testsecret"' } };

  test('ends the search before another one applies, and its content is not printed', async () => {
    const failed = await failureOf(resolveChain(looked([broken, PLACES[6] as Place]).input));
    expect(failed).toMatchObject({ exitCode: 4, code: 'BadConfig' });
    expect([failed.message, failed.message]).toEqual([
      expect.stringContaining('~/.aliyun/config.json'),
      expect.not.stringContaining('testsecret'),
    ]);
  });

  test('is ignored after one that applies', async () => {
    expect((await resolveChain(looked([PLACES[1] as Place, broken]).input)).source?.from).toBe(
      'ALIBABA_CLOUD_ACCESS_KEY_ID',
    );
  });

  test('is in the full list, with the failure of a command', async () => {
    const found = await resolveChain(looked([broken, PLACES[6] as Place], { all: true }).input);
    expect(found).toMatchObject({ source: undefined, failure: { code: 'BadConfig' } });
    expect(found.entries).toContainEqual(expect.objectContaining({ from: '~/.aliyun/config.json', used: false }));
    expect(found.entries.some(({ used }) => used)).toBe(false);
  });

  test('a file without read permission is named', async () => {
    const readFile = async (): Promise<string> => {
      throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    };
    const failed = await failureOf(resolveChain(looked([], { readFile }).input));
    expect(failed).toMatchObject({ exitCode: 4, message: expect.stringMatching(/config\.json.*EACCES/) });
  });
});
