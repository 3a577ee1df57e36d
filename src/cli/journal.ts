import { createHash } from 'node:crypto';
import type { Plan, Settled, Step, Values } from '../core/operation.ts';
import type { Row } from '../core/shape.ts';
import type { Run } from './command-run.ts';
import { isGood, nameOf, type Result } from './results.ts';

/**
 * What a batch leaves behind when it is interrupted at any moment, kill -9 included: the names that it had begun, in a
 * file named after the command, its target and its input, without any secret. The same command finds it, looks which of
 * these names are in force, and does the rest. A name is written down before it is sent.
 */
export interface Journal {
  /** Names that an earlier run had begun and that were not refused. */
  readonly begun: ReadonlySet<string>;
  /** When the earlier run began, epoch milliseconds. */
  readonly since: number | undefined;
  begin(names: readonly Row[]): Promise<void>;
  /** A refused name is not begun: the next run sends it again and hears the same. */
  refused(results: readonly Result[]): Promise<void>;
  /** Removes the journal once nothing is left to do. */
  close(results: readonly Result[]): Promise<void>;
}

/** How long a journal counts: what it says grows old. */
const KEPT = 24 * 3_600_000;

const PREFIX = 'batch-';

/**
 * The journal of a batch; undefined for one name alone, and where nothing can be written (said once). With --no-resume
 * what an earlier run left is removed.
 */
export async function openJournal(run: Run, plan: Plan): Promise<Journal | undefined> {
  if (plan.steps.length < 2 || run.bound.command.results !== 'array') return undefined;
  const name = `${PREFIX}${keyOf(run)}.ndjson`;
  try {
    await sweep(run);
    const before = readLines(await run.context.state.read(name));
    if (run.input['noResume'] !== true && isYoung(before, run)) return journal(run, name, before, false);
    await run.context.state.remove(name);
    return journal(run, name, NOTHING, true);
  } catch (error) {
    await run.talk.warn(
      `an interruption of this batch could not be made up for: the state folder cannot be used (${(error as Error).message})`,
    );
    return undefined;
  }
}

const isYoung = ({ since }: Before, { context }: Run): boolean => since !== undefined && context.now() - since <= KEPT;

/** Nothing is written before the first name is begun. */
function journal(run: Run, name: string, before: Before, fresh: boolean): Journal {
  const { state } = run.context;
  let head = fresh ? line({ since: run.context.now(), command: run.bound.command.path }) : '';
  return {
    ...before,
    begin: async (names) => {
      await state.append(name, `${head}${line({ begin: names.map(nameOf) })}`);
      head = '';
    },
    refused: async (results) => {
      const bad = results.filter(({ word }) => word === 'failed' || word === 'not-attempted');
      if (bad.length > 0) await state.append(name, line({ refused: bad.map(({ names }) => nameOf(names)) }));
    },
    close: async (results) => {
      if (results.every(isGood)) await state.remove(name);
    },
  };
}

/** The break comes first: what follows an entry that a kill cut off is an entry of its own. */
const line = (entry: object): string => `\n${JSON.stringify(entry)}`;

/** The command, where it goes, and all that it was given; only their hash is kept. */
function keyOf({ bound, settings, session, entries }: Run): string {
  const target = [
    session.originFor(bound.operation.product),
    session.region,
    session.instance ?? '',
    settings.credentials?.accessKeyId ?? '',
  ];
  const hash = createHash('sha256').update(JSON.stringify([bound.command.path, target]));
  for (const entry of entries) hash.update(JSON.stringify(withoutSwitches(entry)));
  return hash.digest('hex').slice(0, 24);
}

/** What does not change what is asked for: the interrupted command may have been typed with or without it. */
const SWITCHES = new Set(['confirm', 'noResume', 'failFast', 'wait', 'waitTimeout', 'fromFile']);

const withoutSwitches = (input: Values): [string, unknown][] =>
  Object.entries(input)
    .filter(([key, value]) => value !== undefined && !SWITCHES.has(key))
    .sort(([a], [b]) => (a < b ? -1 : 1));

type Before = Pick<Journal, 'begun' | 'since'>;

const NOTHING: Before = { begun: new Set(), since: undefined };

/** Reads what was written; a last line that was cut by a kill was not sent yet, and counts for nothing. */
function readLines(text: string | undefined): Before {
  const begun = new Set<string>();
  let since: number | undefined;
  for (const entry of (text ?? '').split('\n').map(parsed)) {
    if (typeof entry['since'] === 'number') since = entry['since'];
    for (const name of listOf(entry['begin'])) begun.add(name);
    for (const name of listOf(entry['refused'])) begun.delete(name);
  }
  return { begun, since };
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Journals that nobody came back to. */
async function sweep({ context }: Run): Promise<void> {
  for (const { name, modified } of await context.state.names(PREFIX))
    if (context.now() - modified > KEPT) await context.state.remove(name);
}

/**
 * A plan without what an earlier run had done: its begun names are looked at once, and those in force need no sending.
 * What is not in force, deleted meanwhile or never sent, stays.
 */
export async function resumed(run: Run, plan: Plan, { begun, since }: Journal): Promise<Plan> {
  if (begun.size === 0) return plan;
  const again = plan.steps.filter((step): step is Step => 'input' in step && step.names.some(isBegun(begun)));
  const judge = await run.bound.operation.verify?.(again.map(inputOf), run.session.reader);
  const steps = plan.steps.flatMap((step): (Step | Settled)[] => {
    if (!('input' in step)) return [begunAndSettled(step, begun)];
    if (!step.names.some(isBegun(begun)) || judge?.(inputOf(step)).is !== 'done') return [step];
    return step.names.map((names) => ({ names, settled: 'unchanged', message: BEFORE, quiet: true }));
  });
  await run.talk.note(resumeText(steps, since));
  return { ...plan, steps };
}

const BEFORE = 'was done by an earlier run of this command';

const isBegun =
  (begun: ReadonlySet<string>) =>
  (names: Row): boolean =>
    begun.has(nameOf(names));

const inputOf = (step: Step): Values => ({ ...step.input, ...step.expects });

/** A plan that reads first finds the earlier run's work: gone, or there already. */
function begunAndSettled(step: Settled, begun: ReadonlySet<string>): Settled {
  return isBegun(begun)(step.names) ? { ...step, settled: 'unchanged', message: BEFORE, quiet: true } : step;
}

function resumeText(steps: readonly (Step | Settled)[], since: number | undefined): string {
  const done = steps.filter((step) => 'settled' in step && step.message === BEFORE).length;
  const at = since === undefined ? '' : ` at ${new Date(since).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return `an earlier run of this command, begun${at}, did not end: ${done} of its names are in force and left as they are (--no-resume ignores it)`;
}
