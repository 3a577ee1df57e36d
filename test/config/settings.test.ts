/**
 * Which source of a setting wins: flag, environment, profile, built-in default, for every pair of them; and the two
 * exceptions that keep targets from being mixed up.
 */
import { describe, expect, test } from '@jest/globals';
import type { Profile, ProfileFile } from '../../src/config/profiles/profiles.ts';
import type { ProjectKey } from '../../src/config/project.ts';
import { originOf, requireCredentials, requireRegion, type Settings } from '../../src/config/settings.ts';
import { resolveTargets } from '../../src/config/targets.ts';
import { ALIKAFKA, CMS } from '../../src/core/operation.ts';
import type { Failure } from '../../src/errors/failure.ts';

const LOCAL = {
  region: 'cn-local',
  instance: 'alikafka_pre-cn-local',
};

interface Sources {
  readonly flags?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** The profile `prod`. */
  readonly prod?: Profile;
  readonly current?: string;
  /** The project file. */
  readonly project?: Readonly<Partial<Record<ProjectKey, string>>>;
}

const PROJECT = '/app/.alikafka.json';

function settle({ flags = {}, env = {}, prod = {}, current, project: values }: Sources): Settings {
  const file: ProfileFile = { profiles: { prod, other: {} }, ...(current === undefined ? {} : { current }) };
  const project = values === undefined ? undefined : { path: PROJECT, values };
  return { ...resolveTargets(flags, { env, file, project }, LOCAL), credentials: undefined };
}

function refused(sources: Sources): Failure {
  try {
    settle(sources);
  } catch (error) {
    return error as Failure;
  }
  throw new Error('was not refused');
}

const joined = <T extends object>(parts: readonly (T | undefined)[]): T =>
  parts.reduce<T>((all, part) => ({ ...all, ...part }), {} as T);

/** Several sources at once. */
function merge(...all: readonly Sources[]): Sources {
  const current = all.find((one) => one.current !== undefined)?.current;
  return {
    flags: joined(all.map((one) => one.flags)),
    env: joined(all.map((one) => one.env)),
    prod: joined(all.map((one) => one.prod)),
    ...(all.some((one) => one.project !== undefined) ? { project: joined(all.map((one) => one.project)) } : {}),
    ...(current === undefined ? {} : { current }),
  };
}

type Named = readonly [source: string, sources: Sources];

const flag = (name: string): Named => [`--${name}`, { flags: { [name]: `from --${name}`.replaceAll(' ', '-') } }];
const variable = (name: string): Named => [name, { env: { [name]: `from-${name}` } }];
const profile = (field: keyof Profile, by: Sources): Named => [
  'profile prod',
  merge(by, { prod: { [field]: 'from-profile' } }),
];

const project = (key: ProjectKey): Named => [PROJECT, { project: { [key]: 'from-project' } }];

const BY_USE: Sources = { current: 'prod' };
const BY_FLAG: Sources = { flags: { profile: 'prod' } };
const BY_OWN: Sources = { env: { ALIKAFKA_PROFILE: 'prod' } };
const BY_VENDOR: Sources = { env: { ALIBABA_CLOUD_PROFILE: 'prod' } };

/** Every pair of an order, with which of the two must win. */
const pairs = (order: readonly Named[]): [string, string, Sources][] =>
  order.flatMap(([winner, first], i) =>
    order.slice(i + 1).map(([loser, second]): [string, string, Sources] => [winner, loser, merge(second, first)]),
  );

const REGION = [
  'ALIKAFKA_REGION',
  'ALIBABA_CLOUD_REGION_ID',
  'ALIBABA_CLOUD_REGION',
  'ALIBABACLOUD_REGION_ID',
  'ALIBABACLOUD_REGION',
  'ALICLOUD_REGION_ID',
  'ALICLOUD_REGION',
];

describe('region', () => {
  // Underscores are no part of a region's id.
  const asRegion = ({ flags, env, ...rest }: Sources): Sources => ({
    ...rest,
    ...(flags === undefined
      ? {}
      : { flags: { ...flags, ...(flags['region'] === undefined ? {} : { region: 'by-flag' }) } }),
    ...(env === undefined
      ? {}
      : {
          env: Object.fromEntries(
            Object.entries(env).map(([name, value]) => [
              name,
              REGION.includes(name) ? name.toLowerCase().replaceAll('_', '-') : value,
            ]),
          ),
        }),
  });
  const check = (winner: string, sources: Sources): void =>
    expect(settle(asRegion(sources)).region?.source).toBe(winner);
  const env = REGION.map(variable);

  test.each(pairs([flag('region'), ...env, project('region'), profile('region', BY_USE)]))(
    '%s takes precedence over %s',
    (winner, _loser, sources) => {
      check(winner, sources);
    },
  );
  test.each(pairs([flag('region'), ...env, project('region'), profile('region', BY_OWN)]))(
    'with ALIKAFKA_PROFILE: %s takes precedence over %s',
    (winner, _loser, sources) => {
      check(winner, sources);
    },
  );
  test.each(pairs([flag('region'), profile('region', BY_FLAG), ...env, project('region')]))(
    'with --profile: %s takes precedence over %s',
    (winner, _loser, sources) => {
      check(winner, sources);
    },
  );

  test('the value is that of the source', () => {
    expect(settle({ env: { ALICLOUD_REGION: 'cn-beijing' } }).region).toEqual({
      value: 'cn-beijing',
      source: 'ALICLOUD_REGION',
    });
  });

  test('an empty variable counts as not set', () => {
    expect(settle({ env: { ALIKAFKA_REGION: '', ALICLOUD_REGION: 'cn-beijing' } }).region?.value).toBe('cn-beijing');
  });

  test('a missing one is an error that names the ways to set it', () => {
    expect(settle({}).region).toBeUndefined();
    expect(() => requireRegion(settle({}))).toThrow(expect.objectContaining({ exitCode: 2, code: 'Usage' }));
    expect(requireRegion(settle({ flags: { region: 'cn-beijing' } }))).toBe('cn-beijing');
  });

  test.each(['cn.hangzhou', 'cn hangzhou', 'evil.com/', 'a@b', ''])('%j is not a region', (region) => {
    expect(refused({ flags: { region } })).toMatchObject({ exitCode: 2, details: [{ flag: '--region' }] });
  });

  test('an invalid one is reported with its source', () => {
    expect(refused({ env: { ALIBABA_CLOUD_REGION_ID: 'x.y' } }).details).toMatchObject([
      { flag: 'ALIBABA_CLOUD_REGION_ID' },
    ]);
    expect(refused({ ...BY_USE, prod: { region: 'x.y' } })).toMatchObject({
      details: [
        { flag: 'profile prod', message: 'profile prod: region must be a region id such as cn-hangzhou, not "x.y"' },
      ],
      next: 'alikafka config unset region --profile prod',
    });
    expect(refused({ ...BY_USE, prod: { network: 'vcp' } })).toMatchObject({
      message: 'profile prod: network must be one of public, vpc, not "vcp"',
      next: 'alikafka config unset network --profile prod',
    });
  });
});

describe('instance', () => {
  const check = (winner: string, sources: Sources): void => expect(settle(sources).instance?.source).toBe(winner);

  test.each(pairs([flag('instance'), variable('ALIKAFKA_INSTANCE'), project('instance'), profile('instance', BY_USE)]))(
    '%s takes precedence over %s',
    (winner, _loser, sources) => {
      check(winner, sources);
    },
  );
  test.each(
    pairs([flag('instance'), profile('instance', BY_FLAG), variable('ALIKAFKA_INSTANCE'), project('instance')]),
  )('with --profile: %s takes precedence over %s', (winner, _loser, sources) => {
    check(winner, sources);
  });
  test.each(pairs([flag('instance'), variable('ALIKAFKA_INSTANCE'), project('instance'), profile('instance', BY_OWN)]))(
    'with ALIKAFKA_PROFILE: %s takes precedence over %s',
    (winner, _loser, sources) => {
      check(winner, sources);
    },
  );

  test('an empty one (-i "$UNSET") is refused rather than looked up', () => {
    expect(refused({ flags: { instance: '' } })).toMatchObject({ exitCode: 2, details: [{ flag: '--instance' }] });
  });

  test('a missing one is undefined', () => expect(settle({}).instance).toBeUndefined());
});

describe('output', () => {
  const order = (by: Sources) => [
    flag('output'),
    variable('ALIKAFKA_OUTPUT'),
    project('output'),
    profile('output', by),
  ];

  test.each([...pairs(order(BY_USE)), ...pairs(order(BY_OWN))])(
    '%s takes precedence over %s',
    (winner, _loser, sources) => {
      expect(settle(sources).output.source).toBe(winner);
    },
  );

  test.each(pairs(order(BY_FLAG)))(
    'with --profile: %s takes precedence over %s, since a format is not a target',
    (winner, _loser, sources) => {
      expect(settle(sources).output.source).toBe(winner);
    },
  );

  test('by default a table', () => expect(settle({}).output).toEqual({ value: 'table', source: 'built-in' }));
});

describe('endpoint', () => {
  const at = (sources: Sources) => settle(sources).endpoints;

  test.each(
    pairs([variable('ALIKAFKA_ENDPOINT'), variable('ALIBABA_CLOUD_ENDPOINT_ALIKAFKA'), profile('endpoint', BY_USE)]),
  )('%s takes precedence over %s', (winner, _loser, sources) => {
    expect(at(withHosts(sources)).alikafka?.source).toBe(winner);
  });
  test.each(
    pairs([profile('endpoint', BY_FLAG), variable('ALIKAFKA_ENDPOINT'), variable('ALIBABA_CLOUD_ENDPOINT_ALIKAFKA')]),
  )('with --profile: %s takes precedence over %s', (winner, _loser, sources) => {
    expect(at(withHosts(sources)).alikafka?.source).toBe(winner);
  });
  test.each(pairs([variable('ALIKAFKA_METRICS_ENDPOINT'), profile('metricsEndpoint', BY_USE)]))(
    '%s takes precedence over %s',
    (winner, _loser, sources) => {
      expect(at(withHosts(sources)).cms?.source).toBe(winner);
    },
  );
  test.each(pairs([profile('metricsEndpoint', BY_FLAG), variable('ALIKAFKA_METRICS_ENDPOINT')]))(
    'with --profile: %s takes precedence over %s',
    (winner, _loser, sources) => {
      expect(at(withHosts(sources)).cms?.source).toBe(winner);
    },
  );

  /** Underscores are no part of a host's name. */
  function withHosts({ env = {}, ...rest }: Sources): Sources {
    return {
      ...rest,
      env: Object.fromEntries(
        Object.entries(env).map(([name, value]) => [name, name.includes('ENDPOINT') ? 'host' : value]),
      ),
    };
  }

  test.each([
    ['loopback', 'http://127.0.0.1:8099', true],
    ['localhost', 'http://localhost:8099', true],
    ['another host', 'https://alikafka-vpc.cn-hangzhou.aliyuncs.com', false],
  ])('%s serves metrics too: %s', (_says, ALIKAFKA_ENDPOINT, both) => {
    expect(at({ env: { ALIKAFKA_ENDPOINT } }).cms?.value).toBe(both ? ALIKAFKA_ENDPOINT : undefined);
  });

  test('a separate metrics endpoint takes precedence over a loopback one', () => {
    const env = { ALIKAFKA_ENDPOINT: 'http://127.0.0.1:1', ALIKAFKA_METRICS_ENDPOINT: 'http://127.0.0.1:2' };
    expect(at({ env }).cms?.value).toBe('http://127.0.0.1:2');
  });

  test('the metrics endpoint does not serve the other product', () => {
    expect(at({ env: { ALIKAFKA_METRICS_ENDPOINT: 'http://127.0.0.1:2' } }).alikafka).toBeUndefined();
  });

  test.each([
    ['ftp://x', 'ALIKAFKA_ENDPOINT'],
    ['https://x/path', 'ALIKAFKA_METRICS_ENDPOINT'],
    ['https://user:x@host', 'ALIKAFKA_ENDPOINT'],
  ])('%s in %s is exit 2', (value, name) => {
    expect(refused({ env: { [name]: value } })).toMatchObject({ exitCode: 2, details: [{ flag: name }] });
  });

  test('an invalid --endpoint is exit 2', () => {
    expect(refused({ flags: { endpoint: 'https://x/path' } }).details).toMatchObject([{ flag: '--endpoint' }]);
  });

  test('one that serves both products is reported once', () => {
    const env = { ALIKAFKA_ENDPOINT: 'http://127.0.0.1:1/x', ALIKAFKA_REGION: 'x.y' };
    expect(refused({ env }).details.map(({ flag: of }) => of)).toEqual(['ALIKAFKA_REGION', 'ALIKAFKA_ENDPOINT']);
  });

  test('is the flag, else the setting, else the public host', () => {
    const set = settle({ env: { ALIKAFKA_ENDPOINT: 'alikafka-vpc.cn-hangzhou.aliyuncs.com' } });
    expect(originOf(ALIKAFKA, set, 'http://127.0.0.1:9', 'cn-hangzhou')).toBe('http://127.0.0.1:9');
    expect(originOf(ALIKAFKA, set, undefined, 'cn-hangzhou')).toBe('https://alikafka-vpc.cn-hangzhou.aliyuncs.com');
    expect(originOf(CMS, set, undefined, 'cn-hangzhou')).toBe('https://metrics.cn-hangzhou.aliyuncs.com');
    expect(originOf(CMS, set, 'host', 'cn-hangzhou')).toBe('https://host');
  });
});

describe('network', () => {
  const network = (sources: Sources) => settle(sources).network;

  test.each<[string, Sources, string, string]>([
    ['by default', {}, 'public', 'built-in'],
    ['the flag', { flags: { network: 'VPC' } }, 'vpc', '--network'],
    ["the vendor's variable", { env: { ALIBABA_CLOUD_ENDPOINT_TYPE: 'vpc' } }, 'vpc', 'ALIBABA_CLOUD_ENDPOINT_TYPE'],
    ['another word of it', { env: { ALIBABA_CLOUD_ENDPOINT_TYPE: 'inner' } }, 'public', 'built-in'],
    ['the profile', { ...BY_USE, prod: { network: 'vpc' } }, 'vpc', 'profile prod'],
    [
      'the flag before the variable',
      { flags: { network: 'public' }, env: { ALIBABA_CLOUD_ENDPOINT_TYPE: 'vpc' } },
      'public',
      '--network',
    ],
    [
      'the variable before the profile',
      { ...BY_USE, env: { ALIBABA_CLOUD_ENDPOINT_TYPE: 'vpc' }, prod: { network: 'public' } },
      'vpc',
      'ALIBABA_CLOUD_ENDPOINT_TYPE',
    ],
    [
      'a profile named by the flag before the variable',
      { ...BY_FLAG, env: { ALIBABA_CLOUD_ENDPOINT_TYPE: 'vpc' }, prod: { network: 'public' } },
      'public',
      'profile prod',
    ],
  ])('%s', (_says, sources, value, source) => expect(network(sources)).toEqual({ value, source }));

  test('determines the host of both products', () => {
    const set = settle({ flags: { network: 'vpc' } });
    expect(originOf(ALIKAFKA, set, undefined, 'cn-beijing')).toBe('https://alikafka-vpc.cn-beijing.aliyuncs.com');
    expect(originOf(CMS, set, undefined, 'cn-beijing')).toBe('https://metrics-vpc.cn-beijing.aliyuncs.com');
  });

  test('a configured endpoint takes precedence over a configured network, but not over a typed one', () => {
    const env = { ALIKAFKA_ENDPOINT: 'host', ALIBABA_CLOUD_ENDPOINT_TYPE: 'vpc' };
    expect(originOf(ALIKAFKA, settle({ env }), undefined, 'cn-beijing')).toBe('https://host');
    const typed = settle({ env, flags: { network: 'vpc' } });
    expect(originOf(ALIKAFKA, typed, undefined, 'cn-beijing')).toBe('https://alikafka-vpc.cn-beijing.aliyuncs.com');
    expect(typed.choices.endpoint).toEqual({
      chosen: undefined,
      lost: [{ value: 'host', source: 'ALIKAFKA_ENDPOINT' }],
    });
  });

  test.each<[string, Sources, string]>([
    ['another word', { flags: { network: 'private' } }, '--network'],
    ['another word in the profile', { ...BY_USE, prod: { network: 'inner' } }, 'profile prod'],
    ['with --endpoint', { flags: { network: 'vpc', endpoint: 'host' } }, '--network'],
    ['with local', { flags: { profile: 'local', network: 'vpc' } }, '--network'],
  ])('%s is exit 2', (_says, sources, name) => {
    expect(refused(sources)).toMatchObject({ exitCode: 2, details: [{ flag: name }] });
  });
});

describe('ca-file', () => {
  test('the flag takes precedence over the profile', () => {
    const both = merge(BY_USE, { flags: { caFile: 'a.pem' }, prod: { caFile: '/b.pem' } });
    expect(settle(both).choices.caFile).toEqual({
      chosen: { value: 'a.pem', source: '--ca-file' },
      lost: [{ value: '/b.pem', source: 'profile prod', profile: 'prod' }],
    });
    expect(settle({ ...BY_USE, prod: { caFile: '/b.pem' } }).caFile?.value).toBe('/b.pem');
  });

  test('an empty one (--ca-file "$UNSET") is refused', () => {
    expect(refused({ flags: { caFile: '' } })).toMatchObject({ exitCode: 2, details: [{ flag: '--ca-file' }] });
  });
});

describe('overridden values', () => {
  const EVERY: Sources = {
    current: 'prod',
    flags: { region: 'by-flag' },
    env: { ALIKAFKA_REGION: 'by-own', ALICLOUD_REGION: 'by-old' },
    project: { region: 'by-project' },
    prod: { region: 'by-profile' },
  };
  const sourcesOf = (sources: Sources): (string | undefined)[] => {
    const { chosen, lost } = settle(sources).choices.region;
    return [chosen?.source, ...lost.map(({ source }) => source)];
  };

  test('are listed in order', () => {
    expect(sourcesOf(EVERY)).toEqual(['--region', 'ALIKAFKA_REGION', 'ALICLOUD_REGION', PROJECT, 'profile prod']);
  });

  test('of a profile named by the flag', () => {
    expect(sourcesOf(merge(EVERY, BY_FLAG))).toEqual([
      '--region',
      'profile prod',
      'ALIKAFKA_REGION',
      'ALICLOUD_REGION',
      PROJECT,
    ]);
  });

  test('are all others with local', () => {
    expect(sourcesOf({ ...EVERY, flags: { profile: 'local' } })).toEqual([
      'profile local',
      'ALIKAFKA_REGION',
      'ALICLOUD_REGION',
      PROJECT,
    ]);
  });
});

describe('an unknown region', () => {
  test('gives a warning with a suggestion, and is used', () => {
    const { warnings, region } = settle({ flags: { region: 'cn-hangzou' } });
    expect(region?.value).toBe('cn-hangzou');
    expect(warnings).toEqual([expect.stringMatching(/^unknown region "cn-hangzou" .*did you mean cn-hangzhou\?$/)]);
  });

  test.each<[string, Sources]>([
    ['is known', { flags: { region: 'cn-hangzhou' } }],
    ['is none', {}],
    ['makes no host, since one is typed', { flags: { region: 'nowhere', endpoint: 'host' } }],
    ['makes no host, since one is set', { flags: { region: 'nowhere' }, env: { ALIKAFKA_ENDPOINT: 'host' } }],
  ])('no warning if it %s', (_says, sources) => expect(settle(sources).warnings).toEqual([]));

  test('on the emulator too, a typed one gives a warning', () => {
    expect(settle({ flags: { profile: 'local', region: 'nowhere' } }).warnings).toEqual([
      'unknown region "nowhere"; "alikafka regions" lists the known regions',
    ]);
  });
});

describe('profile', () => {
  test.each<[string, Sources, string | undefined]>([
    ['--profile', merge(BY_FLAG, { env: { ALIKAFKA_PROFILE: 'other' }, current: 'other' }), '--profile'],
    [
      'ALIKAFKA_PROFILE',
      merge(BY_OWN, { env: { ALIBABA_CLOUD_PROFILE: 'other' }, current: 'other' }),
      'ALIKAFKA_PROFILE',
    ],
    ['ALIBABA_CLOUD_PROFILE', merge(BY_VENDOR, { current: 'other' }), 'ALIBABA_CLOUD_PROFILE'],
    ['the project file', merge({ project: { profile: 'prod' } }, { current: 'other' }), PROJECT],
    ['a variable, in spite of the project file', merge(BY_OWN, { project: { profile: 'other' } }), 'ALIKAFKA_PROFILE'],
    ['config use', BY_USE, 'alikafka config use'],
    ['none', {}, undefined],
  ])('chosen by %s', (_says, sources, source) => {
    const chosen = settle(sources).profile;
    expect(chosen).toEqual(source === undefined ? undefined : { value: 'prod', source });
  });

  test("a profile of the vendor's files in the variable of the vendor is skipped", () => {
    expect(settle({ env: { ALIBABA_CLOUD_PROFILE: 'theirs' } }).profile).toBeUndefined();
    expect(settle({ env: { ALIBABA_CLOUD_PROFILE: 'theirs' }, ...BY_USE }).profile?.value).toBe('prod');
  });

  test.each(['prof', 'constructor', 'toString', '__proto__', ''])(
    '%j does not exist: exit 2, with the existing ones',
    (name) => {
      const failure = refused({ flags: { profile: name } });
      expect(failure).toMatchObject({ exitCode: 2, details: [{ flag: '--profile' }] });
      expect(failure.hint).toContain('local, prod, other');
    },
  );

  test('a similar name is suggested', () => {
    expect(refused({ env: { ALIKAFKA_PROFILE: 'prd' } }).message).toMatch(
      /^ALIKAFKA_PROFILE: .*did you mean "prod"\?$/,
    );
  });

  test("a profile of the vendor's files may be named, and has no settings of this tool", () => {
    const sources = { env: {}, file: { profiles: {} }, vendorProfiles: ['theirs', 'constructor'] };
    for (const profile of sources.vendorProfiles)
      expect(resolveTargets({ profile }, sources, LOCAL)).toMatchObject({
        profile: { value: profile, source: '--profile' },
        region: undefined,
      });
  });

  test('the region saved with the keys has the lowest precedence', () => {
    const vendorRegion = { value: 'cn-theirs', source: '~/.aliyun/config.json, profile default' };
    const at = (env: Record<string, string>) =>
      resolveTargets({}, { env, file: { profiles: {} }, vendorRegion }, LOCAL).choices.region;
    expect(at({})).toEqual({ chosen: vendorRegion, lost: [] });
    expect(at({ ALICLOUD_REGION: 'cn-beijing' })).toMatchObject({
      chosen: { value: 'cn-beijing' },
      lost: [vendorRegion],
    });
  });

  test('a profile of the project file that does not exist is reported', () => {
    expect(refused({ project: { profile: 'prd' } })).toMatchObject({ exitCode: 2, details: [{ flag: PROJECT }] });
  });

  test('a profile deleted after "config use" is reported', () => {
    expect(refused({ current: 'gone' })).toMatchObject({ exitCode: 2, details: [{ flag: 'alikafka config use' }] });
  });
});

describe('the local profile', () => {
  const HOSTILE = {
    ALIKAFKA_REGION: 'cn-beijing',
    ALIKAFKA_INSTANCE: 'alikafka_pre-cn-real',
    ALIKAFKA_ENDPOINT: 'https://real.example.com',
    ALIKAFKA_METRICS_ENDPOINT: 'https://real.example.com',
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret',
  };
  const OWN = {
    local: true,
    region: { value: 'cn-local', source: 'profile local' },
    instance: { value: 'alikafka_pre-cn-local', source: 'profile local' },
    endpoints: { alikafka: undefined, cms: undefined },
  };

  test.each<[string, Sources]>([
    ['--profile', { flags: { profile: 'local' }, env: HOSTILE }],
    ['ALIKAFKA_PROFILE', { env: { ...HOSTILE, ALIKAFKA_PROFILE: 'local' } }],
    ['config use', { env: HOSTILE, current: 'local' }],
  ])('named by %s, uses nothing from the environment', (_says, sources) => {
    expect(settle(sources)).toMatchObject(OWN);
  });

  test('flags still apply', () => {
    const flags = { profile: 'local', region: 'cn-beijing', instance: 'alikafka_pre-cn-x', output: 'json' };
    expect(settle({ flags })).toMatchObject({
      region: { value: 'cn-beijing', source: '--region' },
      instance: { value: 'alikafka_pre-cn-x', source: '--instance' },
      output: { value: 'json', source: '--output' },
    });
  });

  test.each([
    [{}, { value: 'table', source: 'built-in' }],
    [{ ALIKAFKA_OUTPUT: 'json' }, { value: 'json', source: 'ALIKAFKA_OUTPUT' }],
  ])('the format of the environment still applies: %j', (env, output) => {
    expect(settle({ flags: { profile: 'local' }, env }).output).toEqual(output);
  });

  test('uses only the format of the project file', () => {
    const project = { region: 'cn-beijing', instance: 'alikafka_pre-cn-real', output: 'json' };
    expect(settle({ flags: { profile: 'local' }, project })).toMatchObject({
      ...OWN,
      output: { value: 'json', source: PROJECT },
    });
  });

  test('--endpoint with it is exit 2', () => {
    expect(refused({ flags: { profile: 'local', endpoint: 'http://127.0.0.1:1' } })).toMatchObject({
      exitCode: 2,
      details: [{ flag: '--endpoint' }],
    });
  });

  test('ignores an incomplete key pair in the environment', () => {
    expect(settle({ flags: { profile: 'local' }, env: { ALICLOUD_ACCESS_KEY_ID: 'testid' } }).local).toBe(true);
  });

  test('is used only if named, not through the variable of the vendor', () => {
    expect(settle({ env: { ALIBABA_CLOUD_PROFILE: 'local' } }).local).toBe(false);
    // nor where one of the vendor's own profiles is called so
    const sources = { env: { ALIBABA_CLOUD_PROFILE: 'local' }, file: { profiles: {} }, vendorProfiles: ['local'] };
    expect(resolveTargets({}, sources, LOCAL).local).toBe(false);
    expect(settle({}).local).toBe(false);
  });
});

test('without credentials: exit 4, with the ways to set them', () => {
  try {
    requireCredentials(settle({}));
  } catch (error) {
    expect(error).toMatchObject({ exitCode: 4, code: 'NoCredentials' });
    expect((error as Failure).hint).toMatch(/alikafka config(ure)?\b.*--profile local/);
    return;
  }
  throw new Error('was not refused');
});
