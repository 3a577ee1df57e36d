/** The type of a profile's key, with its rule and words. */
import type { Profile } from './profiles.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { type Sentence, sentence } from '../../core/text/texts.ts';
import type { ValueRule } from '../value-rules.ts';

/** A key of `config set` and `config get`. */
export interface ProfileKey {
  readonly field: keyof Profile;
  readonly secret?: boolean;
  /** Its description, which the wizard shows in its question. */
  readonly help: string;
  /** The only values that it accepts, if they are few. */
  readonly words?: readonly string[];
  readonly check?: ValueRule;
  /** It is a path, and saved as an absolute one. */
  readonly path?: true;
}

/** The value as saved, a word in its documented spelling; or its violation. */
export function readProfileValue(
  key: ProfileKey,
  value: string,
): { readonly value: string } | { readonly violation: Sentence } {
  if (value === '') return { violation: emptyValue() };
  const word = key.words?.find((one) => one.toLowerCase() === value.toLowerCase());
  if (key.words !== undefined && word === undefined) return { violation: notOneOf(key.words, value) };
  const violation = key.check?.(value);
  return violation === undefined ? { value: word ?? value } : { violation };
}

const emptyValue = (): Sentence =>
  sentence('{name} must not be empty; "{command}" removes a key', { command: alikafka`config unset <key>` });

function notOneOf(words: readonly string[], value: string): Sentence {
  const [only = ''] = words;
  return words.length === 1
    ? sentence('{name} must be {only}, not "{value}"', { only, value })
    : sentence('{name} must be one of {words}, not "{value}"', { words: words.join(', '), value });
}
