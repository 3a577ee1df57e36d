import type { Command, Plan, Step, Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import {
  type PendingChange,
  announce,
  type ConfirmationContext,
  askYes,
  canAsk,
  confirmations,
  isConfirmed,
  questionOf,
  refuseStray,
} from './questions.ts';
import type { CommandContext } from '../command-context.ts';
import { confirmByName, confirmByTypingIds } from './type-name.ts';
import { logImpact } from './impact.ts';
import { stepsOf } from '../read.ts';
import { nameOf } from '../results.ts';

/** How a change is confirmed: by typing its ids, by yes, or not at all. */
export type ConfirmationKind = 'typed' | 'asked' | 'free';

/** Asks before a change where the contract or the profile says so. Throws Failure: 130 when declined, 2 when nobody can be asked. */
export async function confirmChange(run: CommandContext, plan: Plan): Promise<void> {
  const steps = stepsOf(plan);
  if (steps.length === 0) return;
  await confirm(run, aboutTo(run, plan, steps), confirmationKindOf(run));
}

/**
 * Refuses a change that would be asked where nobody can be asked, before anything is read for it. `planned` is what it
 * would send as far as that is known without reading. What --confirm names is judged by the whole plan. Throws Failure
 * (exit 2).
 */
export async function refuseUnasked(
  run: ConfirmationContext & Pick<CommandContext, 'items'>,
  planned: Plan | undefined,
): Promise<void> {
  const plan = planned ?? {
    steps: run.items.map((input) => ({ input, names: [typedNames(run.bound, input)] })),
  };
  const steps = stepsOf(plan);
  if (steps.length > 0) await refuseUnanswered(run, aboutTo(run, plan, steps), confirmationKindOf(run));
}

/** Whether a change would end for want of a confirmation, whatever it is about. */
export const isUnanswerable = (run: ConfirmationContext): boolean =>
  run.bound.operation.effect !== 'read' &&
  !run.options.dryRun &&
  !canAsk(run) &&
  confirmations(run).length === 0 &&
  needsAnswer(run, confirmationKindOf(run));

const needsAnswer = (
  { settings, options }: Pick<CommandContext, 'settings' | 'options'>,
  asks: ConfirmationKind,
): boolean => asks === 'typed' || settings.protection.confirmByName || (asks === 'asked' && !options.yes);

/** The same of a change that is known already (`api`). */
export async function refuseUnanswered(
  run: ConfirmationContext,
  change: PendingChange,
  asks: ConfirmationKind,
): Promise<void> {
  if (run.options.dryRun || canAsk(run) || confirmations(run).length > 0) return;
  if (needsAnswer(run, asks)) await confirm(run, { ...change, shows: [] }, asks);
}

/** What was typed to name what is changed: the arguments. */
const typedNames = ({ operation, command }: CommandContext['bound'], input: Values): Row =>
  Object.fromEntries(
    Object.entries({ ...operation.params, ...command.inputs })
      .filter(([key, { argument }]) => argument !== undefined && input[key] !== undefined)
      .map(([key]) => [key, String(input[key])]),
  );

/** Asks before a change, whoever makes it (`api` too). Throws Failure as `confirmChange` does. */
export async function confirm(run: ConfirmationContext, change: PendingChange, asks: ConfirmationKind): Promise<void> {
  refuseStray(run, change);
  if (asks === 'typed') return confirmByTypingIds(run, change);
  if (run.settings.protection.confirmByName) {
    await show(run, change);
    return confirmByName(run, change);
  }
  if (asks === 'free' || run.options.yes || isConfirmed(run, change)) return announce(run);
  await show(run, change);
  await askYes(run, questionOf(run, change), change.asks, () => logImpact(run, change));
}

function confirmationKindOf({ bound: { command, operation } }: Pick<CommandContext, 'bound'>): ConfirmationKind {
  if (command.confirmByTypingIds === true) return 'typed';
  const effect = command.effect ?? operation.effect;
  return command.asks === true || effect === 'destroy' || effect === 'order' ? 'asked' : 'free';
}

async function show(run: ConfirmationContext, { shows }: PendingChange): Promise<void> {
  for (const line of shows) await run.log.write(`  ${line}`);
}

function aboutTo(
  { bound: { command }, options }: Pick<CommandContext, 'bound' | 'options'>,
  plan: Plan,
  steps: readonly Step[],
): PendingChange {
  const verb = verbOf(command);
  const identities = (rows: readonly Row[]): string[] => [
    ...new Set(rows.map((names) => identityOf(command, names)).filter((name) => name !== '')),
  ];
  const what = command.question?.(plan) ?? `${verb} ${named(steps)}`;
  return {
    verb,
    what,
    asks: asQuestion(countedOf(command, steps) ?? what),
    shows: command.shows?.(plan, options.params) ?? [],
    names: identities(steps.flatMap(({ names }) => names)),
    known: identities(plan.steps.flatMap(({ names }) => names)),
    inputs: steps.map(({ input }) => input),
  };
}

/** The field that identifies what is changed, as `-o name` prints it. */
function identityOf({ identity, typedName: spoken }: Command, names: Row): string {
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
