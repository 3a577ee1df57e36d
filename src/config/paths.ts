import { join } from 'node:path';
import { expandHome } from '../core/text/config-text.ts';
import type { Env } from '../core/env.ts';

/** Folder of the saved profiles, after the XDG base directory rules; undefined where there is no home folder either. */
export function configFolder(env: Env, home: string | undefined): string | undefined {
  return inFolder(env['XDG_CONFIG_HOME'], home, '.config');
}

/** Folder of what this tool remembers (the local emulator's state); undefined where there is no home folder either. */
export function stateFolder(env: Env, home: string | undefined): string | undefined {
  return inFolder(env['XDG_STATE_HOME'], home, '.local', 'state');
}

/** Why there is none. */
export const NO_STATE_FOLDER = 'there is no home folder, and XDG_STATE_HOME names no folder';

function inFolder(named: string | undefined, home: string | undefined, ...usual: string[]): string | undefined {
  const base =
    absolute(named === undefined ? undefined : expandHome(named.trim(), home)) ??
    (home === undefined ? undefined : join(home, ...usual));
  return base === undefined ? undefined : join(base, 'alikafka');
}

const fileIn = (folder: string | undefined, name: string): string | undefined =>
  folder === undefined ? undefined : join(folder, name);

/** The saved profiles; undefined where they can be nowhere. */
export const profileFile = (env: Env, home: string | undefined): string | undefined =>
  fileIn(configFolder(env, home), 'config.json');

/** The local emulator's state; undefined where it can be nowhere. */
export const localStateFile = (env: Env, home: string | undefined): string | undefined =>
  fileIn(stateFolder(env, home), 'local.json');

/** The rules say to ignore a relative path. */
function absolute(path: string | undefined): string | undefined {
  return path?.startsWith('/') === true || /^[A-Za-z]:[\\/]/.test(path ?? '') ? path : undefined;
}
