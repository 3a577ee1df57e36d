/**
 * A JSON value in a file that many processes read and change at the same time, without locks. It is never incomplete,
 * even if a process is killed at any time.
 *
 * `<path>.<n>` is version n, complete from the moment it exists and never changed. Readers use the highest. A writer
 * reads the highest version n, applies its change, writes the result to a temporary file that names n, checks that n is
 * still the highest, and creates the name `<path>.<n+1>` in one step that fails if the name exists. If it fails,
 * another process was faster, and the writer starts again from that result: every change is based on all earlier ones,
 * and none is applied twice.
 *
 * Old versions are removed, except the last two, for readers that are about to open them, and except the next number of
 * a version that a temporary file names. Otherwise a writer that was stopped could find its number free again after
 * others had used and removed it. (To check for higher versions after the creation instead is not enough: another
 * writer may have built on a valid creation by then.) A temporary file some seconds old was left by a killed process;
 * if its writer still runs, it has lost: without the file its creation fails, and it starts again.
 *
 * `<path>` itself is the newest version under a constant name, for people and for copying. It may be one change behind
 * after a kill. It is read only if there are no versions: a copied file works, an edit next to versions does not. The
 * value `null` stands for the initial value, so that a reset takes precedence over concurrent writers.
 *
 * There is no fsync: a killed process loses nothing, but a power failure may lose the latest changes.
 */
import { t } from '../../core/text/texts.ts';
import type { FileLayout, UnusableFile, VersionedFile } from '../../ports/versioned-file.ts';
import { clean, contentOf, expose, identityOf, type Link, publishAfter, removeShown, versionsOf } from './versions.ts';

/** The layout of the value, and effects that tests replace. */
export interface VersionedOptions<V> extends FileLayout<V> {
  /** Whether a damaged file is treated as absent, for values that can be lost. */
  readonly resetIfDamaged?: boolean;
  /** A number from 0 to below 1, for the time between two tries. */
  readonly random?: () => number;
  readonly link?: Link;
}

/** A version that was read. */
interface Snapshot<V> {
  readonly version: number;
  readonly identity: string | undefined;
  readonly text: string;
  readonly value: V;
}

/** Maximum milliseconds between two tries. */
const LONGEST_WAIT = 40;

/** Versions that are kept for readers. */
const KEPT = 2;

/** Tries to open a listed version that is removed before it is opened. */
const MAX_TRIES = 1000;

/**
 * A value in a file, which is created by the first use. Its methods throw UnusableFile, with the path and the remedy.
 */
export function versionedFile<V>(path: string, options: VersionedOptions<V>): VersionedFile<V> {
  const file: File<V> = { path, options, cached: undefined };
  return { read: (use) => read(file, use), write: (change) => write(file, change) };
}

interface File<V> {
  readonly path: string;
  readonly options: VersionedOptions<V>;
  /** The newest version at the last read, so that it is not read again. */
  cached: Snapshot<V> | undefined;
}

async function read<V, T>(file: File<V>, use: (value: V) => T): Promise<T> {
  // an initial value that depends on the time must be the same at each read, so it is written first
  if (newestOf(file).text === '') await write(file, () => undefined);
  return use(newestOf(file).value);
}

async function write<V, T>(file: File<V>, change: (value: V) => T): Promise<T> {
  const random = file.options.random ?? Math.random;
  for (let tries = 0; ; tries++) {
    const done = attempt(file, change);
    if (done !== undefined) return done.result;
    await pause(random() * Math.min(LONGEST_WAIT, 2 ** tries));
  }
}

/** One try: the result of the change, or undefined if another process was faster. */
function attempt<V, T>(file: File<V>, change: (value: V) => T): { result: T } | undefined {
  const newest = newestOf(file);
  file.cached = undefined; // if `change` throws, its value may be partly changed
  const result = change(newest.value);
  const text = JSON.stringify(newest.value);
  if (text === newest.text) file.cached = newest;
  else if (!committed(file, newest.version, text)) return undefined;
  else file.cached = snapshot(file.path, newest.version + 1, text, newest.value);
  return { result };
}

const snapshot = <V>(path: string, version: number, text: string, value: V): Snapshot<V> => ({
  version,
  identity: identityOf(path, version),
  text,
  value,
});

function newestOf<V>(file: File<V>): Snapshot<V> {
  file.cached = found(file);
  return file.cached;
}

function found<V>({ path, options, cached }: File<V>): Snapshot<V> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const version = reading(path, options, () => highest(path));
    const identity = identityOf(path, version);
    if (cached !== undefined && cached.version === version && cached.identity === identity) return cached;
    const content = reading(path, options, () => contentOf(path, version));
    if (content !== undefined) return { version, ...content, ...decoded(path, content.text, options) };
    if (version === 0) return { version, identity: undefined, text: '', value: options.initial() };
    // removed since the listing: there is a newer one
  }
  throw unreadable(path, t('other processes keep changing it'), options);
}

/** The highest version, or 0. Listed twice: a listing may miss both the version that is removed and the new one. */
const highest = (path: string): number => versionsOf(path).at(-1) ?? versionsOf(path).at(-1) ?? 0;

/** The result of `read`. Throws UnusableFile instead of its error. */
function reading<V, T>(path: string, options: VersionedOptions<V>, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unreadable(path, (error as Error).message, options);
  }
}

/** The same for `write`. */
function writing<V, T>(path: string, { remedy }: VersionedOptions<V>, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw unusable(t('cannot write {path}: {reason}. {remedy}', { path, reason: (error as Error).message, remedy }));
  }
}

/** The value of a text. A reset version has the initial value. */
function decoded<V>(path: string, text: string, options: VersionedOptions<V>): { value: V; text: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return damaged(path, t('not valid JSON'), options);
  }
  if (value === null) return unwritten(options);
  const wrong = options.wrong(value);
  return wrong === undefined ? { value: value as V, text } : damaged(path, wrong, options);
}

function damaged<V>(path: string, why: string, options: VersionedOptions<V>): { value: V; text: string } {
  if (options.resetIfDamaged === true) return unwritten(options);
  throw unreadable(path, why, options);
}

const unwritten = <V>({ initial }: VersionedOptions<V>): { value: V; text: string } => ({ value: initial(), text: '' });

function unreadable<V>(path: string, reason: string, { remedy }: VersionedOptions<V>): UnusableFile {
  return unusable(t('cannot read {path}: {reason}. {remedy}', { path, reason, remedy }));
}

const unusable = (message: string): UnusableFile =>
  Object.assign(new Error(message), { code: 'UNUSABLE_FILE' } as const);

function committed<V>({ path, options }: File<V>, after: number, text: string): boolean {
  if (!writing(path, options, () => publishAfter(path, after, text, options.link))) return false;
  tidied(path, after + 1, text, options.link);
  return true;
}

/** Cleans up after a change was published. If that fails, the change is kept, and the next writer cleans up. */
function tidied(path: string, version: number, text: string, link: Link | undefined): void {
  try {
    show(path, version, text, link);
    clean(path, KEPT);
  } catch {
    return;
  }
}

/** Updates `path`, repeatedly while newer versions are published. */
function show(path: string, version: number, text: string, link: Link | undefined): void {
  expose(path, version, text, link);
  const newer = versionsOf(path).at(-1) ?? version;
  const content = newer > version ? contentOf(path, newer) : undefined;
  if (content !== undefined) show(path, newer, content.text, link);
}

/** Resets to the initial value, also for concurrent writers. Does nothing if there is no file. */
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
