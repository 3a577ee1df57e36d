import { entry, type Entries } from './entry.ts';

const CANNOT_LOWER = entry(
  'input',
  'A size cannot be lowered.',
  'Give the present size or more.',
  'alikafka instance describe',
);
const ORDER_FAILED = entry(
  'refused',
  'The order was refused.',
  'Read the message, and look in the console for orders that are not paid or not yet done.',
);

/** Orders, which cost money, and the limits of what is bought. */
export const ORDER = {
  BIZ_INSTANCE_CREATE_ORDER_ERROR: ORDER_FAILED,
  BIZ_INSTANCE_UPGRADE_ORDER_ERROR: ORDER_FAILED,
  'Order.Create.Error': ORDER_FAILED,
  'Order.Insufficient.balance': entry(
    'refused',
    'The account has not enough money for this order.',
    'Charge the account in the console.',
  ),
  'Order.InstHasUnpaidOrder': entry(
    'state',
    'The instance has an order that is not paid.',
    'Pay or cancel it in the console.',
  ),
  'ScheduledTask.AlreadyHasSameTaskType': entry(
    'state',
    'A task of this kind is under way already.',
    'Wait until it has ended.',
  ),
  'Instance.ExceedMaxLimit': entry(
    'quota',
    'The account has as many instances as it may have.',
    'Delete one that is released or expired, or ask the vendor for more.',
    'alikafka instance list --all',
  ),
  'BIZ.LIMIT.QUOTA.DOWN': CANNOT_LOWER,
  'BIZ.LIMIT.QUOTA.DOWN.1': CANNOT_LOWER,
  'BIZ.LIMIT.QUOTA.DOWN.2': CANNOT_LOWER,
  BIZ_CREATE_TOPIC_NUM_LESS_THAN_BEFORE_ERROR: CANNOT_LOWER,
  'BIZ.LIMIT.PUBNETWORK': entry(
    'input',
    'The public traffic is not allowed for this instance.',
    'Leave out --eip-max unless the instance has public access (DeployType 4).',
  ),
} as const satisfies Entries;
