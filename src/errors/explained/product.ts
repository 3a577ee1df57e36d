/** The usual causes of the codes in catalogue/product.ts, for `explain` and docs/errors.md. */
import { PRODUCT } from '../catalogue/product.ts';
import { theme } from './theme.ts';

const TOO_FAST = {
  cause: 'The account sent more requests per second than the product accepts; other programs of the account count too.',
};
const FAULT = { cause: 'A part of the product failed. The request itself is rarely the reason.' };

/** The usual causes of the codes that any operation may return. */
export const PRODUCT_THEME = theme('Any operation of the product', PRODUCT, {
  'InvalidParameter.Format': {
    cause: 'A name contains a character that is not allowed, or an id or a time is written in another format.',
  },
  'InvalidParameter.Range': { cause: 'A number is outside the range that the instance or its edition allows.' },
  'InvalidParameter.Size': { cause: 'A name is longer or shorter than allowed, or a list has too many values.' },
  'InvalidParameter.NotSupport': {
    cause: 'The edition, the version or the region of the instance does not have this feature.',
  },
  'InvalidParameter.DataNotFound': { cause: 'A name is misspelled, or the object is in another instance or region.' },
  'InvalidParameter.DataAlreadyExist': {
    cause: 'Another object has this name, often one that an earlier run of the same script created.',
  },
  'InvalidParameter.DataNotChange': { cause: 'Another user or an earlier run already applied the change.' },
  'InvalidParameter.OtherParam': {
    cause: 'Two values exclude each other, such as public traffic for an instance without public access.',
  },
  BIZ_FIELD_CHECK_INVALID: {
    cause: 'The value has the right format but is not allowed for this instance, or --no-validate was given.',
  },
  BIZ_PARAM_EMPTY: { cause: 'An option was given an empty value, often from a variable that is not set.' },
  FlowControl: TOO_FAST,
  ONS_SYSTEM_FLOW_CONTROL: TOO_FAST,
  'INTERNAL.ERROR': FAULT,
  'ONS.INTERNAL.ERROR': FAULT,
  ONS_SYSTEM_ERROR: { cause: 'A part of the product failed, or the instance is busy with another change.' },
  RmqClusterEmpty: {
    cause: 'The product has no brokers for the instance, usually because it is new or is being released.',
  },
});
