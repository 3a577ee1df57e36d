import { hostOf, parseEndpoint } from '../core/endpoint.ts';
import type { Product } from '../core/operation.ts';
import type { Source } from '../credentials/source.ts';
import { EXIT, Failure, usage } from '../errors/failure.ts';
import { LOCAL } from './profiles/profiles.ts';
import type { Targets } from './targets.ts';
import { shellWord } from '../core/text/shell-word.ts';

/** Everything effective for one command. */
export interface Settings extends Targets {
  /** Where the keys come from; undefined where nothing applies. */
  readonly credentials: Source | undefined;
  /** The text of the CA file, once it is read. */
  readonly ca?: string | undefined;
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

/** Whether the profile local is in force, on the embedded emulator or on the one around this command. */
export const isLocalProfile = ({ profile }: Pick<Targets, 'profile'>): boolean => profile?.value === LOCAL;

/** The region, or a usage error that says how to give one. */
export function requireRegion(settings: Settings): string {
  if (settings.region !== undefined) return settings.region.value;
  throw usage([{ flag: '--region', message: 'is required: no region is set' }], {
    next: 'alikafka config set region cn-hangzhou',
    hint: 'Or set ALIKAFKA_REGION.',
  });
}

/** The source of the keys, or exit 4 with the ways to give some. */
export function requireCredentials(settings: Settings): Source {
  const { credentials, region } = settings;
  // A machine without a region is hardly one with a role: nobody set anything up here.
  const guessed = credentials?.kind === 'machine' && credentials.guessed && region === undefined;
  if (credentials !== undefined && !guessed) return credentials;
  const { profile, emulator } = settings;
  if (emulator !== undefined) {
    throw new Failure({
      exitCode: EXIT.credentials,
      code: 'NoCredentials',
      message: `no keys are set in the environment, and ${emulator.source} takes keys from there alone`,
      hint: '"alikafka emulator -- <command>" sets ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET for the command.',
    });
  }
  if (profile?.source === '--profile' || profile?.source === 'ALIKAFKA_PROFILE') {
    throw new Failure({
      exitCode: EXIT.credentials,
      code: 'NoCredentials',
      message: `the profile ${profile.value} holds no keys, and those of the environment are ignored since it was named (${profile.source})`,
      next: `alikafka configure --profile ${shellWord(profile.value)}`,
    });
  }
  throw new Failure({
    exitCode: EXIT.credentials,
    code: 'NoCredentials',
    message: 'no credentials are set',
    hint: 'Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or save a profile with "alikafka configure"; "--profile local" tries everything on the embedded emulator without an account.',
    next: 'alikafka configure',
  });
}
