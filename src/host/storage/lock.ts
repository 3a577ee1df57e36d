/**
 * A lock between processes: a file beside what it guards, made with O_EXCL, which every file system knows. What is done
 * under it is synchronous and short, and the file names the process that holds it, so that a killed one blocks nobody:
 *
 * - A holder on this machine that has ended is seen at once: by its process id together with the time it was started at
 *   where the system tells (/proc), else by its id alone. Any other holder counts as ended once the same lock has been
 *   in the way for LONGEST milliseconds: one on another machine, one whose id was given to somebody else, a file that a
 *   kill left empty.
 * - The lock of a holder that has ended is removed by one process alone, the one that gets the lock that is named after
 *   it; it looks again before it removes. That lock is taken, and broken where its holder was killed, in the same way.
 * - A holder that was stopped (SIGSTOP) for so long that its lock was broken finds out: `mine` is asked before the last
 *   step of the work.
 */
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ifThere } from './versions.ts';

/** The effects of waiting for a lock. */
export interface LockEffects {
  readonly pid: number;
  /** Whether a process of this tool with that id is there; asked where the system does not tell when it was started. */
  isRunning(pid: number): boolean;
  nonce(): string;
  /** 0 ≤ x < 1. */
  random(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** How long the same lock is waited for, in milliseconds; what is done under one takes a few. */
const LONGEST = 10_000;

/** How long one waits altogether while others come and go. */
const PATIENCE = 60_000;

/** Between two tries, at most. */
const PAUSE = 30;

/**
 * Does the work under the lock at `path`. `mine` throws where the lock was lost meanwhile; it is asked before what cannot
 * be undone. Throws Error where the lock cannot be made or is not free for a minute, and what the work throws.
 */
export async function locked<T>(path: string, io: LockEffects, work: (mine: () => void) => T): Promise<T> {
  const text = JSON.stringify({ by: io.nonce(), pid: io.pid, host: hostOf(), start: startOf(io.pid) });
  await acquired(path, text, io);
  const isMine = (): boolean => lookAt(path)?.text === text;
  try {
    for (const leftover of namesBeside(path, '.')) rmSync(leftover, { force: true });
    return work(() => {
      if (!isMine()) throw new Error(`another process took the lock ${path}, since this one stood still for too long`);
    });
  } finally {
    if (isMine()) rmSync(path, { force: true });
  }
}

async function acquired(path: string, text: string, io: LockEffects): Promise<void> {
  let [holder, since, waited]: [string, number, number] = ['', 0, 0];
  while (!taken(path, text, io, (held) => held.identity === holder && waited - since > LONGEST)) {
    if (waited > PATIENCE) throw new Error(`the lock ${path} is not free: other processes hold it again and again`);
    const now = lookAt(path)?.identity ?? '';
    if (now !== holder) [holder, since] = [now, waited];
    const pause = 1 + io.random() * PAUSE;
    await io.sleep(pause);
    waited += pause;
  }
}

interface Held {
  readonly text: string;
  /** Which file it is: changes when another takes its name. */
  readonly identity: string;
}

/** One try; a lock of somebody who has ended is out of the way after it. */
function taken(path: string, text: string, io: LockEffects, overdue: (held: Held) => boolean): boolean {
  if (created(path, text)) return true;
  const held = lookAt(path);
  if (held !== undefined && (hasEnded(held, io) || overdue(held))) remove(path, held, text, io, overdue);
  return false;
}

/** Removes the lock of somebody who has ended, unless another process is about to. */
function remove(path: string, held: Held, text: string, io: LockEffects, overdue: (held: Held) => boolean): void {
  const right = `${path}.${held.identity.replace(/\W+/g, '-')}`;
  if (!taken(right, text, io, overdue)) return;
  try {
    if (lookAt(path)?.identity === held.identity) rmSync(path, { force: true });
  } finally {
    rmSync(right, { force: true });
  }
}

function created(path: string, text: string): boolean {
  const file = opened(path);
  if (file === undefined) return false;
  try {
    writeFileSync(file, text);
    return true;
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

function opened(path: string): number | undefined {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
}

function lookAt(path: string): Held | undefined {
  return ifThere(() => {
    const { ino, mtimeMs } = statSync(path);
    return { text: readFileSync(path, 'utf8'), identity: `${ino} ${mtimeMs}` };
  });
}

/** Whether the holder is known to have ended. */
function hasEnded({ text }: Held, io: LockEffects): boolean {
  const { pid, host, start } = parsed(text);
  if (typeof pid !== 'number' || host !== hostOf()) return false;
  const now = startOf(pid);
  return typeof start === 'string' && startOf(io.pid) !== undefined ? now !== start : !io.isRunning(pid);
}

function parsed(text: string): { readonly pid?: unknown; readonly host?: unknown; readonly start?: unknown } {
  try {
    return (JSON.parse(text) as object | null) ?? {};
  } catch {
    return {};
  }
}

/** Where process ids mean the same: this machine, or this container on it. */
export function hostOf(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname(); // the system has no such containers
  }
}

/** When a process was started, in a unit of the system's; undefined where it has ended, or the system does not tell. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program may hold blanks and parentheses: the state and what follows come after the last one.
    const [state = '', ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return 'ZX'.includes(state) ? undefined : rest[18];
  } catch {
    return undefined;
  }
}

/** Files whose names go on after that of the path. */
export function namesBeside(path: string, end: string): string[] {
  const folder = dirname(path);
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(path)}${end}`))
    .map((name) => join(folder, name));
}
