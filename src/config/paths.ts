import { join } from 'node:path';
import type { Env } from './setting.ts';

/** Folder of the saved profiles, after the XDG base directory rules. */
export function configFolder(env: Env, home: string): string {
  return join(absolute(env['XDG_CONFIG_HOME']) ?? join(home, '.config'), 'alikafka');
}

/** Folder of what this tool remembers (the local emulator's state). */
export function stateFolder(env: Env, home: string): string {
  return join(absolute(env['XDG_STATE_HOME']) ?? join(home, '.local', 'state'), 'alikafka');
}

export const profileFile = (env: Env, home: string): string => join(configFolder(env, home), 'config.json');
export const localStateFile = (env: Env, home: string): string => join(stateFolder(env, home), 'local.json');

/** The rules say to ignore a relative path. */
function absolute(path: string | undefined): string | undefined {
  return path?.startsWith('/') === true || /^[A-Za-z]:[\\/]/.test(path ?? '') ? path : undefined;
}
