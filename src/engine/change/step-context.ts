import type { Step } from '../../core/plan.ts';
import { changeOf } from '../../operations/registry.ts';
import { groupsBy } from '../../operations/shared/common.ts';
import type { ChangeContext } from '../command-context.ts';

/**
 * A command as one of its steps sees it: with the step's own operation, named, looked up and settled as the command of
 * that operation says, and on the step's own target.
 */
export function stepContext(
  run: ChangeContext,
  { operation, target }: Pick<Step, 'operation' | 'target'>,
): ChangeContext {
  if (operation === undefined && target === undefined) return run;
  const client = target === undefined ? run.client : run.client.at(target);
  if (operation === undefined) return { ...run, client };
  return { ...run, client, bound: { operation, command: changeOf(operation) ?? run.bound.command } };
}

/** Steps by their operation and target, in the order of the plan: what is read or paced together. */
export const byPlace = (steps: readonly Step[]): Step[][] => [...groupsBy(steps, placeOf).values()];

/** What tells the operation and target of a step from those of others; empty where they are the command's own. */
export const placeOf = ({ operation, target }: Pick<Step, 'operation' | 'target'>): string =>
  operation === undefined && target === undefined
    ? ''
    : JSON.stringify([operation?.action, target?.region, target?.instance]);
