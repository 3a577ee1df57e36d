import { entry, type Entries } from './entry.ts';
import { INTERNAL, THROTTLED } from './shared.ts';

/** What any operation of the product may answer. */
export const PRODUCT = {
  'InvalidParameter.Format': entry(
    'input',
    'A parameter is not in the form that the service expects.',
    'Write the value as the message or --help says.',
  ),
  'InvalidParameter.Range': entry('input', 'A parameter is out of range.', 'Take a value within the range.'),
  'InvalidParameter.Size': entry(
    'input',
    'A parameter is too long or too short.',
    'Make the value longer or shorter, or send fewer values at once.',
  ),
  'InvalidParameter.NotSupport': entry(
    'input',
    'The service does not support this value.',
    'Take another value; the record of the instance shows what it supports.',
    'alikafka instance describe',
  ),
  'InvalidParameter.DataNotFound': entry(
    'notFound',
    'What a parameter names does not exist.',
    'Check the names, and that -i and -r point at the right instance and region.',
  ),
  'InvalidParameter.DataAlreadyExist': entry(
    'exists',
    'What a parameter names exists already.',
    'Take another name, or --if-not-exists where the command has it.',
  ),
  'InvalidParameter.DataNotChange': entry(
    'input',
    'The new values equal the present ones.',
    'Nothing is left to do, unless another value was meant.',
  ),
  'InvalidParameter.OtherParam': entry(
    'input',
    'A parameter does not fit the others.',
    'Compare the values with each other and with --help.',
  ),
  BIZ_FIELD_CHECK_INVALID: entry(
    'input',
    'A value breaks a rule of the service.',
    'Compare the values with --help; without --no-validate most are checked before anything is sent.',
  ),
  BIZ_PARAM_EMPTY: entry(
    'input',
    'A value that the service needs is empty.',
    'Give the value; --help lists what is required.',
  ),
  FlowControl: THROTTLED,
  ONS_SYSTEM_FLOW_CONTROL: THROTTLED,
  'INTERNAL.ERROR': INTERNAL,
  'ONS.INTERNAL.ERROR': INTERNAL,
  ONS_SYSTEM_ERROR: INTERNAL,
  RmqClusterEmpty: INTERNAL,
} as const satisfies Entries;
