import type { Param, Params } from '../core/params.ts';
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
export const toolArguments = ({ arguments: operands = {} }: ToolCommand): string =>
  [...Object.values(operands).map(argumentSyntax), '[options]'].join(' ');

/** `<key>`, or `[value]` where it may be left out; `[code...]` takes many. */
export const argumentSyntax = ({ argument = '', required, many }: Param): string => {
  const name = many === true ? `${argument}...` : argument;
  return required ? `<${name}>` : `[${name}]`;
};

/** A command without a remote operation of its own. Its work is imported when it is called. */
export interface ToolCommand {
  readonly path: string;
  readonly summary: string;
  /** Arguments in the order in which they are typed. */
  readonly arguments?: Params;
  readonly options?: Params;
  readonly examples?: readonly string[];
  /** Sends the wire parameters of --param; the others refuse them. */
  readonly takesParams?: true;
  run(parsed: ParsedToolCommand, io: Io): Promise<Outcome>;
}
