/**
 * The texts of help and the reference page about the operation of a command: its name, rate, RAM actions and effect.
 */
import type { Operation } from '../core/operation.ts';
import type { Param } from '../core/params.ts';
import { t } from '../core/text/texts.ts';
import { usualRates } from '../core/record.ts';
import { permissionsFor, ramText } from './ram.ts';
import type { BoundCommand } from './registry.ts';

/**
 * `API: CreateTopic (20 requests per second). RAM action: alikafka:CreateTopic.`, the effect of the command, and
 * whether it works in an instance.
 */
export const operationText = (bound: BoundCommand): string =>
  [apiText(bound), ramText(bound), ...effectText(bound), ...placeText(bound)].join(' ');

/** The same for a command of this tool's own that makes these calls. */
export function callsText(operations: readonly Operation[]): string {
  if (operations.length === 0) return t('API: none. This command sends no requests to the service.');
  const rates = [...new Set(operations.map(({ rate }) => rate))];
  const calls = rates.map((rate) => {
    const [action = '', ...others] = operations.filter((one) => one.rate === rate).map((one) => one.action);
    return others.length === 0
      ? t('{action} ({rate} requests per second)', { action, rate })
      : t('{actions} ({rate} requests per second each)', { actions: [action, ...others].join(', '), rate });
  });
  const { actions, undocumented } = permissionsFor(operations);
  return [
    t('API: {calls}.', { calls: calls.join(', ') }),
    actions.length > 1
      ? t('RAM actions: {actions}.', { actions: actions.join(', ') })
      : t('RAM action: {action}.', { action: actions.join(', ') }),
    ...(undocumented.length === 0
      ? []
      : [t('No RAM action is documented for {operations}.', { operations: undocumented.join(', ') })]),
  ].join(' ');
}

/** The region or instance of an operation, if its parameters show it and none is typed. */
function placeText({ command, operation }: BoundCommand): string[] {
  const isTyped = 'InstanceId' in (command.inputs ?? {});
  const works = Object.values<Param>(operation.params).some(({ from }) => from === 'instance');
  return works && !isTyped ? [t('Requires an instance: -i, ALIKAFKA_INSTANCE or the profile.')] : [];
}

/** Changes without a published rate are sent at the rate of the reference of 2020 (docs/sources.md#rate-limits). */
function apiText({ operation: { action, effect, product, rate } }: BoundCommand): string {
  const isPublished = product.id === 'cms' || effect === 'read' || rate !== usualRates(effect).rate;
  return isPublished
    ? t('API: {action} ({rate} requests per second).', { action, rate })
    : t('API: {action} (limited to {rate} requests per second; no rate is published).', { action, rate });
}

function effectText({ command, operation }: BoundCommand): string[] {
  if (command.kind === 'read') return [];
  const isAsked = command.confirm.kind !== 'none';
  if (command.effect === 'order') return [t('Costs money: asks for confirmation, and sends the order at most once.')];
  if (command.effect === 'destroy')
    return [isAsked ? t('Destructive: asks for confirmation.') : t('Destructive.'), ...onceText(operation.repeatable)];
  return [...(isAsked ? [t('Asks for confirmation.')] : []), ...onceText(operation.repeatable)];
}

const onceText = (isRepeatable: boolean): string[] =>
  isRepeatable ? [] : [t('Not retried when the outcome is unknown.')];
