import type { Settings } from '../config/settings.ts';
import type { Context } from '../context.ts';
import type { Scope, Values } from '../core/operation.ts';
import type { Bound } from '../operations/registry.ts';
import type { Globals } from '../cli/input/globals.ts';
import type { Paint } from '../output/terminal/colors.ts';
import type { Query } from '../cli/print.ts';
import type { Session } from '../client/client.ts';
import type { Talk } from '../output/terminal/log.ts';
import type { Unprinted } from './unprinted.ts';

/** One command under way: everything its steps need, read and checked. */
export interface Run {
  readonly bound: Bound;
  /** What the command line says, with every name. */
  readonly input: Values;
  /** One complete input for each name or record; the input alone where the command takes neither many nor a file. */
  readonly entries: readonly Values[];
  /** An empty file was given and no names: what is said in place of a request. */
  readonly nothingToDo: string | undefined;
  readonly globals: Globals;
  readonly settings: Settings;
  readonly session: Session;
  readonly scope: Scope;
  readonly query: Query;
  readonly context: Context;
  readonly talk: Talk;
  readonly paint: Paint;
  /** What is done and not printed yet. */
  readonly unprinted: Unprinted;
}
