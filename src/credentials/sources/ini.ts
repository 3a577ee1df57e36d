/** The credentials file of the vendor's SDKs, `~/.alibabacloud/credentials`, in INI format: a section is a profile. */
import type { Env } from '../../core/env.ts';
import { sectionDisabled } from '../failures.ts';
import type { Offer, ProfilePlace } from './place.ts';
import { sourceOf } from './profile-source.ts';
import { type FieldNames, type SignIn, signInOf } from './sign-in.ts';
import { t } from '../../core/text/texts.ts';

/** Sections by name, each with its keys. */
export type Sections = ReadonlyMap<string, Readonly<Record<string, string>>>;

const FIELD_NAMES: FieldNames = {
  mode: 'type',
  accessKeyId: 'access_key_id',
  accessKeySecret: 'access_key_secret',
  securityToken: 'security_token',
  roleArn: 'role_arn',
  roleSessionName: 'role_session_name',
  policy: 'policy',
  durationSeconds: 'session_expiration',
  roleName: 'role_name',
  oidcProviderArn: 'oidc_provider_arn',
  oidcTokenFile: 'oidc_token_file_path',
  credentialsUri: 'credentials_uri',
};

/** The SDKs' names of the modes. */
const MODES: Readonly<Record<string, string>> = {
  access_key: 'AK',
  sts: 'StsToken',
  ram_role_arn: 'RamRoleArn',
  ecs_ram_role: 'EcsRamRole',
  oidc_role_arn: 'OIDC',
  credentials_uri: 'CredentialsURI',
  rsa_key_pair: 'RsaKeyPair',
  bearer: 'BearerToken',
};

/** The sections of the file. Lines that are neither a section nor a pair are ignored, as in the SDKs. */
export function parseIni(text: string): Sections {
  const sections = new Map<string, Record<string, string>>();
  let section: Record<string, string> | undefined;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const name = /^\s*\[([^\]]*)\]/.exec(line)?.[1]?.trim();
    if (name !== undefined) sections.set(name, (section = sections.get(name) ?? {}));
    else if (section !== undefined) Object.assign(section, pairOf(line));
  }
  return sections;
}

/** `key = value`, or `key: value`, which the SDKs for Go and Python read as well. */
function pairOf(line: string): Record<string, string> {
  const [, key, value] = /^\s*([^=:#;\s][^=:]*?)\s*[=:](.*)$/.exec(line) ?? [];
  if (key === undefined || value === undefined) return {};
  return { [key.toLowerCase()]: valueOf(value.trim()) };
}

/**
 * A value without the quotes around it, which the SDKs for Node and Go strip. A `#` or `;` begins a comment only at the
 * start or after a space: a secret may contain one.
 */
function valueOf(written: string): string {
  const quoted = /^(["'])(.*?)\1\s*(?:[#;].*)?$/.exec(written)?.[2];
  return quoted?.trim() ?? written.replace(/(^|\s)[#;].*$/, '').trim();
}

/** What a section offers. Throws Failure (exit 4) if it is disabled or not usable. */
export function iniOffer(sections: Sections, name: string, path: string, env: Env): Offer {
  const section = sections.get(name);
  if (section === undefined) return { why: t('section "{section}" not found', { section: name }) };
  const place: ProfilePlace = {
    from: t('{path}, section {section}', { path, section: name }),
    name,
    fieldNames: FIELD_NAMES,
    env,
    fix: (field) => {
      const values = { field: FIELD_NAMES[field] ?? field, section: name, path };
      return { hint: t('Set {field} in the section [{section}] of {path}.', values) };
    },
    other: () => undefined,
  };
  if (!isEnabled(section)) throw sectionDisabled(place);
  const source = sourceOf(withMode(section), place);
  return source === undefined ? { why: t('section "{section}" has no credentials', { section: name }) } : { source };
}

/** The SDKs for Java and PHP let `enable` disable a section; any word that does not mean yes disables it. */
const isEnabled = ({ enable = 'true' }: Readonly<Record<string, string>>): boolean =>
  /^(true|1|yes|on)?$/i.test(enable);

function withMode(section: Readonly<Record<string, string>>): SignIn {
  const profile = signInOf(section, FIELD_NAMES);
  return profile.mode === undefined ? profile : { ...profile, mode: MODES[profile.mode.toLowerCase()] ?? profile.mode };
}
