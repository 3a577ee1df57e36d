/** The saved profiles of this tool as a place of credentials. */
import type { Env } from '../../core/env.ts';
import type { Offer, ProfilePlace } from './place.ts';
import { sourceOf } from './profile-source.ts';
import { type Field, SIGN_IN_FIELDS, type SignIn, signInOf } from './sign-in.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import type { FailureParts } from '../../errors/failure.ts';

/** The part of this tool's saved profiles that is needed for authentication. */
export interface OwnProfiles {
  readonly profiles: Readonly<Record<string, SignIn & { readonly region?: string }>>;
}

/** The key of `config set` for a field: `access-key-id`. */
export const keyOf = (field: Field): string => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The fields as stored, and as messages name them. */
const STORED = Object.fromEntries(SIGN_IN_FIELDS.map((field) => [field, field]));
const FIELD_NAMES = Object.fromEntries(SIGN_IN_FIELDS.map((field) => [field, keyOf(field)]));

const SECRET: readonly Field[] = ['accessKeySecret', 'securityToken'];

/** What a saved profile offers. Throws Failure (exit 4) if the profile is not usable. */
export function ownOffer(own: OwnProfiles, name: string, env: Env): Offer {
  const found = ownProfile(own, name, env);
  if (found === undefined) return { why: t('profile "{profile}" not found', { profile: name }) };
  const source = sourceOf(found.profile, found.place);
  const region = own.profiles[name]?.region;
  return source === undefined
    ? { why: t('profile "{profile}" has no credentials', { profile: name }) }
    : { source, ...(region === undefined ? {} : { region }) };
}

function ownProfile(own: OwnProfiles, name: string, env: Env): ReturnType<ProfilePlace['other']> {
  const saved = Object.hasOwn(own.profiles, name) ? own.profiles[name] : undefined;
  if (saved === undefined) return undefined;
  const place: ProfilePlace = {
    from: t('profile {profile}', { profile: name }),
    name,
    fieldNames: FIELD_NAMES,
    env,
    fix: (field) => fixOf(field, name),
    other: (another) => ownProfile(own, another, env),
  };
  return { profile: signInOf({ ...saved }, STORED), place };
}

/** A secret is read from stdin, so its command can be pasted; for any other field the command has a placeholder. */
function fixOf(field: Field, profile: string): Pick<FailureParts, 'hint' | 'next'> {
  const key = keyOf(field);
  if (SECRET.includes(field)) return { next: alikafka`config set ${key} --stdin --profile ${profile}` };
  const command =
    field === 'accessKeyId'
      ? alikafka`config set access-key-id <id> --profile ${profile}`
      : alikafka`config set ${key} <value> --profile ${profile}`;
  return {
    hint: t('Run "{command}" to set it.', { command }),
    next: alikafka`configure --profile ${profile}`,
  };
}
