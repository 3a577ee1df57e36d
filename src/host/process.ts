/** This process, its user, and other processes. */
import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';

/** The user's home folder; undefined if there is none (any uid in a container) or HOME is relative. */
export function homeFolder(): string | undefined {
  try {
    const home = process.getBuiltinModule('node:os').homedir();
    return isAbsolute(home) ? home : undefined;
  } catch {
    return undefined;
  }
}

/** The working folder; undefined if it was removed. */
export function workingFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

/** Whether the process runs. Ids are reused, so its command line is checked where the system has it. */
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

/** Ends the process after some milliseconds if it still runs. */
export function endWithin(milliseconds: number): void {
  setTimeout(() => process.exit(), milliseconds).unref();
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
