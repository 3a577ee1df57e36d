import { ORDER } from '../catalogue/order.ts';
import { theme } from './theme.ts';

const NOT_TAKEN = 'The billing of the vendor did not take the order: the values do not fit, or another order is open.';
const LESS = 'A value is below what the instance has: subscriptions only grow.';

/** What explain says of each code about orders. */
export const ORDER_THEME = theme('Orders', ORDER, {
  BIZ_INSTANCE_CREATE_ORDER_ERROR: NOT_TAKEN,
  BIZ_INSTANCE_UPGRADE_ORDER_ERROR: NOT_TAKEN,
  'Order.Create.Error': NOT_TAKEN,
  'Order.Insufficient.balance': 'The balance and the way of payment of the account do not cover the price.',
  'Order.InstHasUnpaidOrder': 'An earlier order, often a renewal, was made in the console and not paid.',
  'ScheduledTask.AlreadyHasSameTaskType': 'An upgrade of the same kind was ordered before and is not done yet.',
  'Instance.ExceedMaxLimit': 'The limit of the account is reached; released instances may count for some days.',
  'BIZ.LIMIT.QUOTA.DOWN': LESS,
  'BIZ.LIMIT.QUOTA.DOWN.1': LESS,
  'BIZ.LIMIT.QUOTA.DOWN.2': LESS,
  BIZ_CREATE_TOPIC_NUM_LESS_THAN_BEFORE_ERROR: 'The new quota of topics is below the present one.',
  'BIZ.LIMIT.PUBNETWORK': 'Public traffic was ordered for an instance that is reached in its VPC only.',
});
