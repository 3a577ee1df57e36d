import { duration, integer, text, texts } from '../../core/params.ts';
import { sentence } from '../../core/text/texts.ts';
import { isHost } from '../../emulator/http/door.ts';

/** A value of --limits: whose limits, the slack, or both with a comma between; none at all where the flag is bare. */
export const LIMITS = /^(?:(today|2020)(?:,(\d+(?:\.\d+)?))?|(\d+(?:\.\d+)?))?$/;

/** The options of `emulator`. */
export const EMULATOR_OPTIONS = {
  port: integer({
    flag: 'port',
    digits: /^\d+$/,
    max: 65_535,
    must: 'a port from 0 to 65535',
    help: 'port; 0 for any that is free (default 0)',
  }),
  accessKeyId: text({
    flag: 'access-key-id',
    placeholder: 'id',
    help: 'key id that is accepted (default local)',
  }),
  accessKeySecretFile: text({
    flag: 'access-key-secret-file',
    placeholder: 'file',
    help: 'file that holds the secret (default: local-secret)',
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
    help: 'also answer requests whose Host is this, on any port (repeatable; default: loopback addresses only)',
  }),
  state: text({
    flag: 'state',
    placeholder: 'file',
    help: 'keep the state in this file; without it nothing is kept',
  }),
  fault: texts({
    flag: 'fault',
    placeholder: 'rule',
    help: 'let calls go wrong: kind[,key=value...], with the kinds drop, delay, half, throttle, error, html, refuse, skew (repeatable; docs/emulator.md has the keys)',
  }),
  limits: text({
    flag: 'limits',
    placeholder: 'today|2020',
    optional: true,
    mayBeEmpty: true,
    rules: [(typed) => (LIMITS.test(typed) ? undefined : sentence('{name} must be known limits'))],
    must: 'today or 2020, a share from 0 such as 0.1, or both such as 2020,0.1',
    help: 'refuse calls beyond the limits of the service: those published today (the default; CreateTopic 20 a second), or those of the reference of 2020 (CreateTopic 1, others 3); with 10 % slack, or a share such as 2020,0.25',
  }),
  topicDelay: duration({
    flag: 'topic-delay',
    must: 'a duration such as 5s',
    help: 'time until a created topic is listed and a deleted one is gone',
  }),
} as const;
