import type { Outcome, Plan, Settled, Step, View } from '../core/operation.ts';
import type { Row } from '../core/shape.ts';
import { kindOf } from '../errors/catalogue.ts';
import { EXIT, type ExitCode, Failure } from '../errors/failure.ts';
import { listDocument, objectDocument } from '../output/build.ts';
import { onePage } from '../output/pages.ts';
import type { Format } from '../output/document.ts';
import { interrupted } from '../wire/call.ts';
import type { Run } from './command-run.ts';
import { confirmChange } from './confirm.ts';
import { print } from './print.ts';
import { batchFailure, nameOf, type Result, resultRow } from './results.ts';

/** Carries out a command that changes something: asks, sends in order, and prints one result for each name. */
export async function runChange(run: Run, plan: Plan): Promise<ExitCode> {
  await confirmChange(run, plan);
  const results = inOrder(plan.order, await sendAll(run, plan));
  const left = results.some(({ word }) => word === 'not-attempted');
  const failure = left ? stopped(run, results) : batchFailure(results, run.bound.command.path);
  if (run.bound.command.results === 'array') await printResults(run, results);
  else if (failure === undefined) await printResults(run, results);
  if (failure !== undefined) throw failure;
  return EXIT.done;
}

async function sendAll(run: Run, plan: Plan): Promise<Result[]> {
  const results: Result[] = [];
  const all = plan.steps.length;
  for (const [i, step] of plan.steps.entries()) {
    const done = all > 1 ? ` ${i + 1} of ${all}` : '';
    const ended = run.globals.quiet ? undefined : run.context.progress.start(`${run.bound.command.path}${done}`);
    results.push(
      ...(run.context.stop.aborted
        ? notAttempted(step)
        : 'input' in step
          ? await sendOne(run, step)
          : [await settled(run, step)]),
    );
    ended?.();
  }
  return results;
}

/** Results stand in the order of the input, whatever the order of the requests. */
function inOrder(order: readonly Row[] | undefined, results: readonly Result[]): readonly Result[] {
  if (order === undefined) return results;
  const place = new Map(order.map((names, i) => [nameOf(names), i]));
  return [...results].sort((a, b) => (place.get(nameOf(a.names)) ?? 0) - (place.get(nameOf(b.names)) ?? 0));
}

const notAttempted = (step: Step | Settled): Result[] =>
  ('input' in step ? step.names : [step.names]).map((names) => ({ names, word: 'not-attempted' }));

async function sendOne(run: Run, step: Step): Promise<Result[]> {
  const { operation, command } = run.bound;
  const word: Outcome = command.outcome ?? operation.outcome;
  try {
    const { body, requestId } = await run.session.call(operation, step.input);
    const more = Object.fromEntries(Object.keys(operation.answer.fields).map((field) => [field, body[field] ?? null]));
    if (more['OrderId'] !== undefined && more['OrderId'] !== null) more['OrderId'] = String(more['OrderId']);
    return step.names.map((names) => ({
      names,
      word,
      requestId,
      httpStatus: 200,
      message: typeof body['Message'] === 'string' ? body['Message'] : undefined,
      more,
    }));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return (await tolerated(run, step, error))
      ? await unchanged(run, step, error)
      : step.names.map((names) => failed(run, step, names, error));
  }
}

/** Whether the refusal is what --if-exists or --if-not-exists asks to let pass. */
async function tolerated(run: Run, step: Step, failure: Failure): Promise<boolean> {
  const { tolerates, holds } = run.bound.command;
  if (tolerates === undefined || run.input[tolerates] !== true || failure.exitCode === EXIT.unknown) return false;
  const kind = kindOf(failure.code, failure.httpStatus ?? 0);
  if (kind === (tolerates === 'if-exists' ? 'notFound' : 'exists')) return true;
  return kind === 'refused' && (await holds?.(step.input, run.session.reader)) === true;
}

async function unchanged(run: Run, step: Step, failure: Failure): Promise<Result[]> {
  const difference = await run.bound.command.compare?.({ ...run.input, ...step.input }, run.session.reader);
  if (difference !== undefined)
    await run.talk.warn(`${step.names.map(nameOf).join(', ')} exists and differs: ${difference}`);
  return step.names.map((names) => ({
    names,
    word: 'unchanged',
    requestId: failure.requestId,
    httpStatus: failure.httpStatus,
    message: failure.message,
  }));
}

function failed(run: Run, step: Step, names: Row, failure: Failure): Result {
  const unknown = failure.exitCode === EXIT.unknown;
  const next = unknown ? findOut(run, step) : undefined;
  const shown = next === undefined ? failure : new Failure({ ...failure, message: failure.message, next });
  return { names, word: unknown ? 'unknown' : 'failed', failure: shown };
}

/** The command that settles an unknown outcome, with the global options that were typed, after the verb. */
function findOut(run: Run, step: Step): string | undefined {
  const command = run.bound.command.findOut?.({ ...run.input, ...step.input });
  if (command === undefined) return undefined;
  const { profile, region, instance, endpoint } = run.globals.flags;
  const given = Object.entries({ profile, region, instance, endpoint }).filter(([, value]) => value !== undefined);
  return [command, ...given.map(([name, value]) => `--${name} ${String(value)}`)].join(' ');
}

/** A name that needs no sending: left as it is, or not there to be changed. */
async function settled(run: Run, { names, settled: why, message }: Settled): Promise<Result> {
  const flag = run.bound.command.tolerates;
  const fine = why === 'unchanged' || (flag !== undefined && run.input[flag] === true);
  if (fine) {
    await run.talk.note(`${nameOf(names)}: ${message}`);
    return { names, word: 'unchanged', message };
  }
  const exitCode = why === 'exists' ? EXIT.conflict : EXIT.notFound;
  const hint = flag === undefined ? undefined : `Take --${flag} to let that pass.`;
  return {
    names,
    word: 'failed',
    failure: new Failure({
      exitCode,
      code: why === 'exists' ? 'Exists' : 'NotFound',
      message,
      hint,
      action: run.bound.operation.action,
    }),
  };
}

/** Stopped with something left to do: says how much was done, and how much not. */
function stopped(run: Run, results: readonly Result[]): Failure {
  const count = (words: readonly string[]): number => results.filter(({ word }) => words.includes(word)).length;
  const bad = count(['failed', 'unknown']);
  const parts = [
    `${count(['created', 'deleted', 'changed', 'unchanged'])} of ${results.length} done`,
    ...(bad === 0 ? [] : [`${bad} failed or unknown`]),
    `${count(['not-attempted'])} not attempted`,
  ];
  const failure = interrupted(run.context.stop);
  return new Failure({
    ...failure,
    message: `${failure.message}: ${parts.join(', ')}`,
    hint: 'The same command does the rest.',
  });
}

async function printResults(run: Run, results: readonly Result[]): Promise<void> {
  const { operation, command } = run.bound;
  const moreFields = Object.keys(operation.answer.fields);
  const rows = results.map((result) => resultRow(result, moreFields, (text) => run.talk.redact(text)));
  const names = Object.keys(results[0]?.names ?? {});
  const view: View = {
    kind: 'list',
    columns: [...names, 'Result', ...moreFields.filter((field) => field === 'OrderId')],
    name: command.identity ?? names[0] ?? 'OrderId',
  };
  const source = { view, shape: undefined, root: `${operation.action}Response`, path: [], chosen: run.globals.columns };
  const [first] = rows;
  const asObject =
    command.results !== 'array' &&
    first !== undefined &&
    (run.query !== undefined || OBJECT_FORMATS.includes(run.globals.format));
  const document = asObject
    ? objectDocument({ ...source, data: first })
    : await listDocument({ ...source, pages: onePage(rows) });
  await print(document, run.query, run.globals, run.context);
}

/** Formats that show one change as an object; the others show it as a row. */
const OBJECT_FORMATS: readonly Format[] = ['json', 'yaml', 'xml'];
