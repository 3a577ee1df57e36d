import type { Detail } from '../errors/failure.ts';
import type { BoundCommand } from '../operations/registry.ts';
import type { GlobalFlags } from '../commands/global-options.ts';
import type { ToolCommand, ParsedToolCommand } from '../commands/tool-command.ts';
import type { Typed } from '../engine/input/read-input.ts';

/** What was typed after a command's name. */
export interface ParsedServiceCommand {
  readonly bound: BoundCommand;
  readonly typed: Typed;
  readonly flags: GlobalFlags;
  /** Problems that the parser saw: unknown flags, arguments too many. */
  readonly problems: readonly Detail[];
}

/** What a command line asks for: a command of the service, or one of this tool's own. */
export type ParsedCommand =
  | { readonly kind: 'remote'; readonly parsed: ParsedServiceCommand }
  | ({ readonly kind: 'local'; readonly command: ToolCommand } & ParsedToolCommand);
