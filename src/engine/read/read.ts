/** Runs a command that reads: selects, orders and masks rows while they are printed. */
import { dataShape, recordShape } from '../../core/answer.ts';
import type { FetchOf, RowsFetch } from '../../core/command.ts';
import type { FetchedObject, FetchedRows, Plan, Scope, Step, Unread } from '../../core/plan.ts';
import type { Values } from '../../core/operation.ts';
import type { ListView, ObjectView, View } from '../../core/view.ts';
import { type Row, secretNames, type Shape } from '../../core/shape.ts';
import { alikafka } from '../../core/text/command-line.ts';
import {} from '../../core/text/texts.ts';
import { detailLine, EXIT, type ExitCode, Failure, problem, usage } from '../../errors/failure.ts';
import type { Client } from '../../client/client.ts';
import { objectOf as objectIn, rowsOf } from '../../client/rows.ts';
import { listDocument, objectDocument, wholeDocument } from '../../output/build.ts';
import type { Document } from '../../output/document.ts';
import { maskNamed } from '../answer/named-secrets.ts';
import { byPlace, stepContext } from '../change/step-context.ts';
import type { ReadContext } from '../command-context.ts';
import { answersSecrets } from '../input/fields.ts';
import type { Outcome } from '../outcome.ts';
import { covered, withoutSecrets } from '../../output/without-secrets.ts';
import { notFoundText } from '../../operations/shared/listed.ts';
import { accepted, stepsOf } from '../plan.ts';
import { fanOutPages } from './fan-out.ts';
import { oneByOne, operationsOf, type PlacePages, placePages, type StepPages, viewOfPlaces } from './places.ts';
import { shownShape, viewFor } from './shown.ts';
import { partlyRead, throwUnlessPartly, unreadDetails } from './unread.ts';

/** What was printed, for warnings, remarks and conditions on it. */
interface Seen {
  readonly rows: Row[];
  readonly unread: Unread[];
  /** The number of rows. */
  count: number;
}

/** Runs a command that reads. It ends with exit 7 if its assertion fails, 8 if a part of it failed. */
export async function runRead(run: ReadContext, plan: Plan): Promise<Outcome> {
  const view = viewFor(run.bound, run.input);
  const seen: Seen = { rows: [], unread: [], count: 0 };
  const document = view.kind === 'list' ? await listOf(run, plan, view, seen) : await objectOf(run, plan, view);
  return {
    document: withoutSecrets(document, run.log),
    paged: true,
    whole: keepsRows(run),
    finish: async ({ unread }) => {
      const { remarks, whenEmpty } = run.bound.command;
      for (const remark of remarks?.(seen.rows, plan, run.input, run.scope) ?? []) await run.log.info(remark);
      if (whenEmpty !== undefined && view.kind === 'list' && seen.count === 0 && !unread)
        await run.log.info(whenEmpty(plan, run.input));
      return judged(run, seen);
    },
  };
}

/** Whether the rows are needed again after they were printed. */
const keepsRows = ({ bound: { command } }: ReadContext): boolean =>
  (command.warns ?? command.assertion ?? command.remarks) !== undefined;

async function judged(run: ReadContext, { rows, unread }: Seen): Promise<ExitCode | Failure> {
  const { warns, assertion, path } = run.bound.command;
  for (const line of warns?.(rows, run.input) ?? []) await run.log.warn(line);
  const unmet = assertion?.(rows, run.input);
  if (unmet !== undefined) {
    const { message, rows: unmetRows } = unmet;
    const others = unreadDetails(unread);
    // the only row is the message itself
    const lines = unmetRows.length === 1 ? others.map(detailLine) : undefined;
    const details = [...unmetRows, ...others];
    return new Failure({ exitCode: EXIT.condition, code: 'ConditionNotMet', message, details, lines });
  }
  return unread.length > 0 ? partlyRead(unread, path) : EXIT.done;
}

const source = <V extends View>(run: ReadContext, view: V, shape: Shape | undefined) => ({
  view,
  shape,
  root: `${run.bound.operation.action}Response`,
  path: shape === undefined ? [] : run.bound.operation.answer.data,
  chosen: run.options.columns,
});

async function listOf(run: ReadContext, plan: Plan, view: ListView, seen: Seen): Promise<Document> {
  const shape = dataShape(run.bound.operation.answer);
  const steps = stepsOf(plan);
  const wide = viewOfPlaces(run, steps, view);
  if (view.whole !== undefined && wide === view && printsWhole(run))
    return wholeDocument({ ...source(run, view, shape), data: view.whole(await objectRead(run, plan), run.input) });
  const shown = operationsOf(run, steps).length > 1 ? undefined : shownShape(run.bound);
  const most = view.most?.(run.input);
  const pages = rowPages(run, plan, view, { seen, most: run.scope.sorted ? undefined : most });
  const document = await listDocument({ ...source(run, wide, shown), pages });
  return most !== undefined && run.scope.sorted ? { ...document, most } : document;
}

/** XML shows an object unchanged, unless its rows are queried or sorted. */
const printsWhole = ({ options: { format, queried, sort } }: ReadContext): boolean =>
  format === 'xml' && !queried && sort === undefined;

/** For `-o name`: rows with another typed name than their field have it in its place. */
function typedNames({ scope, options, bound }: ReadContext, { name, typedName }: ListView): (row: Row) => Row {
  if (typedName === undefined || options.format !== 'name' || options.queried) return (row) => row;
  return (row) => {
    const typed = typedName(row, scope);
    if (typed !== undefined) return { ...row, [name]: typed };
    const detail = problem(
      '--output',
      '{name} name cannot print {value}, which is in another instance; use --output ndjson, or -i with the id of that instance',
      { value: String(row[name]) },
    );
    throw usage([detail], { action: bound.operation.action });
  };
}

/** The object whose rows are printed. */
function objectRead(run: ReadContext, plan: Plan): Promise<Row> {
  const [step] = stepsOf(plan);
  const { client, bound } = stepContext(run, step ?? {});
  return client.reader.object(bound.operation, step?.input ?? {});
}

/** Pages of what is printed: selected, in order, secrets masked. Rows that are needed again are kept in `seen`. */
async function* rowPages(
  run: ReadContext,
  plan: Plan,
  view: ListView,
  { seen, most }: { readonly seen: Seen; readonly most: number | undefined },
): AsyncGenerator<Row[]> {
  const mask = masker(run);
  const withTypedName = typedNames(run, view);
  const keeps = keepsRows(run);
  const shown = async function* (): AsyncGenerator<Row[]> {
    for await (const page of atMost(selectedPages(run, plan, view, seen), most)) {
      const rows = page.map((row) => withTypedName(mask(row)));
      seen.count += rows.length;
      if (keeps) seen.rows.push(...rows);
      yield rows;
    }
  };
  if (view.order === undefined || run.options.format === 'ndjson') yield* shown();
  else yield await inOrder(shown(), view.order);
}

/** All rows in one page, in the order of the view. */
async function inOrder(pages: AsyncIterable<readonly Row[]>, order: NonNullable<ListView['order']>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const page of pages) for (const row of page) all.push(row);
  return all.sort(order);
}

/** Pages of the rows that the view selects. */
async function* selectedPages(
  run: ReadContext,
  plan: Plan,
  view: ListView,
  seen: Seen,
): AsyncGenerator<readonly Row[]> {
  for await (const page of sourcePages(run, plan, view, seen))
    yield page.filter((row) => view.select?.(row, run.input) ?? true);
}

/** The first rows of all pages; no further page is requested. */
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

async function* sourcePages(run: ReadContext, plan: Plan, view: ListView, seen: Seen): AsyncGenerator<readonly Row[]> {
  yield* placePages(run, readSteps(run, plan), seen.unread, placeReader(run, plan, view));
  seen.unread.push(...(plan.unread ?? []));
}

/** How the rows of one target are read: by the command's own function, by many requests at a time, or step by step. */
function placeReader({ bound: { command } }: ReadContext, { fanOut }: Plan, view: ListView): PlacePages {
  const { fetch } = command;
  if (fetch !== undefined && 'rows' in fetch) return (own, _steps, unread) => fetchedPages(own, fetch, unread);
  const pagesOf: StepPages = (own, step) => stepPages(own, view, step);
  if (fanOut === undefined) return oneByOne(pagesOf);
  return (own, steps, unread) => fanOutPages(own, steps, fanOut, unread, pagesOf);
}

/** Pages of one step; `own` is the context of the step. Fields that only its own operation masks are masked here. */
async function* stepPages(own: ReadContext, view: View, { input, operation }: Step): AsyncGenerator<readonly Row[]> {
  const { client, bound } = own;
  const mask = operation === undefined ? (row: Row) => row : masker(own);
  if (view.toRows !== undefined) yield view.toRows(await client.reader.object(bound.operation, input)).map(mask);
  else for await (const page of client.pages(bound.operation, input)) yield page.map(mask);
}

/** The reads that a command starts, each up to its first response. */
export function readings(run: ReadContext, plan: Plan): readonly (() => Promise<unknown>)[] {
  const view = viewFor(run.bound, run.input);
  const { fetch } = run.bound.command;
  if (fetch !== undefined)
    return byPlace(run, readSteps(run, plan)).map(
      ({ own }) =>
        () =>
          fetched<FetchedRows | FetchedObject>(own, 'rows' in fetch ? fetch.rows : fetch.object),
    );
  if (view.kind === 'object') return [() => describe(run, plan, view)];
  return stepsOf(plan).map((step) => () => stepPages(stepContext(run, step), view, step).next());
}

/** The result of the command's own function, in the region and instance of the client. */
async function fetched<T extends object>(run: ReadContext, fetch: FetchOf<T>): Promise<T> {
  const { input, client, scope } = run;
  return accepted(run, await fetch(input, { ...scope, ...placeIn(client) }, client.reader));
}

const placeIn = ({ region, instance }: Client): Pick<Scope, 'region' | 'instance'> => ({ region, instance });

async function* fetchedPages(run: ReadContext, { rows }: RowsFetch, unread: Unread[]): AsyncGenerator<readonly Row[]> {
  const found = await fetched(run, rows);
  throwUnlessPartly(found, run);
  unread.push(...found.unread);
  yield found.rows;
}

/**
 * The steps of a read. If a function of the command reads everything that is not named, a plan without names has one
 * target.
 */
function readSteps({ bound, input }: ReadContext, plan: Plan): Step[] {
  const steps = stepsOf(plan);
  return steps.length === 0 && bound.command.fetch !== undefined ? [{ input, names: [] }] : steps;
}

async function objectOf(run: ReadContext, plan: Plan, view: ObjectView): Promise<Document> {
  const { operation, command } = run.bound;
  const { fetch } = command;
  const found =
    fetch !== undefined && 'object' in fetch
      ? (await fetched(stepContext(run, stepsOf(plan)[0] ?? {}), fetch.object)).object
      : await describe(run, plan, view);
  if (found === undefined) throw notFound(run, view);
  const shape = dataShape(operation.answer);
  const inList = typeof shape !== 'string' && shape.kind === 'list';
  const level = inList && shape.item !== null ? [shape.item] : [];
  const described = { ...source(run, view, shownShape(run.bound)), path: [...operation.answer.data, ...level] };
  return objectDocument({ ...described, data: masker(run)(found) });
}

/** The object of an answer; of a list, the record with the requested name. */
async function describe(run: ReadContext, plan: Plan, view: View): Promise<Row | undefined> {
  const [step] = stepsOf(plan);
  const { client, bound } = stepContext(run, step ?? {});
  const { operation } = bound;
  const body = (await client.call(operation, step?.input ?? {})).body;
  const shape = dataShape(operation.answer);
  if (typeof shape === 'string' || shape.kind === 'object') return objectIn(operation, body);
  const wanted = String(run.input[view.name] ?? '');
  return rowsOf(operation, body).find((row) => row[view.name] === wanted);
}

function notFound(run: ReadContext, view: View): Failure {
  const noun = run.bound.command.path.split(' ')[0] ?? '';
  const name = nameIn(run.input, view);
  return new Failure({
    exitCode: EXIT.notFound,
    code: 'NotFound',
    message: notFoundText({ what: noun, name }, run.client, undefined),
    action: run.bound.operation.action,
    missing: { what: noun, name },
    next: alikafka`${noun} list`,
  });
}

const nameIn = (input: Values, view: View): string => String(input[view.name] ?? '');

/**
 * Masks the secret fields of records unless they are requested; also by their names if an answer is shown unchanged.
 */
function masker(run: ReadContext): (row: Row) => Row {
  if (run.answer !== undefined) return maskNamed;
  if (!answersSecrets(run.bound) || run.input['showSecrets'] === true) return (row) => row;
  const names = secretNames(recordShape(run.bound.operation.answer));
  return (row) =>
    covered(
      row,
      names.filter((name) => (row[name] ?? null) !== null),
    );
}
