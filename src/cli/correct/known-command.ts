/** What a command knows of its command line: its arguments and options, in the form that corrections need. */
import { GLOBAL_OPTIONS } from '../../commands/global-options.ts';
import { toolFields } from '../../commands/tool-command.ts';
import { flag, type Params } from '../../core/params.ts';
import { type Field, fieldsOf, isMany } from '../../engine/input/fields.ts';
import type { BoundCommand } from '../../operations/registry.ts';
import type { ParsedCommand } from '../parsed-command.ts';

/** A command with its arguments and options. */
export interface KnownCommand {
  /** The words that name it: `topic list`; empty for the program. */
  readonly path: string;
  /** Its arguments, in their order. */
  readonly operands: readonly Field[];
  /** Its own options. */
  readonly own: readonly Field[];
  /** The options that every command has. */
  readonly globals: readonly Field[];
  /** Its record; undefined for a command of this tool. */
  readonly bound?: BoundCommand;
}

const HELP = flag({ flag: 'help', short: 'h', help: 'Show help' });

const fieldsFrom = (params: Params): Field[] =>
  Object.entries(params).map(([key, param]) => ({ key, param, many: isMany(param) }));

/** The global options as fields, with --help. */
export const globalFields = (): Field[] => fieldsFrom({ ...GLOBAL_OPTIONS, help: HELP });

/** The command that was typed. */
export function commandOf(asked: ParsedCommand): KnownCommand {
  const fields = asked.kind === 'local' ? toolFields(asked.command) : fieldsOf(asked.parsed.bound);
  return {
    path: pathOf(asked),
    operands: fields.filter(({ param }) => param.flag === undefined),
    own: fields.filter(({ param }) => param.flag !== undefined),
    globals: globalFields(),
    ...(asked.kind === 'local' ? {} : { bound: asked.parsed.bound }),
  };
}

/** The words that name the command that was typed. */
export const pathOf = (asked: ParsedCommand): string =>
  asked.kind === 'local' ? asked.command.path : asked.parsed.bound.command.path;

/** A place above the commands, where only global options and words count: a noun, or the program. */
export const above = (path: string): KnownCommand => ({ path, operands: [], own: [], globals: globalFields() });

/** Whether an option is followed by a value in a separate word. */
export const takesWord = ({ param }: Field): boolean => param.kind !== 'boolean' && param.optional !== true;
