import { isAbsolute, resolve } from 'node:path';
import { type ProfileKey, readProfileValue } from '../../config/profiles/profile-key.ts';
import { PROFILE_KEYS } from '../../config/profiles/profile-keys.ts';
import { suggest } from '../../core/text/suggest.ts';
import { type Detail, usage } from '../../errors/failure.ts';
import { isInHome } from '../../core/text/config-text.ts';
import { FORMATS } from '../../output/document.ts';

const NAMES = Object.keys(PROFILE_KEYS);

/** A key by its name, or what is wrong with it. */
export function keyOf(name: string | undefined): { readonly key?: ProfileKey; readonly problems: Detail[] } {
  if (name === undefined) return { problems: [{ name: '<key>', message: `is required: one of ${NAMES.join(', ')}` }] };
  const key = Object.hasOwn(PROFILE_KEYS, name) ? PROFILE_KEYS[name] : undefined;
  if (key !== undefined) return { key, problems: [] };
  const near = suggest(name, NAMES);
  const message = `must be one of ${NAMES.join(', ')}, not "${name}"${near === undefined ? '' : `; did you mean ${near}?`}`;
  return { problems: [{ name: '<key>', message }] };
}

/** A value as it is saved (a word in its own spelling, a path from the root), or what is wrong with it. */
export function readValue(
  key: ProfileKey,
  typed: string,
  cwd: string | undefined,
): { readonly value: string } | { readonly violation: string } {
  const read = readProfileValue(key, typed);
  if ('violation' in read) return read;
  if (key.field === 'output' && !FORMATS.some((format) => format === typed))
    return { violation: `must be one of ${FORMATS.join(', ')}, not "${typed}"` };
  if (key.path !== true || isAbsolute(read.value) || isInHome(read.value)) return read;
  if (cwd === undefined) return { violation: 'must be a path from the root: the working folder has been removed' };
  return { value: resolve(cwd, read.value) };
}

/** The value as it is saved. Throws Failure (exit 2) under the name of where it was typed. */
export function acceptedValue(
  key: ProfileKey,
  typed: string,
  cwd: string | undefined,
  where: Pick<Detail, 'flag' | 'name'>,
): string {
  const read = readValue(key, typed, cwd);
  if ('violation' in read) throw usage([{ ...where, message: read.violation }]);
  return read.value;
}
