/** The steps on disk of versioned-file.ts, which describes the protocol. Each is done as a whole or not at all. */
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from './folder.ts';
import { readOwnFile } from '../read-file.ts';

const OWNER_FILE = 0o600;
const OWNER_FOLDER = 0o700;

/** Milliseconds: a temporary file that is older when a version is published was left by a killed process. */
const STALE = 5000;

/** The file of the value if a version is a folder. */
const VALUE = 'value.json';

/** Creates a hard link. Throws if the name exists or the file system has no hard links. */
export type Link = (from: string, to: string) => void;

/** The numbers of the versions of `path`, ascending. */
export function versionsOf(path: string): number[] {
  return numbersIn(namesBeside(path), path);
}

function numbersIn(names: readonly string[], path: string): number[] {
  const prefix = `${basename(path)}.`;
  const ends = names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  return ends
    .filter((end) => /^[1-9]\d*$/.test(end))
    .map(Number)
    .sort((a, b) => a - b);
}

function namesBeside(path: string): string[] {
  return ifThere(() => readdirSync(dirname(path))) ?? [];
}

/** The file of a version; 0 is `path` itself. */
const nameOf = (path: string, version: number): string => (version === 0 ? path : `${path}.${version}`);

/** The content and identity of a version; undefined if it does not exist. */
export function contentOf(path: string, version: number): { text: string; identity: string } | undefined {
  return ifThere(() => {
    const name = nameOf(path, version);
    const stats = statSync(name);
    const text = readOwnFile(version > 0 && stats.isDirectory() ? join(name, VALUE) : name);
    return { text, identity: identityFrom(stats) };
  });
}

/** An identity of the file of a version, which changes when the file is replaced; undefined if it does not exist. */
export function identityOf(path: string, version: number): string | undefined {
  return ifThere(() => identityFrom(statSync(nameOf(path, version))));
}

const identityFrom = (stats: Stats): string => `${stats.ino} ${stats.mtimeMs} ${stats.size}`;

/**
 * Publishes the version after `version` as a whole; false if another process was faster. The temporary file names
 * the version that it follows, and is created before the check that this one is still the newest: as long as it exists,
 * `clean` keeps the next number, so that the number cannot become free again after another process has used it.
 */
export function publishAfter(path: string, version: number, text: string, link: Link = linkSync): boolean {
  makeFolder(dirname(path));
  const temporary = temporaryName(path, String(version));
  try {
    writeFileSync(temporary, text, { mode: OWNER_FILE, flag: 'wx' });
    if ((versionsOf(path).at(-1) ?? 0) !== version) return false;
    return linked(temporary, nameOf(path, version + 1), text, link);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** The codes of file systems without hard links (FAT, some network and container mounts, Android). */
const NO_LINKS = new Set(['EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EMLINK']);

/** The name exists, or the temporary file was removed as a leftover. */
const LOST = new Set(['EEXIST', 'ENOENT']);

function linked(temporary: string, target: string, text: string, link: Link): boolean {
  try {
    link(temporary, target);
    return true;
  } catch (error) {
    if (LOST.has(codeOf(error) ?? '')) return false;
    if (!NO_LINKS.has(codeOf(error) ?? '')) throw error;
    return renamed(`${temporary}.d`, target, text);
  }
}

const TAKEN = new Set(['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'ENOENT', 'EPERM']);

/** Without hard links a version is a folder with the file, since renaming to a folder that is not empty fails. */
function renamed(folder: string, target: string, text: string): boolean {
  try {
    mkdirSync(folder, { mode: OWNER_FOLDER });
    writeFileSync(join(folder, VALUE), text, { mode: OWNER_FILE });
    renameSync(folder, target);
    return true;
  } catch (error) {
    if (TAKEN.has(codeOf(error) ?? '')) return false;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Sets `path` to a version's content as a whole; another process may do the same at the same time. */
export function expose(path: string, version: number, text: string, link: Link = linkSync): void {
  const temporary = temporaryName(path, 'shown');
  try {
    ifThere(() => copied(temporary, nameOf(path, version), text, link));
    ifThere(() => renameSync(temporary, path));
  } finally {
    rmSync(temporary, { force: true }); // renaming a file to another name of the same file keeps both
  }
}

function copied(temporary: string, from: string, text: string, link: Link): void {
  try {
    link(from, temporary);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw error;
    writeFileSync(temporary, text, { mode: OWNER_FILE, flag: 'wx' });
  }
}

/** Removes `path` itself, not its versions. */
export function removeShown(path: string): void {
  rmSync(path, { force: true });
}

/**
 * Removes all versions but the last `keep` and those that a concurrent writer must find, and what killed processes
 * left. Age is measured by the newest version, since the file system's clock may differ from this machine's.
 */
export function clean(path: string, keep: number): void {
  const names = namesBeside(path);
  const versions = numbersIn(names, path);
  const clock = ifThere(() => statSync(nameOf(path, versions.at(-1) ?? 0)).mtimeMs) ?? 0;
  const prefix = `${basename(path)}.tmp-`;
  const live = names.filter((name) => name.startsWith(prefix) && !removedIfStale(join(dirname(path), name), clock));
  const needed = live.map(
    (name) => Number(/^\d+/.exec(name.slice(prefix.length))?.[0] ?? Number.POSITIVE_INFINITY) + 1,
  );
  const first = Math.min(versions.at(-keep) ?? 0, ...needed);
  for (const version of versions) if (version < first) rmSync(nameOf(path, version), { recursive: true, force: true });
}

function removedIfStale(name: string, clock: number): boolean {
  const since = ifThere(() => statSync(name).mtimeMs) ?? clock;
  if (clock - since <= STALE) return false;
  rmSync(name, { recursive: true, force: true });
  return true;
}

const temporaryName = (path: string, what: string): string => `${path}.tmp-${what}-${randomUUID()}`;

/** The result of `read`; undefined if the file does not exist. */
export function ifThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The system code of an error. `instanceof Error` is false for errors of another realm. */
function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}
