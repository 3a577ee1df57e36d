import type { Context } from '../context.ts';
import type { Paint } from './paint.ts';
import type { Talk } from './talk.ts';
import type { Unprinted } from './unprinted.ts';

/** How one run of the program speaks, whatever the command. */
export interface Io {
  readonly context: Context;
  readonly talk: Talk;
  readonly paint: Paint;
  /** What is done and not printed yet. */
  readonly unprinted: Unprinted;
  /** The effective format, once it is known; errors follow it. */
  format: string;
}
