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

/** How one run of the program speaks, whatever the command. */
export interface Io {
  readonly context: Context;
  readonly log: Log;
  readonly colors: Colors;
  /** What is done and not printed yet. */
  readonly unprinted: Unprinted;
  /** The effective format, once it is known; errors follow it. */
  format: string;
  /** How the outcome is printed, once the command line is read. */
  print: Printing | undefined;
}
