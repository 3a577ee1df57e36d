/** The type of this tool's own commands, and of their parsed command lines. */
import type { Params } from '../core/params.ts';
import { type Field, isMany } from '../engine/input/fields.ts';
import { argumentText } from '../engine/input/usage-text.ts';
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
  /** Texts by the keys of the command's options; undefined if not given. */
  readonly options: Typed;
  readonly flags: GlobalFlags;
  readonly problems: readonly Detail[];
}

/** The usage after the path: `<key> [value] [options]`. */
export const toolArguments = (command: ToolCommand): string =>
  [
    ...toolFields(command).flatMap((field) => (field.param.flag === undefined ? [argumentText(field)] : [])),
    '[options]',
  ].join(' ');

/** The arguments of a command in their order, then its options. */
export const toolFields = ({ arguments: operands = {}, options = {} }: ToolCommand): Field[] =>
  Object.entries({ ...operands, ...options }).map(([key, param]) => ({ key, param, many: isMany(param) }));

/** A command that is not one operation of the service. Its implementation is imported when it runs. */
export interface ToolCommand {
  readonly path: string;
  readonly summary: string;
  /** More about it, in full sentences. */
  readonly description?: string;
  /** Arguments in their order on the command line. */
  readonly arguments?: Params;
  readonly options?: Params;
  readonly examples?: readonly string[];
  /** Paths of related commands. */
  readonly seeAlso?: readonly string[];
  /** It sends no request to the service; help states that. */
  readonly isOffline?: true;
  /** It sends the parameters of --param; other tool commands refuse them. */
  readonly takesParams?: true;
  /** Picks arguments that depend on each other or on the service; by default those whose names the program knows. */
  readonly pick?: (parsed: ParsedToolCommand, io: Io) => Promise<readonly string[]>;
  run(parsed: ParsedToolCommand, io: Io): Promise<Outcome>;
}
