import type { SignIn } from '../credentials/sign-in.ts';
import { parseSettings } from '../core/json-fields.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import { configText } from '../files/config-text.ts';

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

/** The profiles in a file's text. Throws Failure (exit 4) naming the file when it cannot be read as such. */
export function parseProfiles(text: string | undefined, path: string): ProfileFile {
  const file = parseWhole(text, path);
  return { ...(typeof file.current === 'string' ? { current: file.current } : {}), profiles: file.profiles ?? {} };
}

/** All that a file holds, with what this version does not know. Throws as parseProfiles does. */
export function parseWhole(text: string | undefined, path: string): Partial<ProfileFile> {
  try {
    const plain = configText(text);
    if (plain === undefined) return {};
    const file = parseSettings(plain) as Partial<ProfileFile> | null;
    const isObject = (value: unknown): boolean => value !== null && typeof value === 'object';
    if (
      file === null ||
      !isObject(file) ||
      !isObject(file.profiles ?? {}) ||
      !Object.values(file.profiles ?? {}).every(isObject)
    )
      throw new Error('it holds no profiles');
    return file;
  } catch (error) {
    throw new Failure({
      exitCode: EXIT.credentials,
      code: 'BadConfig',
      message: `${path} cannot be read as profiles: ${(error as Error).message}`,
      hint: 'Mend the file, or move it away and save the profiles again.',
      next: 'alikafka configure',
    });
  }
}

/**
 * Reads the saved profiles; none where there is no place for them. Throws Failure (exit 4) naming the file when it is
 * there and cannot be read.
 */
export async function loadProfiles(
  read: (path: string) => Promise<string | undefined>,
  path: string | undefined,
): Promise<ProfileFile> {
  if (path === undefined) return { profiles: {} };
  try {
    return parseProfiles(await read(path), path);
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
