/** Runs a program without a shell, with limits on its time and its output. */
import { type ChildProcess, spawn } from 'node:child_process';
import { t } from '../core/text/texts.ts';
import type { RunProgram } from '../ports/program.ts';

/** Megabytes of output; no credentials are longer. */
const LARGEST_OUTPUT = 1;
const MEGABYTE = 1024 * 1024;

/** Runs a program and returns what it printed, or why it did not end by itself. Never rejects. */
export const runProgram: RunProgram = ([file = '', ...args], { limit, env, terminal, stop }) =>
  new Promise((done) => {
    const stdio = terminal ? (['inherit', 'pipe', 'inherit'] as const) : (['ignore', 'pipe', 'pipe'] as const);
    const child = spawn(file, args, { env: { ...env }, stdio: [...stdio], windowsHide: true });
    let violation: string | undefined;
    const end = (why: string): void => {
      violation ??= why;
      child.kill('SIGKILL');
      // A process that it left running may keep its output open: do not wait for it.
      child.stdout?.destroy();
      child.stderr?.destroy();
    };
    const timer = setTimeout(() => end(t('killed after {seconds} s', { seconds: limit / 1000 })), limit);
    const stopped = (): void => end(t('killed'));
    stop?.addEventListener('abort', stopped);
    const [stdout, stderr] = [collected(child.stdout, end), collected(child.stderr, end)];
    const finish = (code: number | null, why: string | undefined): void => {
      clearTimeout(timer);
      stop?.removeEventListener('abort', stopped);
      const errors = terminal ? {} : { stderr: stderr() };
      const ended = why === undefined ? { code: code ?? 0 } : { code: undefined, violation: why };
      done({ ...ended, stdout: stdout(), ...errors });
    };
    child.on('error', (error: NodeJS.ErrnoException) => finish(null, violation ?? notStarted(error)));
    child.on('close', (code, signal) =>
      finish(code, violation ?? (code === null ? t('ended by signal {signal}', { signal: signal ?? '' }) : undefined)),
    );
    if (stop?.aborted === true) stopped();
  });

/** The text of a stream so far; ends the program where it is too long. */
function collected(stream: ChildProcess['stdout'], end: (why: string) => void): () => string {
  const parts: Buffer[] = [];
  let size = 0;
  stream?.on('data', (part: Buffer) => {
    size += part.length;
    if (size > LARGEST_OUTPUT * MEGABYTE) end(t('printed more than {size} MB', { size: LARGEST_OUTPUT }));
    else parts.push(part);
  });
  return () => Buffer.concat(parts).toString('utf8');
}

function notStarted({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return t('command not found');
  return code === 'EACCES' ? t('permission denied') : message;
}
