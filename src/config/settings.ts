/** The settings of one command, and the parts that every call needs: an origin, a region, a source of credentials. */
import { hostOf, parseEndpoint } from '../core/endpoint.ts';
import type { Product } from '../core/operation.ts';
import type { Source } from '../credentials/source.ts';
import { EXIT, Failure, problem, usage } from '../errors/failure.ts';
import { LOCAL } from './profiles/profiles.ts';
import type { Targets } from './targets.ts';
import { alikafka } from '../core/text/command-line.ts';
import { t } from '../core/text/texts.ts';

/** All effective settings of one command. */
export interface Settings extends Targets {
  /** The source of the credentials; undefined if none were found. */
  readonly credentials: Source | undefined;
  /** The text of the CA file, once it is read. */
  readonly ca?: string | undefined;
}

/**
 * The origin of a product's requests: the flag, else a configured endpoint, else the region's host on the network in
 * use.
 */
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

/** Whether the local profile is in use, on the embedded emulator or on the one that this command runs inside of. */
export const isLocalProfile = ({ profile }: Pick<Targets, 'profile'>): boolean => profile?.value === LOCAL;

/** The region. Throws Failure (exit 2), which explains how to set one. */
export function requireRegion(settings: Settings): string {
  if (settings.region !== undefined) return settings.region.value;
  throw usage([problem('--region', '{name} is required: no region is set')], {
    next: alikafka`config set region cn-hangzhou`,
    hint: t('Use --region, set ALIKAFKA_REGION, or save a region in the profile.'),
  });
}

/** The source of the credentials. Throws Failure (exit 4), which explains how to set some. */
export function requireCredentials(settings: Settings): Source {
  const { credentials, region } = settings;
  // A machine without any region setting is hardly an ECS instance with a role: nothing has been set up here.
  const guessed = credentials?.kind === 'machine' && credentials.guessed && region === undefined;
  if (credentials !== undefined && !guessed) return credentials;
  const { profile, emulator } = settings;
  if (emulator !== undefined) {
    throw new Failure({
      exitCode: EXIT.credentials,
      code: 'NoCredentials',
      message: t('no AccessKey in the environment, the only source of credentials while {variable} is set', {
        variable: emulator.source,
      }),
      hint: t(
        '"{emulator}" sets ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET for the command that it runs.',
        { emulator: alikafka`emulator -- <command>` },
      ),
    });
  }
  if (profile?.source === '--profile' || profile?.source === 'ALIKAFKA_PROFILE') {
    throw new Failure({
      exitCode: EXIT.credentials,
      code: 'NoCredentials',
      message: t(
        'profile "{profile}" has no credentials, and those of the environment are ignored because {source} names a profile',
        { profile: profile.value, source: profile.source },
      ),
      next: alikafka`configure --profile ${profile.value}`,
    });
  }
  throw new Failure({
    exitCode: EXIT.credentials,
    code: 'NoCredentials',
    message: t('no credentials are set'),
    hint: t(
      'Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or save a profile with "{configure}". Use --profile local to try any command on the local emulator without an account.',
      { configure: alikafka`configure` },
    ),
    next: alikafka`configure`,
  });
}
