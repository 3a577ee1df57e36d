import type { Env } from '../../core/env.ts';
import type { Offer, Place } from './place.ts';
import { sourceOf } from './profile-source.ts';
import { type Field, SIGN_IN_FIELDS, type SignIn, signInOf } from './sign-in.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import type { FailureParts } from '../../errors/failure.ts';

/** The saved profiles of this tool, as far as signing in is concerned. */
export interface OwnProfiles {
  readonly profiles: Readonly<Record<string, SignIn & { readonly region?: string }>>;
}

/** The key of `config set` for a field: `access-key-id`. */
export const keyOf = (field: Field): string => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const STORED = Object.fromEntries(SIGN_IN_FIELDS.map((field) => [field, field]));
const CALLED = Object.fromEntries(SIGN_IN_FIELDS.map((field) => [field, keyOf(field)]));

const SECRET: readonly Field[] = ['accessKeySecret', 'securityToken'];

/** What a saved profile offers. */
export function ownOffer(own: OwnProfiles, name: string, env: Env): Offer {
  const found = ownProfile(own, name, env);
  if (found === undefined) return { why: 'no such profile' };
  const source = sourceOf(found.profile, found.place);
  const region = own.profiles[name]?.region;
  return source === undefined ? { why: 'holds no keys' } : { source, ...(region === undefined ? {} : { region }) };
}

function ownProfile(own: OwnProfiles, name: string, env: Env): ReturnType<Place['other']> {
  const saved = Object.hasOwn(own.profiles, name) ? own.profiles[name] : undefined;
  if (saved === undefined) return undefined;
  const place: Place = {
    from: `profile ${name}`,
    name,
    called: CALLED,
    env,
    fix: (field) => mendOf(field, shellWord(name)),
    other: (another) => ownProfile(own, another, env),
  };
  return { profile: signInOf({ ...saved }, STORED), place };
}

/** A secret is given on stdin; anything else has to be known first, so that its command is an example alone. */
function mendOf(field: Field, profile: string): Pick<FailureParts, 'hint' | 'next'> {
  const set = `alikafka config set ${keyOf(field)}`;
  if (SECRET.includes(field)) return { next: `${set} --stdin --profile ${profile}` };
  const value = field === 'accessKeyId' ? 'id' : keyOf(field);
  return {
    hint: `"${set} <${value}> --profile ${profile}" sets it.`,
    next: `alikafka configure --profile ${profile}`,
  };
}
