/**
 * A JSON value in a file that many processes read and change at once without locks, and that a kill at any moment leaves
 * whole.
 *
 * `<path>.<n>` is version n, complete from the moment it exists and never changed. Readers take the highest. A writer
 * takes the highest version n, applies its change, writes the result to a temporary file that names n, looks whether n
 * is still the highest, and claims the name `<path>.<n+1>` in one step that fails when the name is taken. Where it fails,
 * another was faster, and the writer starts again from that one's result: every change is made on top of all earlier
 * ones, and none is made twice.
 *
 * Old versions are removed; the last two are kept for readers that are about to open them, and so are those that a
 * temporary file says a writer is about to claim. Without that a writer that slept could find its number free again
 * after others had taken and outgrown it. (To look for higher versions after the claim instead does not do: an honest
 * claim may have been built upon by then.) A temporary file some seconds old is what a killed process left; if its
 * writer lives after all, it has lost: without the file its claim fails, and it starts again.
 *
 * `<path>` itself is the newest version under a steady name, for people and for copying. It may be a change behind after
 * a kill. It counts only where there are no versions: a copied file works, an edit beside versions does not.
 * `null` as the value stands for the initial one: that is how a reset wins against writers that are under way.
 *
 * There is no fsync: a process that dies loses nothing, a machine that loses power may lose the latest changes.
 */
import type { FileLayout, UnusableFile, VersionedFile } from '../../ports/versioned-file.ts';
import { clean, contentOf, expose, identityOf, type Link, publishAfter, removeShown, versionsOf } from './versions.ts';

/** What a value is, and the effects that are not on disk. */
export interface VersionedOptions<V> extends FileLayout<V> {
  /** Damage, and what is wrong, count as not written yet: for values that are not worth an error. */
  readonly afresh?: boolean;
  /** 0 to 1, for the time between two tries. */
  readonly random?: () => number;
  readonly link?: Link;
}

interface Seen<V> {
  readonly version: number;
  readonly identity: string | undefined;
  readonly text: string;
  readonly value: V;
}

/** Longest wait between two tries, in milliseconds. */
const LONGEST_WAIT = 40;

/** Versions that are left for readers. */
const KEPT = 2;

/** How often a version that was listed may be gone when it is opened. */
const PATIENCE = 1000;

/** Opens nothing: the file is made by the first use. Throws UnusableFile, naming it and the remedy. */
export function versionedFile<V>(path: string, options: VersionedOptions<V>): VersionedFile<V> {
  const file: File<V> = { path, options, cached: undefined };
  return { read: (look) => read(file, look), write: (change) => write(file, change) };
}

interface File<V> {
  readonly path: string;
  readonly options: VersionedOptions<V>;
  /** What was newest at the last look; saves reading it again. */
  cached: Seen<V> | undefined;
}

async function read<V, T>(file: File<V>, look: (value: V) => T): Promise<T> {
  // a value that starts from now must not start again at each look, so it is kept before it is shown
  if (newestOf(file).text === '') await write(file, () => undefined);
  return look(newestOf(file).value);
}

async function write<V, T>(file: File<V>, change: (value: V) => T): Promise<T> {
  const random = file.options.random ?? Math.random;
  for (let tries = 0; ; tries++) {
    const done = tried(file, change);
    if (done !== undefined) return done.result;
    await pause(random() * Math.min(LONGEST_WAIT, 2 ** tries));
  }
}

/** One try: the result of the change, or undefined where another process was faster. */
function tried<V, T>(file: File<V>, change: (value: V) => T): { result: T } | undefined {
  const seen = newestOf(file);
  file.cached = undefined; // its value is about to change, and may be left half changed
  const result = change(seen.value);
  const text = JSON.stringify(seen.value);
  if (text === seen.text) file.cached = seen;
  else if (!committed(file, seen.version, text)) return undefined;
  else file.cached = seenAs(file.path, seen.version + 1, text, seen.value);
  return { result };
}

const seenAs = <V>(path: string, version: number, text: string, value: V): Seen<V> => ({
  version,
  identity: identityOf(path, version),
  text,
  value,
});

function newestOf<V>(file: File<V>): Seen<V> {
  file.cached = found(file);
  return file.cached;
}

function found<V>({ path, options, cached }: File<V>): Seen<V> {
  for (let tries = 0; tries < PATIENCE; tries++) {
    const version = attempted(path, 'read', options, () => highest(path));
    const identity = identityOf(path, version);
    if (cached !== undefined && cached.version === version && cached.identity === identity) return cached;
    const content = attempted(path, 'read', options, () => contentOf(path, version));
    if (content !== undefined) return { version, ...content, ...decoded(path, content.text, options) };
    if (version === 0) return { version, identity: undefined, text: '', value: options.initial() };
    // gone meanwhile: a newer one is there
  }
  throw unusable(path, 'cannot be read: its versions vanish', options.remedy);
}

/** 0 where there is no version. Looked at twice, since a look may fall between a version that goes and one that comes. */
const highest = (path: string): number => versionsOf(path).at(-1) ?? versionsOf(path).at(-1) ?? 0;

/** A move on disk, its failure as an error that says which file and what to do. */
function attempted<V, T>(path: string, what: 'read' | 'written', { remedy }: VersionedOptions<V>, move: () => T): T {
  try {
    return move();
  } catch (error) {
    throw unusable(path, `cannot be ${what} (${(error as Error).message})`, remedy);
  }
}

/** The value of a version's text; a reset version counts as not written yet. */
function decoded<V>(path: string, text: string, options: VersionedOptions<V>): { value: V; text: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return damaged(path, 'is not JSON', options);
  }
  if (value === null) return unwritten(options);
  const wrong = options.wrong(value);
  return wrong === undefined ? { value: value as V, text } : damaged(path, wrong, options);
}

function damaged<V>(path: string, why: string, options: VersionedOptions<V>): { value: V; text: string } {
  if (options.afresh === true) return unwritten(options);
  throw unusable(path, why, options.remedy);
}

const unwritten = <V>({ initial }: VersionedOptions<V>): { value: V; text: string } => ({ value: initial(), text: '' });

const unusable = (path: string, why: string, remedy: string): UnusableFile =>
  Object.assign(new Error(`The file ${path} ${why}. ${remedy}`), { code: 'UNUSABLE_FILE' } as const);

function committed<V>({ path, options }: File<V>, after: number, text: string): boolean {
  if (!attempted(path, 'written', options, () => publishAfter(path, after, text, options.link))) return false;
  tidied(path, after + 1, text, options.link);
  return true;
}

/** What is left to do once a change is kept. The change stands where it fails, and the next writer does it again. */
function tidied(path: string, version: number, text: string, link: Link | undefined): void {
  try {
    show(path, version, text, link);
    clean(path, KEPT);
  } catch {
    return;
  }
}

/** Brings `path` up to date, and again while it was overtaken: the last one to look leaves the newest. */
function show(path: string, version: number, text: string, link: Link | undefined): void {
  expose(path, version, text, link);
  const newer = versionsOf(path).at(-1) ?? version;
  const content = newer > version ? contentOf(path, newer) : undefined;
  if (content !== undefined) show(path, newer, content.text, link);
}

/** Starts afresh: the next use finds the initial value, writers under way included. Nothing where there is no file. */
export function resetVersions(path: string, link?: Link): void {
  const newest = highest(path);
  if (newest === 0 && identityOf(path, 0) === undefined) return;
  if (!publishAfter(path, newest, 'null', link)) {
    resetVersions(path, link);
  } else {
    removeShown(path);
    clean(path, 1);
  }
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
