import { type ChildProcess, spawn } from 'node:child_process';
import type { RunProgram } from '../ports/program.ts';

/** More is no key. */
const LARGEST_OUTPUT = 1024 * 1024;

/** Runs a program without a shell. Never rejects. */
export const runProgram: RunProgram = ([file = '', ...args], { limit, env, terminal, stop }) =>
  new Promise((done) => {
    const stdio = terminal ? (['inherit', 'pipe', 'inherit'] as const) : (['ignore', 'pipe', 'pipe'] as const);
    const child = spawn(file, args, { env: { ...env }, stdio: [...stdio], windowsHide: true });
    let violation: string | undefined;
    const end = (why: string): void => {
      violation ??= why;
      child.kill('SIGKILL');
      // What it left running may hold its output open: that is not waited for.
      child.stdout?.destroy();
      child.stderr?.destroy();
    };
    const timer = setTimeout(() => end(`it was not through after ${limit / 1000} s and was ended`), limit);
    const stopped = (): void => end('it was ended');
    stop?.addEventListener('abort', stopped);
    const [stdout, stderr] = [collected(child.stdout, end), collected(child.stderr, end)];
    const through = (code: number | null, why: string | undefined): void => {
      clearTimeout(timer);
      stop?.removeEventListener('abort', stopped);
      const said = terminal ? {} : { stderr: stderr() };
      const ended = why === undefined ? { code: code ?? 0 } : { code: undefined, violation: why };
      done({ ...ended, stdout: stdout(), ...said });
    };
    child.on('error', (error: NodeJS.ErrnoException) => through(null, violation ?? notStarted(error)));
    child.on('close', (code, signal) =>
      through(code, violation ?? (code === null ? `it ended by ${signal ?? ''}` : undefined)),
    );
    if (stop?.aborted === true) stopped();
  });

/** The text of a stream, so far; ends the program where it is far too long. */
function collected(stream: ChildProcess['stdout'], end: (why: string) => void): () => string {
  const parts: Buffer[] = [];
  let size = 0;
  stream?.on('data', (part: Buffer) => {
    size += part.length;
    if (size > LARGEST_OUTPUT) end('it prints far more than keys');
    else parts.push(part);
  });
  return () => Buffer.concat(parts).toString('utf8');
}

function notStarted({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'there is no such command';
  return code === 'EACCES' ? 'it may not be run' : message;
}
