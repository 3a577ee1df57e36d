/**
 * The paths of profiles, of the local emulator's state and of files for other programs, by the XDG base directory
 * rules, and project files.
 */
import { dirname, join } from 'node:path';
import { expandHome } from '../core/text/config-text.ts';
import type { Env } from '../core/env.ts';
import { t } from '../core/text/texts.ts';

/** Folder of the saved profiles; undefined if there is neither XDG_CONFIG_HOME nor a home directory. */
export function configFolder(env: Env, home: string | undefined): string | undefined {
  return inFolder(env['XDG_CONFIG_HOME'], home, '.config');
}

/** Folder of the local emulator's state and of caches; undefined if there is neither XDG_STATE_HOME nor a home directory. */
export function stateFolder(env: Env, home: string | undefined): string | undefined {
  return inFolder(env['XDG_STATE_HOME'], home, '.local', 'state');
}

/** Why there is no folder for state. */
export const noStateFolder = (): string => t('no home folder, and XDG_STATE_HOME is not an absolute path');

/** Folder of the configuration of all programs; undefined if there is neither XDG_CONFIG_HOME nor a home directory. */
export const configBase = (env: Env, home: string | undefined): string | undefined =>
  baseFolder(env['XDG_CONFIG_HOME'], home, '.config');

/** Folder of the data of all programs; undefined if there is neither XDG_DATA_HOME nor a home directory. */
export const dataBase = (env: Env, home: string | undefined): string | undefined =>
  baseFolder(env['XDG_DATA_HOME'], home, '.local', 'share');

function inFolder(named: string | undefined, home: string | undefined, ...usual: string[]): string | undefined {
  return fileIn(baseFolder(named, home, ...usual), 'alikafka');
}

function baseFolder(named: string | undefined, home: string | undefined, ...usual: string[]): string | undefined {
  return (
    absolute(named === undefined ? undefined : expandHome(named.trim(), home)) ??
    (home === undefined ? undefined : join(home, ...usual))
  );
}

const fileIn = (folder: string | undefined, name: string): string | undefined =>
  folder === undefined ? undefined : join(folder, name);

/** The file of the saved profiles; undefined if there is no folder for it. */
export const profileFile = (env: Env, home: string | undefined): string | undefined =>
  fileIn(configFolder(env, home), 'config.json');

/** The file of the local emulator's state; undefined if there is no folder for it. */
export const localStateFile = (env: Env, home: string | undefined): string | undefined =>
  fileIn(stateFolder(env, home), 'local.json');

/** The file with the settings of one folder and all below it. It is shared, and never contains secrets. */
const PROJECT_FILE = '.alikafka.json';

/** The paths of a possible project file, the nearest up the tree from `folder` first. */
export function projectFiles(folder: string | undefined): string[] {
  const paths: string[] = [];
  for (let at = folder; at !== undefined; at = dirname(at) === at ? undefined : dirname(at)) {
    paths.push(join(at, PROJECT_FILE));
  }
  return paths;
}

/** By the XDG rules, a relative path is ignored. */
function absolute(path: string | undefined): string | undefined {
  return path?.startsWith('/') === true || /^[A-Za-z]:[\\/]/.test(path ?? '') ? path : undefined;
}
