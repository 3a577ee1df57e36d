import { entry } from './entry.ts';

/** Entries that codes of several themes share. */
export const THROTTLED = entry(
  'throttled',
  'The service took too many calls in a short time.',
  'Wait a little and repeat: changes go at a lower pace from then on, which is remembered; --rate sets another.',
);
export const INTERNAL = entry(
  'internal',
  'The service failed inside.',
  'Repeat later; tell the vendor the RequestId when it stays.',
);
export const NOT_ALLOWED = entry(
  'permission',
  'The account may not do this.',
  'A RAM policy such as AliyunKafkaFullAccess (or AliyunKafkaReadOnlyAccess for reads) grants it.',
);
export const WRONG_KEY = entry(
  'credentials',
  'The AccessKey is not known to the service.',
  'Check the key id, and where it is from.',
  'alikafka config explain',
);
export const WRONG_TOKEN = entry(
  'credentials',
  'The security token does not fit or has ended.',
  'Fetch new ones where these are from.',
  'alikafka config explain',
);
export const MISSING = entry(
  'input',
  'A required parameter is missing.',
  'Give the value that the code or the message names; --help lists what the command takes.',
);
export const INVALID = entry(
  'input',
  'A parameter has a value that the service refuses.',
  'Change the value that the code or the message names; --help says what the command takes.',
);
