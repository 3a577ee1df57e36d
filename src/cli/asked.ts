import type { Detail } from '../errors/failure.ts';
import type { Invocation } from './execute.ts';
import type { GlobalFlags } from './globals.ts';
import type { LocalCommand } from './local/local-command.ts';

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
