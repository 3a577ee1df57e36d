import type { Param, Params } from '../core/params.ts';
import type { Typed } from '../engine/input/read-input.ts';
import type { Outcome } from '../engine/outcome.ts';
import type { Detail } from '../errors/failure.ts';
import type { Io } from '../engine/io.ts';
import type { GlobalFlags } from './global-options.ts';

/** The parsed command line of a tool command. */
export interface ParsedToolCommand {
  readonly operands: readonly string[];
  /** `--` was given, so operands must follow. */
  readonly endsOptions: boolean;
  /** Texts by the keys of the command's options; undefined where not given. */
  readonly options: Typed;
  readonly flags: GlobalFlags;
  readonly problems: readonly Detail[];
}

/** The usage after the path: `<key> [value] [options]`. */
export const toolArguments = ({ arguments: operands = {} }: ToolCommand): string =>
  [...Object.values(operands).map(argumentSyntax), '[options]'].join(' ');

/** `<key>` for a required argument, `[value]` for an optional one, `[code...]` for several. */
export const argumentSyntax = ({ argument = '', required, many }: Param): string => {
  const name = many === true ? `${argument}...` : argument;
  return required ? `<${name}>` : `[${name}]`;
};

/** A command that is not one operation of the service. Its implementation is imported when it runs. */
export interface ToolCommand {
  readonly path: string;
  readonly summary: string;
  /** Arguments in their order on the command line. */
  readonly arguments?: Params;
  readonly options?: Params;
  readonly examples?: readonly string[];
  /** It sends the parameters of --param; other tool commands refuse them. */
  readonly takesParams?: true;
  run(parsed: ParsedToolCommand, io: Io): Promise<Outcome>;
}
