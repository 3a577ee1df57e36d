/** The options of `wait`. */
import { duration, integer, someTime, text } from '../../core/params.ts';

/** The options of `wait`. */
export const WAIT_OPTIONS = {
  waitTimeout: duration({
    flag: 'wait-timeout',
    rules: [someTime],
    must: 'a duration such as 90s, 15m or 2h',
    help: 'Maximum time to wait, such as 90s, 15m or 2h',
    defaultText: '60m for an instance, 5m for a topic, 16m for a deleted topic, 2m for a group',
  }),
  maxLag: integer({
    flag: 'max-lag',
    digits: /^\d{1,15}$/,
    must: 'a whole number from 0',
    help: 'For the state drained: total number of messages that may remain',
    defaultText: '0',
  }),
  orderId: text({
    flag: 'order-id',
    placeholder: 'id',
    mayBeEmpty: true,
    help: 'Wait for the instance of this order, instead of a name',
  }),
} as const;
