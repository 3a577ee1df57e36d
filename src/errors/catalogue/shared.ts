/** Entries that codes of several themes share. */
import { alikafka } from '../../core/text/command-line.ts';
import type { Entry } from './entry.ts';

/** Too many requests: the command slows down and the rate is remembered for the account. */
export const THROTTLED = {
  kind: 'throttled',
  meaning: 'The service received too many requests in a short time.',
  advice:
    'Wait a few seconds and run the command again. Changes are now sent at a lower rate, which is remembered; --rate sets another one.',
} as const satisfies Entry;

/** A failure inside the service. */
export const INTERNAL = {
  kind: 'internal',
  meaning: 'The service failed with an internal error.',
  advice: 'Run the command again later. If the error persists, report the RequestId to Alibaba Cloud support.',
} as const satisfies Entry;

/** The RAM user lacks a permission. */
export const NOT_ALLOWED = {
  kind: 'permission',
  meaning: 'The RAM user or role is not allowed to call this operation.',
  advice:
    'Attach a RAM policy such as AliyunKafkaFullAccess (AliyunKafkaReadOnlyAccess for reads), or the smaller one that "{command}" prints.',
  command: alikafka`ram policy <command>`,
} as const satisfies Entry;

/** The AccessKey does not exist or its secret is wrong. */
export const WRONG_KEY = {
  kind: 'credentials',
  meaning: 'The AccessKey ID was not found.',
  advice: 'Check the AccessKey ID, and which setting it comes from.',
  next: alikafka`config explain`,
} as const satisfies Entry;

/** The security token is invalid or has expired. */
export const WRONG_TOKEN = {
  kind: 'credentials',
  meaning: 'The security token is invalid or has expired.',
  advice: 'Get new temporary credentials, and set the AccessKey ID, the secret and the token again.',
  next: alikafka`config explain`,
} as const satisfies Entry;

/** A required parameter is missing. */
export const MISSING = {
  kind: 'input',
  meaning: 'A required parameter is missing.',
  advice: 'Pass the value that the code or the message names; --help lists the required values.',
} as const satisfies Entry;

/** A parameter has an invalid value. */
export const INVALID = {
  kind: 'input',
  meaning: 'The service does not accept the value of a parameter.',
  advice: 'Correct the value that the code or the message names; --help lists the rules of each value.',
} as const satisfies Entry;
