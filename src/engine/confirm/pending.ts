/** What a plan changes, in the parts that are confirmed, with the texts and names of each. */
import type { ChangeCommand } from '../../core/command.ts';
import type { Values } from '../../core/operation.ts';
import type { Plan, Step } from '../../core/plan.ts';
import type { Row } from '../../core/shape.ts';
import { announced, labelsOf, matchedText, matchingText } from '../change-texts.ts';
import type { ChangeContext } from '../command-context.ts';
import { byCommand } from '../change/step-context.ts';
import { stepsOf } from '../plan.ts';
import { patternOf } from '../input/pattern.ts';
import { placeOf, targetOf } from '../target.ts';

/** The part of a command's context that confirmation needs; `api` confirms too. */
export type ConfirmationContext = Pick<
  ChangeContext,
  'bound' | 'input' | 'options' | 'settings' | 'client' | 'context' | 'log'
>;

/** A change that is to be confirmed. */
export interface PendingChange {
  /** The announcement, with its target: `About to delete topic orders (profile prod, region cn-hangzhou, …).`. */
  readonly about: string;
  /** The same for one of the names. */
  readonly aboutOne: (name: string) => string;
  /** The question: `Delete 2 topics?`. */
  readonly question: string;
  /** Lines above the question: what is ordered. */
  readonly shows: readonly string[];
  /** The names of what will be changed, without duplicates. */
  readonly names: readonly string[];
  /** What --confirm accepts: these, those that need no change, and the instance or region that represents all. */
  readonly known: readonly string[];
  /** What will be sent, for the reads that show the impact. */
  readonly inputs: readonly Values[];
  /** The names come from a pattern, and are shown with the impact of each alone. */
  readonly eachName: boolean;
}

/** A part of a plan, with the context of its steps. */
export interface Part {
  readonly own: ConfirmationContext;
  readonly change: PendingChange;
}

/**
 * What a plan changes, by command and target: each part is confirmed as its own command is, so that nothing is removed or
 * ordered without a question because it is a step of something harmless. --confirm is checked against the whole plan.
 */
export function changesIn(run: ConfirmationContext, plan: Plan): Part[] {
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

function pendingChange(own: ConfirmationContext, plan: Plan, steps: readonly Step[]): Omit<PendingChange, 'known'> {
  const { bound, options } = own;
  const { command, operation } = bound;
  const rows = steps.flatMap(({ names }) => names);
  const valuesFor = (input: Values) => ({ target: targetOf({ ...own, input }), operation: operation.action });
  const stepFor = (name: string): Step | undefined =>
    steps.find((step) => step.names.some((names) => identityOf(command, names) === name));
  const values = valuesFor(own.input);
  const said = announced(command, steps, labelsOf(command, rows, steps), values);
  const names = identities(command, rows);
  const selected = patternOf(command, own.input);
  return {
    ...said,
    ...(plan.pattern === undefined ? {} : { about: matchingText(command, { ...values, pattern: plan.pattern }) }),
    ...(plan.pattern !== undefined || selected === undefined
      ? {}
      : { about: matchedText(command, names.length, { ...values, pattern: selected.text }) }),
    aboutOne: (name) => announced(command, steps, [name], valuesFor({ ...own.input, ...stepFor(name)?.input })).about,
    shows: command.confirm.shows?.(plan, options.params) ?? [],
    names,
    inputs: steps.map(({ input }) => input),
    eachName: selected !== undefined,
  };
}

/** The names of what is changed, without duplicates. */
const identities = (command: ChangeCommand, rows: readonly Row[]): string[] => [
  ...new Set(rows.map((names) => identityOf(command, names)).filter((name) => name !== '')),
];

/** The field that identifies what is changed, as `-o name` prints it. */
function identityOf({ results: { identity, typedName: spoken } }: ChangeCommand, names: Row): string {
  if (spoken !== undefined) return spoken(names);
  const named = identity === undefined ? undefined : names[identity];
  return String(named ?? Object.values(names)[0] ?? '');
}

/**
 * The word that confirms a change: the one name, or for many (or none) the instance's id, or the region. For a pattern
 * it does not depend on the current matches.
 */
export function wordOf(run: ConfirmationContext, { names }: Pick<PendingChange, 'names'>): string {
  const [only, ...others] = names;
  const isOne = only !== undefined && others.length === 0 && patternOf(run.bound.command, run.input) === undefined;
  return isOne ? only : placeOf(run);
}
