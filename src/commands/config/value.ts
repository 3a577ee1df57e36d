/** Checks the keys and values of `config set` and `configure`. The table of keys is in config/profiles. */
import { isAbsolute, resolve } from 'node:path';
import { type ProfileKey, readProfileValue } from '../../config/profiles/profile-key.ts';
import { PROFILE_KEYS } from '../../config/profiles/profile-keys.ts';
import { isInHome } from '../../core/text/config-text.ts';
import { suggest } from '../../core/text/suggest.ts';
import { type Sentence, sentence } from '../../core/text/texts.ts';
import { type Detail, problem, usage } from '../../errors/failure.ts';
import { FORMATS } from '../../output/document.ts';

const NAMES = Object.keys(PROFILE_KEYS);

/** A key by its name, or the problems of the name. */
export function keyOf(name: string | undefined): { readonly key?: ProfileKey; readonly problems: Detail[] } {
  const keys = NAMES.join(', ');
  if (name === undefined) return { problems: [problem('<key>', '{name} is required: one of {keys}', { keys })] };
  const key = Object.hasOwn(PROFILE_KEYS, name) ? PROFILE_KEYS[name] : undefined;
  if (key !== undefined) return { key, problems: [] };
  // `key=value`: what follows may be a secret, which is never repeated
  const [typed = ''] = name.split('=');
  if (typed !== name && Object.hasOwn(PROFILE_KEYS, typed))
    return {
      problems: [
        problem('<key>', '{name}: the value comes after a space, as in "{example}"', { example: `${typed} <value>` }),
      ],
    };
  const near = suggest(typed, NAMES);
  const wrong =
    near === undefined
      ? problem('<key>', '{name} must be one of {keys}, not "{typed}"', { keys, typed })
      : problem('<key>', '{name}: unknown setting "{typed}"; did you mean {near}?', { typed, near });
  return { problems: [wrong] };
}

/**
 * A value as saved: words in the documented spelling, paths absolute. Or the violation of a value that is not valid.
 */
export function readValue(
  key: ProfileKey,
  typed: string,
  cwd: string | undefined,
): { readonly value: string } | { readonly violation: Sentence } {
  const read = readProfileValue(key, typed);
  if ('violation' in read) return read;
  if (key.field === 'output' && !FORMATS.some((format) => format === typed))
    return {
      violation: sentence('{name} must be one of {formats}, not "{typed}"', { formats: FORMATS.join(', '), typed }),
    };
  if (key.path !== true || isAbsolute(read.value) || isInHome(read.value)) return read;
  if (cwd === undefined)
    return { violation: sentence('{name} must be an absolute path, because the working folder has been removed') };
  return { value: resolve(cwd, read.value) };
}

/** The value as saved. Throws Failure (exit 2), which names the option `flag`. */
export function acceptedValue(key: ProfileKey, typed: string, cwd: string | undefined, flag: string): string {
  const read = readValue(key, typed, cwd);
  if ('violation' in read) throw usage([{ flag, message: read.violation(flag) }]);
  return read.value;
}
