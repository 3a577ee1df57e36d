import { PRODUCT } from '../catalogue/product.ts';
import { theme } from './theme.ts';

const TOO_FAST = 'More calls came within a second than the product takes from one account; other programs count too.';
const FAULT = 'Something in the product broke; what was sent is seldom the reason.';

/** What explain says of each code that any operation may answer. */
export const PRODUCT_THEME = theme('Any operation of the product', PRODUCT, {
  'InvalidParameter.Format':
    'A name holds a character that is not allowed, or an id or a time is written in another way.',
  'InvalidParameter.Range': 'A number is outside of what the instance or its edition allows.',
  'InvalidParameter.Size': 'A name is longer or shorter than allowed, or a list holds too many values.',
  'InvalidParameter.NotSupport':
    'The edition, the version or the region of the instance does not have what was asked for.',
  'InvalidParameter.DataNotFound': 'A name is misspelled, or the object is in another instance or region.',
  'InvalidParameter.DataAlreadyExist': 'The name is taken, often by an earlier run of the same script.',
  'InvalidParameter.DataNotChange': 'The change was made before, by hand or by an earlier run.',
  'InvalidParameter.OtherParam':
    'Two values exclude each other, such as public traffic for an instance without public access.',
  BIZ_FIELD_CHECK_INVALID:
    'A value is right in form and still not allowed for this instance, or --no-validate was given.',
  BIZ_PARAM_EMPTY: 'An option was given with an empty value, often from a variable that is not set.',
  FlowControl: TOO_FAST,
  ONS_SYSTEM_FLOW_CONTROL: TOO_FAST,
  'INTERNAL.ERROR': FAULT,
  'ONS.INTERNAL.ERROR': FAULT,
  ONS_SYSTEM_ERROR: 'Something in the product broke, or the instance is busy with another change.',
  RmqClusterEmpty: 'The product finds no machines for the instance, mostly because it is new, or being released.',
});
