import { dataShape } from '../core/answer.ts';
import type { Plan, Step, Values, View } from '../core/operation.ts';
import type { Row, Shape } from '../core/shape.ts';
import { EXIT, type ExitCode, Failure } from '../errors/failure.ts';
import { MASK } from '../errors/redact.ts';
import { objectOf as objectIn, rowsOf } from '../wire/rows.ts';
import { listDocument, objectDocument } from '../output/build.ts';
import type { Document } from '../output/document.ts';
import type { Run } from './command-run.ts';
import { answersSecrets } from './fields.ts';
import { print } from './print.ts';

/** Carries out a command that reads, and prints what it read. Exit 7 where its own condition does not hold. */
export async function runRead(run: Run, plan: Plan): Promise<ExitCode> {
  const view = viewOf(run);
  const seen: Row[] = [];
  const document = view.kind === 'list' ? await listOf(run, plan, view, seen) : await objectOf(run, plan, view);
  await print(document, run.query, run.globals, run.context);
  for (const remark of run.bound.command.remarks?.(seen, plan) ?? []) await run.talk.note(remark);
  const trouble = run.bound.command.verdict?.(seen, run.input);
  if (trouble === undefined) return EXIT.done;
  throw new Failure({ exitCode: EXIT.condition, code: 'ConditionNotMet', message: trouble });
}

function viewOf(run: Run): View {
  const { view } = run.bound.command;
  if (view === undefined) throw new Error(`${run.bound.command.path} has no view`);
  return view;
}

const source = (run: Run, view: View, shape: Shape | undefined) => ({
  view,
  shape,
  root: `${run.bound.operation.action}Response`,
  path: shape === undefined ? [] : run.bound.operation.answer.data,
  chosen: run.globals.columns,
});

function listOf(run: Run, plan: Plan, view: View, seen: Row[]): Promise<Document> {
  const derived = run.bound.command.fetch !== undefined || view.toRows !== undefined;
  return listDocument({
    ...source(run, view, derived ? undefined : dataShape(run.bound.operation.answer)),
    pages: rowPages(run, plan, view, seen),
  });
}

/** Pages of what is printed: selected, secrets masked. What a condition looks at is kept in `seen`. */
async function* rowPages(run: Run, plan: Plan, view: View, seen: Row[]): AsyncGenerator<Row[]> {
  const mask = masker(run);
  const { verdict, remarks } = run.bound.command;
  const keeps = verdict !== undefined || remarks !== undefined;
  for await (const page of sourcePages(run, plan, view)) {
    const rows = page.filter((row) => view.select?.(row, run.input) ?? true).map(mask);
    if (keeps) seen.push(...rows);
    yield rows;
  }
}

async function* sourcePages(run: Run, plan: Plan, view: View): AsyncGenerator<readonly Row[]> {
  const { command, operation } = run.bound;
  if (command.fetch !== undefined) {
    const fetched = await command.fetch(run.input, run.scope, run.session.reader);
    yield Array.isArray(fetched) ? fetched : [];
    return;
  }
  for (const { input } of stepsOf(plan)) {
    if (view.toRows !== undefined) yield view.toRows(await run.session.reader.object(operation, input));
    else yield* run.session.pages(operation, input);
  }
}

/** The steps of a plan that are sent. */
export const stepsOf = (plan: Plan): Step[] => plan.steps.filter((step): step is Step => 'input' in step);

async function objectOf(run: Run, plan: Plan, view: View): Promise<Document> {
  const { operation, command } = run.bound;
  const found =
    command.fetch === undefined
      ? await describe(run, plan, view)
      : await command.fetch(run.input, run.scope, run.session.reader);
  if (found === undefined || Array.isArray(found)) throw notThere(run, view);
  const shape = dataShape(operation.answer);
  const inList = typeof shape !== 'string' && shape.kind === 'list';
  const level = inList && shape.item !== null ? [shape.item] : [];
  const described = { ...source(run, view, inList ? shape.of : shape), path: [...operation.answer.data, ...level] };
  return objectDocument({ ...described, data: masker(run)(found) });
}

/** The object of an answer; of a list, the record that carries the name that was asked for. */
async function describe(run: Run, plan: Plan, view: View): Promise<Row | undefined> {
  const { operation } = run.bound;
  const [step] = stepsOf(plan);
  const body = (await run.session.call(operation, step?.input ?? {})).body;
  const shape = dataShape(operation.answer);
  if (typeof shape === 'string' || shape.kind === 'object') return objectIn(operation, body);
  const wanted = String(run.input[view.name] ?? '');
  return rowsOf(operation, body).find((row) => row[view.name] === wanted);
}

function notThere(run: Run, view: View): Failure {
  const noun = run.bound.command.path.split(' ')[0] ?? '';
  const name = nameIn(run.input, view);
  return new Failure({
    exitCode: EXIT.notFound,
    code: 'NotFound',
    message: `there is no ${noun} "${name}" in ${noun === 'instance' ? `region ${run.session.region}` : `instance ${run.session.instance ?? ''}`}`,
    action: run.bound.operation.action,
    next: `alikafka ${noun} list`,
  });
}

const nameIn = (input: Values, view: View): string => String(input[view.name] ?? input['Topic'] ?? '');

/** Masks the secret fields of records unless they are asked for. */
function masker(run: Run): (row: Row) => Row {
  if (!answersSecrets(run.bound) || run.input['showSecrets'] === true) return (row) => row;
  return (row) => (row['Password'] === null || row['Password'] === undefined ? row : { ...row, Password: MASK });
}
