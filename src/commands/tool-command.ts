import type { Outcome } from '../engine/outcome.ts';
import type { Detail } from '../errors/failure.ts';
import type { Io } from '../engine/io.ts';
import type { GlobalFlags } from './global-options.ts';

/** What was typed for a command of this tool's own. */
export interface ParsedToolCommand {
  readonly operands: readonly string[];
  /** `--` was typed, so that operands were meant to follow. */
  readonly endsOptions: boolean;
  readonly options: Readonly<Record<string, unknown>>;
  readonly flags: GlobalFlags;
  readonly problems: readonly Detail[];
}

/** An option of such a command. */
export interface ToolOption {
  /** As help shows it: `--port <n>`, `--stdin`, `--limits[=<slack>]` for a value that may be left out (it is then empty). */
  readonly flags: string;
  readonly help: string;
  /** May be given several times; its value is then a list. */
  readonly repeatable?: boolean;
}

/** A command without a remote operation of its own. Its work is imported when it is called. */
export interface ToolCommand {
  readonly path: string;
  readonly summary: string;
  readonly arguments?: readonly { readonly name: string; readonly help: string }[];
  readonly options?: readonly ToolOption[];
  readonly examples?: readonly string[];
  /** Sends the wire parameters of --param; the others refuse them. */
  readonly takesParams?: true;
  run(parsed: ParsedToolCommand, io: Io): Promise<Outcome>;
}
