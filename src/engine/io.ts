/** The types of a run of the program: streams, log, and how its outcome is printed. */
import type { Context } from '../context.ts';
import type { Colors } from '../output/terminal/colors.ts';
import type { Log } from '../output/terminal/log.ts';
import type { PrintOptions } from '../output/print-options.ts';
import type { Query } from '../output/query/query-option.ts';
import type { Unprinted } from './unprinted.ts';

/** How an outcome is printed. */
export interface Printing extends PrintOptions {
  /** `--query`, compiled. */
  readonly query: Query;
}

/** Input and output of one run of the program, for any command. */
export interface Io {
  readonly context: Context;
  readonly log: Log;
  readonly colors: Colors;
  /** Results that are not printed yet. */
  readonly unprinted: Unprinted;
  readonly presentation: Presentation;
}

/**
 * How the outcome or the error is printed, according to the part of the command line and settings that is read so far.
 */
export interface Presentation {
  /** The effective format, once it is known; errors follow it. */
  readonly format: string;
  /** How the outcome is printed, once the command line is read. */
  readonly print: Printing | undefined;
  /** Sets the format of later errors. */
  follow(format: string): void;
  use(print: Printing): void;
}

/** The presentation before anything is read: `hint` gives the format of errors. */
export function presentationOf(hint: () => string): Presentation {
  let format: string | undefined;
  let print: Printing | undefined;
  return {
    get format() {
      return format ?? hint();
    },
    get print() {
      return print;
    },
    follow: (next) => void (format = next),
    use: (next) => void (print = next),
  };
}
