/** The file of the vendor's CLI, `~/.aliyun/config.json`; only ever read. */
import { parseSettings } from '../../core/text/json-fields.ts';
import { configText } from '../../core/text/config-text.ts';
import type { Env } from '../../core/env.ts';
import { brokenFile } from '../failures.ts';
import { guessed } from '../modes.ts';
import type { Offer, Place } from './place.ts';
import { sourceOf } from './profile-source.ts';
import { type Called, isOddValue, type SignIn, signInOf, textOf } from './sign-in.ts';
import { shellWord } from '../../core/text/shell-word.ts';

type Raw = Readonly<Record<string, unknown>>;

/** The file, read but not judged. */
export interface AliyunFile {
  /** As messages call it: `~/.aliyun/config.json`. */
  readonly path: string;
  readonly current: string | undefined;
  readonly profiles: ReadonlyMap<string, Raw>;
}

const CALLED: Called = {
  mode: 'mode',
  accessKeyId: 'access_key_id',
  accessKeySecret: 'access_key_secret',
  securityToken: 'sts_token',
  roleArn: 'ram_role_arn',
  roleSessionName: 'ram_session_name',
  externalId: 'external_id',
  policy: 'policy',
  durationSeconds: 'expired_seconds',
  stsRegion: 'sts_region',
  stsEndpoint: 'sts_endpoint',
  sourceProfile: 'source_profile',
  roleName: 'ram_role_name',
  oidcProviderArn: 'oidc_provider_arn',
  oidcTokenFile: 'oidc_token_file',
  credentialsUri: 'credentials_uri',
  credentialProcess: 'process_command',
};

/** The profiles in the file's text. Throws Failure (exit 4) that names the file and quotes nothing of it. */
export function parseAliyun(text: string, path: string): AliyunFile {
  const file = parsed(text, path);
  const profiles = file['profiles'] ?? [];
  if (!Array.isArray(profiles)) throw brokenFile(path, 'its profiles are no list');
  if (!profiles.every(isRaw)) throw brokenFile(path, 'its profiles must be objects');
  const named = profiles.map((one) => [textOf(one['name']) ?? '', one] as const);
  if (isOddValue('current', file['current'])) throw brokenFile(path, 'its "current" must be a string');
  return { path, current: textOf(file['current']), profiles: new Map(named) };
}

function parsed(text: string, path: string): Raw {
  let file: unknown;
  try {
    file = parseSettings(configText(text) ?? '{}');
  } catch (error) {
    throw brokenFile(path, (error as Error).message);
  }
  if (!isRaw(file)) throw brokenFile(path, 'it holds no profiles');
  return file;
}

const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a profile of the file offers. */
export function aliyunOffer(file: AliyunFile, name: string, env: Env): Offer {
  const found = aliyunProfile(file, name, env);
  if (found === undefined) return { why: `it has no profile ${name}` };
  const source = sourceOf(found.profile, found.place);
  const region = textOf(file.profiles.get(name)?.['region_id']);
  return source === undefined
    ? { why: `its profile ${name} holds no keys` }
    : { source, ...(region === undefined ? {} : { region }) };
}

/** A profile's fields under our names; what `configure` imports. */
export function aliyunProfile(file: AliyunFile, name: string, env: Env): ReturnType<Place['other']> {
  const raw = file.profiles.get(name);
  if (raw === undefined) return undefined;
  refuseOdd(file, name, raw);
  const place: Place = {
    from: `${file.path}, profile ${name}`,
    name,
    called: CALLED,
    env,
    fix: (_field, mode) => ({ next: `aliyun configure --profile ${shellWord(name)} --mode ${shellWord(mode)}` }),
    other: (another) => aliyunProfile(file, another, env),
  };
  return { profile: withMode(raw), place };
}

/** What is no text must not count as absent: keys from elsewhere would be taken in its place. */
function refuseOdd({ path }: AliyunFile, name: string, raw: Raw): void {
  const read = [...Object.entries(CALLED), ['region', 'region_id'] as const];
  const odd = read.filter(([field, called]) => isOddValue(field, raw[called])).map(([, called]) => called);
  if (odd.length > 0) throw brokenFile(path, `profile ${name}: ${odd.join(', ')} must be a string`);
}

/** Without a mode and without fields of ours it may be one of the modes that are not ours. */
function withMode(raw: Raw): SignIn {
  const profile = signInOf(raw, CALLED);
  const mode = profile.mode ?? guessed(profile) ?? foreignMode(raw);
  return mode === undefined ? profile : { ...profile, mode };
}

function foreignMode(raw: Raw): string | undefined {
  if (textOf(raw['private_key']) !== undefined) return 'RsaKeyPair';
  if (textOf(raw['cloud_sso_sign_in_url']) !== undefined) return 'CloudSSO';
  return textOf(raw['bearer_token']) === undefined ? undefined : 'BearerToken';
}
