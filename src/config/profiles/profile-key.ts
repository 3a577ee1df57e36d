import type { Profile } from './profiles.ts';
import type { ValueRule } from '../value-rules.ts';

/** A key of `config set` and `config get`. */
export interface ProfileKey {
  readonly field: keyof Profile;
  readonly secret?: boolean;
  readonly help: string;
  /** The only values that it takes, where there are such. */
  readonly words?: readonly string[];
  readonly check?: ValueRule;
  /** It is a path, and saved from the root. */
  readonly path?: true;
}

/** The value as it is saved, its word in its own spelling, or what is wrong with it. */
export function readProfileValue(
  key: ProfileKey,
  value: string,
): { readonly value: string } | { readonly violation: string } {
  if (value === '') return { violation: 'must not be empty; "config unset" removes a key' };
  const word = key.words?.find((one) => one.toLowerCase() === value.toLowerCase());
  if (key.words !== undefined && word === undefined)
    return { violation: `must be ${listed(key.words)}, not "${value}"` };
  const violation = key.check?.(value);
  return violation === undefined ? { value: word ?? value } : { violation };
}

/** `a, b or c`. */
const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
