import { hostOf, parseEndpoint } from '../core/endpoint.ts';
import type { Product } from '../core/operation.ts';
import type { Credentials } from '../core/request.ts';
import { EXIT, Failure, usage } from '../errors/failure.ts';
import { LOCAL_SOURCE, type LocalTarget, type SettingFlags } from './choices.ts';
import { type FoundCredentials, findCredentials } from './credentials.ts';
import { resolveTargets, savedOf, type SettingSources, type Targets } from './targets.ts';

/** Everything effective for one command. */
export interface Settings extends Targets {
  readonly credentials: FoundCredentials | undefined;
  /** The text of the CA file, once it is read. */
  readonly ca?: string | undefined;
}

/** What the built-in profile supplies. */
export interface LocalDefaults extends LocalTarget {
  readonly credentials: Credentials;
}

/** Targets and keys. Throws Failure on what does not fit. */
export function resolveSettings(flags: SettingFlags, sources: SettingSources, local: LocalDefaults): Settings {
  const targets = resolveTargets(flags, sources, local);
  if (targets.local) return { ...targets, credentials: { ...local.credentials, source: LOCAL_SOURCE } };
  const { credentials, notes } = findCredentials(sources.env, savedOf(targets.profile, sources), targets.profile);
  return { ...targets, credentials, notes: [...targets.notes, ...notes] };
}

/** Where a product's requests go: the flag, else a configured endpoint, else the region's host on the network in force. */
export function originOf(
  product: Product,
  settings: Pick<Settings, 'endpoints' | 'network'>,
  flag: string | undefined,
  region: string,
): string {
  const own = hostOf(product, region, settings.network.value);
  const endpoint = flag ?? settings.endpoints[product.id]?.value;
  const parsed = endpoint === undefined ? undefined : parseEndpoint(endpoint);
  return parsed !== undefined && 'origin' in parsed ? parsed.origin : own;
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
