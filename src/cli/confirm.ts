import type { Command, Plan, Step } from '../core/operation.ts';
import type { Row } from '../core/shape.ts';
import { usage } from '../errors/failure.ts';
import {
  type AboutTo,
  announce,
  type Asking,
  canAsk,
  declined,
  isConfirmed,
  questionOf,
  refuseStray,
} from './asking.ts';
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
  await askYes(run, change);
}

function asksOf({ bound: { command, operation } }: Run): Asks {
  if (command.typedConfirmation === true) return 'typed';
  const effect = command.effect ?? operation.effect;
  return command.asks === true || effect === 'destroy' || effect === 'order' ? 'asked' : 'free';
}

async function show(run: Asking, { shows }: AboutTo): Promise<void> {
  for (const line of shows) await run.talk.line(`  ${line}`);
}

/** A yes-or-no question, below what the change would hit. */
async function askYes(run: Asking, change: AboutTo): Promise<void> {
  const question = questionOf(run, change);
  if (!canAsk(run)) {
    throw usage([{ flag: '--yes', message: 'is needed here: this would be asked, and there is nobody to ask' }], {
      hint: question,
    });
  }
  await sayHits(run, change);
  await run.talk.line(question);
  if (!(await run.context.prompts.confirm('Go on?'))) throw declined();
}

function aboutTo({ bound: { command }, globals }: Run, plan: Plan, steps: readonly Step[]): AboutTo {
  const verb = verbFirst(command.path);
  const identities = (rows: readonly Row[]): string[] => [
    ...new Set(rows.map((names) => identityOf(command, names)).filter((name) => name !== '')),
  ];
  return {
    verb,
    what: command.question?.(plan) ?? `${verb} ${named(steps)}`,
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
function verbFirst(path: string): string {
  const words = path.split(' ');
  return [words.at(-1), ...words.slice(0, -1)].join(' ');
}

function named(steps: readonly Step[]): string {
  const names = steps.flatMap((step) => step.names.map(nameOf));
  return names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
}
