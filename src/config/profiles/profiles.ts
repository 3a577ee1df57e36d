/** The file of saved profiles: its form, how it is read, and the names that a profile may have. Saving is in save.ts. */
import type { Files } from '../../context.ts';
import { parseSettings } from '../../core/text/json-fields.ts';
import { isSafe, safeText } from '../../core/text/safe-text.ts';
import { filled } from '../../core/env.ts';
import { isWrongType, SIGN_IN_FIELDS, type SignIn } from '../../credentials/sources/sign-in.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { configText } from '../../core/text/config-text.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { type Sentence, sentence, t } from '../../core/text/texts.ts';

/** One saved profile. Secrets are stored only here; the file has mode 0600. */
export interface Profile extends SignIn {
  readonly region?: string;
  readonly instance?: string;
  readonly endpoint?: string;
  readonly metricsEndpoint?: string;
  /** `vpc`: the region's hosts inside a VPC. */
  readonly network?: string;
  /** PEM file of a CA that is trusted in addition to the system's. */
  readonly caFile?: string;
  readonly output?: string;
  /** `true`: nothing is changed under this profile. */
  readonly readonly?: string;
  /** `name`: every change asks for the name of the resource. */
  readonly confirm?: string;
}

/** The content of the file of profiles. */
export interface ProfileFile {
  readonly current?: string;
  readonly profiles: Readonly<Record<string, Profile>>;
}

/** The built-in profile of the embedded emulator; its name is reserved. */
export const LOCAL = 'local';

/**
 * The profiles in a file's text: values without surrounding blanks, and without those that are null or blank. Throws
 * Failure (exit 4) that names the file if it is not a file of profiles, with profile and key if a value has the wrong
 * type.
 */
export function parseProfiles(text: string | undefined, path: string): ProfileFile {
  const { current, profiles } = parseWhole(text, path);
  const all = Object.entries(profiles ?? {}).map(([name, profile]) => [name, filledIn(profile)] as const);
  const used = typeof current === 'string' ? filled(current) : undefined;
  return { ...(used === undefined ? {} : { current: used }), profiles: Object.fromEntries(all) };
}

/** Unknown keys are kept, since they are written back. So is a blank protection key, which must not count as absent. */
const filledIn = (profile: Profile): Profile =>
  Object.fromEntries(
    Object.entries(profile).flatMap(([key, value]: [string, unknown]) => {
      if (!FIELDS.some((field) => field === key)) return [[key, value]];
      const held = typeof value === 'string' && !isProtection(key) ? filled(value) : (value ?? undefined);
      return held === undefined ? [] : [[key, held]];
    }),
  );

const isProtection = (key: string): boolean => key === 'readonly' || key === 'confirm';

/** The whole content of a file, including keys that this version does not know. Throws as parseProfiles does. */
export function parseWhole(text: string | undefined, path: string): Partial<ProfileFile> {
  let file: unknown;
  try {
    const plain = configText(text);
    if (plain === undefined) return {};
    file = parseSettings(plain);
  } catch (error) {
    throw brokenProfiles(path, (error as Error).message);
  }
  const why = violationOf(file);
  if (why !== undefined) throw brokenProfiles(path, why);
  return file as Partial<ProfileFile>;
}

const brokenProfiles = (path: string, why: string): Failure =>
  new Failure({
    exitCode: EXIT.credentials,
    code: 'BadConfig',
    message: t('{path} is not a valid profiles file: {why}', { path, why }),
    hint: t('Fix the file, or move it away and save the profiles again with "{configure}".', {
      configure: alikafka`configure`,
    }),
    next: alikafka`doctor`,
  });

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** All problems of a file of profiles; no value is quoted, since it may be a secret. */
function violationOf(file: unknown): string | undefined {
  if (!isObject(file) || !isObject(file['profiles'] ?? {})) return t('"profiles" must be an object');
  if (isWrongType('current', file['current'])) return t('"current" must be a string');
  const violations = Object.entries(file['profiles'] ?? {}).flatMap(([name, profile]) => {
    const label = safeText(name);
    if (!isObject(profile)) return [t('profile "{profile}" must be an object', { profile: label })];
    const odd = FIELDS.filter((field) => isOdd(field, profile[field]));
    return odd.map((key) => t('profile "{profile}": {key} must be a string', { profile: label, key }));
  });
  return violations.length === 0 ? undefined : violations.join('; ');
}

/** Protection keys may be true and false too, and are checked where they are used (protection.ts). */
const isOdd = (field: keyof Profile, value: unknown): boolean =>
  isProtection(field) ? typeof value === 'object' && value !== null : isWrongType(field, value);

/** The keys of a profile that this version reads. */
const FIELDS: readonly (keyof Profile)[] = [
  'region',
  'instance',
  'endpoint',
  'metricsEndpoint',
  'network',
  'caFile',
  'output',
  'readonly',
  'confirm',
  ...SIGN_IN_FIELDS,
];

/** A profile with the unknown keys of the one that it replaces, which another version or a user wrote. */
export function withUnknown(profile: Profile, before: Profile | undefined): Profile {
  const unknown = Object.entries(before ?? {}).filter(([key]) => !FIELDS.some((field) => field === key));
  return { ...Object.fromEntries(unknown), ...profile };
}

/** The violation of a name for a profile; undefined if there is none. */
export function nameViolation(name: string): Sentence | undefined {
  if (name.trim() === '') return sentence('{name} must not be empty');
  if (!isSafe(name)) return sentence('{name} must not contain control or invisible characters');
  if (name !== name.trim()) return sentence('{name} must not begin or end with a space');
  return name === LOCAL ? sentence('{name} must not be local, which is the built-in profile') : undefined;
}

/**
 * Reads the saved profiles; none if there is no folder for them. Throws Failure (exit 4) that names the file if it
 * exists and cannot be read.
 */
export async function loadProfiles(files: Pick<Files, 'read'>, path: string | undefined): Promise<ProfileFile> {
  if (path === undefined) return { profiles: {} };
  try {
    return parseProfiles(await files.read(path), path);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure({
      exitCode: EXIT.credentials,
      code: 'BadConfig',
      message: t('cannot read {path}: {reason}', { path, reason: (error as Error).message }),
      hint: t('Check the owner and the permissions of the file.'),
      cause: error,
    });
  }
}
