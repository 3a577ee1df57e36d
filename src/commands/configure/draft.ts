/** The values of a profile while it is set up, and the rules of its mode: which keys it needs, and which it cannot have. */
import { MODE_KEYS } from '../../config/profiles/mode-keys.ts';
import { PROFILE_KEYS } from '../../config/profiles/profile-keys.ts';
import type { Profile } from '../../config/profiles/profiles.ts';
import { impliedMode, namedMode } from '../../credentials/modes.ts';
import type { Mode } from '../../credentials/source.ts';
import { type Detail, problem } from '../../errors/failure.ts';
import { MODE_FIELDS } from './modes.ts';

/** The values of a profile, by the keys of `config set`. */
export type Values = Readonly<Record<string, string>>;

/** Keys for authentication; they belong to a mode. */
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

/** The saved values that stay: those for authentication only where the mode stays too. */
export function kept(saved: Profile, mode: Mode | undefined): Values {
  const stays = modeOf(saved) === mode;
  const keys = Object.keys(PROFILE_KEYS).filter((key) => stays || !SIGN_IN_KEYS.includes(key));
  const pairs = keys.map((key) => [key, saved[fieldOf(key) ?? 'region']] as const);
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** The profile as the file contains it. */
export function profileOf(values: Values): Profile {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [fieldOf(key) ?? key, value]));
}

/** The given keys that do not belong to the mode. */
export function strayProblems(mode: Mode, given: Values, secretStdin: boolean): Detail[] {
  const own = new Set(['mode', ...MODE_FIELDS[mode].map(({ key }) => key)]);
  const strays = SIGN_IN_KEYS.filter((key) => given[key] !== undefined && !own.has(key));
  const all = secretStdin && !own.has('access-key-secret') ? [...strays, 'secret-stdin'] : strays;
  return all.map((key) => problem(`--${key}`, '{name} cannot be combined with mode {mode}', { mode }));
}

/** The keys that the mode requires and that are missing. Secrets come from stdin, all of them by one option. */
export function missingProblems(mode: Mode, values: Values, secretStdin: boolean): Detail[] {
  const missing = MODE_FIELDS[mode].filter(({ key, required }) => required && values[key] === undefined);
  const isSecret = (key: string): boolean => PROFILE_KEYS[key]?.secret === true;
  const secrets = missing.filter(({ key }) => isSecret(key)).map(({ key }) => key);
  return [
    ...missing.filter(({ key }) => !isSecret(key)).map(({ key }) => problem(`--${key}`, '{name} is required')),
    ...(secrets.length === 0 || secretStdin
      ? []
      : [
          problem('--secret-stdin', '{name} is required to read {secrets} from stdin', { secrets: secrets.join(', ') }),
        ]),
  ];
}
