import type { Operation } from '../core/operation.ts';
import type { Param } from '../core/params.ts';
import { getInstanceList } from './instance/list.ts';
import type { BoundCommand } from './registry.ts';

/** The operations that a command may call: its own first, then those that it reads besides. */
export function callsOf(bound: BoundCommand): readonly Operation[] {
  const { operation, command } = bound;
  const lookUp = takesInstanceName(bound) ? [getInstanceList] : [];
  return [...new Set([operation, ...(command.reads ?? []), ...lookUp])];
}

/** Whether an instance may be named by its name, so that its id is looked up. */
function takesInstanceName({ operation, command }: BoundCommand): boolean {
  const params = Object.values<Param>({ ...operation.params, ...command.inputs });
  const isUsed = command.needsInstance !== undefined || (command.kind === 'read' && command.usesInstance === true);
  return isUsed || params.some(({ from, instance }) => from === 'instance' || instance === 'id-or-name');
}

/** What a RAM policy for some operations has to allow. */
export interface Permissions {
  /** RAM actions, each once, in alphabetical order. */
  readonly actions: readonly string[];
  /** Names of the operations for which no RAM action is documented, in alphabetical order. */
  readonly undocumented: readonly string[];
}

/** The permissions that calls of these operations need. */
export function permissionsFor(operations: readonly Operation[]): Permissions {
  const actions = operations.flatMap(({ ramAction }) => ramAction ?? []);
  const undocumented = operations.filter(({ ramAction }) => ramAction === undefined).map(({ action }) => action);
  return { actions: [...new Set(actions)].sort(), undocumented: [...new Set(undocumented)].sort() };
}

/** `RAM action: alikafka:CreateTopic; other reads: alikafka:ListInstance, alikafka:ListTopic.` */
export function ramText(bound: BoundCommand): string {
  const { ramAction = NONE } = bound.operation;
  const { actions, undocumented } = permissionsFor(callsOf(bound).slice(1));
  const others = actions.filter((action) => action !== ramAction);
  return [
    `RAM action: ${ramAction}`,
    ...(others.length === 0 ? [] : [`other reads: ${others.join(', ')}`]),
    ...(undocumented.length === 0 ? [] : [`${NONE} for ${undocumented.join(', ')}`]),
  ]
    .join('; ')
    .concat('.');
}

const NONE = 'not documented';
