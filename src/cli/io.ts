import type { Context } from '../context.ts';
import type { Colors } from '../output/terminal/colors.ts';
import type { Log } from '../output/terminal/log.ts';
import type { Unprinted } from '../engine/unprinted.ts';

/** How one run of the program speaks, whatever the command. */
export interface Io {
  readonly context: Context;
  readonly log: Log;
  readonly colors: Colors;
  /** What is done and not printed yet. */
  readonly unprinted: Unprinted;
  /** The effective format, once it is known; errors follow it. */
  format: string;
}
