import type { Params } from '../core/params.ts';
import type { Typed } from '../engine/input/read-input.ts';
import type { Outcome } from '../engine/outcome.ts';
import type { Detail } from '../errors/failure.ts';
import type { Io } from '../engine/io.ts';
import type { GlobalFlags } from './global-options.ts';

/** What was typed for a command of this tool's own. */
export interface ParsedToolCommand {
  readonly operands: readonly string[];
  /** `--` was typed, so that operands were meant to follow. */
  readonly endsOptions: boolean;
  /** By the keys of the command's options; what was not typed is undefined. */
  readonly options: Typed;
  readonly flags: GlobalFlags;
  readonly problems: readonly Detail[];
}

/** What is typed after the path: `<key> [value] [options]`. */
export const toolArguments = ({ arguments: operands = [] }: ToolCommand): string =>
  [...operands.map(({ name }) => name), '[options]'].join(' ');

/** A command without a remote operation of its own. Its work is imported when it is called. */
export interface ToolCommand {
  readonly path: string;
  readonly summary: string;
  /** Arguments as help shows them: `<key>` is required, `[value]` may be left out, `[code...]` takes many. */
  readonly arguments?: readonly { readonly name: string; readonly help: string }[];
  readonly options?: Params;
  readonly examples?: readonly string[];
  /** Sends the wire parameters of --param; the others refuse them. */
  readonly takesParams?: true;
  run(parsed: ParsedToolCommand, io: Io): Promise<Outcome>;
}
