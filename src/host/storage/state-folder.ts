/** What is remembered between commands: small files of one folder, for their owner alone. */
import { closeSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from './folder.ts';
import { readOwnFile } from '../read-file.ts';
import { versionedFile } from './versioned-file.ts';
import { ifThere } from './versions.ts';

/** A small value that concurrent commands of one user share. */
export interface Shared<V> {
  /** Changes the value; run again where another process was faster. Nothing is kept when `change` throws. */
  change<T>(change: (value: V) => T): Promise<T>;
}

/** What is remembered between commands. Names are plain file names; methods throw where the disk refuses. */
export interface StateFolder {
  /** A JSON object in versions (versioned-file.ts). One that is damaged, or not laid out like the initial one, starts afresh. */
  shared<V>(name: string, initial: () => V): Shared<V>;
  /** The text of a file, or undefined where there is none. Of a shared value: its JSON, at most a change behind. */
  read(name: string): Promise<string | undefined>;
  /** Adds the text to a file in one step, so that the texts of several processes never mix. */
  append(name: string, text: string): Promise<void>;
  /** Removes a file that was appended to; nothing where there is none. */
  remove(name: string): Promise<void>;
  /** Files whose names begin so, by name, with the time of their last change (epoch ms by the file system). */
  names(prefix: string): Promise<readonly { readonly name: string; readonly modified: number }[]>;
}

/** The folder at a path. Nothing is read or made before the first use. */
export function stateFolder(path: string): StateFolder {
  const at = (name: string): string => join(path, name);
  return {
    shared: (name, initial) => sharedFile(at(name), initial),
    read: async (name) => ifThere(() => readOwnFile(at(name))),
    append: async (name, text) => appendTo(at(name), text),
    remove: async (name) => void ifThere(() => rmSync(at(name))),
    names: async (prefix) => namesIn(path).filter(startingWith(prefix)).flatMap(dated(path)),
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

const startingWith =
  (prefix: string) =>
  (name: string): boolean =>
    name.startsWith(prefix);

/** A name with the time of its file; nothing where the file has gone since it was listed. */
const dated = (folder: string) => (name: string) => {
  const stats = ifThere(() => statSync(join(folder, name)));
  return stats === undefined ? [] : [{ name, modified: stats.mtimeMs }];
};

/** A folder in this process's memory: forgotten with it. `now` is the time that files are changed at, epoch ms. */
export function memoryFolder(now: () => number = () => Date.now()): StateFolder {
  const files = new Map<string, { text: string; modified: number }>();
  const put = (name: string, text: string): void => void files.set(name, { text, modified: now() });
  const text = (name: string): string | undefined => files.get(name)?.text;
  return {
    shared: <V>(name: string, initial: () => V) => ({
      change: async <T>(change: (value: V) => T) => {
        const kept = text(name);
        const value = kept === undefined ? initial() : (JSON.parse(kept) as V);
        const result = change(value);
        put(name, JSON.stringify(value));
        return result;
      },
    }),
    read: async (name) => text(name),
    append: async (name, more) => put(name, (text(name) ?? '') + more),
    remove: async (name) => void files.delete(name),
    names: async (prefix) =>
      [...files.keys()]
        .filter(startingWith(prefix))
        .sort()
        .map((name) => ({ name, modified: files.get(name)?.modified ?? now() })),
  };
}
