/** The usual causes of the codes in catalogue/order.ts, for `explain` and docs/errors.md. */
import { ORDER } from '../catalogue/order.ts';
import { theme } from './theme.ts';

const REFUSED = {
  cause: 'The billing system did not accept the order: the values do not match, or another order is open.',
};
const LESS = { cause: 'A value is below the current one: sizes can only be increased.' };

/** The usual causes of the codes about orders. */
export const ORDER_THEME = theme('Orders', ORDER, {
  BIZ_INSTANCE_CREATE_ORDER_ERROR: REFUSED,
  BIZ_INSTANCE_UPGRADE_ORDER_ERROR: REFUSED,
  'Order.Create.Error': REFUSED,
  'Order.Insufficient.balance': {
    cause: 'The balance and the payment method of the account do not cover the price.',
  },
  'Order.InstHasUnpaidOrder': {
    cause: 'An earlier order, often a renewal, was created in the console and not paid.',
  },
  'ScheduledTask.AlreadyHasSameTaskType': {
    cause: 'An upgrade or another change of the same type was requested before and is not finished.',
  },
  'Instance.ExceedMaxLimit': {
    cause: 'The account has the maximum number of instances. Released instances can count for some days.',
  },
  'BIZ.LIMIT.QUOTA.DOWN': LESS,
  'BIZ.LIMIT.QUOTA.DOWN.1': LESS,
  'BIZ.LIMIT.QUOTA.DOWN.2': LESS,
  BIZ_CREATE_TOPIC_NUM_LESS_THAN_BEFORE_ERROR: { cause: 'The new number of topics is below the current one.' },
  'BIZ.LIMIT.PUBNETWORK': {
    cause: 'Public traffic was ordered for an instance that can be reached only from its VPC.',
  },
});
