import type { Command, Plan, Step } from '../core/operation.ts';
import type { Row } from '../core/shape.ts';
import { type AboutTo, announce, type Asking, askYes, isConfirmed, questionOf, refuseStray } from './asking.ts';
import type { Run } from './command-run.ts';
import { confirmByName, confirmTyped } from './confirm-typed.ts';
import { sayHits } from './hits.ts';
import { stepsOf } from './read.ts';
import { nameOf } from './results.ts';

/** How a change is confirmed: by typing its ids, by yes, or not at all. */
export type Asks = 'typed' | 'asked' | 'free';

/** Asks before a change where the contract or the profile says so. Throws Failure: 130 when declined, 2 when nobody can be asked. */
export async function confirmChange(run: Run, plan: Plan): Promise<void> {
  const steps = stepsOf(plan);
  if (steps.length === 0) return;
  await confirm(run, aboutTo(run, plan, steps), asksOf(run));
}

/** Asks before a change, whoever makes it (`api` too). Throws Failure as `confirmChange` does. */
export async function confirm(run: Asking, change: AboutTo, asks: Asks): Promise<void> {
  refuseStray(run, change);
  if (asks === 'typed') return confirmTyped(run, change);
  if (run.settings.guards.confirmByName) {
    await show(run, change);
    return confirmByName(run, change);
  }
  if (asks === 'free' || run.globals.yes || isConfirmed(run, change)) return announce(run);
  await show(run, change);
  const mayAsk = run.globals.mayAsk;
  await askYes({ ...run, mayAsk }, questionOf(run, change), change.asks, () => sayHits(run, change));
}

function asksOf({ bound: { command, operation } }: Run): Asks {
  if (command.typedConfirmation === true) return 'typed';
  const effect = command.effect ?? operation.effect;
  return command.asks === true || effect === 'destroy' || effect === 'order' ? 'asked' : 'free';
}

async function show(run: Asking, { shows }: AboutTo): Promise<void> {
  for (const line of shows) await run.talk.line(`  ${line}`);
}

function aboutTo({ bound: { command }, globals }: Run, plan: Plan, steps: readonly Step[]): AboutTo {
  const verb = verbOf(command);
  const identities = (rows: readonly Row[]): string[] => [
    ...new Set(rows.map((names) => identityOf(command, names)).filter((name) => name !== '')),
  ];
  const what = command.question?.(plan) ?? `${verb} ${named(steps)}`;
  return {
    verb,
    what,
    asks: asQuestion(countedOf(command, steps) ?? what),
    shows: command.shows?.(plan, globals.params) ?? [],
    names: identities(steps.flatMap(({ names }) => names)),
    known: identities(plan.steps.flatMap(({ names }) => names)),
    inputs: steps.map(({ input }) => input),
  };
}

/** The field that identifies what is changed, as `-o name` prints it. */
function identityOf({ identity, spoken }: Command, names: Row): string {
  if (spoken !== undefined) return spoken(names);
  const named = identity === undefined ? undefined : names[identity];
  return String(named ?? Object.values(names)[0] ?? '');
}

/** `topic delete` as a sentence has it: delete topic. */
function verbOf({ path, called }: Command): string {
  const words = path.split(' ');
  return [words.at(-1), ...(called === undefined ? words.slice(0, -1) : [called.one])].join(' ');
}

/** `delete 2 topics`; undefined where it is one, or where the command has no word for many. */
function countedOf({ path, called, question }: Command, steps: readonly Step[]): string | undefined {
  const count = new Set(steps.flatMap(({ names }) => names.map(nameOf))).size;
  if (called === undefined || question !== undefined || count < 2) return undefined;
  return `${path.split(' ').at(-1) ?? ''} ${count} ${called.many}`;
}

/** What is about to be done, as a question. */
export const asQuestion = (what: string): string => `${what.charAt(0).toUpperCase()}${what.slice(1)}?`;

function named(steps: readonly Step[]): string {
  const names = steps.flatMap((step) => step.names.map(nameOf));
  return names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
}
