import { access, chmod, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ProbeResult } from '../../ports/probes.ts';
import { probed } from './probed.ts';

/** Who may read, write and run it. */
const PERMISSIONS = 0o777;

export const modeOf = (path: string): Promise<ProbeResult<number>> =>
  probed(async () => (await stat(path)).mode & PERMISSIONS);

export const setMode = (path: string, mode: number): Promise<ProbeResult<void>> => probed(() => chmod(path, mode));

export const writable = (path: string): Promise<ProbeResult<string>> => probed(() => nearest(path));

/** The folder that takes something, the path or one above it. Throws what the file system says. */
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
