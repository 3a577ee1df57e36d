import { dataShape } from '../core/answer.ts';
import type { Fetched, Plan, Step, Unread, Values, View } from '../core/operation.ts';
import type { Row, Shape } from '../core/shape.ts';
import { EXIT, type ExitCode, Failure, usage } from '../errors/failure.ts';
import { MASK } from '../errors/redact.ts';
import { withoutRepeats } from '../client/pagination/ranges.ts';
import { objectOf as objectIn, rowsOf } from '../client/rows.ts';
import { listDocument, objectDocument, wholeDocument } from '../output/build.ts';
import type { Document } from '../output/document.ts';
import type { CommandContext } from './command-context.ts';
import { answersSecrets } from './input/fields.ts';
import { withoutSecrets } from '../output/without-secrets.ts';
import { accepted } from './plan.ts';
import { print } from '../cli/print.ts';
import { shownShape, viewFor } from './shown.ts';
import { partlyRead, throwUnlessPartly, unreadDetails } from './unread.ts';

/** What was printed, for what is to be said of it. */
interface Seen {
  readonly rows: Row[];
  readonly unread: Unread[];
}

/**
 * Carries out a command that reads, and prints what it read. Exit 7 where its own condition does not hold, 8 where not
 * all of it could be read.
 */
export async function runRead(run: CommandContext, plan: Plan): Promise<ExitCode> {
  const view = viewOf(run);
  const seen: Seen = { rows: [], unread: [] };
  const document = view.kind === 'list' ? await listOf(run, plan, view, seen) : await objectOf(run, plan, view);
  await print(withoutSecrets(document, run.log), run.query, run.globals, run.context);
  for (const remark of run.bound.command.remarks?.(seen.rows, plan, run.input) ?? []) await run.log.info(remark);
  return judged(run, seen);
}

async function judged(run: CommandContext, { rows, unread }: Seen): Promise<ExitCode> {
  const { warns, assertion, path } = run.bound.command;
  for (const line of warns?.(rows, run.input) ?? []) await run.log.warn(line);
  const message = assertion?.(rows, run.input);
  if (message !== undefined) {
    const details = unreadDetails(unread);
    throw new Failure({ exitCode: EXIT.condition, code: 'ConditionNotMet', message, details });
  }
  if (unread.length > 0) throw partlyRead(unread, path);
  return EXIT.done;
}

function viewOf(run: CommandContext): View {
  const view = viewFor(run.bound, run.input);
  if (view === undefined) throw new Error(`${run.bound.command.path} has no view`);
  return view;
}

const source = (run: CommandContext, view: View, shape: Shape | undefined) => ({
  view,
  shape,
  root: `${run.bound.operation.action}Response`,
  path: shape === undefined ? [] : run.bound.operation.answer.data,
  chosen: run.globals.columns,
});

async function listOf(run: CommandContext, plan: Plan, view: View, seen: Seen): Promise<Document> {
  const shape = dataShape(run.bound.operation.answer);
  if (view.whole !== undefined && run.globals.format === 'xml' && run.query === undefined)
    return wholeDocument({ ...source(run, view, shape), data: view.whole(await objectRead(run, plan), run.input) });
  return listDocument({ ...source(run, view, shownShape(run.bound)), pages: rowPages(run, plan, view, seen) });
}

/** For `-o name`: rows that are named otherwise than by their field carry that in its place. */
function speaker(
  { scope, query, globals, bound }: CommandContext,
  { name, typedName: spoken }: View,
): (row: Row) => Row {
  if (spoken === undefined || globals.format !== 'name' || query !== undefined) return (row) => row;
  return (row) => {
    const said = spoken(row, scope);
    if (said !== undefined) return { ...row, [name]: said };
    const message = `name cannot tell ${String(row[name])}, which is not of this command's instance; use ndjson, or -i with its id`;
    throw usage([{ flag: '--output', message }], { action: bound.operation.action });
  };
}

/** The one object of which rows are made. */
function objectRead({ client, bound }: CommandContext, plan: Plan): Promise<Row> {
  const [step] = stepsOf(plan);
  return client.reader.object(bound.operation, step?.input ?? {});
}

/** Pages of what is printed: selected, in order, secrets masked. What is looked at afterwards is kept in `seen`. */
async function* rowPages(run: CommandContext, plan: Plan, view: View, seen: Seen): AsyncGenerator<Row[]> {
  const mask = masker(run);
  const spoken = speaker(run, view);
  const { warns, assertion, remarks } = run.bound.command;
  const keeps = (warns ?? assertion ?? remarks) !== undefined;
  const wanted = atMost(selectedPages(run, plan, view, seen), view.most?.(run.input));
  for await (const page of wanted) {
    const rows = page.map((row) => spoken(mask(row)));
    if (keeps) seen.rows.push(...rows);
    yield view.order === undefined || run.globals.format === 'ndjson' ? rows : rows.toSorted(view.order);
    // nobody reads on, and nothing is left to judge
    if (!keeps && run.context.stdout.closed) return;
  }
}

/** Pages of what is selected here, each row once. */
async function* selectedPages(run: CommandContext, plan: Plan, view: View, seen: Seen): AsyncGenerator<readonly Row[]> {
  const pages = sourcePages(run, plan, view, seen);
  for await (const page of run.bound.operation.paging?.style === 'range' ? withoutRepeats(pages) : pages)
    yield page.filter((row) => view.select?.(row, run.input) ?? true);
}

/** The first rows of all pages; no page is asked for beyond them. */
async function* atMost(
  pages: AsyncIterable<readonly Row[]>,
  most: number = Number.POSITIVE_INFINITY,
): AsyncGenerator<readonly Row[]> {
  let left = most;
  for await (const page of pages) {
    yield page.slice(0, left);
    left -= page.length;
    if (left <= 0) return;
  }
}

async function* sourcePages(run: CommandContext, plan: Plan, view: View, seen: Seen): AsyncGenerator<readonly Row[]> {
  if (run.bound.command.fetch !== undefined) {
    yield await fetchedRows(run, seen);
    return;
  }
  for (const step of stepsOf(plan)) yield* stepPages(run, view, step);
}

async function* stepPages(
  { client, bound }: CommandContext,
  view: View,
  { input }: Step,
): AsyncGenerator<readonly Row[]> {
  if (view.toRows !== undefined) yield view.toRows(await client.reader.object(bound.operation, input));
  else yield* client.pages(bound.operation, input);
}

/** The reads that a command begins, each up to its first answer. */
export function readings(run: CommandContext, plan: Plan): readonly (() => Promise<unknown>)[] {
  const view = viewOf(run);
  if (run.bound.command.fetch !== undefined) return [() => fetched(run)];
  if (view.kind === 'object') return [() => describe(run, plan, view)];
  return stepsOf(plan).map((step) => () => stepPages(run, view, step).next());
}

async function fetched(run: CommandContext): Promise<Fetched> {
  const { fetch } = run.bound.command;
  if (fetch === undefined) throw new Error(`${run.bound.command.path} fetches nothing`);
  return accepted(run, await fetch(run.input, run.scope, run.client.reader));
}

async function fetchedRows(run: CommandContext, seen: Seen): Promise<readonly Row[]> {
  const found = await fetched(run);
  if (!('rows' in found)) throw new Error(`${run.bound.command.path} fetches no rows`);
  throwUnlessPartly(found, run);
  seen.unread.push(...found.unread);
  return found.rows;
}

async function fetchedObject(run: CommandContext): Promise<Row | undefined> {
  const found = await fetched(run);
  if ('rows' in found) throw new Error(`${run.bound.command.path} fetches rows`);
  return found.object;
}

/** The steps of a plan that are sent. */
export const stepsOf = (plan: Plan): Step[] => plan.steps.filter((step): step is Step => 'input' in step);

async function objectOf(run: CommandContext, plan: Plan, view: View): Promise<Document> {
  const { operation, command } = run.bound;
  const found = command.fetch === undefined ? await describe(run, plan, view) : await fetchedObject(run);
  if (found === undefined) throw notThere(run, view);
  const shape = dataShape(operation.answer);
  const inList = typeof shape !== 'string' && shape.kind === 'list';
  const level = inList && shape.item !== null ? [shape.item] : [];
  const described = { ...source(run, view, shownShape(run.bound)), path: [...operation.answer.data, ...level] };
  return objectDocument({ ...described, data: masker(run)(found) });
}

/** The object of an answer; of a list, the record that carries the name that was asked for. */
async function describe(run: CommandContext, plan: Plan, view: View): Promise<Row | undefined> {
  const { operation } = run.bound;
  const [step] = stepsOf(plan);
  const body = (await run.client.call(operation, step?.input ?? {})).body;
  const shape = dataShape(operation.answer);
  if (typeof shape === 'string' || shape.kind === 'object') return objectIn(operation, body);
  const wanted = String(run.input[view.name] ?? '');
  return rowsOf(operation, body).find((row) => row[view.name] === wanted);
}

function notThere(run: CommandContext, view: View): Failure {
  const noun = run.bound.command.path.split(' ')[0] ?? '';
  const name = nameIn(run.input, view);
  return new Failure({
    exitCode: EXIT.notFound,
    code: 'NotFound',
    message: `${noun} "${name}" not found`,
    action: run.bound.operation.action,
    missing: { what: noun, name },
    next: `alikafka ${noun} list`,
  });
}

const nameIn = (input: Values, view: View): string => String(input[view.name] ?? input['Topic'] ?? '');

/** Masks the secret fields of records unless they are asked for. */
function masker(run: CommandContext): (row: Row) => Row {
  if (!answersSecrets(run.bound) || run.input['showSecrets'] === true) return (row) => row;
  return (row) => (row['Password'] === null || row['Password'] === undefined ? row : { ...row, Password: MASK });
}
