/**
 * Resumes an interrupted batch: its journal, and the plan without what is already done. The format is in
 * journal-file.ts.
 */
import { createHash } from 'node:crypto';
import type { KnownResult, NamedResult, Plan, Step } from '../../core/plan.ts';
import type { ListedAs, Values, Verification } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { t } from '../../core/text/texts.ts';
import { accountOf } from '../../credentials/source.ts';
import { EXIT } from '../../errors/failure.ts';
import { resumedText } from '../change-texts.ts';
import type { ChangeContext, CommandContext } from '../command-context.ts';
import { type Left, line, readLeft } from './journal-file.ts';
import { isGood, nameOf, type Result } from '../change/results.ts';
import { doneEarlierText } from '../change/reconcile.ts';
import { byPlace, placeOf, stepContext } from '../change/step-context.ts';

/**
 * The state of an interrupted batch, kill -9 included: the names that it began. The same command for the same target
 * finds them, reads which of them are done, and sends the rest. A name is written to the journal before it is sent.
 */
export interface Journal {
  /** The names that earlier runs began, by key. */
  readonly begun: ReadonlySet<string>;
  /** The start of the first of them, epoch milliseconds; 0 if there are none. */
  readonly since: number;
  begin(step: Step): Promise<void>;
  /** A refused name is not begun: the next run sends it again and gets the same answer. */
  refused(step: Step, results: readonly Result[]): Promise<void>;
  /** Deletes the journal, and those of the runs that it resumes, once nothing is left to do. */
  close(results: readonly Result[]): Promise<void>;
}

/** Milliseconds after which a journal is too old to be used. */
const MAX_AGE = 24 * 3_600_000;

const PREFIX = 'batch-';

/** The journal of a batch; undefined for a single name, and if the state folder cannot be read (logged once). */
export async function openJournal(run: ChangeContext, plan: Plan): Promise<Journal | undefined> {
  if (plan.steps.length < 2 || run.bound.command.results.kind !== 'array') return undefined;
  const key = `${PREFIX}${keyOf(run)}-`;
  try {
    await deleteOld(run);
    return journal(run, key, await leftOf(run, key));
  } catch (error) {
    await warnNotResumable(run, error);
    return undefined;
  }
}

/** Journals of this command and target whose runs have ended. */
async function leftOf(run: CommandContext, key: string): Promise<Left[]> {
  const { context } = run;
  const { state } = context;
  const found = await state.names(key);
  const all = await Promise.all(found.map(async ({ name }) => readLeft(name, (await state.read(name)) ?? '')));
  // This process has begun nothing yet: in a container each run has the same id, and the earlier one is over.
  const isLive = ({ pid }: Left): boolean => pid !== undefined && pid !== context.pid && context.isRunning(pid);
  const live = all.filter(isLive);
  if (live.length > 0)
    await run.log.warn(t('the same command is already running (process {pid})', { pid: live[0]?.pid ?? '' }));
  const young = (since: number | undefined): boolean => since !== undefined && context.now() - since <= MAX_AGE;
  return all.filter((one) => !live.includes(one) && young(one.since));
}

/**
 * Nothing is written before the first name is begun. If writing fails, the batch continues without a journal, which is
 * logged once.
 */
function journal(run: ChangeContext, key: string, earlier: readonly Left[]): Journal {
  const { context } = run;
  const { state, pid } = context;
  const since = context.now();
  const resumes = run.input['noResume'] === true ? [] : earlier;
  const name = `${key}${since.toString(36)}-${pid}.ndjson`;
  let head = line({ since, pid, command: run.bound.command.path });
  let broken = false;
  const write = async (text: string): Promise<void> => {
    if (broken) return;
    try {
      await state.append(name, text);
      head = '';
    } catch (error) {
      broken = true;
      await warnNotResumable(run, error);
    }
  };
  const own = new Set<string>();
  return {
    begun: new Set(resumes.flatMap(({ begun }) => [...begun])),
    since: resumes[0]?.since ?? 0,
    begin: async (step) => {
      const keys = keysOf(run, step);
      for (const one of keys) own.add(one);
      await write(`${head}${line({ begin: keys })}`);
    },
    refused: async (step, results) => {
      const bad = results.filter(({ word }) => word === 'failed' || word === 'not-attempted');
      if (bad.length > 0) await write(line({ refused: bad.map(({ names }) => entryOf(run, step, names)) }));
    },
    close: async (results) => {
      if (!results.every(isAnswered)) return;
      const done = earlier.filter(({ begun }) => [...begun].every((one) => own.has(one)));
      for (const file of [name, ...done.map((one) => one.file)]) await removed(run, file);
    },
  };
}

async function removed({ context, log }: CommandContext, file: string): Promise<void> {
  try {
    await context.state.remove(file);
  } catch (error) {
    await log.warn(t('cannot delete {file} in the state folder: {reason}', { file, reason: (error as Error).message }));
  }
}

const warnNotResumable = ({ log }: CommandContext, error: unknown): Promise<void> =>
  log.warn(
    t('cannot use the state folder, so this run cannot be resumed if it is interrupted: {reason}', {
      reason: (error as Error).message,
    }),
  );

/** Whether a name is finished: it is in the requested state, or it was clearly refused. */
const isAnswered = (result: Result): boolean =>
  isGood(result) || (result.word === 'failed' && result.failure?.exitCode !== EXIT.unreachable);

/** The command and its target; only their hash is stored. */
function keyOf({ bound, settings, client, options }: CommandContext): string {
  const origin = client.originFor(bound.operation.product);
  const target = [
    origin,
    client.region,
    client.instance ?? '',
    settings.credentials === undefined ? '' : accountOf(settings.credentials),
  ];
  // The same command with other parameters of --param is another batch.
  const params = Object.entries(options.params).sort(([a], [b]) => (a < b ? -1 : 1));
  return hash([bound.command.path, target, ...params], 16);
}

const hash = (value: unknown, length: number): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, length);

/** A name with its requested values: another number of partitions is another request. */
function entryOf(run: ChangeContext, step: Step, names: Row): string {
  const { input } = step;
  const { batchedIn } = stepContext(run, step).bound.command.results;
  const values = Object.entries(input)
    .filter(([key, value]) => /^[A-Z]/.test(key) && key !== batchedIn && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `${placedName(run, { ...step, names })} ${hash(values, 8)}`;
}

/** A name with its operation and target: the same name elsewhere is another name. */
const placedName = (run: ChangeContext, { names, ...place }: NamedResult): string =>
  [placeOf(run, place), nameOf(names)].filter((part) => part !== '').join(' ');

const keysOf = (run: ChangeContext, step: Step): string[] => step.names.map((names) => entryOf(run, step, names));

/** Deletes journals that were never resumed. */
async function deleteOld({ context }: CommandContext): Promise<void> {
  for (const { name, modified } of await context.state.names(PREFIX))
    if (context.now() - modified > MAX_AGE) await context.state.remove(name);
}

/**
 * A plan without the names that earlier runs finished: begun names are read once, and those that are done are not sent.
 * The others (deleted since then, or never sent) stay; since a listing may lag, a refusal of such a name because it
 * exists, or is absent, is a success too.
 */
export async function resumed(run: ChangeContext, plan: Plan, journal: Journal): Promise<Plan> {
  const { begun } = journal;
  if (begun.size === 0) return plan;
  const wasBegun = (step: Step): boolean => keysOf(run, step).some((key) => begun.has(key));
  const again = plan.steps.filter((step): step is Step => 'input' in step && wasBegun(step));
  const found = await verified(run, again);
  const steps: (Step | KnownResult)[] = [];
  for (const step of plan.steps) {
    if (!('input' in step)) steps.push(knownOrEarlier(run, step, begun));
    else if (!wasBegun(step)) steps.push(step);
    else {
      const verification = found.get(step);
      if (verification?.state !== 'done') steps.push({ ...step, begun: true });
      else {
        await journal.begin(step); // a further run needs it as well
        steps.push(...step.names.map((names) => doneEarlier({ ...step, names }, verification)));
      }
    }
  }
  const given: ReadonlySet<object> = new Set(plan.steps);
  const done = steps.filter((step) => 'known' in step && !given.has(step)).length;
  if (done > 0 || again.length > 0) await run.log.info(resumeText(run, done, journal.since));
  return { ...plan, steps };
}

/** Verifies the steps that were begun, with one read for each operation and target. */
async function verified(run: ChangeContext, begun: readonly Step[]): Promise<ReadonlyMap<Step, Verification>> {
  const all = new Map<Step, Verification>();
  for (const { own, steps } of byPlace(run, begun)) {
    const { bound, client } = own;
    const judge = await bound.operation.verify?.(steps.map(inputOf), client.reader);
    if (judge !== undefined) for (const step of steps) all.set(step, judge(inputOf(step)));
  }
  return all;
}

/** The result of a name that an earlier run finished. */
const doneEarlier = ({ names, operation, target }: NamedResult, { listedAs }: ListedAs = {}): KnownResult => ({
  names,
  operation,
  target,
  known: 'unchanged',
  message: doneEarlierText(),
  quiet: true,
  listedAs,
});

const inputOf = (step: Step): Values => ({ ...step.input, ...step.expects });

/** A result that is known without sending; if an earlier run caused it (it exists, or is absent), it is a success. */
function knownOrEarlier(run: ChangeContext, step: KnownResult, begun: ReadonlySet<string>): KnownResult {
  const name = placedName(run, step);
  const own = [...begun].some((key) => key.slice(0, key.lastIndexOf(' ')) === name);
  return own && step.known !== 'unchanged' ? doneEarlier(step) : step;
}

function resumeText({ bound: { command } }: ChangeContext, count: number, since: number): string {
  const time = `${new Date(since).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  if (count === 0) return t('Resuming the run started at {time} (use --no-resume to start over)', { time });
  return resumedText(command, count, time);
}
