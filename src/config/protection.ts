/** The protection of a profile: which changes it refuses or confirms. */
import { textOf } from '../credentials/sources/sign-in.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import { PROFILE_KEYS } from './profiles/profile-keys.ts';
import type { Profile } from './profiles/profiles.ts';
import { alikafka } from '../core/text/command-line.ts';
import { t } from '../core/text/texts.ts';

/** The protection of an account against changes by mistake. */
export interface Protection {
  /** No changes are allowed. */
  readonly readonly: boolean;
  /** Every change asks for the name of the changed object. */
  readonly confirmByName: boolean;
}

/** Without a profile, and on the emulator. */
export const UNPROTECTED: Protection = { readonly: false, confirmByName: false };

/**
 * The protection of a saved profile. Throws Failure (exit 4) on a value that is not one of a key's own: protection that
 * cannot be read must not count as absent.
 */
export function protectionOf(saved: Profile, name: string): Protection {
  return {
    readonly: word(saved, 'readonly', name) === 'true',
    confirmByName: word(saved, 'confirm', name) === 'name',
  };
}

/** The value of a key; a file that was edited by hand may have true instead of "true". */
function word(saved: Profile, key: 'readonly' | 'confirm', name: string): string | undefined {
  const value: unknown = saved[key];
  if (value === undefined || value === null) return undefined;
  const words = PROFILE_KEYS[key]?.words ?? [];
  const said = typeof value === 'boolean' ? String(value) : textOf(value);
  if (said !== undefined && words.includes(said)) return said;
  throw new Failure({
    exitCode: EXIT.credentials,
    code: 'BadConfig',
    message: wrongWord(name, key, words),
    next: alikafka`config set ${key} ${words[0]} --profile ${name}`,
  });
}

function wrongWord(profile: string, key: string, words: readonly string[]): string {
  const [only = ''] = words;
  return words.length === 1
    ? t('profile "{profile}": {key} must be {only}', { profile, key, only })
    : t('profile "{profile}": {key} must be one of {words}', { profile, key, words: words.join(', ') });
}
