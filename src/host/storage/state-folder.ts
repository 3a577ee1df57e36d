/** What is remembered between commands: small files of one folder, for their owner alone. */
import { closeSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Shared, StateFolder } from '../../ports/state-folder.ts';
import { makeFolder } from './folder.ts';
import { readOwnFile } from '../read-file.ts';
import { versionedFile } from './versioned-file.ts';
import { ifThere } from './versions.ts';

/** The folder at a path. Nothing is read or made before the first use. */
export function stateFolder(path: string): StateFolder {
  const at = (name: string): string => join(path, name);
  return {
    shared: (name, initial) => sharedFile(at(name), initial),
    read: async (name) => ifThere(() => readOwnFile(at(name))),
    append: async (name, text) => appendTo(at(name), text),
    remove: async (name) => void ifThere(() => rmSync(at(name))),
    names: async (prefix) =>
      namesIn(path)
        .filter((name) => name.startsWith(prefix))
        .flatMap(dated(path)),
  };
}

/** Where there is no folder: nothing is there to be read, and keeping something throws an Error that says why. */
export function noFolder(why: string): StateFolder {
  const refuse = async (): Promise<never> => {
    throw new Error(why);
  };
  return {
    shared: () => ({ change: refuse }),
    read: async () => undefined,
    append: refuse,
    remove: async () => undefined,
    names: async () => [],
  };
}

function sharedFile<V>(path: string, initial: () => V): Shared<V> {
  const file = versionedFile<V>(path, {
    initial,
    wrong: (value) => (isAlike(value, initial()) ? undefined : 'is laid out in another way'),
    remedy: 'XDG_STATE_HOME names another folder for it.',
    afresh: true,
  });
  return { change: (change) => file.write(change) };
}

/** Whether a value has what the pattern has, of the same kinds. */
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
    if (writeSync(file, bytes) < bytes.length) throw new Error(`${path} took only a part: is the disk full?`);
  } finally {
    closeSync(file);
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

/** A name with the time of its file; nothing where the file has gone since it was listed. */
const dated = (folder: string) => (name: string) => {
  const stats = ifThere(() => statSync(join(folder, name)));
  return stats === undefined ? [] : [{ name, modified: stats.mtimeMs }];
};
