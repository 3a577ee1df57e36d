/** What is known of this process, its user, and others. */
import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';

/** The user's home. Not every user has one (any uid in a container), and a relative HOME would be each folder's own. */
export function homeFolder(): string | undefined {
  try {
    const home = process.getBuiltinModule('node:os').homedir();
    return isAbsolute(home) ? home : undefined;
  } catch {
    return undefined;
  }
}

/** The working folder; it may have been removed. */
export function workingFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

/** A number alone may have been given to somebody else meanwhile: where the system tells, the command line is looked at. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('alikafka');
  } catch {
    return true;
  }
}

/** Waits; ends early, and never rejects, when the signal aborts. */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end);
  });
}
