/** The next command of a usage error that has none. */
import { alikafka } from '../core/text/command-line.ts';
import type { ParsedCommand } from './parsed-command.ts';

/** The help of the command, or of the program if the command line could not be parsed. */
export function usageNext(parsed: ParsedCommand | undefined): string {
  if (parsed === undefined) return alikafka`--help`;
  const path = parsed.kind === 'local' ? parsed.command.path : parsed.parsed.bound.command.path;
  return alikafka`${path.split(' ')} --help`;
}
