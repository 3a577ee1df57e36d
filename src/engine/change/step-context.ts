/** The context of a command for one step of a plan: with the step's own operation, command and target. */
import type { ChangeCommand } from '../../core/command.ts';
import type { Operation, Values } from '../../core/operation.ts';
import { type Place, type Plan, type Step, TARGET_FIELDS } from '../../core/plan.ts';
import type { OperationRecord } from '../../core/record.ts';
import type { Json, Row } from '../../core/shape.ts';
import { groupsBy } from '../../operations/shared/common.ts';
import type { CommandContext } from '../command-context.ts';
import { instanceOf } from '../target.ts';

/** The part of a step that names its operation and target. */
interface Placed extends Place {
  readonly input?: Values;
}

/** The part of a command's context that depends on the step. */
type Own = Pick<CommandContext, 'bound' | 'options' | 'client'>;

/**
 * The context of a command for one of its steps: with the step's own operation, which is named, confirmed and
 * reconciled by its own command, and with the step's own target, which the commands to type next name too. A read keeps
 * the view of the command, for any operation.
 */
export function stepContext<C extends Own>(run: C, { operation, target, input = {} }: Placed): C {
  if (operation === undefined && target === undefined) return run;
  const { options, client } = run;
  const there =
    target === undefined
      ? {}
      : { client: client.at(target), options: { ...options, targets: { ...options.targets, ...target } } };
  const { command } = run.bound;
  const bound =
    operation === undefined
      ? run.bound
      : { operation, command: command.kind === 'read' ? command : changeOf(operation, input) };
  return { ...run, ...there, bound };
}

/**
 * The command that makes the changes of an operation; if it does several things, the one for this input. Throws Error
 * if there is none: the plan is then wrong, since no record defines the confirmation of the change.
 */
function changeOf(operation: Operation, input: Values): ChangeCommand {
  const changes = isRecord(operation) ? operation.commands.filter((one) => one.kind === 'change') : [];
  const effect = operation.effectOf?.(input) ?? operation.effect;
  const found = changes.find((command) => command.effect === effect) ?? changes[0];
  if (found === undefined) throw new Error(`no command changes something by ${operation.action}`);
  return found;
}

const isRecord = (operation: Operation): operation is OperationRecord => 'commands' in operation;

/** Steps that belong together, and their context. */
interface Part<C> {
  readonly own: C;
  readonly steps: readonly Step[];
}

/** Steps by their operation and target, in the order of the plan: they share reads and a rate limit. */
export const byPlace = <C extends Own>(run: C, steps: readonly Step[]): Part<C>[] =>
  partsBy(run, steps, (step) => placeOf(run, step));

/** Steps by the command that confirms each, and its target: they are confirmed together. */
export const byCommand = <C extends Own>(run: C, steps: readonly Step[]): Part<C>[] =>
  partsBy(run, steps, (step) => `${stepContext(run, step).bound.command.path} ${placeOf(run, step)}`);

const partsBy = <C extends Own>(run: C, steps: readonly Step[], key: (step: Step) => string): Part<C>[] =>
  [...groupsBy(steps, key).values()].map((part) => ({ own: stepContext(run, part[0] ?? {}), steps: part }));

/** A key for the operation and target of a step; empty if they are those of the command, explicitly or by default. */
export function placeOf(run: Own, place: Placed): string {
  const own = stepContext(run, place);
  const key = (at: Own): string => JSON.stringify([at.bound.operation.action, at.client.region, at.client.instance]);
  return own === run || key(own) === key(run) ? '' : key(own);
}

/**
 * Cells that distinguish the results of a plan of several operations, regions or instances, by step: only those that
 * differ. None if all steps have the command's own operation and target.
 */
export function tellingApart(
  run: Own & Pick<CommandContext, 'input'>,
  { steps }: Pick<Plan, 'steps'>,
): (step: Placed) => Row | undefined {
  if (steps.every((step) => placeOf(run, step) === '')) return () => undefined;
  const all = steps.map((step) => cellsOf(run, step));
  const valuesOf = (field: string): ReadonlySet<Json> =>
    new Set(all.map((cells) => cells[field] ?? null).filter((value) => value !== null));
  const fields = Object.keys(all[0] ?? {}).filter((field) => valuesOf(field).size > 1);
  if (fields.length === 0) return () => undefined;
  return (step) => {
    const cells = cellsOf(run, step);
    return Object.fromEntries(fields.map((field): [string, Json] => [field, cells[field] ?? null]));
  };
}

function cellsOf(run: Own & Pick<CommandContext, 'input'>, step: Placed): Row {
  const own = stepContext({ ...run, input: step.input ?? {} }, step);
  return {
    [TARGET_FIELDS.region]: own.client.region,
    [TARGET_FIELDS.instance]: instanceOf(own) ?? null,
    Action: own.bound.operation.action,
  };
}
