import type { Place, Plan } from '../../core/plan.ts';
import type { Row } from '../../core/shape.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { deadlineFailure } from '../../transport/call-failures.ts';
import { interrupted } from '../../errors/interrupted.ts';
import { resultsDocument } from './results-document.ts';
import { type AppliedStep, runPlan, saysEach } from './run-plan.ts';
import { placeOf } from './step-context.ts';
import type { ChangeContext, CommandContext } from '../command-context.ts';
import { confirmChange } from '../confirm/confirm.ts';
import type { Outcome } from '../outcome.ts';
import { openJournal, resumed } from '../resume/journal.ts';
import { batchFailure, isGood, nameOf, nextOf, reasonsOf, type Result } from './results.ts';
import { sayListed } from './apply-step.ts';
import { waitAfter } from '../wait/wait-after.ts';

/** Carries out a command that changes something: asks, sends in order, waits. Its document has one result for each name. */
export async function runChange(run: ChangeContext, plan: Plan): Promise<Outcome> {
  await confirmChange(run, plan);
  const journal = await openJournal(run, plan);
  const done = await runPlan(run, journal === undefined ? plan : await resumed(run, plan, journal), journal);
  const carried = inOrder(run, plan, done);
  const failure = failureOf(run, carried, saysEach(run, plan));
  const waited = failure === undefined || carried.some(isGood) ? await waitAfter(run, done) : undefined;
  const results = waited === undefined ? carried : await withListedNames(run, carried, waited.listedAs);
  const end = failure ?? waited?.failure;
  const shows = run.bound.command.results.kind === 'array' || end === undefined;
  const document = end === undefined && waited?.document !== undefined ? waited.document : undefined;
  return {
    ...(document === undefined ? (shows ? { document: await resultsDocument(run, plan, results) } : {}) : { document }),
    finish: async ({ unread }) => {
      run.unprinted.clear();
      if (unread) await warnUnreadOrder(run, results);
      // Only now nothing is left to do: killed before, or where stdout could not be written, the same command finds what
      // was done and prints it.
      if (waited?.failure === undefined) await journal?.close(results);
      return end ?? EXIT.done;
    },
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
function inOrder(run: ChangeContext, { order }: Plan, done: readonly AppliedStep[]): readonly Result[] {
  if (order === undefined) return done.flatMap(({ results }) => results);
  const keyOf = ({ operation, target }: Place, names: Row): string =>
    `${placeOf(run, { operation, target })} ${nameOf(names)}`;
  const position = new Map(order.map((one, i) => [keyOf(one, one.names), i]));
  return done
    .flatMap(({ step, results }) =>
      results.map((result) => ({ result, at: position.get(keyOf(step, result.names)) ?? 0 })),
    )
    .sort((a, b) => a.at - b.at)
    .map(({ result }) => result);
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
