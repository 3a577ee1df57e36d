import type { ChangeCommand } from '../../core/command.ts';
import type { Plan, Step } from '../../core/plan.ts';
import { safeText } from '../../core/text/safe-text.ts';
import { t } from '../../core/text/texts.ts';
import type { Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import {
  aboutText,
  type PendingChange,
  announce,
  type ConfirmationContext,
  askYes,
  canAsk,
  confirmations,
  firstNames,
  isConfirmed,
  refuseUnknownNames,
  wordOf,
} from './questions.ts';
import { calledFor } from '../called.ts';
import type { ChangeContext, CommandContext } from '../command-context.ts';
import { confirmByName, confirmByTypingEach } from './type-name.ts';
import { logImpact } from './impact.ts';
import { byCommand } from '../change/step-context.ts';
import { stepsOf } from '../read/read.ts';
import { nameOf } from '../change/results.ts';

/** Confirms a change where the record or the profile requires it. Throws Failure: 130 when declined, 2 where it cannot ask. */
export async function confirmChange(run: ConfirmationContext, plan: Plan): Promise<void> {
  for (const { own, change } of changesIn(run, plan)) await confirm(own, change);
}

/**
 * What a plan changes, by command and target: each part is confirmed as its own command is, so that nothing is removed or
 * ordered without a question because it is a step of something harmless. --confirm is checked against the whole plan.
 */
function changesIn(
  run: ConfirmationContext,
  plan: Plan,
): { readonly own: ConfirmationContext; readonly change: PendingChange }[] {
  const groups = byCommand(run, stepsOf(plan));
  const parts = groups.map(({ own, steps }) => {
    return { own, change: pendingChange(own, groups.length === 1 ? plan : { ...plan, steps }, steps) };
  });
  const names = plan.steps.flatMap((step) => step.names);
  const known = parts.flatMap(({ own, change }) => {
    const { command } = own.bound;
    return [...(command.confirm.kind === 'type-name' ? [] : [wordOf(own, change)]), ...identities(command, names)];
  });
  return parts.map(({ own, change }) => ({ own, change: { ...change, known } }));
}

/**
 * Refuses a change that needs a question where none can be asked, before anything is read for it. `planned` is what it
 * would send as far as that is known without reading. Throws Failure (exit 2).
 */
export async function refuseUnasked(run: ConfirmationContext, planned: Plan): Promise<void> {
  for (const { own, change } of changesIn(run, planned))
    if (isUnanswerable(own)) await confirm(own, { ...change, shows: [] });
}

/** One request for each input, with the typed names: in place of a plan that is not known without reading. */
export const typedPlan = ({ bound, items }: Pick<CommandContext, 'bound' | 'items'>): Plan => ({
  steps: items.map((input) => ({ input, names: [typedNames(bound, input)] })),
});

/** Whether a change needs a confirmation that it cannot get. */
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

/** The typed names of what is changed: the arguments. */
const typedNames = ({ operation, command }: CommandContext['bound'], input: Values): Row =>
  Object.fromEntries(
    Object.entries({ ...operation.params, ...command.inputs })
      .filter(([key, { argument }]) => argument !== undefined && input[key] !== undefined)
      .map(([key]) => [key, String(input[key])]),
  );

async function confirm(run: ConfirmationContext, change: PendingChange): Promise<void> {
  const { confirm: rule } = run.bound.command;
  refuseUnknownNames(run, change);
  if (rule.kind === 'type-name') return confirmByTypingEach(run, change, rule.typed);
  if (run.settings.protection.confirmByName) {
    await show(run, change);
    return confirmByName(run, change);
  }
  if (rule.kind === 'none' || run.options.yes || isConfirmed(run, change)) return announce(run);
  await show(run, change);
  await askYes(run, aboutText(run, change), change.question, () => logImpact(run, change));
}

async function show(run: ConfirmationContext, { shows }: PendingChange): Promise<void> {
  for (const line of shows) await run.log.write(`  ${line}`);
}

function pendingChange(
  { bound: { command }, options }: Pick<ChangeContext, 'bound' | 'options'>,
  plan: Plan,
  steps: readonly Step[],
): Omit<PendingChange, 'known'> {
  const shown = command.results.typedName ?? nameOf;
  const names = [...new Set(steps.flatMap((step) => step.names.map(shown)))];
  const own = command.confirm.question?.(plan);
  const action = safeText(own ?? actionText(command, names)); // the names may be the service's
  return {
    action,
    of: (name) =>
      safeText(own === undefined ? actionText(command, [name]) : t('{action} for {name}', { action: own, name })),
    question: asQuestion(own === undefined && names.length > 1 ? countedText(command, names.length) : action),
    shows: command.confirm.shows?.(plan, options.params) ?? [],
    names: identities(
      command,
      steps.flatMap(({ names }) => names),
    ),
    inputs: steps.map(({ input }) => input),
  };
}

/** The names of what is changed, each once. */
const identities = (command: ChangeCommand, rows: readonly Row[]): string[] => [
  ...new Set(rows.map((names) => identityOf(command, names)).filter((name) => name !== '')),
];

/** The field that identifies what is changed, as `-o name` prints it. */
function identityOf({ results: { identity, typedName: spoken } }: ChangeCommand, names: Row): string {
  if (spoken !== undefined) return spoken(names);
  const named = identity === undefined ? undefined : names[identity];
  return String(named ?? Object.values(names)[0] ?? '');
}

/** `delete topic orders`; `run "topic set-remark" for orders` where the record has no words for it. */
function actionText(command: ChangeCommand, all: readonly string[]): string {
  const verb = verbOf(command);
  const names = firstNames(all);
  if (verb !== undefined) return t('{verb} {what} {names}', { verb, what: calledFor(command, all.length), names });
  const { path } = command;
  return names === ''
    ? t('run "{command}"', { command: path })
    : t('run "{command}" for {names}', { command: path, names });
}

/** `delete 2 topics`. */
function countedText(command: ChangeCommand, count: number): string {
  const verb = verbOf(command);
  return verb === undefined
    ? t('run "{command}" for {count} names', { command: command.path, count })
    : t('{verb} {count} {items}', { verb, count, items: calledFor(command, count) });
}

/** The verb of a command, where a sentence can have it: `set-remark` cannot stand before `topic orders`. */
function verbOf({ path, confirm: { called } }: ChangeCommand): string | undefined {
  const verb = path.split(' ').at(-1);
  return called === undefined || verb === undefined || verb.includes('-') ? undefined : verb;
}

/** `delete 2 topics` as a question. */
const asQuestion = (action: string): string =>
  t('{action}?', { action: `${action.charAt(0).toUpperCase()}${action.slice(1)}` });
