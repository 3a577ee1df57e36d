import { duration, integer, someTime, text } from '../../core/params.ts';

/** The options of `wait`. */
export const WAIT_OPTIONS = {
  waitTimeout: duration({
    flag: 'wait-timeout',
    rules: [someTime],
    must: 'a duration such as 90s, 15m or 2h',
    help: 'maximum time to wait (default: instance 60m, topic 5m, topic deleted 16m, others 2m)',
  }),
  maxLag: integer({
    flag: 'max-lag',
    digits: /^\d{1,15}$/,
    must: 'a whole number from 0',
    help: 'drained: messages that may be left in all (default 0)',
  }),
  orderId: text({
    flag: 'order-id',
    placeholder: 'id',
    mayBeEmpty: true,
    help: 'the instance of this order, in place of its name',
  }),
} as const;
