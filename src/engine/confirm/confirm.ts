import type { ChangeCommand } from '../../core/command.ts';
import type { Plan, Step } from '../../core/plan.ts';
import type { Values } from '../../core/operation.ts';
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
  wordOf,
} from './questions.ts';
import type { ChangeContext, CommandContext } from '../command-context.ts';
import { confirmByName, confirmByTypingEach } from './type-name.ts';
import { logImpact } from './impact.ts';
import { byCommand } from '../change/step-context.ts';
import { stepsOf } from '../read/read.ts';
import { nameOf } from '../change/results.ts';

/** Asks before a change where the record or the profile says so. Throws Failure: 130 when declined, 2 when nobody can be asked. */
export async function confirmChange(run: ConfirmationContext, plan: Plan): Promise<void> {
  for (const { own, change } of changesIn(run, plan)) await confirm(own, change);
}

/**
 * What a plan changes, by command and target: each is confirmed as its own command is and where it is done, so that
 * nothing is removed or ordered unasked because it is a step of something harmless. What --confirm names is judged by the
 * whole plan.
 */
function changesIn(
  run: ConfirmationContext,
  plan: Plan,
): { readonly own: ConfirmationContext; readonly change: PendingChange }[] {
  const groups = byCommand(run, stepsOf(plan));
  const parts = groups.map(({ own, steps }) => {
    return { own, change: aboutTo(own, groups.length === 1 ? plan : { ...plan, steps }, steps) };
  });
  const names = plan.steps.flatMap((step) => step.names);
  const known = parts.flatMap(({ own, change }) => [...identities(own.bound.command, names), wordOf(own, change)]);
  return parts.map(({ own, change }) => ({ own, change: { ...change, known } }));
}

/**
 * Refuses a change that would be asked where nobody can be asked, before anything is read for it. `planned` is what it
 * would send as far as that is known without reading. What --confirm names is judged by the whole plan. Throws Failure
 * (exit 2).
 */
export async function refuseUnasked(run: ConfirmationContext, planned: Plan): Promise<void> {
  for (const { own, change } of changesIn(run, planned))
    if (isUnanswerable(own)) await confirm(own, { ...change, shows: [] });
}

/** A request for each input, by what was typed: what stands for a plan that is not known without reading. */
export const typedPlan = ({ bound, items }: Pick<CommandContext, 'bound' | 'items'>): Plan => ({
  steps: items.map((input) => ({ input, names: [typedNames(bound, input)] })),
});

/** Whether a change would end for want of a confirmation, whatever it is about. */
export const isUnanswerable = (run: ConfirmationContext): boolean =>
  !run.options.dryRun && !canAsk(run) && confirmations(run).length === 0 && needsAnswer(run);

function needsAnswer({
  bound,
  settings,
  options,
}: Pick<ConfirmationContext, 'bound' | 'settings' | 'options'>): boolean {
  const { kind } = bound.command.confirm;
  return kind === 'type-name' || settings.protection.confirmByName || (kind === 'yes-no' && !options.yes);
}

/** What was typed to name what is changed: the arguments. */
const typedNames = ({ operation, command }: CommandContext['bound'], input: Values): Row =>
  Object.fromEntries(
    Object.entries({ ...operation.params, ...command.inputs })
      .filter(([key, { argument }]) => argument !== undefined && input[key] !== undefined)
      .map(([key]) => [key, String(input[key])]),
  );

async function confirm(run: ConfirmationContext, change: PendingChange): Promise<void> {
  const how = run.bound.command.confirm;
  refuseStray(run, change);
  if (how.kind === 'type-name') return confirmByTypingEach(run, change, how.typed);
  if (run.settings.protection.confirmByName) {
    await show(run, change);
    return confirmByName(run, change);
  }
  if (how.kind === 'none' || run.options.yes || isConfirmed(run, change)) return announce(run);
  await show(run, change);
  await askYes(run, questionOf(run, change), change.asks, () => logImpact(run, change));
}

async function show(run: ConfirmationContext, { shows }: PendingChange): Promise<void> {
  for (const line of shows) await run.log.write(`  ${line}`);
}

function aboutTo(
  { bound: { command }, options }: Pick<ChangeContext, 'bound' | 'options'>,
  plan: Plan,
  steps: readonly Step[],
): Omit<PendingChange, 'known'> {
  const verb = verbOf(command);
  const what = command.confirm.question?.(plan) ?? `${verb} ${named(steps)}`;
  return {
    verb,
    what,
    asks: asQuestion(countedOf(command, steps) ?? what),
    shows: command.confirm.shows?.(plan, options.params) ?? [],
    names: identities(
      command,
      steps.flatMap(({ names }) => names),
    ),
    inputs: steps.map(({ input }) => input),
  };
}

/** What is changed by these names, each once. */
const identities = (command: ChangeCommand, rows: readonly Row[]): string[] => [
  ...new Set(rows.map((names) => identityOf(command, names)).filter((name) => name !== '')),
];

/** The field that identifies what is changed, as `-o name` prints it. */
function identityOf({ results: { identity, typedName: spoken } }: ChangeCommand, names: Row): string {
  if (spoken !== undefined) return spoken(names);
  const named = identity === undefined ? undefined : names[identity];
  return String(named ?? Object.values(names)[0] ?? '');
}

/** `topic delete` as a sentence has it: delete topic. */
function verbOf({ path, confirm: { called, verb } }: ChangeCommand): string {
  const words = path.split(' ');
  return [verb ?? words.at(-1), ...(called === undefined ? words.slice(0, -1) : [called.one])].join(' ');
}

/** `delete 2 topics`; undefined where it is one, or where the command has no word for many. */
function countedOf({ path, confirm: { called, question } }: ChangeCommand, steps: readonly Step[]): string | undefined {
  const count = new Set(steps.flatMap(({ names }) => names.map(nameOf))).size;
  if (called === undefined || question !== undefined || count < 2) return undefined;
  return `${path.split(' ').at(-1) ?? ''} ${count} ${called.many}`;
}

/** What is about to be done, as a question. */
const asQuestion = (what: string): string => `${what.charAt(0).toUpperCase()}${what.slice(1)}?`;

function named(steps: readonly Step[]): string {
  const names = steps.flatMap((step) => step.names.map(nameOf));
  return names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
}
