/** The options of `emulator`. */
import { duration, integer, text, texts } from '../../core/params.ts';
import { sentence } from '../../core/text/texts.ts';
import { isHost } from '../../emulator/http/access.ts';

/** A value of --limits: which limits, the tolerance, or both separated by a comma; empty if it has no value. */
export const LIMITS = /^(?:(today|2020)(?:,(\d+(?:\.\d+)?))?|(\d+(?:\.\d+)?))?$/;

/** The options of `emulator`. */
export const EMULATOR_OPTIONS = {
  port: integer({
    flag: 'port',
    digits: /^\d+$/,
    max: 65_535,
    must: 'a port from 0 to 65535',
    help: 'Port to listen on, on the loopback interface; 0 picks a free one',
    defaultText: '0',
  }),
  accessKeyId: text({
    flag: 'access-key-id',
    placeholder: 'id',
    help: 'AccessKey ID that requests must have',
    defaultText: 'local',
  }),
  accessKeySecretFile: text({
    flag: 'access-key-secret-file',
    placeholder: 'file',
    lists: 'file',
    help: 'File with the AccessKey secret that requests must have',
    defaultText: 'the secret local-secret',
  }),
  allowHost: text({
    flag: 'allow-host',
    many: true,
    mayBeEmpty: true,
    placeholder: 'host',
    rules: [
      (host) =>
        isHost(host)
          ? undefined
          : sentence('{name} must be a host without a port, such as kafka.test, not "{host}"', { host }),
    ],
    help: 'Also accept requests with this Host header, on any port',
    defaultText: 'loopback addresses only',
  }),
  state: text({
    flag: 'state',
    placeholder: 'file',
    lists: 'file',
    help: 'File to keep the state in',
    defaultText: 'in memory, lost when the emulator stops',
  }),
  fault: texts({
    flag: 'fault',
    placeholder: 'rule',
    help: 'Inject a fault: kind[,key=value...], where the kind is drop, delay, half, throttle, error, html, refuse or skew; the keys are in docs/emulator.md',
  }),
  limits: text({
    flag: 'limits',
    placeholder: 'today|2020',
    lists: ['today', '2020'],
    optional: true,
    mayBeEmpty: true,
    rules: [(typed) => (LIMITS.test(typed) ? undefined : sentence('{name} must be valid limits'))],
    must: 'today or 2020, a tolerance such as 0.1, or both such as 2020,0.1',
    help: 'Enforce rate limits in requests per second per operation: today (default; CreateTopic 20, DeleteTopic 40, most reads 100) or 2020 (CreateTopic 1, StartInstance 2, others 3); CloudMonitor has 10 or 50 in both; a tolerance of 0.1 (10 %), unless the value sets another, such as 0.25 or 2020,0.25',
  }),
  topicDelay: duration({
    flag: 'topic-delay',
    must: 'a duration such as 5s',
    help: 'Delay until a created topic is listed and a deleted topic disappears, such as 5s',
    defaultText: 'none',
  }),
} as const;
