/** The file of the vendor's SDKs, `~/.alibabacloud/credentials`: a section is a profile. */
import type { Env } from '../../core/env.ts';
import { sectionOff } from '../failures.ts';
import type { Offer, Place } from './place.ts';
import { sourceOf } from './profile-source.ts';
import { type Called, type SignIn, signInOf } from './sign-in.ts';

/** Sections by name, each with its keys. */
export type Sections = ReadonlyMap<string, Readonly<Record<string, string>>>;

const CALLED: Called = {
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

/** The SDKs' words for the modes. */
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

/** The sections of the file. Lines that are neither a section nor a pair are passed over, as the SDKs do. */
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

/** `key = value`, or `key: value` as the SDKs for Go and Python read it, too. */
function pairOf(line: string): Record<string, string> {
  const [, key, value] = /^\s*([^=:#;\s][^=:]*?)\s*[=:](.*)$/.exec(line) ?? [];
  if (key === undefined || value === undefined) return {};
  return { [key.toLowerCase()]: valueOf(value.trim()) };
}

/**
 * A value without the quotes around it, which the SDKs for Node and Go take off. A `#` or `;` begins a comment where a
 * blank or nothing is before it: within a secret it is a part of it.
 */
function valueOf(written: string): string {
  const quoted = /^(["'])(.*?)\1\s*(?:[#;].*)?$/.exec(written)?.[2];
  return quoted?.trim() ?? written.replace(/(^|\s)[#;].*$/, '').trim();
}

/** What a section offers. Throws Failure (exit 4) where it is switched off, or cannot be used. */
export function iniOffer(sections: Sections, name: string, path: string, env: Env): Offer {
  const section = sections.get(name);
  if (section === undefined) return { why: `it has no section ${name}` };
  const place: Place = {
    from: `${path}, section ${name}`,
    name,
    called: CALLED,
    env,
    fix: (field) => ({ hint: `Write ${CALLED[field] ?? field} into the section [${name}] of ${path}.` }),
    other: () => undefined,
  };
  if (!isEnabled(section)) throw sectionOff(place);
  const source = sourceOf(withMode(section), place);
  return source === undefined ? { why: `its section ${name} holds no keys` } : { source };
}

/** The SDKs for Java and PHP let a section be switched off; a word that is neither yes nor no is no yes. */
const isEnabled = ({ enable = 'true' }: Readonly<Record<string, string>>): boolean =>
  /^(true|1|yes|on)?$/i.test(enable);

function withMode(section: Readonly<Record<string, string>>): SignIn {
  const profile = signInOf(section, CALLED);
  return profile.mode === undefined ? profile : { ...profile, mode: MODES[profile.mode.toLowerCase()] ?? profile.mode };
}
