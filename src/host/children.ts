/** Runs child processes of this program on its terminal (`emulator -- command`). */
import type { ChildProcess } from 'node:child_process';
import { t } from '../core/text/texts.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import type { Spawn } from '../ports/program.ts';
import type { Signals } from './signals.ts';
import { stopped } from './stopped.ts';
import { isTerminal } from './terminal.ts';

/**
 * Runs a child process on this terminal and passes signals on to it: this program ends when its child does. A terminal
 * sends Ctrl-C and Ctrl-\\ to both itself. If this program ends early, the child ends too.
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
    // Before the child starts: a signal in between would end this program and leave the child running.
    const back = divert(passOn);
    process.on('SIGQUIT', passOn).on('exit', killed);
    try {
      const started = startedOrFailed(file, () => spawn(file, args, { env, stdio: 'inherit' }));
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

/** Signals that a terminal sends to the whole foreground process group. */
const fromKeys: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];

/** Some failures (an argument list that is too long) are thrown at once instead of reported by an event. */
function startedOrFailed(file: string, start: () => ChildProcess): ChildProcess {
  try {
    return start();
  } catch (error) {
    throw notRun(file, error as NodeJS.ErrnoException);
  }
}

function notRun(file: string, error: NodeJS.ErrnoException): Failure {
  const message =
    error.code === 'ENOENT'
      ? t('command "{command}" not found', { command: file })
      : t('cannot run command "{command}": {reason}', { command: file, reason: error.message });
  return new Failure({ exitCode: EXIT.usage, code: 'Usage', message });
}
