import type { Reader } from '../../core/operation.ts';
import { safeText } from '../../core/text/safe-text.ts';
import { Failure } from '../../errors/failure.ts';
import { interrupted } from '../../errors/interrupted.ts';
import type { PendingChange, ConfirmationContext } from './questions.ts';
import { openClient } from '../../client/client.ts';

/** The reads before a question take so many milliseconds altogether at most. */
const PATIENCE = 3000;

const TOO_LATE = 'what it would hit could not be read in time';
const NOT_ALL = 'not all of it could be read in time';

/** Says what a change would hit (who reads the topics, what is in the instance), where its command knows how to look. */
export async function logImpact(run: ConfirmationContext, change: PendingChange): Promise<void> {
  for (const line of await hitsOf(run, change)) await run.log.write(`  ${safeText(line)}`);
}

/** Lines; never a failure, since the question is asked all the same. Throws Failure (130, 143) when stopped. */
async function hitsOf(run: ConfirmationContext, { inputs }: PendingChange): Promise<readonly string[]> {
  const { impact: guard } = run.bound.command.confirm;
  if (guard === undefined) return [];
  const client = briefClient(run);
  const shown = run.options.quiet ? undefined : run.context.progress.start('looking at what it would hit');
  const { reader, isLate } = watched(client.reader);
  try {
    const lines = await guard(inputs, reader);
    return isLate() ? [...lines, lines.length > 0 ? NOT_ALL : TOO_LATE] : lines;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [isLate() ? TOO_LATE : `what it would hit could not be read: ${error.message}`];
  } finally {
    shown?.();
    await client.close();
    if (run.context.stop.aborted) throw interrupted(run.context.stop);
  }
}

/** A session of its own, whose deadline is the patience of a person. */
export function briefClient({
  context,
  settings,
  options,
  log,
  client,
}: Pick<ConfirmationContext, 'context' | 'settings' | 'options' | 'log' | 'client'>): ReturnType<typeof openClient> {
  const left = (client.until ?? Number.POSITIVE_INFINITY) - context.now();
  const own = openClient(context, settings, { ...options, deadline: Math.min(PATIENCE, left) }, log);
  const { region, instance } = client;
  return own.at({ region, ...(instance === undefined ? {} : { instance }) });
}

/** Remembers whether a read came too late, whatever is made of its failure; --deadline is not what was too short. */
function watched(inner: Reader): { reader: Reader; isLate: () => boolean } {
  let late = false;
  const seen = async <T>(read: Promise<T>): Promise<T> => {
    try {
      return await read;
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'DeadlineExceeded') throw error;
      late = true;
      throw new Failure({ ...error, message: 'not in time' });
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
