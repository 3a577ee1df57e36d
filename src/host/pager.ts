/** Runs a pager on the terminal. Which texts are paged is decided in cli/paged.ts. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { PagerOptions, RunPager } from '../ports/pager.ts';
import type { Signals } from './signals.ts';

/** Command lines without anything that a shell would interpret: they are split at spaces and run without one. */
const PLAIN = /^[\w./+:@%,-]+(?: +[\w./+:@%,=-]+)*$/;

/** Exit codes of a shell for a command that it cannot run or find. */
const NOT_RUN: readonly (number | null)[] = [126, 127];

/**
 * Runs a pager, with the text on its stdin. Ctrl-C and Ctrl-\\ are the pager's: this program ignores them until it
 * ends. If this program ends early, the pager ends too and restores the terminal.
 */
export function pager({ divert }: Pick<Signals, 'divert'>): RunPager {
  return (command, text, options) =>
    new Promise((resolve) => {
      const back = divert(ignore, ['SIGINT']);
      process.on('SIGQUIT', ignore);
      const child = started(command, options);
      const killed = (): void => void child?.kill();
      const end = (shown: boolean): void => {
        options.stop.removeEventListener('abort', killed);
        process.off('SIGQUIT', ignore).off('exit', killed);
        back();
        resolve(shown);
      };
      if (child === undefined) return void end(false);
      options.stop.addEventListener('abort', killed);
      process.on('exit', killed);
      child.on('error', () => end(false)).on('exit', (code) => end(!NOT_RUN.includes(code)));
      // The user may leave before all of it is read.
      child.stdin?.on('error', ignore).end(text);
    });
}

const ignore = (): void => undefined;

/** The process; undefined if it cannot be started (too many files are open). */
function started(command: string, { env }: PagerOptions): ChildProcess | undefined {
  const [file = '', ...args] = command.split(/ +/);
  const options = { env: { ...env }, stdio: ['pipe', 'inherit', 'inherit'] } satisfies Parameters<typeof spawn>[2];
  try {
    return PLAIN.test(command) ? spawn(file, args, options) : spawn(command, { ...options, shell: true });
  } catch {
    return undefined;
  }
}
