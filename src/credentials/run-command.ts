import { execFile } from 'node:child_process';
import type { Ran } from './effects.ts';

/** More is no key. */
const LARGEST_OUTPUT = 1024 * 1024;

/**
 * Runs a program without a shell, with these variables; killed after `limit` milliseconds, or
 * when `stop` aborts. Never rejects. */
export function runCommand(
  [file = '', ...args]: readonly string[],
  limit: number,
  env: Readonly<Record<string, string | undefined>>,
  stop?: AbortSignal,
): Promise<Ran> {
  return new Promise((done) => {
    const options = { env: { ...env }, timeout: limit, killSignal: 'SIGKILL', maxBuffer: LARGEST_OUTPUT } as const;
    const signal = stop === undefined ? {} : { signal: stop };
    const child = execFile(file, args, { ...options, ...signal, windowsHide: true }, (error, stdout, stderr) => {
      done({ ...endOf(error, limit), stdout, stderr });
    });
    child.stdin?.on('error', () => undefined); // it need not read
    child.stdin?.end();
  });
}

interface Ended {
  readonly code?: string | number | null | undefined;
  readonly killed?: boolean | undefined;
  readonly signal?: string | null | undefined;
}

function endOf(error: Ended | null, limit: number): Pick<Ran, 'code' | 'trouble'> {
  if (error === null) return { code: 0 };
  if (typeof error.code === 'number') return { code: error.code };
  return { code: undefined, trouble: troubleOf(error, limit) };
}

function troubleOf({ code, killed, signal }: Ended, limit: number): string {
  if (code === 'ENOENT') return 'there is no such command';
  if (code === 'EACCES') return 'it may not be run';
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'it prints far more than keys';
  if (killed === true) return `it was not through after ${limit / 1000} s and was ended`;
  return `it ended by ${signal ?? String(code)}`;
}
