/** Service codes about tags. Their usual causes are in explained/tag.ts. */
import { alikafka } from '../../core/text/command-line.ts';
import type { Entries } from './entry.ts';

/** Codes about the tags of instances, topics and consumer groups. */
export const TAG = {
  BIZ_TAG_RESOURCE_NOT_EXIST: {
    kind: 'notFound',
    meaning: 'A resource of the request was not found.',
    advice: 'Check the names, and that --instance and --region select the right instance and region.',
    next: alikafka`topic list`,
  },
  BIZ_TAG_DUPLICATE_TAG_KEY: {
    kind: 'input',
    meaning: 'A tag key is given twice.',
    advice: 'Pass each tag key once.',
  },
  BIZ_TAG_TAGKEY_NOT_VALID: {
    kind: 'input',
    meaning: 'A tag key breaks the rules.',
    advice:
      'Use a key of 1 to 128 characters that does not begin with aliyun or acs: and does not contain http:// or https://.',
  },
  BIZ_TAG_TAGVALUE_NOT_VALID: {
    kind: 'input',
    meaning: 'A tag value breaks the rules.',
    advice:
      'Use a value of at most 128 characters that does not begin with aliyun or acs: and does not contain http:// or https://.',
  },
  BIZ_TAG_TAG_NUM_EXCEED: {
    kind: 'quota',
    meaning: 'A resource can have at most 20 tags.',
    advice: 'Remove tags that are not needed with "{command}".',
    command: alikafka`tag remove <resource> --key <key>`,
  },
  BIZ_TAG_REQUEST_TAG_NUM_EXCEED: {
    kind: 'input',
    meaning: 'A request can contain at most 20 tags.',
    advice: 'Pass at most 20 tags, and the others in another command.',
  },
  BIZ_TAG_REQUEST_RESOURCE_NUM_EXCEED: {
    kind: 'input',
    meaning: 'A request can contain at most 50 resources.',
    advice: 'Pass at most 50 resources at once, or use "{command}", which splits them into several requests.',
    command: alikafka`tag add <resource>... --tag <key=value>`,
  },
  'BIZ.TagResource.NotSupported': {
    kind: 'input',
    meaning: 'A resource of this type cannot be tagged.',
    advice: 'Tag an instance, a topic or a consumer group, for example with "{command}".',
    command: alikafka`tag add topic/<name> --tag <key=value>`,
  },
} as const satisfies Entries;
