/** Disk probes: modes, and whether a folder is writable. */
import { access, chmod, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ProbeResult } from '../../ports/probes.ts';
import { probed } from './probed.ts';

/** The permission bits of a mode. */
const PERMISSIONS = 0o777;

/** The permission bits of a path. */
export const modeOf = (path: string): Promise<ProbeResult<number>> =>
  probed(async () => (await stat(path)).mode & PERMISSIONS);

/** Sets the permission bits of a path. */
export const setMode = (path: string, mode: number): Promise<ProbeResult<void>> => probed(() => chmod(path, mode));

/** The folder in which a file can be created for a path. */
export const writable = (path: string): Promise<ProbeResult<string>> => probed(() => nearest(path));

/** The path, or the nearest folder above it that exists, if it is writable. Throws the file system's error. */
async function nearest(path: string): Promise<string> {
  try {
    await access(path, constants.W_OK | constants.X_OK);
    return path;
  } catch (error) {
    const above = dirname(path);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || above === path) throw error;
    return nearest(above);
  }
}
