import { MODE_KEYS } from '../../config/profiles/mode-keys.ts';
import { PROFILE_KEYS } from '../../config/profiles/profile-keys.ts';
import type { Profile } from '../../config/profiles/profiles.ts';
import { impliedMode, namedMode } from '../../credentials/modes.ts';
import type { Mode } from '../../credentials/source.ts';
import type { Detail } from '../../errors/failure.ts';
import { MODE_FIELDS } from './modes.ts';

/** What a profile is to hold, by the keys of `config set`. */
export type Values = Readonly<Record<string, string>>;

/** Keys that say how a profile signs in; they go with its mode. */
export const SIGN_IN_KEYS: readonly string[] = [
  'access-key-id',
  'access-key-secret',
  'security-token',
  ...Object.keys(MODE_KEYS),
];

const fieldOf = (key: string): keyof Profile | undefined => PROFILE_KEYS[key]?.field;

/** The mode of a saved profile. */
export const modeOf = (saved: Profile): Mode | undefined =>
  saved.mode === undefined ? impliedMode(saved) : namedMode(saved.mode);

/** What is saved already and stays: how it signs in only where the mode stays too. */
export function kept(saved: Profile, mode: Mode | undefined): Values {
  const stays = modeOf(saved) === mode;
  const keys = Object.keys(PROFILE_KEYS).filter((key) => stays || !SIGN_IN_KEYS.includes(key));
  const pairs = keys.map((key) => [key, saved[fieldOf(key) ?? 'region']] as const);
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** Values as the file has them. */
export function profileOf(values: Values): Profile {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [fieldOf(key) ?? key, value]));
}

/** What is given and no part of the mode. */
export function strayProblems(mode: Mode, given: Values, secretStdin: boolean): Detail[] {
  const own = new Set(['mode', ...MODE_FIELDS[mode].map(({ key }) => key)]);
  const strays = SIGN_IN_KEYS.filter((key) => given[key] !== undefined && !own.has(key));
  const all = secretStdin && !own.has('access-key-secret') ? [...strays, 'secret-stdin'] : strays;
  return all.map((key) => ({ flag: `--${key}`, message: `is no part of the mode ${mode}` }));
}

/** What the mode needs and nobody gave. Secrets come from stdin, all of them by one flag. */
export function missingProblems(mode: Mode, values: Values, secretStdin: boolean): Detail[] {
  const missing = MODE_FIELDS[mode].filter(({ key, required }) => required && values[key] === undefined);
  const isSecret = (key: string): boolean => PROFILE_KEYS[key]?.secret === true;
  const secrets = missing.filter(({ key }) => isSecret(key)).map(({ key }) => key);
  return [
    ...missing.filter(({ key }) => !isSecret(key)).map(({ key }) => ({ flag: `--${key}`, message: 'is required' })),
    ...(secrets.length === 0 || secretStdin
      ? []
      : [{ flag: '--secret-stdin', message: `is required: it gives ${secrets.join(' and ')}` }]),
  ];
}
