import { entry, type Entries } from './entry.ts';

/** Tags of instances, topics and groups. */
export const TAG = {
  BIZ_TAG_RESOURCE_NOT_EXIST: entry(
    'notFound',
    'A resource to be tagged does not exist.',
    'Check the names, and that -i and -r point at the right instance and region.',
    'alikafka topic list',
  ),
  BIZ_TAG_DUPLICATE_TAG_KEY: entry('input', 'A tag key is named twice.', 'Name each key once.'),
  BIZ_TAG_TAGKEY_NOT_VALID: entry(
    'input',
    'A tag key breaks the rules.',
    'Take 1 to 128 characters, not beginning with aliyun or acs: and without http:// or https://.',
  ),
  BIZ_TAG_TAGVALUE_NOT_VALID: entry(
    'input',
    'A tag value breaks the rules.',
    'Take up to 128 characters, not beginning with aliyun or acs: and without http:// or https://.',
  ),
  BIZ_TAG_TAG_NUM_EXCEED: entry(
    'quota',
    'A resource may have at most 20 tags.',
    'Remove some first: alikafka tag remove <resource> --key <key>',
  ),
  BIZ_TAG_REQUEST_TAG_NUM_EXCEED: entry(
    'input',
    'One request takes at most 20 tags.',
    'Give fewer tags, in several commands.',
  ),
  BIZ_TAG_REQUEST_RESOURCE_NUM_EXCEED: entry(
    'input',
    'One request takes at most 50 resources.',
    'Name fewer resources at once; alikafka tag add splits them by itself.',
  ),
  'BIZ.TagResource.NotSupported': entry(
    'input',
    'This resource cannot be tagged.',
    'Tag an instance, a topic or a group: alikafka tag add topic/<name> --tag <key=value>',
  ),
} as const satisfies Entries;
