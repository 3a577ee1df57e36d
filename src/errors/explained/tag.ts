import { TAG } from '../catalogue/tag.ts';
import { theme } from './theme.ts';

/** What explain says of each code about tags. */
export const TAG_THEME = theme('Tags', TAG, {
  BIZ_TAG_RESOURCE_NOT_EXIST: 'A name is misspelled, or the resource is in another instance or region.',
  BIZ_TAG_DUPLICATE_TAG_KEY: 'The same key was given with two values.',
  BIZ_TAG_TAGKEY_NOT_VALID: 'The key is empty, too long, or begins as those of the vendor do.',
  BIZ_TAG_TAGVALUE_NOT_VALID: 'The value is too long, or holds an address or a beginning that is reserved.',
  BIZ_TAG_TAG_NUM_EXCEED: 'The tags that are there and the new ones are more than 20 together.',
  BIZ_TAG_REQUEST_TAG_NUM_EXCEED: 'More than 20 tags were sent at once, mostly with the command api.',
  BIZ_TAG_REQUEST_RESOURCE_NUM_EXCEED: 'More than 50 resources were sent at once, mostly with the command api.',
  'BIZ.TagResource.NotSupported': 'The type of the resource is none of instance, topic and group.',
});
