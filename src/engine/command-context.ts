/** The context of a running command: client, settings, checked input and options, for reads and for changes. */
import type { Settings } from '../config/settings.ts';
import type { Effects } from '../context.ts';
import type { ChangeCommand, Command, ReadCommand } from '../core/command.ts';
import type { Scope } from '../core/plan.ts';
import type { Values } from '../core/operation.ts';
import type { Row } from '../core/shape.ts';
import type { BoundCommand } from '../operations/registry.ts';
import type { CallOptions } from '../client/call-options.ts';
import type { DocumentOptions } from '../output/print-options.ts';
import type { Client } from '../client/client.ts';
import type { Log } from '../output/terminal/log.ts';
import type { ExecutionOptions } from './execution-options.ts';
import type { Unprinted } from './unprinted.ts';

/** How a command is called, run, and turned into a document. */
export interface CommandOptions extends CallOptions, ExecutionOptions, DocumentOptions {}

/** How an answer is shown unchanged: that of one request, or the records of all pages of a list. */
export type AnswerMode = 'one' | 'all';

/** A running command: everything that its steps need, read and checked. */
interface ContextOf<C extends Command> {
  readonly bound: BoundCommand<C>;
  /** The command's input, with every name. */
  readonly input: Values;
  /**
   * One complete input for each name or record; only the input if the command accepts neither many names nor a file.
   */
  readonly items: readonly Values[];
  /** The note that is logged if an empty file and no names were given, so that nothing is sent. */
  readonly nothingToDo: string | undefined;
  /** How the answer is shown unchanged, in place of the command's own view or results. */
  readonly answer?: AnswerMode | undefined;
  readonly options: CommandOptions;
  readonly settings: Settings;
  readonly client: Client;
  readonly scope: Scope;
  readonly context: Effects;
  readonly log: Log;
  /** Results that are not printed yet. */
  readonly unprinted: Unprinted;
  /** Of a step in a plan of several operations or targets: the cells that distinguish its results. */
  readonly cells?: Row | undefined;
}

/** The context of a command that reads. */
export type ReadContext = ContextOf<ReadCommand>;
/** The context of a command that changes something. */
export type ChangeContext = ContextOf<ChangeCommand>;
/** The context of any command. */
export type CommandContext = ReadContext | ChangeContext;

/** Whether the command changes something; otherwise it reads. */
export const isChange = (run: CommandContext): run is ChangeContext => run.bound.command.kind === 'change';

/** Whether the outcome of a command is the answer to its one request: its bytes (--raw), or all of its fields. */
export const isAnswer = ({ answer, options, bound }: CommandContext): boolean =>
  options.raw || answer === 'one' || (answer === 'all' && bound.operation.paging === undefined);
