import type { Files } from '../../context.ts';
import { parseSettings } from '../../core/text/json-fields.ts';
import { isSafe, safeText } from '../../core/text/safe-text.ts';
import { filled } from '../../core/env.ts';
import { isWrongType, SIGN_IN_FIELDS, type SignIn } from '../../credentials/sources/sign-in.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { configText } from '../../core/text/config-text.ts';

/** One saved profile. Secrets live here and nowhere else; the file has mode 0600. */
export interface Profile extends SignIn {
  readonly region?: string;
  readonly instance?: string;
  readonly endpoint?: string;
  readonly metricsEndpoint?: string;
  /** `vpc`: the region's hosts inside a VPC. */
  readonly network?: string;
  /** PEM file of a CA that is trusted beside the system's. */
  readonly caFile?: string;
  readonly output?: string;
  /** `true`: nothing is changed under this profile. */
  readonly readonly?: string;
  /** `name`: every change asks for the name of what it changes. */
  readonly confirm?: string;
}

export interface ProfileFile {
  readonly current?: string;
  readonly profiles: Readonly<Record<string, Profile>>;
}

/** The built-in profile of the embedded emulator; its name is reserved. */
export const LOCAL = 'local';

/**
 * The profiles in a file's text, without blanks around a value, and without what is null or blank. Throws Failure (exit 4) naming the file where it cannot be read as
 * such, with profile and key where a value has the wrong type.
 */
export function parseProfiles(text: string | undefined, path: string): ProfileFile {
  const { current, profiles } = parseWhole(text, path);
  const all = Object.entries(profiles ?? {}).map(([name, profile]) => [name, filledIn(profile)] as const);
  const used = typeof current === 'string' ? filled(current) : undefined;
  return { ...(used === undefined ? {} : { current: used }), profiles: Object.fromEntries(all) };
}

/** What is unknown stays as it is: it is written back. So does a blank guard, which must not pass for one that is off. */
const filledIn = (profile: Profile): Profile =>
  Object.fromEntries(
    Object.entries(profile).flatMap(([key, value]: [string, unknown]) => {
      if (!FIELDS.some((field) => field === key)) return [[key, value]];
      const held = typeof value === 'string' && !isGuard(key) ? filled(value) : (value ?? undefined);
      return held === undefined ? [] : [[key, held]];
    }),
  );

const isGuard = (key: string): boolean => key === 'readonly' || key === 'confirm';

/** All that a file holds, with what this version does not know. Throws as parseProfiles does. */
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
    message: `${path} cannot be read as profiles: ${why}`,
    hint: 'Fix the file, or move it away and save the profiles again with "alikafka configure".',
    next: 'alikafka doctor',
  });

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Why a file holds no profiles, all of it; a value is never quoted. */
function violationOf(file: unknown): string | undefined {
  if (!isObject(file) || !isObject(file['profiles'] ?? {})) return 'it holds no profiles';
  if (isWrongType('current', file['current'])) return '"current" must be a string';
  const violations = Object.entries(file['profiles'] ?? {}).flatMap(([name, profile]) => {
    const label = `profile ${safeText(name)}`;
    if (!isObject(profile)) return [`${label} must be an object`];
    const odd = FIELDS.filter((field) => isOdd(field, profile[field]));
    return odd.length === 0 ? [] : [`${label}: ${odd.join(', ')} must be a string`];
  });
  return violations.length === 0 ? undefined : violations.join('; ');
}

/** Guards are written as true and false too, and judged where they are used (protection.ts). */
const isOdd = (field: keyof Profile, value: unknown): boolean =>
  isGuard(field) ? typeof value === 'object' && value !== null : isWrongType(field, value);

/** What this version reads of a profile. */
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

/** A profile with what another version or a person wrote into the one before it. */
export function withUnknown(profile: Profile, before: Profile | undefined): Profile {
  const unknown = Object.entries(before ?? {}).filter(([key]) => !FIELDS.some((field) => field === key));
  return { ...Object.fromEntries(unknown), ...profile };
}

/** What is wrong with a name that a profile is to get, as the end of a sentence. */
export function nameViolation(name: string): string | undefined {
  if (name.trim() === '') return 'must not be empty';
  if (!isSafe(name)) return 'must not contain control or invisible characters';
  if (name !== name.trim()) return 'must not begin or end with a blank';
  return name === LOCAL ? 'must not be local, which is built in' : undefined;
}

/**
 * Reads the saved profiles; none where there is no place for them. Throws Failure (exit 4) naming the file when it is
 * there and cannot be read.
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
      message: `${path} cannot be read: ${(error as Error).message}`,
      hint: 'Check who owns it and its mode.',
      cause: error,
    });
  }
}
