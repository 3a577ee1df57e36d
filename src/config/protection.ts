import { textOf } from '../credentials/sources/sign-in.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import { PROFILE_KEYS } from './profiles/profile-keys.ts';
import type { Profile } from './profiles/profiles.ts';
import { shellWord } from '../core/text/shell-word.ts';

/** How a profile keeps its account from being changed by mistake. */
export interface Protection {
  /** Nothing is changed under it. */
  readonly readonly: boolean;
  /** Every change asks for the name of what it changes. */
  readonly confirmByName: boolean;
}

/** Without a profile, and on the emulator. */
export const UNPROTECTED: Protection = { readonly: false, confirmByName: false };

/**
 * The guards of a saved profile. Throws Failure (exit 4) on a word that is none of a guard's own: a guard that cannot be
 * read must not pass for one that is off.
 */
export function protectionOf(saved: Profile, name: string): Protection {
  return {
    readonly: word(saved, 'readonly', name) === 'true',
    confirmByName: word(saved, 'confirm', name) === 'name',
  };
}

/** The value of a guard; what was written by hand may be true instead of "true". */
function word(saved: Profile, key: 'readonly' | 'confirm', name: string): string | undefined {
  const value: unknown = saved[key];
  if (value === undefined || value === null) return undefined;
  const words = PROFILE_KEYS[key]?.words ?? [];
  const said = typeof value === 'boolean' ? String(value) : textOf(value);
  if (said !== undefined && words.includes(said)) return said;
  throw new Failure({
    exitCode: EXIT.credentials,
    code: 'BadConfig',
    message: `profile ${name}: ${key} must be ${words.join(' or ')}`,
    next: `alikafka config set ${key} ${words[0] ?? ''} --profile ${shellWord(name)}`,
  });
}
