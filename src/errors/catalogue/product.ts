/** Service codes that any operation may return. Their usual causes are in explained/product.ts. */
import { alikafka } from '../../core/text/command-line.ts';
import type { Entries } from './entry.ts';
import { INTERNAL, THROTTLED } from './shared.ts';

/** Codes that any operation of the product may return. */
export const PRODUCT = {
  'InvalidParameter.Format': {
    kind: 'input',
    meaning: 'The value of a parameter has the wrong format.',
    advice: 'Write the value in the format that the message or --help gives.',
  },
  'InvalidParameter.Range': {
    kind: 'input',
    meaning: 'The value of a parameter is out of range.',
    advice: 'Use a value in the range that the message or --help gives.',
  },
  'InvalidParameter.Size': {
    kind: 'input',
    meaning: 'The value of a parameter is too long or too short.',
    advice: 'Use a value of the length that the message or --help gives, or pass fewer values at once.',
  },
  'InvalidParameter.NotSupport': {
    kind: 'input',
    meaning: 'The service does not support the value of a parameter.',
    advice: 'Use another value. Check the edition and the version of the instance for what it supports.',
    next: alikafka`instance describe`,
  },
  'InvalidParameter.DataNotFound': {
    kind: 'notFound',
    meaning: 'The object that a parameter names was not found.',
    advice: 'Check the names, and that --instance and --region select the right instance and region.',
  },
  'InvalidParameter.DataAlreadyExist': {
    kind: 'exists',
    meaning: 'The object that a parameter names already exists.',
    advice: 'Use another name, or --if-not-exists where the command has it.',
  },
  'InvalidParameter.DataNotChange': {
    kind: 'input',
    meaning: 'The new values are equal to the current ones.',
    advice: 'There is nothing to do, unless you meant another value.',
  },
  'InvalidParameter.OtherParam': {
    kind: 'input',
    meaning: 'The value of a parameter conflicts with another one.',
    advice: 'Compare the values with each other and with --help.',
  },
  BIZ_FIELD_CHECK_INVALID: {
    kind: 'input',
    meaning: 'A value breaks a rule of the service.',
    advice: 'Compare the values with --help.',
  },
  BIZ_PARAM_EMPTY: {
    kind: 'input',
    meaning: 'A required value is empty.',
    advice: 'Pass the value; --help lists the required values.',
  },
  FlowControl: THROTTLED,
  ONS_SYSTEM_FLOW_CONTROL: THROTTLED,
  'INTERNAL.ERROR': INTERNAL,
  'ONS.INTERNAL.ERROR': INTERNAL,
  ONS_SYSTEM_ERROR: INTERNAL,
  RmqClusterEmpty: INTERNAL,
} as const satisfies Entries;
