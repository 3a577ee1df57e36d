import type { ChildProcess } from 'node:child_process';
import { EXIT, Failure } from '../errors/failure.ts';
import type { Spawn } from '../ports/program.ts';
import type { Signals } from './signals.ts';
import { stopped } from './stopped.ts';
import { isTerminal } from './terminal.ts';

/**
 * Runs a child on this terminal, which gets the signals meanwhile: this program ends when its child does. Ctrl-C and
 * Ctrl-\\ reach both from a terminal, elsewhere they are passed on. Whatever ends this program early ends the child.
 */
export function runChild({ stop, divert }: Signals): Spawn {
  return async ([file = '', ...args], env) => {
    const [{ spawn }, { constants }] = await Promise.all([import('node:child_process'), import('node:os')]);
    if (stop.aborted) throw await stopped(stop);
    let child: ChildProcess | undefined;
    const passOn = (signal: NodeJS.Signals): void => {
      if (!(fromKeys.includes(signal) && isTerminal(0))) child?.kill(signal);
    };
    const killed = (): void => void child?.kill();
    // Heard before there is a child: a signal that came in between would end this program and leave the child behind.
    const back = divert(passOn);
    process.on('SIGQUIT', passOn).on('exit', killed);
    try {
      const started = startedOr(file, () => spawn(file, args, { env, stdio: 'inherit' }));
      child = started;
      return await new Promise((resolve, reject) => {
        started.on('error', (error: NodeJS.ErrnoException) => reject(notRun(file, error)));
        started.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal ?? 'SIGINT'] ?? 0)));
      });
    } finally {
      process.off('SIGQUIT', passOn).off('exit', killed);
      back();
    }
  };
}

/** What a terminal sends to the whole foreground group. */
const fromKeys: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];

/** What cannot even be tried (an argument list that is too long) is thrown at once, and not reported by an event. */
function startedOr(file: string, start: () => ChildProcess): ChildProcess {
  try {
    return start();
  } catch (error) {
    throw notRun(file, error as NodeJS.ErrnoException);
  }
}

function notRun(file: string, error: NodeJS.ErrnoException): Failure {
  const message = error.code === 'ENOENT' ? `${file}: no such command` : `${file}: ${error.message}`;
  return new Failure({ exitCode: EXIT.usage, code: 'Usage', message });
}
