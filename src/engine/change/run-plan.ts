/** Runs the steps of a plan in order, with progress and logs. One step is sent in apply-step.ts. */
import type { KnownResult, Place, Plan, Step } from '../../core/plan.ts';
import { labelled, listed, noted, t } from '../../core/text/texts.ts';
import { spanText } from '../../core/text/time.ts';
import { BRIEF, counted, type Counts, leastTime, progressText, summaryText } from './batch-progress.ts';
import type { ChangeContext, CommandContext } from '../command-context.ts';
import type { Journal } from '../resume/journal.ts';
import { resultNamer } from '../not-found.ts';
import { stepsOf } from '../plan.ts';
import { rateText } from '../../client/rate-limit/rates.ts';
import { fullName, type Result, shownAs } from './results.ts';
import { notAttempted, applyStep, knownResult } from './apply-step.ts';
import { byPlace, placeOf, stepContext, tellingApart } from './step-context.ts';

/** A step with the results of its names. */
export interface AppliedStep {
  readonly step: Step | KnownResult;
  readonly results: readonly Result[];
}

/** A plan that was run. */
interface RunPlan {
  readonly done: AppliedStep[];
  /** What was done in how long, for the end of the results of a long batch. */
  readonly summary: string | undefined;
}

/** A long batch frees memory after this many steps: the garbage of many requests is larger than the batch itself. */
const PART = 1000;

/**
 * Runs a plan in order, one request at a time. After a stop, the deadline or, with --fail-fast, a failed name, the rest
 * is not attempted. Shows the progress: a bar on a terminal, elsewhere a line for each result of a long batch.
 */
export async function runPlan(run: ChangeContext, plan: Plan, journal: Journal | undefined): Promise<RunPlan> {
  const progress = await startProgress(run, plan);
  const namerFor = namerOf(run, plan);
  const cellsOf = tellingApart(run, plan);
  const all: AppliedStep[] = [];
  let over = false;
  try {
    for (const step of plan.steps) {
      const own = { ...stepContext(run, step), cells: cellsOf(step) };
      const plain = over ? notAttempted(step) : await namerFor(step)(await resultsOf(own, step, journal));
      const results = plain.map((one) => ({ ...one, ...shownAs(own, one.names) }));
      all.push({ step, results });
      run.unprinted.add(results);
      if (!over) await progress.next(results, 'input' in step || step.quiet === true || results.some(hasFailed));
      over ||= isOver(run, results);
      if (all.length % PART === 0) await run.context.compact();
    }
  } finally {
    progress.end();
  }
  const summary = progress.summary(all);
  if (all.length > PART) await run.context.compact();
  return { done: all, summary };
}

/** Finds the name that a step did not find, by the listing of the step's target and the plan's other names there. */
function namerOf(run: ChangeContext, { steps }: Plan): (step: Step | KnownResult) => ReturnType<typeof resultNamer> {
  const namers = new Map<string, ReturnType<typeof resultNamer>>();
  const targetOf = ({ target }: Place): string => placeOf(run, target === undefined ? {} : { target });
  return (step) => {
    const key = placeOf(run, step);
    const there = (): Plan => ({ steps: steps.filter((one) => targetOf(one) === targetOf(step)) });
    const namer = namers.get(key) ?? resultNamer(stepContext(run, step), there());
    namers.set(key, namer);
    return namer;
  };
}

/** The results of one step. `run` is the context of the step. */
async function resultsOf(
  run: ChangeContext,
  step: Step | KnownResult,
  journal: Journal | undefined,
): Promise<Result[]> {
  if (run.context.stop.aborted) return notAttempted(step);
  if (!('input' in step)) return [await knownResult(run, step)];
  await journal?.begin(step);
  const results = await applyStep(run, step);
  await journal?.refused(step, results);
  return results;
}

function isOver({ context, input }: CommandContext, results: readonly Result[]): boolean {
  const bad = results.some(({ word }) => word === 'failed' || word === 'unknown');
  return (
    context.stop.aborted || results.some(({ word }) => word === 'not-attempted') || (input['failFast'] === true && bad)
  );
}

const hasFailed = ({ failure }: Result): boolean => failure !== undefined;

/** With more names than this, a batch logs each result if there is no terminal, and a summary. */
const MANY = 10;

async function startProgress(run: ChangeContext, plan: Plan) {
  const { context, bound, options, log } = run;
  const started = context.now();
  const label = bound.command.path;
  const names = namesIn(plan);
  const many = isLong(run, plan);
  let counts: Counts = { done: 0, failed: 0, all: names };
  if (names > 1) await logRates(run, plan);
  const text = (columns: number): string =>
    names > 1 ? progressText(label, counts, context.now() - started, columns) : label;
  const shown = options.quiet ? undefined : context.progress.start(text);
  return {
    /** `unlogged`: these results are not logged yet. */
    next: async (results: readonly Result[], unlogged: boolean): Promise<void> => {
      counts = counted(counts, results);
      shown?.update(text);
      if (!saysEach(run, plan) || !unlogged) return;
      for (const result of results) if (result.word !== 'not-attempted') await log.info(resultLine(result));
    },
    end: (): void => shown?.(),
    summary: (all: readonly AppliedStep[]): string | undefined => {
      const results = all.flatMap((done) => done.results);
      return many ? summaryText(label, results, context.now() - started) : undefined;
    },
  };
}

const namesIn = (plan: Plan): number =>
  plan.steps.reduce((sum, step) => sum + ('input' in step ? step.names.length : 1), 0);

const isLong = (run: CommandContext, plan: Plan): boolean =>
  namesIn(plan) > MANY || (namesIn(plan) > 1 && run.input['fromFile'] !== undefined);

/** Whether each result is logged when it occurs. */
const saysEach = (run: CommandContext, plan: Plan): boolean =>
  isLong(run, plan) && !run.context.progress.visible && !run.options.quiet;

/** A result as a line. Its reason is in the error at the end, once for all names that share it. */
function resultLine(result: Result): string {
  const { word, failure } = result;
  const line = labelled(fullName(result), word);
  return failure === undefined ? line : noted(line, listed([failure.code, failure.requestId ?? '']));
}

/** Logs the rate limit of each operation of a batch and the minimum time that it takes. */
async function logRates(run: ChangeContext, plan: Plan): Promise<void> {
  for (const { own, steps } of byPlace(run, stepsOf(plan))) {
    const { client, bound } = own;
    const rate = await client.rateOf(bound.operation);
    const least = leastTime(steps.length, rate);
    if (least < BRIEF) continue;
    const values = { requests: steps.length, rate: rateText(rate), time: spanText(least) };
    await run.log.info(t('{requests} requests at {rate} per second take at least {time}', values));
  }
}
