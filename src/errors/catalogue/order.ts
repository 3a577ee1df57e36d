/** Service codes about orders and quotas. Their usual causes are in explained/order.ts. */
import { alikafka } from '../../core/text/command-line.ts';
import type { Entries, Entry } from './entry.ts';

const CANNOT_LOWER = {
  kind: 'input',
  meaning: 'A size cannot be reduced.',
  advice: 'Pass the current size or a larger one.',
  next: alikafka`instance describe`,
} as const satisfies Entry;
const ORDER_FAILED = {
  kind: 'refused',
  meaning: 'The order was refused.',
  advice:
    'Read the message for the reason. In the console, open Expenses and Costs, then the list of orders, and pay or cancel the orders that are still open.',
} as const satisfies Entry;

/** Codes about orders, which cost money, and about the limits of what can be ordered. */
export const ORDER = {
  BIZ_INSTANCE_CREATE_ORDER_ERROR: ORDER_FAILED,
  BIZ_INSTANCE_UPGRADE_ORDER_ERROR: ORDER_FAILED,
  'Order.Create.Error': ORDER_FAILED,
  'Order.Insufficient.balance': {
    kind: 'refused',
    meaning: 'The balance of the account is too low for this order.',
    advice: 'Add funds to the account in the console, under Expenses and Costs. Then run the command again.',
  },
  'Order.InstHasUnpaidOrder': {
    kind: 'state',
    meaning: 'The instance has an unpaid order.',
    advice:
      'In the console, open Expenses and Costs, then the list of orders, and pay or cancel the order of the instance. Then run the command again.',
  },
  'ScheduledTask.AlreadyHasSameTaskType': {
    kind: 'state',
    meaning: 'A task of the same type is already scheduled or running.',
    advice: 'Wait until the task has finished, for example with "{command}", and run the command again.',
    command: alikafka`wait instance <id> running`,
  },
  'Instance.ExceedMaxLimit': {
    kind: 'quota',
    meaning: 'The account has reached its limit of instances.',
    advice: 'Delete instances that are released or expired, or ask Alibaba Cloud support for a higher limit.',
    next: alikafka`instance list --all`,
  },
  'BIZ.LIMIT.QUOTA.DOWN': CANNOT_LOWER,
  'BIZ.LIMIT.QUOTA.DOWN.1': CANNOT_LOWER,
  'BIZ.LIMIT.QUOTA.DOWN.2': CANNOT_LOWER,
  BIZ_CREATE_TOPIC_NUM_LESS_THAN_BEFORE_ERROR: CANNOT_LOWER,
  'BIZ.LIMIT.PUBNETWORK': {
    kind: 'input',
    meaning: 'The instance cannot have this public traffic.',
    advice: 'Leave out --eip-max unless the instance has public access (DeployType 4).',
    next: alikafka`instance describe`,
  },
} as const satisfies Entries;
