/** The types of a parsed command line. */
import type { Detail } from '../errors/failure.ts';
import type { BoundCommand } from '../operations/registry.ts';
import type { GlobalFlags } from '../commands/global-options.ts';
import type { ToolCommand, ParsedToolCommand } from '../commands/tool-command.ts';
import type { Correction } from './correct/correction.ts';
import type { Typed } from '../engine/input/read-input.ts';

/** The parsed arguments and options of a command of the service. */
export interface ParsedServiceCommand {
  readonly bound: BoundCommand;
  readonly typed: Typed;
  readonly flags: GlobalFlags;
  /** Problems that the parser found: unknown flags, too many arguments. */
  readonly problems: readonly Detail[];
}

/** A parsed command line of this tool's own commands. */
export type LocalCommand = { readonly kind: 'local'; readonly command: ToolCommand } & ParsedToolCommand;

/** A parsed command line: a command of the service, or one of this tool. */
export type ParsedCommand = ({ readonly kind: 'remote'; readonly parsed: ParsedServiceCommand } | LocalCommand) & {
  /** The mistakes of the line, which are problems too, and the line without them. */
  readonly corrected?: Correction;
};
