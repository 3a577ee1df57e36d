import type { Detail } from '../errors/failure.ts';
import type { Bound } from '../operations/registry.ts';
import type { GlobalFlags } from './input/globals.ts';
import type { LocalCommand } from '../commands/tool-command.ts';
import type { Typed } from './input/read-input.ts';

/** What was typed after a command's name. */
export interface Invocation {
  readonly bound: Bound;
  readonly typed: Typed;
  readonly flags: GlobalFlags;
  /** Problems that the parser saw: unknown flags, arguments too many. */
  readonly problems: readonly Detail[];
}

/** What a command line asks for: a command of the service, or one of this tool's own. */
export type Asked =
  | { readonly kind: 'remote'; readonly invocation: Invocation }
  | {
      readonly kind: 'local';
      readonly command: LocalCommand;
      readonly operands: readonly string[];
      readonly options: Readonly<Record<string, unknown>>;
      readonly flags: GlobalFlags;
      readonly problems: readonly Detail[];
    };
