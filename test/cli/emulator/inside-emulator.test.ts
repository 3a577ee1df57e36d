/** Inside `emulator -- command` every call is sent to that emulator, for any settings. */
import { describe, expect, test } from '@jest/globals';
import { cli, errorOf, json, type Options, type Ran, REGION } from '../../support/context.ts';
import { folders } from '../../support/folder.ts';
import { instances, topics } from '../../support/service.ts';

const makeFolder = folders();

const HERE = 'http://127.0.0.1:18080';
const ROLE = 'acs:ram::1234567890123456:role/reader';
const CONFIG = '/home/nobody/.config/alikafka/config.json';
const VENDOR = '/home/nobody/.aliyun/config.json';

const PROFILES = {
  prod: {
    accessKeyId: 'prodid',
    accessKeySecret: 'prodsecret',
    region: 'cn-beijing',
    instance: 'alikafka_pre-cn-prod',
    endpoint: 'https://elsewhere.example',
    metricsEndpoint: 'https://metrics.example',
  },
  vpc: { network: 'vpc' },
  guarded: { readonly: 'true', confirm: 'name' },
  role: { mode: 'RamRoleArn', accessKeyId: 'prodid', accessKeySecret: 'prodsecret', roleArn: ROLE },
  machine: { mode: 'EcsRamRole' },
  program: { mode: 'External', credentialProcess: 'print-keys' },
  address: { mode: 'CredentialsURI', credentialsUri: 'https://keys.example/' },
  oidc: { mode: 'OIDC', roleArn: ROLE, oidcProviderArn: 'acs:ram::1:oidc-provider/x', oidcTokenFile: '/token' },
};

/** The variables that `alikafka emulator -- command` sets. */
const INSIDE = {
  ALIKAFKA_EMULATOR: HERE,
  ALIKAFKA_ENDPOINT: HERE,
  ALIKAFKA_METRICS_ENDPOINT: HERE,
};

interface Case extends Options {
  readonly current?: string;
  readonly project?: object;
}

/** Runs a command with settings for other addresses. */
function inside(line: string, { current, project, env, ...more }: Case = {}): Promise<Ran> {
  const files: Record<string, string> = {
    [CONFIG]: JSON.stringify({ ...(current === undefined ? {} : { current }), profiles: PROFILES }),
    [VENDOR]: JSON.stringify({
      current: 'vendor',
      profiles: [{ name: 'vendor', mode: 'AK', access_key_id: 'vendorid', access_key_secret: 'vendorsecret' }],
    }),
    '/token': 'token',
  };
  if (project !== undefined) files['/home/nobody/.alikafka.json'] = JSON.stringify(project);
  const script = {
    GetTopicList: topics({ Topic: 'orders', Status: 0 }),
    GetInstanceList: instances(),
    CreateTopic: {},
  };
  return cli(line, { files, script, env: { ...INSIDE, ...env }, ...more });
}

/** The scripted service accepts only the keys of the environment: a request with others is an error (exit 70). */
const where = ({ calls }: Ran): unknown[] => calls.map(({ origin }) => origin);

/** A sender with one answer to all requests, which records their origins and proxies. */
function watched() {
  const [origins, proxies]: [string[], unknown[]] = [[], []];
  const text = '{"Code":200,"Success":true,"Total":0,"TopicList":{"TopicVO":[]},"InstanceList":{"InstanceVO":[]}}';
  const send = async ({ origin, proxy }: { readonly origin: string; readonly proxy?: unknown }) => {
    origins.push(origin);
    proxies.push(proxy);
    return { status: 200, headers: {}, body: Buffer.from(text) };
  };
  return { send, origins, proxies };
}

describe('every call goes to the emulator, with the keys of the environment', () => {
  const ways: readonly (readonly [string, string, Case])[] = [
    ['nothing says otherwise', 'topic list', {}],
    ['ALIKAFKA_ENDPOINT names another host', 'topic list', { env: { ALIKAFKA_ENDPOINT: 'https://elsewhere.example' } }],
    ['ALIKAFKA_ENDPOINT is unset', 'topic list', { env: { ALIKAFKA_ENDPOINT: undefined } }],
    ['ALIKAFKA_ENDPOINT is broken', 'topic list', { env: { ALIKAFKA_ENDPOINT: '://' } }],
    ["the vendor's variables", 'topic list', { env: { ALIBABA_CLOUD_ENDPOINT_ALIKAFKA: 'https://elsewhere.example' } }],
    [
      "the vendor's network",
      'topic list',
      { env: { ALIKAFKA_ENDPOINT: undefined, ALIBABA_CLOUD_ENDPOINT_TYPE: 'vpc' } },
    ],
    ['a profile that is named', 'topic list -p prod', {}],
    ['ALIKAFKA_PROFILE', 'topic list', { env: { ALIKAFKA_PROFILE: 'prod' } }],
    ['config use', 'topic list', { current: 'prod' }],
    ['a project file', 'topic list', { project: { profile: 'prod' } }],
    ['a profile of the vendor', 'topic list -p vendor', {}],
    ['a profile inside a VPC', 'topic list -p vpc', {}],
    ['--network', 'topic list --network vpc', {}],
    ['the local profile', 'topic list -p local', {}],
    ['config use local', 'topic list', { current: 'local' }],
    ['a profile that takes a role', 'topic list -p role', {}],
    ['a profile of a machine', 'topic list -p machine', {}],
    ['a profile with a program', 'topic list -p program', {}],
    ['a profile with an address', 'topic list -p address', {}],
    ['a profile with a token', 'topic list -p oidc', {}],
    [
      'ALIBABA_CLOUD_CREDENTIALS_URI',
      'topic list',
      { env: { ALIBABA_CLOUD_CREDENTIALS_URI: 'https://keys.example/' } },
    ],
    ['ALIBABA_CLOUD_ECS_METADATA', 'topic list', { env: { ALIBABA_CLOUD_ECS_METADATA: 'role' } }],
    ['--endpoint at it', `topic list --endpoint ${HERE}`, {}],
    ['api', 'api GetTopicList -p prod', {}],
    ['wait', 'wait topic orders exists -p prod', {}],
    ['a change', 'topic create fresh -p prod', {}],
  ];
  test.each(ways)('%s', async (_name, line, how) => {
    const ran = await inside(line, how);
    expect([ran.code, ran.stderr.replace(/^local emulator.*\n/m, '')]).toEqual([0, expect.any(String)]);
    expect(where(ran).length).toBeGreaterThan(0);
    for (const call of where(ran)) expect(call).toBe(HERE);
  });

  test.each(['', '-p prod ', '--network vpc '])('metrics: %s', async (flags) => {
    const env = { ALIKAFKA_METRICS_ENDPOINT: 'https://metrics.example' };
    const ran = await inside(`metrics projects ${flags}`, {
      env,
      script: { DescribeProjectMeta: { Total: 0, Resources: { Resource: [] } } },
    });
    expect([ran.code, where(ran)]).toEqual([0, [HERE]]);
  });

  test('proxies are not used', async () => {
    const { send, proxies } = watched();
    const env = { HTTPS_PROXY: 'http://proxy.example:1', http_proxy: 'http://proxy.example:1' };
    await inside('topic list', { env, send });
    expect(proxies).toEqual([undefined]);
  });
});

describe('region and instance come from the usual sources', () => {
  const target = ({ calls }: Ran): unknown[] => calls.map(({ params }) => [params['RegionId'], params['InstanceId']]);
  const env = { ALIKAFKA_REGION: REGION, ALIKAFKA_INSTANCE: 'alikafka_pre-cn-env' };

  test.each<readonly [string, Case, unknown]>([
    ['topic list', {}, [REGION, 'alikafka_pre-cn-env']],
    ['topic list', { current: 'prod' }, [REGION, 'alikafka_pre-cn-env']],
    ['topic list -p prod', {}, ['cn-beijing', 'alikafka_pre-cn-prod']],
    ['topic list -i alikafka_pre-cn-flag', { current: 'prod' }, [REGION, 'alikafka_pre-cn-flag']],
    ['topic list -p local', {}, ['cn-hangzhou', 'alikafka_pre-cn-0local0run01']],
  ])('%s %j', async (line, how, expected) => {
    expect(target(await inside(line, { ...how, env }))).toEqual([expected]);
  });
});

describe('contradictions', () => {
  test.each(['https://elsewhere.example', 'http://127.0.0.1:1', 'https://127.0.0.1:18080', 'localhost'])(
    '--endpoint %s is exit 2, and nothing is sent',
    async (endpoint) => {
      for (const profile of ['', ' -p prod']) {
        const ran = await inside(`topic list --endpoint ${endpoint} -o json${profile}`);
        expect([ran.code, ran.calls]).toEqual([2, []]);
        expect(errorOf(ran).details).toEqual([
          { flag: '--endpoint', message: `--endpoint must be ${HERE} or omitted, because ALIKAFKA_EMULATOR is set` },
        ]);
      }
    },
  );

  test.each([
    'https://alikafka.cn-hangzhou.aliyuncs.com',
    'http://10.0.0.1:80',
    'http://127.0.0.1.example',
    '://',
    'http://a:b@127.0.0.1',
  ])('ALIKAFKA_EMULATOR=%s is exit 4, and nothing is sent', async (address) => {
    for (const line of ['topic list', 'topic list -p local', 'api GetTopicList', 'config explain']) {
      const ran = await inside(`${line} -o json`, { env: { ALIKAFKA_EMULATOR: address } });
      expect([ran.code, ran.calls, errorOf(ran)['code']]).toEqual([4, [], 'BadEmulator']);
    }
  });

  test('an empty ALIKAFKA_EMULATOR counts as unset', async () => {
    const { send, origins } = watched();
    await inside('topic list -p prod', { env: { ALIKAFKA_EMULATOR: '' }, send });
    expect(origins).toEqual(['https://elsewhere.example']);
  });

  test('emulator reset is exit 2: it would reset another state', async () => {
    const ran = await inside('emulator reset -o json');
    expect([ran.code, errorOf(ran).details]).toEqual([
      2,
      [
        {
          name: 'alikafka emulator reset',
          message: 'alikafka emulator reset is not allowed while ALIKAFKA_EMULATOR is set',
        },
      ],
    ]);
  });

  test.each(['', '-p prod ', '-p role '])(
    'without keys in the environment, no other source is used: exit 4 (%s)',
    async (flags) => {
      const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined, ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined };
      const ran = await inside(`topic list ${flags}-o json`, { env, current: 'prod' });
      expect([ran.code, ran.calls, errorOf(ran)['message']]).toEqual([
        4,
        [],
        'no AccessKey in the environment, the only source of credentials while ALIKAFKA_EMULATOR is set',
      ]);
    },
  );

  test('an incomplete key pair is exit 4', async () => {
    const ran = await inside('topic list -p prod', { env: { ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined } });
    expect([ran.code, ran.calls]).toEqual([4, []]);
  });
});

describe('messages', () => {
  test('a change reports that it is sent to the emulator', async () => {
    const { stderr } = await inside('topic create fresh -p prod');
    expect(stderr).toContain(`local emulator at ${HERE}, region cn-beijing, instance alikafka_pre-cn-prod`);
  });

  test('no protection applies: only region and instance come from the profile', async () => {
    expect((await inside('topic create fresh', { current: 'guarded' })).code).toBe(0);
  });

  test('the local profile has no rate limit', async () => {
    const names = Array.from({ length: 12 }, (_, i) => `topic-${i}`).join(' ');
    const ran = await inside(`topic create ${names} -p local`);
    expect([ran.code, ran.waits]).toEqual([0, []]);
  });

  test('config explain shows all sources', async () => {
    const env = { HTTPS_PROXY: 'http://proxy.example:1' };
    const ran = await inside('config explain -o json -p prod', { env });
    const rows = json(ran) as { Setting: string; Value: unknown; Source: string; Overrides: { Source: string }[] }[];
    const row = (name: string) => rows.find(({ Setting }) => Setting === name);
    expect(row('endpoint')).toMatchObject({ Value: HERE, Source: 'environment variable ALIKAFKA_EMULATOR' });
    expect(row('endpoint')?.Overrides.map(({ Source }) => Source)).toEqual([
      'profile prod',
      'environment variable ALIKAFKA_ENDPOINT',
    ]);
    expect(row('metrics-endpoint')).toMatchObject({ Value: HERE, Source: 'environment variable ALIKAFKA_EMULATOR' });
    expect(row('credentials')).toMatchObject({
      Value: 'AK',
      Source: 'environment variable ALIBABA_CLOUD_ACCESS_KEY_ID',
    });
    expect(row('proxy')).toMatchObject({ Value: null, Source: 'environment variable ALIKAFKA_EMULATOR' });
    expect(row('region')).toMatchObject({ Value: 'cn-beijing', Source: 'profile prod' });
  });

  test('configure saves and checks nothing: the emulator does not accept keys of profiles', async () => {
    const env = { XDG_CONFIG_HOME: await makeFolder() };
    const ran = await inside('configure --profile x --mode EcsRamRole --region cn-hangzhou', { env });
    expect([ran.code, ran.calls, ran.stderr]).toEqual([
      0,
      [],
      'profile "x" saved\nprofile "x" not checked: while ALIKAFKA_EMULATOR is set, credentials come only from the environment\n',
    ]);
  });

  test('doctor checks the emulator, and sends nothing to other hosts', async () => {
    const { send, origins } = watched();
    const ran = await inside('doctor -p role -o json', { send, current: 'prod' });
    const lines = json(ran) as { Check: string; Detail: string }[];
    expect(lines.find(({ Check }) => Check === 'local emulator')?.Detail).toBe(
      `all calls go to ${HERE} (ALIKAFKA_EMULATOR)`,
    );
    expect(origins).toEqual([HERE, HERE, HERE]);
  });
});
