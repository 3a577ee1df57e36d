/** The next command after the mistakes of a command line. */
import { alikafka } from '../../core/text/command-line.ts';
import { Failure } from '../../errors/failure.ts';
import type { Correction } from './correction.ts';

/**
 * The usage error with the corrected line as its next command, if the mistakes are all that is wrong, or with the help
 * of the command that was meant; undefined if there is neither.
 */
export function withCorrected(failure: Failure, { line, problems, hint, helpOf }: Correction): Failure | undefined {
  const isOnly = failure.details.every((detail) => problems.includes(detail));
  const help = helpOf === undefined ? undefined : alikafka`${helpOf.split(' ')} --help`;
  const next = line !== undefined && isOnly ? alikafka`${line}` : help;
  if (next === undefined && hint === undefined) return undefined;
  return new Failure({
    ...failure,
    message: failure.message,
    cause: failure.cause,
    next: next ?? failure.next,
    hint: failure.hint ?? hint,
  });
}
