/** Signals: the first stops the command after the current request, the second ends the program. */
import type { Context } from '../context.ts';
import { EXIT } from '../errors/failure.ts';
import { writeDirect } from './direct-write.ts';
import { releaseTerminal } from './terminal.ts';

/** Signals stop the command, or go to a child process while there is one. */
export interface Signals extends Pick<Context, 'stop' | 'lastWords'> {
  /** Passes every signal to `handler` until the returned function is called. */
  readonly divert: (handler: (signal: NodeJS.Signals) => void) => () => void;
}

/** The signals that stop a command, with the exit codes. */
const STOPS = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated, SIGHUP: EXIT.hungUp } as const;

/** Milliseconds within which the same signal counts once: npm passes it on, or it is sent to a whole process group. */
const REPEAT = 500;

/**
 * The first Ctrl-C, SIGTERM or SIGHUP stops the command; a second ends the program at once, with `lastWords` while a
 * change is running. A second SIGHUP does not: the shell and the system both send it when a terminal is closed.
 */
export function stopOnSignals(): Signals {
  const controller = new AbortController();
  const last = new Map<NodeJS.Signals, number>();
  let words: string | undefined;
  let handler: ((signal: NodeJS.Signals) => void) | undefined;
  const isRepeat = (signal: NodeJS.Signals, now: number): boolean => {
    if (now - (last.get(signal) ?? Number.NEGATIVE_INFINITY) < REPEAT) return true;
    last.set(signal, now);
    return false;
  };
  const stopBy = (signal: keyof typeof STOPS): void => {
    if (!controller.signal.aborted || signal === 'SIGHUP') return void controller.abort(STOPS[signal]);
    if (words !== undefined) writeAtOnce(`\n${words}\n`);
    process.exit(STOPS[signal]);
  };
  for (const signal of Object.keys(STOPS) as (keyof typeof STOPS)[]) {
    process.on(signal, () => {
      if (!isRepeat(signal, performance.now())) (handler ?? stopBy)(signal);
    });
  }
  process.on('exit', releaseTerminal);
  return {
    stop: controller.signal,
    lastWords: (text) => {
      words = text;
    },
    divert: (to) => {
      handler = to;
      return () => {
        handler = undefined;
      };
    },
  };
}

/** Writes the last text before the program ends. Failures do not matter. */
function writeAtOnce(text: string): void {
  try {
    writeDirect(2, Buffer.from(text));
  } catch {
    return;
  }
}
