import type { FetchedRows, Unread } from '../../core/plan.ts';
import { type Detail, EXIT, Failure } from '../../errors/failure.ts';
import type { CommandContext } from '../command-context.ts';

/**
 * Lets pass what was read of several things, where some of them were. Throws what ended the reads altogether (a stop, the
 * deadline, a bug); where none could be read, the only one's own failure, or one for all.
 */
export function throwUnlessPartly({ unread, asked }: FetchedRows, { context, bound }: CommandContext): void {
  const fatal = unread.find(({ error }) => context.stop.aborted || !(error instanceof Failure) || isTooLate(error));
  if (fatal !== undefined) throw fatal.error;
  if (unread.length === 0 || unread.length < asked) return;
  const [only, ...others] = failuresOf(unread);
  throw only !== undefined && others.length === 0 ? only : noneRead(unread, bound.command.path);
}

const isTooLate = ({ code }: Failure): boolean => code === 'DeadlineExceeded';

const failuresOf = (unread: readonly Unread[]): Failure[] =>
  unread.map(({ error }) => error).filter((error) => error instanceof Failure);

/** All failed: with the code of their cause, where it is one. */
function noneRead(unread: readonly Unread[], label: string): Failure {
  const codes = new Set(failuresOf(unread).map(({ exitCode }) => exitCode));
  const [exitCode = EXIT.partial] = codes.size === 1 ? codes : [];
  return failure(unread, `${label}: none of ${unread.length} could be read`, exitCode);
}

/** Some could not be read; the others are printed. */
export const partlyRead = (unread: readonly Unread[], label: string): Failure =>
  failure(unread, `${label}: ${unread.length} could not be read`, EXIT.partial);

function failure(unread: readonly Unread[], message: string, exitCode: Failure['exitCode']): Failure {
  const [first, ...others] = failuresOf(unread);
  const isOne = first !== undefined && others.every(({ code }) => code === first.code);
  return new Failure({
    exitCode,
    code: isOne ? first.code : 'BatchFailed',
    message,
    action: first?.action,
    hint: isOne ? first.hint : undefined,
    retryable: failuresOf(unread).every(({ retryable }) => retryable),
    details: unreadDetails(unread),
  });
}

/** What could not be read, each by its name, and why. */
export function unreadDetails(unread: readonly Unread[]): Detail[] {
  return unread.map(({ name, error }) => {
    const { message, code, requestId } = error as Failure;
    return { name, code, requestId, message: `could not be read: ${message}` };
  });
}
