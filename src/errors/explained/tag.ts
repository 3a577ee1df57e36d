/** The usual causes of the codes in catalogue/tag.ts, for `explain` and docs/errors.md. */
import { TAG } from '../catalogue/tag.ts';
import { theme } from './theme.ts';

/** The usual causes of the codes about tags. */
export const TAG_THEME = theme('Tags', TAG, {
  BIZ_TAG_RESOURCE_NOT_EXIST: { cause: 'A name is misspelled, or the resource is in another instance or region.' },
  BIZ_TAG_DUPLICATE_TAG_KEY: { cause: 'The same key was given with two values.' },
  BIZ_TAG_TAGKEY_NOT_VALID: {
    cause: 'The key is empty or too long, contains a URL, or begins with a reserved prefix (aliyun, acs:).',
  },
  BIZ_TAG_TAGVALUE_NOT_VALID: {
    cause: 'The value is too long, contains a URL, or begins with a reserved prefix (aliyun, acs:).',
  },
  BIZ_TAG_TAG_NUM_EXCEED: { cause: 'The existing tags and the new ones together are more than 20.' },
  BIZ_TAG_REQUEST_TAG_NUM_EXCEED: {
    cause: 'More than 20 tags were sent in one request, usually with "alikafka api".',
  },
  BIZ_TAG_REQUEST_RESOURCE_NUM_EXCEED: {
    cause: 'More than 50 resources were sent in one request, usually with "alikafka api".',
  },
  'BIZ.TagResource.NotSupported': { cause: 'The resource is not an instance, a topic or a consumer group.' },
});
