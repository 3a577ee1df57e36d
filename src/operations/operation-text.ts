/** What help and the reference page say of the operation behind a command: its name, rate, RAM actions and effect. */
import { t } from '../core/text/texts.ts';
import { usualRates } from '../core/record.ts';
import { ramText } from './ram.ts';
import type { BoundCommand } from './registry.ts';

/** `API: CreateTopic (20 requests per second). RAM action: alikafka:CreateTopic.`, and what the command does to the world. */
export const operationText = (bound: BoundCommand): string =>
  [apiText(bound), ramText(bound), ...effectText(bound)].join(' ');

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
