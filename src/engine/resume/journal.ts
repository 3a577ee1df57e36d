import { createHash } from 'node:crypto';
import type { KnownResult, NamedResult, Plan, Step } from '../../core/plan.ts';
import type { ListedAs, Values, Verification } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { accountOf } from '../../credentials/source.ts';
import { EXIT } from '../../errors/failure.ts';
import type { ChangeContext, CommandContext } from '../command-context.ts';
import { type Left, line, readLeft } from './journal-file.ts';
import { isGood, nameOf, type Result } from '../change/results.ts';
import { byPlace, placeOf, stepContext } from '../change/step-context.ts';

/**
 * What a batch leaves behind when it is interrupted at any moment, kill -9 included: the names that it had begun. The
 * same command for the same target finds them, looks which of them are in force, and does the rest. A name is written
 * down before it is sent.
 */
export interface Journal {
  /** What earlier runs had begun, by key. */
  readonly begun: ReadonlySet<string>;
  /** When the first of them began, epoch milliseconds. */
  readonly since: number | undefined;
  begin(step: Step): Promise<void>;
  /** A refused name is not begun: the next run sends it again and hears the same. */
  refused(step: Step, results: readonly Result[]): Promise<void>;
  /** Removes the journal, and those that it goes on with, once nothing is left to do. */
  close(results: readonly Result[]): Promise<void>;
}

/** How long a journal counts: what it says grows old. */
const KEPT = 24 * 3_600_000;

const PREFIX = 'batch-';

/** The journal of a batch; undefined for one name alone, and where the state folder cannot be read (said once). */
export async function openJournal(run: ChangeContext, plan: Plan): Promise<Journal | undefined> {
  if (plan.steps.length < 2 || run.bound.command.results.kind !== 'array') return undefined;
  const key = `${PREFIX}${keyOf(run)}-`;
  try {
    await sweep(run);
    return journal(run, key, await leftOf(run, key));
  } catch (error) {
    await sayUnkept(run, error);
    return undefined;
  }
}

/** Journals of this command and target whose runs are over. */
async function leftOf(run: CommandContext, key: string): Promise<Left[]> {
  const { context } = run;
  const { state } = context;
  const found = await state.names(key);
  const all = await Promise.all(found.map(async ({ name }) => readLeft(name, (await state.read(name)) ?? '')));
  // This process has begun nothing yet: in a container each run has the same id, and the one before is over.
  const isLive = ({ pid }: Left): boolean => pid !== undefined && pid !== context.pid && context.isRunning(pid);
  const live = all.filter(isLive);
  if (live.length > 0) await run.log.warn(`the same command is under way already (process ${live[0]?.pid ?? ''})`);
  const young = (since: number | undefined): boolean => since !== undefined && context.now() - since <= KEPT;
  return all.filter((one) => !live.includes(one) && young(one.since));
}

/** Nothing is written before the first name is begun. Where writing fails the batch goes on without, which is said once. */
function journal(run: ChangeContext, key: string, earlier: readonly Left[]): Journal {
  const { context } = run;
  const { state, pid } = context;
  const since = context.now();
  const taken = run.input['noResume'] === true ? [] : earlier;
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
      await sayUnkept(run, error);
    }
  };
  const own = new Set<string>();
  return {
    begun: new Set(taken.flatMap(({ begun }) => [...begun])),
    since: taken[0]?.since,
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
    await log.warn(`${file} in the state folder could not be removed: ${(error as Error).message}`);
  }
}

const sayUnkept = ({ log }: CommandContext, error: unknown): Promise<void> =>
  log.warn(
    `this batch cannot go on where it is interrupted: the state folder cannot be used (${(error as Error).message})`,
  );

/** Nothing is left to do for a name: it is as it was asked for, or it was clearly refused. */
const isAnswered = (result: Result): boolean =>
  isGood(result) || (result.word === 'failed' && result.failure?.exitCode !== EXIT.unreachable);

/** The command, and where it goes; only their hash is kept. */
function keyOf({ bound, settings, client, options }: CommandContext): string {
  const origin = client.originFor(bound.operation.product);
  const target = [
    origin,
    client.region,
    client.instance ?? '',
    settings.credentials === undefined ? '' : accountOf(settings.credentials),
  ];
  // What was done with other parameters of --param is another work.
  const params = Object.entries(options.params).sort(([a], [b]) => (a < b ? -1 : 1));
  return hash([bound.command.path, target, ...params], 16);
}

const hash = (value: unknown, length: number): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, length);

/** A name with what was asked for it: another number of partitions is another work. */
function entryOf(run: ChangeContext, step: Step, names: Row): string {
  const { input } = step;
  const { batchedIn } = stepContext(run, step).bound.command.results;
  const asked = Object.entries(input)
    .filter(([key, value]) => /^[A-Z]/.test(key) && key !== batchedIn && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `${placedName(run, { ...step, names })} ${hash(asked, 8)}`;
}

/** A name elsewhere, or for another operation, is another name: what is known of one says nothing of the other. */
const placedName = (run: ChangeContext, { names, ...place }: NamedResult): string =>
  [placeOf(run, place), nameOf(names)].filter((part) => part !== '').join(' ');

const keysOf = (run: ChangeContext, step: Step): string[] => step.names.map((names) => entryOf(run, step, names));

/** Journals that nobody came back to. */
async function sweep({ context }: CommandContext): Promise<void> {
  for (const { name, modified } of await context.state.names(PREFIX))
    if (context.now() - modified > KEPT) await context.state.remove(name);
}

/**
 * A plan without what earlier runs had done: their begun names are looked at once, and those in force need no sending.
 * What is not in force, deleted meanwhile or never arrived, stays; since a listing may lag, what the service then says
 * to be there, or gone, is taken for their work.
 */
export async function resumed(run: ChangeContext, plan: Plan, journal: Journal): Promise<Plan> {
  const { begun } = journal;
  if (begun.size === 0) return plan;
  const wasBegun = (step: Step): boolean => keysOf(run, step).some((key) => begun.has(key));
  const again = plan.steps.filter((step): step is Step => 'input' in step && wasBegun(step));
  const found = await verified(run, again);
  const steps: (Step | KnownResult)[] = [];
  for (const step of plan.steps) {
    if (!('input' in step)) steps.push(begunAndSettled(run, step, begun));
    else if (!wasBegun(step)) steps.push(step);
    else {
      const finding = found.get(step);
      if (finding?.state !== 'done') steps.push({ ...step, begun: true });
      else {
        await journal.begin(step); // the next run is to know it as well
        steps.push(...step.names.map((names) => doneBefore({ ...step, names }, finding)));
      }
    }
  }
  const done = steps.filter((step) => 'known' in step && step.message === BEFORE).length;
  if (done > 0 || again.length > 0) await run.log.info(resumeText(done, journal.since));
  return { ...plan, steps };
}

/** What reading says of steps that were begun: one check for each operation and target. */
async function verified(run: ChangeContext, begun: readonly Step[]): Promise<ReadonlyMap<Step, Verification>> {
  const all = new Map<Step, Verification>();
  for (const { own, steps } of byPlace(run, begun)) {
    const { bound, client } = own;
    const judge = await bound.operation.verify?.(steps.map(inputOf), client.reader);
    if (judge !== undefined) for (const step of steps) all.set(step, judge(inputOf(step)));
  }
  return all;
}

const BEFORE = 'was done by an earlier run of this command';

const doneBefore = ({ names, operation, target }: NamedResult, { listedAs }: ListedAs = {}): KnownResult => ({
  names,
  operation,
  target,
  known: 'unchanged',
  message: BEFORE,
  quiet: true,
  listedAs,
});

const inputOf = (step: Step): Values => ({ ...step.input, ...step.expects });

/** A plan that reads first finds the earlier run's work: gone, or there already. */
function begunAndSettled(run: ChangeContext, step: KnownResult, begun: ReadonlySet<string>): KnownResult {
  const name = placedName(run, step);
  const own = [...begun].some((key) => key.slice(0, key.lastIndexOf(' ')) === name);
  return own && step.known !== 'unchanged' ? doneBefore(step) : step;
}

function resumeText(done: number, since: number | undefined): string {
  const at = since === undefined ? '' : `, begun at ${new Date(since).toISOString().slice(0, 19).replace('T', ' ')}Z,`;
  return `goes on where an earlier run of this command${at} ended: ${done} names are in force and left as they are (--no-resume ignores it)`;
}
