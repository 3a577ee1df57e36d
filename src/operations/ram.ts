/** The RAM actions that a command needs: of its operation and of everything that it reads in addition. */
import type { Operation } from '../core/operation.ts';
import type { Param } from '../core/params.ts';
import { t } from '../core/text/texts.ts';
import { getInstanceList } from './instance/list.ts';
import type { BoundCommand } from './registry.ts';

/** The operations that a command may call: its own first, then its additional reads. */
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

/** The contents of a RAM policy for some operations. */
export interface Permissions {
  /** RAM actions, without duplicates, in alphabetical order. */
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

/** `RAM action: alikafka:CreateTopic; for lookups and checks: alikafka:ListInstance, alikafka:ListTopic.` */
export function ramText(bound: BoundCommand): string {
  const { action, ramAction } = bound.operation;
  const { actions, undocumented } = permissionsFor(callsOf(bound).slice(1));
  const reads = actions.filter((one) => one !== ramAction).join(', ');
  const unknown = [...(ramAction === undefined ? [action] : []), ...undocumented].join(', ');
  return [
    ownText(ramAction, reads),
    ...(unknown === '' ? [] : [t('No RAM action is documented for {operations}.', { operations: unknown })]),
  ]
    .filter((text) => text !== '')
    .join(' ');
}

function ownText(action: string | undefined, reads: string): string {
  if (action === undefined) return reads === '' ? '' : t('RAM action for lookups and checks: {reads}.', { reads });
  return reads === ''
    ? t('RAM action: {action}.', { action })
    : t('RAM action: {action}; for lookups and checks: {reads}.', { action, reads });
}
