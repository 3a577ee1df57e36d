/** Service codes about topics and consumer groups. Their usual causes are in explained/topic-group.ts. */
import { alikafka } from '../../core/text/command-line.ts';
import type { Entries, Entry } from './entry.ts';
import { INTERNAL } from './shared.ts';

const NO_TOPIC = {
  kind: 'notFound',
  meaning: 'The topic was not found in the instance.',
  advice: 'Check the spelling, or list the topics.',
  next: alikafka`topic list`,
} as const satisfies Entry;
const NO_GROUP = {
  kind: 'notFound',
  meaning: 'The consumer group was not found in the instance.',
  advice: 'Check the spelling, or list the consumer groups.',
  next: alikafka`group list`,
} as const satisfies Entry;
const TOPIC_EXISTS = {
  kind: 'exists',
  meaning: 'The topic already exists.',
  advice: 'Use --if-not-exists to skip topics that already exist.',
} as const satisfies Entry;
const GROUP_EXISTS = {
  kind: 'exists',
  meaning: 'The consumer group already exists.',
  advice: 'Use --if-not-exists to skip consumer groups that already exist.',
} as const satisfies Entry;
const ACTIVE = {
  kind: 'state',
  meaning: 'The consumer group has connected members.',
  advice:
    'Stop the consumers of the group. When their sessions have ended and "{command}" shows that its offsets no longer move, run the command again.',
  command: alikafka`group describe <name>`,
} as const satisfies Entry;
const NO_OFFSETS = {
  kind: 'refused',
  meaning: 'The offsets of the topic could not be read.',
  advice: 'Check that the topic exists and is running.',
  next: alikafka`topic list`,
} as const satisfies Entry;

/** Codes about topics and consumer groups. */
export const TOPIC_GROUP = {
  'Topic.NotFound': NO_TOPIC,
  BIZ_TOPIC_NOT_FOUND: NO_TOPIC,
  'Topic.Exist': TOPIC_EXISTS,
  BIZ_TOPIC_EXISTED: TOPIC_EXISTS,
  BIZ_TOPIC_ALREADY_EXISTS: TOPIC_EXISTS,
  BIZ_TOPIC_TOO_MUCH: {
    kind: 'quota',
    meaning: 'The instance has reached its limit of topics.',
    advice: 'Delete topics that are not needed, or raise the limit with "{command}".',
    command: alikafka`instance upgrade <id> --topic-quota <n>`,
  },
  BIZ_TOPIC_PARTITION_NUM_EXCEED: {
    kind: 'quota',
    meaning: 'The number of partitions is above the limit of the topic or of the instance.',
    advice: 'Use fewer partitions, or raise the limit of the instance with "{command}".',
    command: alikafka`instance upgrade <id> --topic-quota <n>`,
  },
  BIZ_TOPIC_PARTITION_ADD_ERROR: {
    kind: 'refused',
    meaning: 'The partitions could not be added.',
    advice: 'Check the current number of partitions with "{command}".',
    command: alikafka`topic describe <name>`,
  },
  BIZ_TOPIC_CREATE_ERROR: {
    kind: 'refused',
    meaning: 'The topic could not be created.',
    advice: 'Check whether the topic exists. If it does not, run the command again.',
    next: alikafka`topic list`,
  },
  BIZ_TOPIC_DELETE_ERROR: {
    kind: 'refused',
    meaning: 'The topic could not be deleted.',
    advice: 'Check whether the topic still exists. If it does, run the command again.',
    next: alikafka`topic list`,
  },
  BIZ_TOPIC_UPDATE_ERROR: {
    kind: 'refused',
    meaning: 'The topic could not be changed.',
    advice: 'Check the current settings of the topic with "{command}", and run the command again.',
    command: alikafka`topic describe <name>`,
  },
  BIZ_GET_TOPIC_STATUS_ERROR: NO_OFFSETS,
  BIZ_GET_TOPIC_OFFSET_ERROR: NO_OFFSETS,
  'AsyncTask.DeleteTopic': {
    kind: 'state',
    meaning: 'The topic is already being deleted.',
    advice: 'Wait until the topic is deleted, for example with "{command}".',
    command: alikafka`wait topic <name> deleted`,
    next: alikafka`topic list`,
  },
  'Group.NotFound': NO_GROUP,
  BIZ_SUBSCRIPTION_NOT_FOUND: NO_GROUP,
  BIZ_SUBSCRIPTION_EXISTED: GROUP_EXISTS,
  BIZ_SUBSCRIPTION_ALREADY_EXISTS: GROUP_EXISTS,
  BIZ_SUBSCRIPTION_TOO_MUCH: {
    kind: 'quota',
    meaning: 'The instance has reached its limit of consumer groups, which is twice its limit of topics.',
    advice: 'Delete consumer groups that are not needed, or raise the limit of topics with "{command}".',
    command: alikafka`instance upgrade <id> --topic-quota <n>`,
    next: alikafka`group list`,
  },
  'Group.Active': ACTIVE,
  BIZ_CONSUMER_GROUP_ACTIVE_ERROR: ACTIVE,
  BIZ_FIND_CONSUMER_GROUP_INFO_ERROR: {
    kind: 'refused',
    meaning: 'The consumer group cannot be read at the moment.',
    advice: 'Wait a few seconds and run the command again.',
  },
  'GET.CONSUMER.PROGRESS.ERROR': INTERNAL,
} as const satisfies Entries;
