/** The next command of a usage error that names none. */
import { alikafka } from '../core/text/command-line.ts';
import type { Failure } from '../errors/failure.ts';
import type { ParsedCommand } from './parsed-command.ts';

/**
 * The same command line with the confirmation that it lacks, else the help of its command. `argv` begins after the
 * program's name.
 */
export function usageNext(
  { details }: Pick<Failure, 'details'>,
  parsed: ParsedCommand | undefined,
  argv: readonly string[],
): string {
  if (parsed === undefined) return alikafka`--help`;
  const confirmation = details.every(({ flag }) => flag === '--yes') ? ['--yes'] : namesToConfirm(details, parsed);
  if (details.length > 0 && confirmation.length > 0) return confirmedLine(argv, confirmation);
  const path = parsed.kind === 'local' ? parsed.command.path : parsed.parsed.bound.command.path;
  return alikafka`${path.split(' ')} --help`;
}

/** --confirm for each argument of a command that wants its names typed; none where something else is confirmed already. */
function namesToConfirm(details: Failure['details'], parsed: ParsedCommand): string[] {
  if (parsed.kind === 'local' || details.some(({ flag }) => flag !== '--confirm')) return [];
  const { bound, typed } = parsed.parsed;
  const { command, operation } = bound;
  if (command.kind !== 'change' || command.confirm.kind !== 'type-name') return [];
  const key = Object.keys(operation.params).find((name) => operation.params[name]?.argument !== undefined) ?? '';
  const names = wordsOf(typed[key]);
  const confirmed = wordsOf(typed['confirm']);
  if (confirmed.some((name) => !names.includes(name))) return [];
  return names.filter((name) => !confirmed.includes(name)).flatMap((name) => ['--confirm', name]);
}

const wordsOf = (value: unknown): string[] => [value ?? []].flat().map(String);

/** The line with more options, which stand before a `--`. */
function confirmedLine(argv: readonly string[], options: readonly string[]): string {
  const end = argv.indexOf('--');
  const at = end < 0 ? argv.length : end;
  return alikafka`${[...argv.slice(0, at), ...options, ...argv.slice(at)]}`;
}
