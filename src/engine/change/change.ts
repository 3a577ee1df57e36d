import type { Plan } from '../../core/plan.ts';
import type { ListView } from '../../core/view.ts';
import type { Row } from '../../core/shape.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { listDocument, objectDocument } from '../../output/build.ts';
import type { Document, Format } from '../../output/document.ts';
import { deadlineFailure } from '../../transport/call-failures.ts';
import { interrupted } from '../../errors/interrupted.ts';
import { runPlan, saysEach } from './run-plan.ts';
import type { ChangeContext, CommandContext } from '../command-context.ts';
import { confirmChange } from '../confirm/confirm.ts';
import type { Outcome } from '../outcome.ts';
import { openJournal, resumed } from '../resume/journal.ts';
import { batchFailure, isGood, nameOf, nextOf, reasonsOf, type Result, resultRow } from './results.ts';
import { sayListed } from './apply-step.ts';
import { waitAfter } from '../wait/wait-after.ts';

/** Carries out a command that changes something: asks, sends in order, waits. Its document has one result for each name. */
export async function runChange(run: ChangeContext, plan: Plan): Promise<Outcome> {
  await confirmChange(run, plan);
  const journal = await openJournal(run, plan);
  const done = await runPlan(run, journal === undefined ? plan : await resumed(run, plan, journal), journal);
  const carried = inOrder(
    plan.order,
    done.flatMap((one) => one.results),
  );
  const failure = failureOf(run, carried, saysEach(run, plan));
  const waited = failure === undefined || carried.some(isGood) ? await waitAfter(run, done) : undefined;
  const results = waited === undefined ? carried : await withListedNames(run, carried, waited.listedAs);
  const end = failure ?? waited?.failure;
  const shows = run.bound.command.results.kind === 'array' || end === undefined;
  const document = end === undefined && waited?.document !== undefined ? waited.document : undefined;
  return {
    ...(document === undefined ? (shows ? { document: await resultsDocument(run, results) } : {}) : { document }),
    finish: async ({ unread }) => {
      run.unprinted.clear();
      if (unread) await warnUnreadOrder(run, results);
      // Only now nothing is left to do: killed before, or where stdout could not be written, the same command finds what
      // was done and prints it.
      if (waited?.failure === undefined) await journal?.close(results);
      return end ?? EXIT.done;
    },
    close: async () => undefined,
  };
}

/** The results with the names under which a wait found them listed; what was not said yet is said. */
async function withListedNames(
  run: CommandContext,
  results: readonly Result[],
  names: ReadonlyMap<Result, string>,
): Promise<readonly Result[]> {
  const found = results.filter((one) => names.has(one) && one.listedAs === undefined);
  const listed = new Map(found.map((one) => [one, { ...one, listedAs: names.get(one) }]));
  await sayListed(run, [...listed.values()]);
  return results.map((one) => listed.get(one) ?? one);
}

/** Names the orders on stderr where the reader of stdout has closed the pipe: they cost money. */
async function warnUnreadOrder({ log }: CommandContext, results: readonly Result[]): Promise<void> {
  const [first, ...others] = results.flatMap(({ order }) => order ?? []);
  if (first !== undefined)
    await log.warn(`the result was not read; ${first.field}: ${[first, ...others].map(({ id }) => id).join(', ')}`);
}

function failureOf(run: ChangeContext, results: readonly Result[], said: boolean): Failure | undefined {
  const left = results.some(({ word }) => word === 'not-attempted');
  if (left && run.context.stop.aborted) return stopped(run, results, said);
  return left && run.input['failFast'] !== true
    ? outOfTime(run, results, said)
    : batchFailure(results, run.bound.command.path, said);
}

/** Results stand in the order of the input, whatever the order of the requests. */
function inOrder(order: readonly Row[] | undefined, results: readonly Result[]): readonly Result[] {
  if (order === undefined) return results;
  const place = new Map(order.map((names, i) => [nameOf(names), i]));
  return [...results].sort((a, b) => (place.get(nameOf(a.names)) ?? 0) - (place.get(nameOf(b.names)) ?? 0));
}

/** Stopped with something left to do: says how much was done, and how much not. */
function stopped(run: CommandContext, results: readonly Result[], said: boolean): Failure {
  const failure = interrupted(run.context.stop);
  const message = `${failure.message}: ${sum(results)}`;
  return new Failure({ ...failure, message, hint: REST, next: nextOf(results), ...reasonsOf(results, said) });
}

/** The deadline came first: unknown outcomes beat it, and with nothing done at all the service was not reached. */
function outOfTime(run: CommandContext, results: readonly Result[], said: boolean): Failure {
  const failure = deadlineFailure(run.bound.operation.action, sum(results));
  if (results.some(({ word }) => word === 'unknown'))
    return batchFailure(results, run.bound.command.path, said) ?? failure;
  const exitCode = results.some(isGood) ? EXIT.partial : failure.exitCode;
  return new Failure({ ...failure, message: failure.message, exitCode, hint: REST, ...reasonsOf(results, said) });
}

const REST = 'The same command does the rest.';

function sum(results: readonly Result[]): string {
  const count = (wanted: string): number => results.filter(({ word }) => word === wanted).length;
  const [failed, unknown] = [count('failed'), count('unknown')];
  return [
    `${results.filter(isGood).length} of ${results.length} done`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(unknown === 0 ? [] : [`${unknown} unknown`]),
    `${count('not-attempted')} not attempted`,
  ].join(', ');
}

async function resultsDocument(run: ChangeContext, results: readonly Result[]): Promise<Document> {
  const { operation, command } = run.bound;
  const { fields, order } = operation.answer;
  const moreFields = Object.keys(fields);
  const names = Object.keys(results[0]?.names ?? {});
  const view: ListView = {
    kind: 'list',
    columns: [...names, 'Result', ...(order === undefined ? [] : [order])],
    name: command.results.identity ?? names[0] ?? order ?? '',
  };
  const source = { view, shape: undefined, root: `${operation.action}Response`, path: [], chosen: run.options.columns };
  const rowOf = (result: Result): Row =>
    spoken(run, view, resultRow(result, moreFields, run.log.redact), result.listedAs);
  const [first] = results;
  const asObject =
    command.results.kind !== 'array' &&
    first !== undefined &&
    (run.options.queried || OBJECT_FORMATS.includes(run.options.format));
  return asObject
    ? objectDocument({ ...source, view: { ...view, kind: 'object' }, data: rowOf(first) })
    : listDocument({ ...source, pages: pagesOf(results, rowOf, run) });
}

/** `-o name` prints what the command line takes for it: the name under which it is listed, where that is another. */
function spoken({ bound, options }: ChangeContext, { name }: ListView, row: Row, listedAs: string | undefined): Row {
  if (options.format !== 'name' || options.queried) return row;
  const { typedName, names } = bound.command.results;
  const word = typedName?.(row) ?? (names.length === 1 ? listedAs : undefined);
  return word === undefined ? row : { ...row, [name]: word };
}

const PAGE = 1000;

/** Results as pages of rows, made as they are printed. */
async function* pagesOf(
  results: readonly Result[],
  rowOf: (result: Result) => Row,
  { context }: CommandContext,
): AsyncGenerator<Row[]> {
  for (let at = 0; at < results.length; at += PAGE) {
    yield results.slice(at, at + PAGE).map(rowOf);
    if (results.length > PAGE) await context.compact();
  }
}

/** Formats that show one change as an object; the others show it as a row. */
const OBJECT_FORMATS: readonly Format[] = ['json', 'yaml', 'xml'];
