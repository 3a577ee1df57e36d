/**
 * The requests of a read with one request for each of many things: several at a time, within the rate of their
 * operation.
 */
import type { Shown } from '../../context.ts';
import type { FanOut, Pace, Step, Unread } from '../../core/plan.ts';
import type { Row } from '../../core/shape.ts';
import { spanText } from '../../core/text/time.ts';
import { Failure } from '../../errors/failure.ts';
import { withoutRepeats } from '../../client/pagination/ranges.ts';
import { rateText } from '../../client/rate-limit/rates.ts';
import { BRIEF, type Counts, leastTime, progressText } from '../change/batch-progress.ts';
import { nameOf } from '../change/results.ts';
import type { ReadContext } from '../command-context.ts';
import type { Pages, StepPages } from './places.ts';
import { endsAll, throwUnlessPartly } from './unread.ts';

/** The maximum of requests at the same time. */
const AT_ONCE = 8;

/** The result of one request. */
type StepRead = { readonly step: Step } & ({ readonly rows: readonly Row[] } | { readonly error: unknown });

/**
 * Pages of many requests, in the order of the plan, each row once. A request that fails is noted in `unread` by the
 * names of its step. Throws an error that ends all of them, and Failure if the first ones, or all, fail.
 */
export async function* fanOutPages(
  run: ReadContext,
  steps: readonly Step[],
  fanOut: FanOut,
  unread: Unread[],
  pagesOf: StepPages,
): AsyncGenerator<readonly Row[]> {
  for (const line of fanOut.announce(await paceOf(run, steps.length))) await run.log.info(line);
  const own = { ...run, client: run.client.paced() };
  const read = (step: Step): Promise<StepRead> => readStep(step, fanOut, pagesOf(own, step));
  yield* withoutRepeats(rowPages(run, steps.length, unread, severalAtATime(steps, read)));
}

/** The pace of this many requests; undefined if no rate limits them, or only briefly. */
async function paceOf({ client, bound }: ReadContext, requests: number): Promise<Pace | undefined> {
  const rate = await client.rateOf(bound.operation);
  const least = leastTime(requests, rate);
  return least < BRIEF ? undefined : { rate: rateText(rate), time: spanText(least) };
}

/** All rows of one request. Never throws. */
async function readStep(step: Step, { none }: FanOut, pages: Pages): Promise<StepRead> {
  const rows: Row[] = [];
  try {
    for await (const page of pages) rows.push(...page);
    return { step, rows };
  } catch (error) {
    try {
      if (none === undefined) return { step, error };
      return { step, rows: none(error) };
    } catch {
      return { step, error };
    }
  }
}

/** The results of a function that never throws, in the order of the items; the next call starts when one has ended. */
async function* severalAtATime<T, R>(items: readonly T[], work: (item: T) => Promise<R>): AsyncGenerator<R> {
  const started: Promise<R>[] = items.slice(0, AT_ONCE).map(work);
  let next = started.length;
  for (let head = started.shift(); head !== undefined; head = started.shift()) {
    const result = await head;
    const item = items[next++];
    if (item !== undefined) started.push(work(item));
    yield result;
  }
}

/** The rows of the successful requests. Shows the progress on a terminal. */
async function* rowPages(
  run: ReadContext,
  all: number,
  unread: Unread[],
  reads: AsyncIterable<StepRead>,
): AsyncGenerator<readonly Row[]> {
  const progress = startProgress(run, all);
  const failed: Unread[] = [];
  let done = 0;
  try {
    for await (const read of reads) {
      if ('error' in read) failed.push({ name: nameOf(read.step.names[0] ?? {}), error: read.error });
      else done++;
      if ('error' in read && (done === 0 || endsAll(run, read.error))) throwWhereVain(run, failed, all);
      progress.show({ done, failed: failed.length, all });
      if ('rows' in read && read.rows.length > 0) {
        progress.aside();
        yield read.rows;
      }
    }
  } finally {
    progress.end();
  }
  unread.push(...failed);
}

/** Throws if the first requests all fail, such as for a missing permission: the others would fail too. */
function throwWhereVain(run: ReadContext, failed: readonly Unread[], all: number): void {
  const isVain = failed.length >= Math.min(AT_ONCE, all);
  const [first] = failed;
  if (isVain && first !== undefined && failed.every(({ error }) => codeOf(error) === codeOf(first.error)))
    throw first.error;
  throwUnlessPartly({ unread: failed, asked: isVain ? failed.length : all }, run);
}

const codeOf = (error: unknown): string | undefined => (error instanceof Failure ? error.code : undefined);

/** The progress on a terminal. Rows hide it while they are printed, since both may be on one screen. */
function startProgress({ context, bound, options }: ReadContext, all: number) {
  const started = context.now();
  const streams = options.format === 'ndjson';
  let counts: Counts = { done: 0, failed: 0, all };
  const text = (columns: number): string => progressText(bound.command.path, counts, context.now() - started, columns);
  const start = (): Shown | undefined => (options.quiet || all < 2 ? undefined : context.progress.start(text));
  let shown = start();
  return {
    show: (now: Counts): void => {
      counts = now;
      shown?.update(text);
    },
    aside: (): void => {
      if (!streams) return;
      shown?.();
      shown = start();
    },
    end: (): void => shown?.(),
  };
}
