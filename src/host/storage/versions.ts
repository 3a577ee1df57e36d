/** The moves on disk that versioned-file.ts is made of; each is one step that is done wholly or not at all. */
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from './folder.ts';
import { readOwnFile } from '../read-file.ts';

const OWNER_FILE = 0o600;
const OWNER_FOLDER = 0o700;

/** What is older than this many milliseconds when a version is published is a leftover of a killed process. */
const STALE = 5000;

/** Name of the value where a version has to be a folder. */
const VALUE = 'value.json';

/** Makes a second name for a file; throws where the name is taken or the file system has no hard links. */
export type Link = (from: string, to: string) => void;

/** Numbers of the versions beside `path`, ascending. */
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

/** Content and identity of a version; undefined where it is not there (any more). */
export function contentOf(path: string, version: number): { text: string; identity: string } | undefined {
  return ifThere(() => {
    const name = nameOf(path, version);
    const stats = statSync(name);
    const text = readOwnFile(version > 0 && stats.isDirectory() ? join(name, VALUE) : name);
    return { text, identity: identityFrom(stats) };
  });
}

/** Which file a version is: changes when another takes its name. */
export function identityOf(path: string, version: number): string | undefined {
  return ifThere(() => identityFrom(statSync(nameOf(path, version))));
}

const identityFrom = (stats: Stats): string => `${stats.ino} ${stats.mtimeMs} ${stats.size}`;

/**
 * Publishes what follows a version, whole; false when another was faster. The temporary file names the version that it
 * follows and is there before it is looked whether that one is still the newest: from then on until it is gone, `clean`
 * leaves the next number alone, so the number cannot be free again after somebody else had it.
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

/** How file systems without hard links say so (FAT, some network and container mounts, Android). */
const NO_LINKS = new Set(['EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EMLINK']);

/** Taken, or so late that the temporary file was taken for a leftover. */
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

/** Without hard links: a folder that holds the value; renaming it onto a folder that is not empty fails. */
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

/** Gives `path` a version's content: whole, but not safe from another process doing the same. */
export function expose(path: string, version: number, text: string, link: Link = linkSync): void {
  const temporary = temporaryName(path, 'shown');
  try {
    ifThere(() => copied(temporary, nameOf(path, version), text, link));
    ifThere(() => renameSync(temporary, path));
  } finally {
    rmSync(temporary, { force: true }); // renaming one name of a file onto another of the same file leaves both
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
 * Removes versions but the last `keep`, and those that a writer under way must find taken; and what killed processes left
 * behind. Age is measured by the newest version, since the file system's clock may not be this machine's.
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

/** What a look finds, or undefined where there is no such file. */
export function ifThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The system's code of an error: `instanceof` does not hold for errors of another realm. */
function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}
