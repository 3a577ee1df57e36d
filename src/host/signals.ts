/** Signals: the first asks the command to stop, the second ends the program. */
import type { Context } from '../context.ts';
import { EXIT } from '../errors/failure.ts';
import { writeDirect } from './stdio.ts';
import { letGoOfTerminal } from './terminal.ts';

/** What signals do: they stop the command, or go to a child as long as there is one. */
export interface Signals extends Pick<Context, 'stop' | 'lastWords'> {
  /** Hands every signal to `heard` until the returned function is called. */
  readonly divert: (heard: (signal: NodeJS.Signals) => void) => () => void;
}

/** Signals that stop a command, with its exit code then. */
const STOPS = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated, SIGHUP: EXIT.hungUp } as const;

/** A signal that comes again within so many milliseconds is the same one, passed on by npm or sent to a whole group. */
const REPEAT = 500;

/**
 * The first Ctrl-C, SIGTERM or SIGHUP asks to stop; a second ends at once, with last words where a change is under way.
 * A second SIGHUP does not: nobody pressed it, the shell and the system both send it when a terminal goes.
 */
export function stopOnSignals(): Signals {
  const controller = new AbortController();
  const last = new Map<NodeJS.Signals, number>();
  let words: string | undefined;
  let heard: ((signal: NodeJS.Signals) => void) | undefined;
  const isRepeat = (signal: NodeJS.Signals, now: number): boolean => {
    if (now - (last.get(signal) ?? Number.NEGATIVE_INFINITY) < REPEAT) return true;
    last.set(signal, now);
    return false;
  };
  const stopBy = (signal: keyof typeof STOPS): void => {
    if (!controller.signal.aborted || signal === 'SIGHUP') return void controller.abort(STOPS[signal]);
    if (words !== undefined) sayAtOnce(`\n${words}\n`);
    process.exit(STOPS[signal]);
  };
  for (const signal of Object.keys(STOPS) as (keyof typeof STOPS)[]) {
    process.on(signal, () => {
      if (!isRepeat(signal, performance.now())) (heard ?? stopBy)(signal);
    });
  }
  process.on('exit', letGoOfTerminal);
  return {
    stop: controller.signal,
    lastWords: (text) => {
      words = text;
    },
    divert: (to) => {
      heard = to;
      return () => {
        heard = undefined;
      };
    },
  };
}

/** The last that is said before the end. That nobody hears it changes nothing. */
function sayAtOnce(text: string): void {
  try {
    writeDirect(2, Buffer.from(text));
  } catch {
    return;
  }
}
