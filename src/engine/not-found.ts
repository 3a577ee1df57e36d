/** Names what was not found, and suggests the most similar name that exists. */
import type { Values } from '../core/operation.ts';
import type { Plan } from '../core/plan.ts';
import type { Row } from '../core/shape.ts';
import { noted } from '../core/text/texts.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import {
  isNamedIn,
  LISTED,
  listCommand,
  meantId,
  missingBy,
  nameIn,
  nearest,
  notFoundText,
} from '../operations/shared/listed.ts';
import type { CommandContext } from './command-context.ts';
import { briefClient } from './confirm/brief-client.ts';
import type { Outcome } from './outcome.ts';
import type { Result } from './change/results.ts';
import { aimed } from './target.ts';

type Naming = Pick<CommandContext, 'client' | 'context' | 'settings' | 'options' | 'log'> &
  Partial<Pick<CommandContext, 'bound'>>;

/**
 * Runs `work`; if it fails because something does not exist, the failure names its kind, its name and the most similar
 * existing name. `input` has the name for codes of the service. Throws what `work` throws.
 */
export async function naming<T>(run: Naming, input: Values, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const named = await withName(run, error, input, listing(run));
    const { withAdvisedNext } = await import('./advised-next.ts');
    throw aimed(withAdvisedNext(named, run, input), run, input);
  }
}

/** The same for reads during printing. */
export function namingPages(run: Naming, input: Values, outcome: Outcome): Outcome {
  const { document } = outcome;
  if (document === undefined) return outcome;
  return { ...outcome, document: { ...document, pages: namedPages(run, input, document.pages) } };
}

/** Pages, with the same for errors that are thrown while they are read. */
export async function* namedPages(
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

/** The same for the results of a change: one listing of each kind, however many are missing. */
export function resultNamer(
  run: Naming & Pick<CommandContext, 'input'>,
  plan: Plan,
): (results: readonly Result[]) => Promise<Result[]> {
  const rows = listing(run);
  const others = namedIn(run, plan);
  return async (results) => {
    const all: Result[] = [];
    for (const result of results) {
      const { failure, word, names } = result;
      const isNamed = failure !== undefined && word === 'failed' && isAbout(failure, names, results);
      if (!isNamed) all.push(result);
      else
        all.push({
          ...result,
          failure: await withName(run, failure, { ...run.input, ...(names as Values) }, rows, others),
        });
    }
    return all;
  };
}

/** One refusal may be about all names of a request: only the service's message shows which of them does not exist. */
const isAbout = (failure: Failure, names: Row, results: readonly Result[]): boolean =>
  results.filter((one) => one.failure === failure).length === 1 || isNamedIn(failure.message, names);

/** The names in a command, by kind. */
type Named = (what: string) => ReadonlySet<string>;

/** The names in the steps of a plan; each kind is collected once, however many are missing. */
function namedIn({ client }: Naming, { steps }: Plan): Named {
  const known = new Map<string, ReadonlySet<string>>();
  return (what) => {
    const gathered = (): string[] =>
      steps.flatMap(({ names }) => names).flatMap((names) => nameIn(what, names as Values, client.instance) ?? []);
    const found = known.get(what) ?? new Set(gathered());
    known.set(what, found);
    return found;
  };
}

type Listing = (what: string) => Promise<readonly Row[]>;

/** `others`: the other names in the command, which are not suggested. */
async function withName(run: Naming, failure: Failure, input: Values, rows: Listing, others?: Named): Promise<Failure> {
  if (failure.exitCode !== EXIT.notFound || NAMED.has(failure)) return failure;
  const missing = failure.missing ?? missingBy(failure.code, input, run.client.instance);
  if (missing === undefined) return failure;
  const known = input['if-exists'] === true ? [] : (missing.among ?? (await rows(missing.what)));
  const near = nearest(missing, known, others?.(missing.what));
  const id = meantId(missing, known);
  const replaces = id === undefined ? undefined : { typed: missing.name, meant: id };
  const text = notFoundText(missing, run.client, near);
  // This tool's own message has no more than that; the service's message is kept.
  const message = failure.missing === undefined ? noted(text, failure.message) : text;
  // One code may be about several kinds.
  const next = failure.next === undefined ? undefined : (listCommand(missing.what) ?? failure.next);
  // A suggestion is about this name alone.
  const reason = near === undefined && failure.missing === undefined ? failure.message : undefined;
  const own = new Failure({ ...failure, message, reason, next, replaces, cause: failure.cause });
  NAMED.add(own);
  return own;
}

/** Failures that are already named: a caller may work in another instance. */
const NAMED = new WeakSet<Failure>();

/**
 * The first page of a listing, read at most once of each kind; empty if it cannot be read soon, and its own failure is
 * not reported.
 */
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
