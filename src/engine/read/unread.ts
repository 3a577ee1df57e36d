/** Failures of some of several reads: which of them end all, and how the others are reported. */
import type { FetchedRows, Unread } from '../../core/plan.ts';
import { plural, t } from '../../core/text/texts.ts';
import { type Detail, EXIT, Failure } from '../../errors/failure.ts';
import type { CommandContext } from '../command-context.ts';

/** Whether an error ends all reads: a stop, the deadline or a bug. */
export const endsAll = ({ context }: Pick<CommandContext, 'context'>, error: unknown): boolean =>
  context.stop.aborted || !(error instanceof Failure) || isTooLate(error);

/**
 * Accepts reads of several things if some of them succeeded. Throws an error that ended all reads (a stop, the
 * deadline, a bug); if none succeeded, the failure of the only one, or one failure for all.
 */
export function throwUnlessPartly({ unread, asked }: Pick<FetchedRows, 'unread' | 'asked'>, run: CommandContext): void {
  const fatal = unread.find(({ error }) => endsAll(run, error));
  if (fatal !== undefined) throw fatal.error;
  if (unread.length === 0 || unread.length < asked) return;
  const [only, ...others] = failuresOf(unread);
  throw only !== undefined && others.length === 0 ? only : noneRead(unread, run.bound.command.path);
}

const isTooLate = ({ code }: Failure): boolean => code === 'DeadlineExceeded';

const failuresOf = (unread: readonly Unread[]): Failure[] =>
  unread.map(({ error }) => error).filter((error) => error instanceof Failure);

/** The failure if all reads failed: with the exit code of their cause, if they share one. */
function noneRead(unread: readonly Unread[], command: string): Failure {
  const codes = new Set(failuresOf(unread).map(({ exitCode }) => exitCode));
  const [exitCode = EXIT.partial] = codes.size === 1 ? codes : [];
  return failure(unread, t('{command}: all {count} reads failed', { command, count: unread.length }), exitCode);
}

/** The failure if some reads failed; the rows of the others are printed. */
export const partlyRead = (unread: readonly Unread[], command: string): Failure =>
  failure(
    unread,
    plural(unread.length, '{command}: {count} read failed', '{command}: {count} reads failed', { command }),
    EXIT.partial,
  );

function failure(unread: readonly Unread[], message: string, exitCode: Failure['exitCode']): Failure {
  const [first, ...others] = failuresOf(unread);
  const isOne = first !== undefined && others.every(({ code }) => code === first.code);
  return new Failure({
    exitCode,
    code: isOne ? first.code : 'BatchFailed',
    message,
    action: first?.action,
    hint: isOne ? first.hint : undefined,
    next: isOne && others.every(({ next }) => next === first.next) ? first.next : undefined,
    retryable: failuresOf(unread).every(({ retryable }) => retryable),
    details: unreadDetails(unread),
  });
}

/** The reads that failed, each by its name, and why. */
export function unreadDetails(unread: readonly Unread[]): Detail[] {
  return unread.map(({ name, error }) => {
    const { message, code, requestId } = error as Failure;
    return { name, code, requestId, message };
  });
}
