/** What a change would affect, as lines above its question. The question is asked in confirm.ts. */
import type { Reader } from '../../core/operation.ts';
import type { Refused } from '../../core/plan.ts';
import { t } from '../../core/text/texts.ts';
import { Failure } from '../../errors/failure.ts';
import { interrupted } from '../../errors/interrupted.ts';
import { linesOf } from '../../operations/shared/impact-lines.ts';
import { naming } from '../not-found.ts';
import { accepted } from '../plan.ts';
import type { ConfirmationContext, PendingChange } from './pending.ts';
import { show } from './questions.ts';
import { briefClient } from './brief-client.ts';

/**
 * Logs what a change would affect (consumers of the topics, content of the instance), if its command can read that.
 * Throws Failure (exit 3) if what is to be changed does not exist.
 */
export async function logImpact(run: ConfirmationContext, change: PendingChange): Promise<void> {
  const found = await impactLines(run, change);
  const lines = await naming(run, run.input, async () => accepted(run, found));
  for (const line of lines) await show(run, line);
}

/**
 * The lines. Never fails because of a read, since the question is asked in any case. Throws Failure (130, 143) when
 * stopped.
 */
async function impactLines(
  run: ConfirmationContext,
  { inputs, names, eachName }: PendingChange,
): Promise<readonly string[] | Refused> {
  const { impact } = run.bound.command.confirm;
  const nameLines = eachName ? linesOf(names.map((text) => ({ text, matters: true }))) : [];
  if (impact === undefined) return nameLines;
  const client = briefClient(run);
  const shown = run.options.quiet ? undefined : run.context.progress.start(t('Checking what this affects'));
  const { reader, isLate } = watched(client.reader);
  try {
    const lines = await impact(inputs, reader, eachName);
    if (!isLate() || 'refused' in lines) return lines;
    return lines.length > 0 ? [...lines, t('the check timed out, so this list is incomplete')] : [timedOut()];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [
      ...nameLines,
      isLate() ? timedOut() : t('cannot check what this affects: {reason}', { reason: error.message }),
    ];
  } finally {
    shown?.();
    await client.close();
    if (run.context.stop.aborted) throw interrupted(run.context.stop);
  }
}

const timedOut = (): string => t('cannot check what this affects: the check timed out');

/** Notes whether a read timed out; its failure does not name --deadline, which is not the limit that was reached. */
function watched(inner: Reader): { reader: Reader; isLate: () => boolean } {
  let late = false;
  const seen = async <T>(read: Promise<T>): Promise<T> => {
    try {
      return await read;
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'DeadlineExceeded') throw error;
      late = true;
      throw new Failure({ ...error, message: t('timed out') });
    }
  };
  return {
    reader: {
      rows: (operation, input) => seen(inner.rows(operation, input)),
      object: (operation, input) => seen(inner.object(operation, input)),
    },
    isLate: () => late,
  };
}
