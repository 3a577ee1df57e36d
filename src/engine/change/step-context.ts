import type { Step } from '../../core/plan.ts';
import { changeOf } from '../../operations/registry.ts';
import { groupsBy } from '../../operations/shared/common.ts';
import type { ChangeContext } from '../command-context.ts';

/**
 * A command as one of its steps sees it: with the step's own operation, named, confirmed and reconciled as the command of
 * that operation says, and on the step's own target, where the commands to type next go as well.
 */
export function stepContext<C extends Pick<ChangeContext, 'bound' | 'options' | 'client'>>(
  run: C,
  { operation, target }: Place,
): C {
  if (operation === undefined && target === undefined) return run;
  const { options, client } = run;
  const there =
    target === undefined
      ? {}
      : { client: client.at(target), options: { ...options, targets: { ...options.targets, ...target } } };
  const bound = operation === undefined ? run.bound : { operation, command: changeOf(operation) ?? run.bound.command };
  return { ...run, ...there, bound };
}

/** The operation and target of a step; those of the command where they are left out. */
export interface Place {
  readonly operation?: Step['operation'] | undefined;
  readonly target?: Step['target'] | undefined;
}

/** Steps by their operation and target, in the order of the plan: what is read or paced together. */
export const byPlace = (steps: readonly Step[]): Step[][] => [...groupsBy(steps, placeOf).values()];

/** What tells the operation and target of a step from those of others; empty where they are the command's own. */
export const placeOf = ({ operation, target }: Place): string =>
  operation === undefined && target === undefined
    ? ''
    : JSON.stringify([operation?.action, target?.region, target?.instance]);
