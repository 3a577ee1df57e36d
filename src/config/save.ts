import { chmod } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EXIT, Failure } from '../errors/failure.ts';
import { makeFolder } from '../files/folder.ts';
import type { ProfileFile } from './profiles.ts';

/**
 * Saves the profiles with conf: atomically, mode 0600, in a folder of mode 0700. conf is imported here alone, since
 * reading needs none of it. Throws Failure where the folder cannot be written.
 */
export async function saveProfiles(file: ProfileFile, path: string): Promise<void> {
  const folder = dirname(path);
  try {
    makeFolder(folder);
    await chmod(folder, 0o700);
    const { Conf } = await import('../vendor/conf.ts');
    const store = new Conf<Record<string, unknown>>({
      cwd: folder,
      configName: 'config',
      projectName: 'alikafka',
      projectSuffix: '',
      configFileMode: 0o600,
      clearInvalidConfig: false,
    });
    store.store = { ...(file.current === undefined ? {} : { current: file.current }), profiles: file.profiles };
    await chmod(path, 0o600);
  } catch (error) {
    throw new Failure({
      exitCode: EXIT.refused,
      code: 'NotSaved',
      message: `profiles cannot be saved in ${path}: ${(error as Error).message}`,
      hint: 'Set XDG_CONFIG_HOME to a folder that can be written, or use the environment.',
      cause: error,
    });
  }
}
