import type { Product } from '../core/operation.ts';
import type { Credentials } from '../core/request.ts';
import { suggest } from '../core/suggest.ts';
import { type Detail, EXIT, Failure, usage } from '../errors/failure.ts';
import { hostOf, isLoopback, isRegionId, parseEndpoint } from '../core/endpoint.ts';
import { type FoundCredentials, findCredentials } from './credentials.ts';
import { type Guards, guardsOf, UNGUARDED } from './guards.ts';
import { LOCAL, type Profile, type ProfileFile } from './profiles.ts';
import { type Env, filled, type Setting } from './setting.ts';

/** The options that settle where a command goes and how it speaks. */
export interface SettingFlags {
  readonly profile?: string;
  readonly region?: string;
  readonly instance?: string;
  readonly output?: string;
  readonly endpoint?: string;
}

/** Everything effective for one command. */
export interface Settings {
  /** The profile that is used; undefined where none is. */
  readonly profile: Setting | undefined;
  readonly local: boolean;
  readonly region: Setting | undefined;
  readonly instance: Setting | undefined;
  readonly output: Setting;
  readonly endpoints: Readonly<Record<Product['id'], Setting | undefined>>;
  readonly credentials: FoundCredentials | undefined;
  /** Those of the profile that is used, wherever the keys are from. */
  readonly guards: Guards;
  /** Said once on stderr. */
  readonly notes: readonly string[];
}

/** What the built-in profile supplies. */
export interface LocalDefaults {
  readonly region: string;
  readonly instance: string;
  readonly credentials: Credentials;
}

const REGION_VARIABLES = [
  'ALIKAFKA_REGION',
  'ALIBABA_CLOUD_REGION_ID',
  'ALIBABA_CLOUD_REGION',
  'ALIBABACLOUD_REGION_ID',
  'ALIBABACLOUD_REGION',
  'ALICLOUD_REGION_ID',
  'ALICLOUD_REGION',
];

/**
 * Flag, environment, profile, built-in default, in this order. A profile named by the flag is taken whole: the region,
 * instance and endpoints that it sets beat the environment. `local` takes no target from the environment. Throws
 * Failure on what does not fit.
 */
export function resolveSettings(flags: SettingFlags, env: Env, file: ProfileFile, local: LocalDefaults): Settings {
  const profile = chooseProfile(flags, env, file);
  if (profile?.value === LOCAL) return localSettings(flags, env, profile, local);
  const saved = profile === undefined ? {} : (file.profiles[profile.value] ?? {});
  const layers: Layers = { profile: saved, name: profile?.value ?? '', whole: flags.profile !== undefined, env };
  const region = pick(flags.region, '--region', layers, 'region', REGION_VARIABLES);
  const settings = {
    profile,
    local: false,
    region,
    instance: pick(flags.instance, '--instance', layers, 'instance', ['ALIKAFKA_INSTANCE']),
    output: pick(flags.output, '--output', { ...layers, whole: false }, 'output', ['ALIKAFKA_OUTPUT']) ?? {
      value: 'table',
      source: 'built in',
    },
    endpoints: endpoints(layers),
    guards: profile === undefined ? UNGUARDED : guardsOf(saved, profile.value),
    ...findCredentials(env, saved, profile),
  };
  checkSettings(settings, flags.endpoint);
  return settings;
}

function chooseProfile(flags: SettingFlags, env: Env, file: ProfileFile): Setting | undefined {
  if (flags.profile !== undefined) return known({ value: flags.profile, source: '--profile' }, file);
  const own = filled(env['ALIKAFKA_PROFILE']);
  if (own !== undefined) return known({ value: own, source: 'ALIKAFKA_PROFILE' }, file);
  // The vendor's variable may name a profile of the vendor's own files, which is none of ours.
  const vendors = filled(env['ALIBABA_CLOUD_PROFILE']);
  if (vendors !== undefined && vendors !== LOCAL && Object.hasOwn(file.profiles, vendors))
    return { value: vendors, source: 'ALIBABA_CLOUD_PROFILE' };
  return file.current === undefined ? undefined : known({ value: file.current, source: 'config use' }, file);
}

function known(profile: Setting, file: ProfileFile): Setting {
  if (profile.value === LOCAL || Object.hasOwn(file.profiles, profile.value)) return profile;
  const names = [LOCAL, ...Object.keys(file.profiles)];
  const near = suggest(profile.value, names);
  throw usage(
    [
      {
        flag: profile.source,
        message: `names the profile "${profile.value}", which does not exist${near === undefined ? '' : `; did you mean ${near}?`}`,
      },
    ],
    {
      hint: `Profiles: ${names.join(', ')}`,
      next: `alikafka config set access-key-id <id> --profile ${profile.value}`,
    },
  );
}

interface Layers {
  readonly profile: Profile;
  readonly name: string;
  readonly whole: boolean;
  readonly env: Env;
}

function pick(
  flag: string | undefined,
  flagName: string,
  layers: Layers,
  field: keyof Profile,
  variables: readonly string[],
): Setting | undefined {
  if (flag !== undefined) return { value: flag, source: flagName };
  const saved = layers.profile[field];
  const fromProfile = saved === undefined ? undefined : { value: saved, source: `profile ${layers.name}` };
  if (layers.whole && fromProfile !== undefined) return fromProfile;
  const variable = variables.find((name) => filled(layers.env[name]) !== undefined);
  return variable === undefined ? fromProfile : { value: layers.env[variable] as string, source: variable };
}

/** A loopback ALIKAFKA_ENDPOINT (the emulator) serves metrics too, unless they have one of their own. */
function endpoints(layers: Layers): Settings['endpoints'] {
  const alikafka = pick(undefined, '', layers, 'endpoint', ['ALIKAFKA_ENDPOINT']);
  const cms = pick(undefined, '', layers, 'metricsEndpoint', ['ALIKAFKA_METRICS_ENDPOINT']);
  const parsed = alikafka === undefined ? undefined : parseEndpoint(alikafka.value);
  const both = parsed !== undefined && 'origin' in parsed && isLoopback(parsed.origin);
  return { alikafka, cms: cms ?? (both ? alikafka : undefined) };
}

function localSettings(flags: SettingFlags, env: Env, profile: Setting, local: LocalDefaults): Settings {
  if (flags.endpoint !== undefined)
    throw usage([
      { flag: '--endpoint', message: 'cannot be combined with the profile local, which never leaves this machine' },
    ]);
  const source = 'profile local';
  const layers: Layers = { profile: {}, name: LOCAL, whole: false, env };
  const settings: Settings = {
    profile,
    local: true,
    region: flags.region === undefined ? { value: local.region, source } : { value: flags.region, source: '--region' },
    instance:
      flags.instance === undefined
        ? { value: local.instance, source }
        : { value: flags.instance, source: '--instance' },
    output: pick(flags.output, '--output', layers, 'output', ['ALIKAFKA_OUTPUT']) ?? {
      value: 'table',
      source: 'built in',
    },
    endpoints: { alikafka: undefined, cms: undefined },
    credentials: { ...local.credentials, source },
    guards: UNGUARDED,
    notes: [],
  };
  checkSettings(settings, undefined);
  return settings;
}

function checkSettings(
  settings: Pick<Settings, 'region' | 'instance' | 'endpoints'>,
  endpointFlag: string | undefined,
): void {
  const problems: Detail[] = [];
  if (settings.region !== undefined && !isRegionId(settings.region.value))
    problems.push({
      flag: settings.region.source,
      message: `"${settings.region.value}" is not a region id such as cn-hangzhou`,
    });
  if (settings.instance?.value === '') problems.push({ flag: settings.instance.source, message: 'must not be empty' });
  const given = [
    ...Object.values(settings.endpoints),
    endpointFlag === undefined ? undefined : { value: endpointFlag, source: '--endpoint' },
  ];
  for (const one of new Map(given.filter((each) => each !== undefined).map((each) => [each.source, each])).values()) {
    const parsed = parseEndpoint(one.value);
    if ('trouble' in parsed) problems.push({ flag: one.source, message: parsed.trouble });
  }
  if (problems.length > 0) throw usage(problems);
}

/** Where a product's requests go: the flag, else a configured endpoint, else the region's public host. */
export function originOf(product: Product, settings: Settings, flag: string | undefined, region: string): string {
  const endpoint = flag ?? settings.endpoints[product.id]?.value;
  if (endpoint === undefined) return hostOf(product, region);
  const parsed = parseEndpoint(endpoint);
  return 'origin' in parsed ? parsed.origin : hostOf(product, region);
}

/** The region, or a usage error that says how to give one. */
export function requireRegion(settings: Settings): string {
  if (settings.region !== undefined) return settings.region.value;
  throw usage([{ flag: '--region', message: 'is required: no region is set' }], {
    next: 'alikafka config set region cn-hangzhou',
    hint: 'Or set ALIKAFKA_REGION.',
  });
}

/** The credentials, or exit 4 with the ways to give some. */
export function requireCredentials(settings: Settings): Credentials {
  if (settings.credentials !== undefined) return settings.credentials;
  throw new Failure({
    exitCode: EXIT.credentials,
    code: 'NoCredentials',
    message: 'no credentials are set',
    hint: 'Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or save a profile with "alikafka config set"; "--profile local" tries everything on the embedded emulator without an account.',
    next: 'alikafka config set access-key-id <id>',
  });
}
