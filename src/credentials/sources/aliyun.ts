/** The configuration file of the vendor's CLI, `~/.aliyun/config.json`, and its profiles. It is never written. */
import { parseSettings } from '../../core/text/json-fields.ts';
import { configText } from '../../core/text/config-text.ts';
import type { Env } from '../../core/env.ts';
import { brokenFile, unreadableFile } from '../failures.ts';
import { impliedMode } from '../modes.ts';
import type { Offer, ProfilePlace } from './place.ts';
import { sourceOf } from './profile-source.ts';
import { type FieldNames, isWrongType, type SignIn, signInOf, textOf } from './sign-in.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import { t } from '../../core/text/texts.ts';

type Raw = Readonly<Record<string, unknown>>;

/** The file, parsed; its profiles are not checked yet. */
export interface AliyunFile {
  /** The path as messages show it: `~/.aliyun/config.json`. */
  readonly path: string;
  readonly current: string | undefined;
  readonly profiles: ReadonlyMap<string, Raw>;
}

const FIELD_NAMES: FieldNames = {
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

/** The profiles in the file's text. Throws Failure (exit 4) that names the file and quotes no value of it. */
export function parseAliyun(text: string, path: string): AliyunFile {
  const file = parsed(text, path);
  const profiles = file['profiles'] ?? [];
  if (!Array.isArray(profiles)) throw brokenFile(t('{path}: "profiles" must be a list', { path }));
  if (!profiles.every(isRaw)) throw brokenFile(t('{path}: "profiles" must be a list of objects', { path }));
  const named = profiles.map((one) => [textOf(one['name']) ?? '', one] as const);
  if (isWrongType('current', file['current'])) throw brokenFile(t('{path}: "current" must be a string', { path }));
  return { path, current: textOf(file['current']), profiles: new Map(named) };
}

function parsed(text: string, path: string): Raw {
  let file: unknown;
  try {
    file = parseSettings(configText(text) ?? '{}');
  } catch (error) {
    throw unreadableFile(path, error);
  }
  if (!isRaw(file)) throw brokenFile(t('{path} must contain an object with "profiles"', { path }));
  return file;
}

const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a profile of the file offers. Throws Failure (exit 4) if the profile is not usable. */
export function aliyunOffer(file: AliyunFile, name: string, env: Env): Offer {
  const found = aliyunProfile(file, name, env);
  if (found === undefined) return { why: t('profile "{profile}" not found', { profile: name }) };
  const source = sourceOf(found.profile, found.place);
  const region = textOf(file.profiles.get(name)?.['region_id']);
  return source === undefined
    ? { why: t('profile "{profile}" has no credentials', { profile: name }) }
    : { source, ...(region === undefined ? {} : { region }) };
}

/** A profile's fields under the names of this tool; `configure --import` reads them too. Throws Failure (exit 4). */
export function aliyunProfile(file: AliyunFile, name: string, env: Env): ReturnType<ProfilePlace['other']> {
  const raw = file.profiles.get(name);
  if (raw === undefined) return undefined;
  checkTypes(file, name, raw);
  const place: ProfilePlace = {
    from: t('{path}, profile {profile}', { path: file.path, profile: name }),
    name,
    fieldNames: FIELD_NAMES,
    env,
    fix: (_field, mode) => ({ next: `aliyun configure --profile ${shellWord(name)} --mode ${shellWord(mode)}` }),
    other: (another) => aliyunProfile(file, another, env),
  };
  return { profile: withMode(raw), place };
}

/** A value of the wrong type must not count as absent: credentials from another place would be used instead. */
function checkTypes({ path }: AliyunFile, name: string, raw: Raw): void {
  const read = [...Object.entries(FIELD_NAMES), ['region', 'region_id'] as const];
  const wrong = read.filter(([field, inFile]) => isWrongType(field, raw[inFile])).map(([, inFile]) => inFile);
  const fields = wrong.join(', ');
  if (wrong.length > 0)
    throw brokenFile(t('{path}, profile "{profile}": {fields} must be a string', { path, profile: name, fields }));
}

/** A profile that names and implies no supported mode may have the fields of one that is not supported. */
function withMode(raw: Raw): SignIn {
  const profile = signInOf(raw, FIELD_NAMES);
  const mode = profile.mode ?? impliedMode(profile) ?? unsupportedMode(raw);
  return mode === undefined ? profile : { ...profile, mode };
}

function unsupportedMode(raw: Raw): string | undefined {
  if (textOf(raw['private_key']) !== undefined) return 'RsaKeyPair';
  if (textOf(raw['cloud_sso_sign_in_url']) !== undefined) return 'CloudSSO';
  return textOf(raw['bearer_token']) === undefined ? undefined : 'BearerToken';
}
