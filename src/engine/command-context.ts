import type { Settings } from '../config/settings.ts';
import type { Context } from '../context.ts';
import type { ChangeCommand, Command, ReadCommand } from '../core/command.ts';
import type { Scope } from '../core/plan.ts';
import type { Values } from '../core/operation.ts';
import type { BoundCommand } from '../operations/registry.ts';
import type { Globals } from '../cli/input/globals.ts';
import type { Colors } from '../output/terminal/colors.ts';
import type { Query } from '../cli/print.ts';
import type { Client } from '../client/client.ts';
import type { Log } from '../output/terminal/log.ts';
import type { Unprinted } from './unprinted.ts';

/** One command under way: everything its steps need, read and checked. */
interface ContextOf<C extends Command> {
  readonly bound: BoundCommand<C>;
  /** What the command line says, with every name. */
  readonly input: Values;
  /** One complete input for each name or record; the input alone where the command takes neither many nor a file. */
  readonly items: readonly Values[];
  /** An empty file was given and no names: what is said in place of a request. */
  readonly nothingToDo: string | undefined;
  readonly globals: Globals;
  readonly settings: Settings;
  readonly client: Client;
  readonly scope: Scope;
  readonly query: Query;
  readonly context: Context;
  readonly log: Log;
  readonly colors: Colors;
  /** What is done and not printed yet. */
  readonly unprinted: Unprinted;
}

export type ReadContext = ContextOf<ReadCommand>;
export type ChangeContext = ContextOf<ChangeCommand>;
export type CommandContext = ReadContext | ChangeContext;

/** Whether the command changes something; else it reads. */
export const isChange = (run: CommandContext): run is ChangeContext => run.bound.command.kind === 'change';
