import type { Missing } from '../core/plan.ts';
import type { Values } from '../core/operation.ts';
import type { Row } from '../core/shape.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import { LISTED, missingBy, nearest, notFoundText } from '../operations/shared/listed.ts';
import type { CommandContext } from './command-context.ts';
import { briefClient } from './confirm/impact.ts';
import type { Outcome } from './outcome.ts';
import type { Result } from './results.ts';

type Naming = Pick<CommandContext, 'client' | 'context' | 'settings' | 'options' | 'log'>;

/**
 * Does something, and says of what is not there its kind, its name and the nearest that there is. `input` is where codes
 * of the service find the name. Throws what `work` throws.
 */
export async function naming<T>(run: Naming, input: Values, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Failure ? await named(run, error, input, listing(run)) : error;
  }
}

/** The same of what is read while an outcome is printed. */
export function namingPages(run: Naming, input: Values, outcome: Outcome): Outcome {
  const { document } = outcome;
  if (document === undefined) return outcome;
  return { ...outcome, document: { ...document, pages: namedPages(run, input, document.pages) } };
}

async function* namedPages(
  run: Naming,
  input: Values,
  pages: AsyncIterable<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  const source = pages[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await naming(run, input, () => source.next());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await source.return?.();
  }
}

/** The same of the results of a change: one listing of each kind, however many are missing. */
export async function namedResults(
  run: Naming & Pick<CommandContext, 'input'>,
  results: readonly Result[],
): Promise<readonly Result[]> {
  const rows = listing(run);
  const all: Result[] = [];
  for (const result of results) {
    const { failure, word } = result;
    if (failure === undefined || word !== 'failed') all.push(result);
    else
      all.push({ ...result, failure: await named(run, failure, { ...run.input, ...(result.names as Values) }, rows) });
  }
  return all;
}

type Listing = (what: string) => Promise<readonly Row[]>;

async function named(run: Naming, failure: Failure, input: Values, rows: Listing): Promise<Failure> {
  if (failure.exitCode !== EXIT.notFound) return failure;
  const missing = failure.missing ?? missingBy(failure.code, input, run.client.instance);
  if (missing === undefined) return failure;
  const near = input['if-exists'] === true ? undefined : await nearestOf(missing, rows);
  const text = notFoundText(missing, run.client, near);
  // Our own message says no more than that; the service's words are kept.
  const message = failure.missing === undefined ? `${text} (${failure.message})` : text;
  return new Failure({ ...failure, message, cause: failure.cause });
}

const nearestOf = async (missing: Missing, rows: Listing): Promise<string | undefined> =>
  nearest(missing, missing.among ?? (await rows(missing.what)));

/** The first page of a listing, read at most once of each kind; empty where it cannot be had soon: whatever goes wrong with it is not what is told. */
function listing(run: Naming): Listing {
  const read = new Map<string, Promise<readonly Row[]>>();
  return (what) => {
    const rows = read.get(what) ?? firstPage(run, what);
    read.set(what, rows);
    return rows;
  };
}

async function firstPage(run: Naming, what: string): Promise<readonly Row[]> {
  const list = LISTED[what]?.list;
  const { until } = run.client;
  const isOver = run.context.stop.aborted || (until !== undefined && run.context.now() >= until);
  if (list === undefined || isOver || run.options.dryRun) return [];
  const client = briefClient(run);
  try {
    for await (const page of client.pages(list, {})) return page;
    return [];
  } catch {
    return [];
  } finally {
    await client.close();
  }
}
