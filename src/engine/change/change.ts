/** Runs a command that changes something, from confirmation to results. One step is sent in apply-step.ts. */
import type { Place, Plan } from '../../core/plan.ts';
import type { Row } from '../../core/shape.ts';
import { labelled, listed, t } from '../../core/text/texts.ts';
import { EXIT, Failure, type FailureParts } from '../../errors/failure.ts';
import { deadlineFailure } from '../../transport/call-failures.ts';
import { interrupted } from '../../errors/interrupted.ts';
import { resultsDocument } from './results-document.ts';
import { type AppliedStep, runPlan } from './run-plan.ts';
import { placeOf } from './step-context.ts';
import type { ChangeContext, CommandContext } from '../command-context.ts';
import { confirmChange } from '../confirm/confirm.ts';
import type { Outcome } from '../outcome.ts';
import { openJournal, resumed } from '../resume/journal.ts';
import { batchFailure, nextOf, reasonsOf } from './batch-failure.ts';
import { countsText, isGood, nameOf, type Result } from './results.ts';
import { logListed } from './apply-step.ts';
import { unwaitedNotes, waitAfter } from '../wait/wait-after.ts';

/** Runs a command that changes something: confirms, sends in order, waits. Its document has one result for each name. */
export async function runChange(run: ChangeContext, plan: Plan): Promise<Outcome> {
  await confirmChange(run, plan);
  const journal = await openJournal(run, plan);
  const left = journal === undefined ? plan : await resumed(run, plan, journal);
  const { done, summary } = await runPlan(run, left, journal);
  const applied = inOrder(run, plan, done);
  const failure = failureOf(run, applied);
  const waited = failure === undefined || applied.some(isGood) ? await waitAfter(run, done) : undefined;
  const results = waited === undefined ? applied : await withListedNames(run, applied, waited.listedAs);
  const end = failure ?? waited?.failure;
  const shows = run.bound.command.results.kind === 'array' || end === undefined;
  const document = end === undefined && waited?.document !== undefined ? waited.document : undefined;
  return {
    nothingToDo: run.nothingToDo !== undefined,
    ...(document === undefined ? (shows ? { document: await resultsDocument(run, plan, results) } : {}) : { document }),
    finish: async ({ unread }) => {
      run.unprinted.clear();
      // Below the results, which may be longer than the screen; an error has the counts too.
      if (summary !== undefined && end === undefined) await run.log.info(summary);
      for (const note of unwaitedNotes(run, done)) await run.log.info(note);
      if (unread) await warnUnreadOrder(run, results);
      // Closed last: after a kill, or if stdout could not be written, the same command finds what was done and prints
      // it.
      if (waited?.failure === undefined) await journal?.close(results);
      return end ?? EXIT.done;
    },
  };
}

/** The results with the names under which a wait found them listed; logs those that were not logged yet. */
async function withListedNames(
  run: CommandContext,
  results: readonly Result[],
  names: ReadonlyMap<Result, string>,
): Promise<readonly Result[]> {
  const found = results.filter((one) => names.has(one) && one.listedAs === undefined);
  const listed = new Map(found.map((one) => [one, { ...one, listedAs: names.get(one) }]));
  await logListed(run, [...listed.values()]);
  return results.map((one) => listed.get(one) ?? one);
}

/** Logs the ids of the orders if stdout was closed before the results were written, since orders cost money. */
async function warnUnreadOrder({ log }: CommandContext, results: readonly Result[]): Promise<void> {
  const [first, ...others] = results.flatMap(({ order }) => order ?? []);
  if (first === undefined) return;
  const ids = listed([first, ...others].map(({ id }) => id));
  await log.warn(
    t('the output was closed before the results were written; {field}: {ids}', { field: first.field, ids }),
  );
}

function failureOf(run: ChangeContext, results: readonly Result[]): Failure | undefined {
  const left = results.some(({ word }) => word === 'not-attempted');
  if (left && run.context.stop.aborted) return stopped(run, results);
  return left && run.input['failFast'] !== true ? outOfTime(run, results) : batchFailure(run, results);
}

/** Results in the order of the input, for any order of the requests. */
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

/** The failure of a change that a signal stopped before its end. */
function stopped(run: ChangeContext, results: readonly Result[]): Failure {
  const failure = interrupted(run.context.stop);
  return unfinished(run, results, failure, { message: labelled(failure.message, progressOf(results)) });
}

/**
 * The failure of a change whose deadline passed: unknown outcomes take precedence; if nothing was done, the service was
 * not reached.
 */
function outOfTime(run: ChangeContext, results: readonly Result[]): Failure {
  const failure = deadlineFailure(run.bound.operation.action, progressOf(results));
  if (results.some(({ word }) => word === 'unknown')) return batchFailure(run, results) ?? failure;
  return unfinished(run, results, failure, { exitCode: results.some(isGood) ? EXIT.partial : failure.exitCode });
}

/** A failure of the whole command, with those of the names before it, and how to do the rest. */
function unfinished(
  run: ChangeContext,
  results: readonly Result[],
  failure: Failure,
  own: Partial<FailureParts>,
): Failure {
  const { details, lines } = reasonsOf(results, failure);
  const hint = t('Run the same command again to finish.');
  return new Failure({ ...failure, message: failure.message, hint, details, lines, ...nextOf(run, results), ...own });
}

/** `3 of 10 done, 1 failed, 6 not attempted`. */
function progressOf(results: readonly Result[]): string {
  return t('{done} of {all} done, {others}', {
    done: results.filter(isGood).length,
    all: results.length,
    others: countsText(results, ['failed', 'unknown', 'not-attempted']),
  });
}
