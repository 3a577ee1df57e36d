/**
 * A lock between processes: a file next to the file that it protects, created with O_EXCL, which every file system
 * supports. The work under it is synchronous and short. The lock contains its process, so a killed process blocks no other:
 *
 * - A holder on this machine that has ended is detected at once: by its process id and start time if the system has
 *   them (/proc), otherwise by its id. Any other holder counts as ended when the same lock has existed for LONGEST
 *   milliseconds: on another machine, with a reused process id, or an empty file that a killed process left.
 * - The lock of an ended holder is removed by one process alone: the one that acquires a second lock, which is named
 *   after the first. It checks the first again before it removes it. The second lock follows the same rules.
 * - A holder that was stopped (SIGSTOP) until its lock was removed notices that: it calls `assertLocked` before the
 *   last step of the work.
 */
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { t } from '../../core/text/texts.ts';
import { ifThere } from './versions.ts';

/** The effects of acquiring a lock. */
export interface LockEffects {
  readonly pid: number;
  /** Whether a process of this tool with this id runs; used where the system has no start times. */
  isRunning(pid: number): boolean;
  nonce(): string;
  /** 0 ≤ x < 1. */
  random(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** Maximum milliseconds to wait for one holder; the work under a lock needs a few. */
const LONGEST = 10_000;

/** Maximum milliseconds to wait in total, while other processes acquire and release the lock. */
const MAX_WAIT = 60_000;

/** Maximum milliseconds between two tries. */
const PAUSE = 30;

/**
 * Runs the work under the lock at `path`. The work calls `assertLocked`, which throws if the lock was lost, before a
 * step that cannot be undone. Throws Error if the lock cannot be created or is busy for a minute, and the errors of the
 * work.
 */
export async function locked<T>(path: string, io: LockEffects, work: (assertLocked: () => void) => T): Promise<T> {
  const text = JSON.stringify({ by: io.nonce(), pid: io.pid, host: hostOf(), start: startOf(io.pid) });
  await acquired(path, text, io);
  const isMine = (): boolean => lockAt(path)?.text === text;
  try {
    for (const leftover of namesBeside(path, '.')) rmSync(leftover, { force: true });
    return work(() => {
      if (!isMine()) throw new Error(t('lost the lock {path} to another process while this one was stopped', { path }));
    });
  } finally {
    if (isMine()) rmSync(path, { force: true });
  }
}

async function acquired(path: string, text: string, io: LockEffects): Promise<void> {
  let [holder, since, waited]: [string, number, number] = ['', 0, 0];
  while (!tryLock(path, text, io, (held) => held.identity === holder && waited - since > LONGEST)) {
    if (waited > MAX_WAIT) throw new Error(t('the lock {path} is busy: other processes keep acquiring it', { path }));
    const now = lockAt(path)?.identity ?? '';
    if (now !== holder) [holder, since] = [now, waited];
    const pause = 1 + io.random() * PAUSE;
    await io.sleep(pause);
    waited += pause;
  }
}

interface Held {
  readonly text: string;
  /** Identifies the file: changes when it is replaced. */
  readonly identity: string;
}

/** One try to acquire the lock; it removes the lock of an ended holder. */
function tryLock(path: string, text: string, io: LockEffects, overdue: (held: Held) => boolean): boolean {
  if (created(path, text)) return true;
  const held = lockAt(path);
  if (held !== undefined && (hasEnded(held, io) || overdue(held))) remove(path, held, text, io, overdue);
  return false;
}

/** Removes the lock of an ended holder, unless another process is about to. */
function remove(path: string, held: Held, text: string, io: LockEffects, overdue: (held: Held) => boolean): void {
  const second = `${path}.${held.identity.replace(/\W+/g, '-')}`;
  if (!tryLock(second, text, io, overdue)) return;
  try {
    if (lockAt(path)?.identity === held.identity) rmSync(path, { force: true });
  } finally {
    rmSync(second, { force: true });
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

function lockAt(path: string): Held | undefined {
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

/** The name space of process ids: this machine, or this container on it. */
export function hostOf(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname(); // the system has no such containers
  }
}

/** The start time of a process, in clock ticks; undefined if it has ended or the system does not report it. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name may contain spaces and parentheses: the state and the other fields follow the last one.
    const [state = '', ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return 'ZX'.includes(state) ? undefined : rest[18];
  } catch {
    return undefined;
  }
}

/** The files next to `path` whose names start with its name and `end`. */
export function namesBeside(path: string, end: string): string[] {
  const folder = dirname(path);
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(path)}${end}`))
    .map((name) => join(folder, name));
}
