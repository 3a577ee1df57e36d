/**
 * The state between commands: small files in one folder, which only their owner can read. Versions are in
 * versioned-file.ts.
 */
import { closeSync, openSync, readdirSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Shared, StateFolder } from '../../ports/state-folder.ts';
import { makeFolder } from './folder.ts';
import { readOwnFile } from '../read-file.ts';
import { t } from '../../core/text/texts.ts';
import { versionedFile } from './versioned-file.ts';
import { ifThere } from './versions.ts';

/** The state in a folder, which is created with the first file. Throws the error of the file system. */
export function stateFolder(path: string): StateFolder {
  const at = (name: string): string => join(path, name);
  return {
    shared: (name, initial) => sharedFile(at(name), initial),
    read: async (name) => ifThere(() => readOwnFile(at(name))),
    append: async (name, text) => appendTo(at(name), text),
    replace: async (name, text) => replaceWith(at(name), text),
    remove: async (name) => void ifThere(() => rmSync(at(name))),
    names: async (prefix) =>
      namesIn(path)
        .filter((name) => name.startsWith(prefix))
        .flatMap(dated(path)),
  };
}

/** The state if there is no folder: it is empty, and every change throws Error with the reason. */
export function noFolder(why: string): StateFolder {
  const refuse = async (): Promise<never> => {
    throw new Error(why);
  };
  return {
    shared: () => ({ change: refuse }),
    read: async () => undefined,
    append: refuse,
    replace: refuse,
    remove: async () => undefined,
    names: async () => [],
  };
}

function sharedFile<V>(path: string, initial: () => V): Shared<V> {
  const file = versionedFile<V>(path, {
    initial,
    wrong: (value) => (isAlike(value, initial()) ? undefined : t('unknown format')),
    remedy: t('Set XDG_STATE_HOME to use another folder.'),
    resetIfDamaged: true,
  });
  return { change: (change) => file.write(change) };
}

/** Whether a value has all fields of a pattern, with the same types. */
function isAlike(value: unknown, pattern: unknown): boolean {
  const kind = kindOf(pattern);
  if (kindOf(value) !== kind) return false;
  if (kind !== 'object') return true;
  const fields = value as Record<string, unknown>;
  return Object.entries(pattern as object).every(([name, field]) => isAlike(fields[name], field));
}

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value);

function appendTo(path: string, text: string): void {
  const bytes = Buffer.from(text);
  const file = opened(path);
  try {
    if (writeSync(file, bytes) < bytes.length)
      throw new Error(t('cannot write all of {path}: the disk may be full', { path }));
  } finally {
    closeSync(file);
  }
}

/** Through a temporary file, so that a reader finds all of the old text or of the new one. */
function replaceWith(path: string, text: string): void {
  const temporary = `${path}.tmp-${process.pid}`;
  try {
    rmSync(temporary, { force: true });
    appendTo(temporary, text);
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

const OWNER_FILE = 0o600;

function opened(path: string): number {
  try {
    return openSync(path, 'a', OWNER_FILE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    makeFolder(dirname(path));
    return openSync(path, 'a', OWNER_FILE);
  }
}

const namesIn = (folder: string): string[] => (ifThere(() => readdirSync(folder)) ?? []).sort();

/** A name with the time of its file, epoch milliseconds; empty if the file was removed since it was listed. */
const dated = (folder: string) => (name: string) => {
  const stats = ifThere(() => statSync(join(folder, name)));
  return stats === undefined ? [] : [{ name, modified: stats.mtimeMs }];
};
