/** The effects of completion: files, a process that reads names, and stdout. Each takes as little time as it can. */
import { closeSync, lstatSync, openSync, readdirSync, readFileSync, statSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stateFolder } from '../config/paths.ts';
import type { CompletionEffects } from '../ports/completion.ts';
import { homeFolder, workingFolder } from './process.ts';
import { readOwnFile, readSettingsFile } from './read-file.ts';
import { makeFolder } from './storage/folder.ts';
import { writeDirect } from './direct-write.ts';

/** Effects for the program whose built files are in `dist`. */
export function completionEffects(dist: string): CompletionEffects {
  const { env } = process;
  const [home, cwd] = [homeFolder(), workingFolder()];
  const folder = stateFolder(env, home);
  return {
    env,
    home,
    cwd,
    elapsed: () => performance.now(),
    now: Date.now,
    sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    table: () => readFileSync(join(dist, 'completion.json'), 'utf8'),
    stamp,
    readFile: (path) => orNone(() => readSettingsFile(path)),
    folder: (path) => orNone(() => namesIn(path)) ?? [],
    readState: (name) => (folder === undefined ? undefined : orNone(() => ownText(join(folder, name)))),
    mark: (name, lifetime) => folder !== undefined && orNone(() => marked(join(folder, name), lifetime)) === true,
    refresh: (request) => void orNone(() => startRefresh(dist, request)),
    write,
  };
}

async function write(text: string): Promise<void> {
  const rest = orNone(() => writeDirect(1, Buffer.from(text)));
  if (rest === undefined || rest.length === 0) return;
  await new Promise<void>((done) => process.stdout.on('error', () => done()).write(rest, () => done()));
}

/** The result of `work`; undefined if it throws. */
function orNone<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function stamp(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? undefined : `${path} ${stats.mtimeMs} ${stats.size}`;
}

function namesIn(path: string): string[] {
  const entries = readdirSync(path === '' ? '.' : path, { withFileTypes: true });
  return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
}

/** The text of a file of this user that other users may neither read nor write. Throws Error for any other. */
function ownText(path: string): string {
  // Not opened before it is known to be a regular file: a pipe would make the shell wait.
  const stats = lstatSync(path);
  const isOwn = process.platform === 'win32' || (stats.uid === process.geteuid?.() && stats.mode % 0o100 === 0);
  if (!isOwn || !stats.isFile()) throw new Error('not an own file');
  return readOwnFile(path);
}

/** Creates a mark. False if there is one that is younger than `lifetime`. Throws the error of the file system. */
function marked(path: string, lifetime: number): boolean {
  const present = lstatSync(path, { throwIfNoEntry: false });
  const age = present === undefined ? Infinity : Date.now() - present.mtimeMs;
  if (age >= 0 && age < lifetime) return false;
  if (present !== undefined) unlinkSync(path);
  closeSync(created(path));
  return true;
}

function created(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    makeFolder(dirname(path));
    return openSync(path, 'wx', 0o600);
  }
}

/** Starts a process in a new session: it has no terminal to prompt on, and continues when this one ends. */
function startRefresh(dist: string, request: string): void {
  const program = join(dist, '..', 'bin', 'alikafka.js');
  const { spawn } = process.getBuiltinModule('node:child_process');
  const child = spawn(process.execPath, [program, '__refresh', request], {
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
  });
  child.on('error', () => undefined);
  child.unref();
}
