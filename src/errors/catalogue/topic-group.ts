import { entry, type Entries } from './entry.ts';
import { INTERNAL } from './shared.ts';

const NO_TOPIC = entry('notFound', 'The instance has no such topic.', 'List what there is.', 'alikafka topic list');
const NO_GROUP = entry(
  'notFound',
  'The instance has no such consumer group.',
  'List what there is.',
  'alikafka group list',
);
const TOPIC_THERE = entry('exists', 'The topic exists already.', 'Take --if-not-exists to leave it as it is.');
const GROUP_THERE = entry('exists', 'The consumer group exists already.', 'Take --if-not-exists to leave it as it is.');
const ACTIVE = entry('state', 'The group has members that are connected.', 'Stop its consumers first.');
const NO_OFFSETS = entry(
  'refused',
  'The offsets of the topic could not be read.',
  'Check that the topic exists.',
  'alikafka topic list',
);

/** Topics and consumer groups. */
export const TOPIC_GROUP = {
  'Topic.NotFound': NO_TOPIC,
  BIZ_TOPIC_NOT_FOUND: NO_TOPIC,
  'Topic.Exist': TOPIC_THERE,
  BIZ_TOPIC_EXISTED: TOPIC_THERE,
  BIZ_TOPIC_ALREADY_EXISTS: TOPIC_THERE,
  BIZ_TOPIC_TOO_MUCH: entry(
    'quota',
    'The instance has as many topics as it may have.',
    'Raise the quota: alikafka instance upgrade <id> --topic-quota <n>',
  ),
  BIZ_TOPIC_PARTITION_NUM_EXCEED: entry(
    'quota',
    'That is more partitions than the topic or the instance may have.',
    'Take fewer partitions, or raise the quota: alikafka instance upgrade <id> --topic-quota <n>',
  ),
  BIZ_TOPIC_PARTITION_ADD_ERROR: entry(
    'refused',
    'The partitions could not be added.',
    'Look at the number that the topic has: alikafka topic describe <name>',
  ),
  BIZ_TOPIC_CREATE_ERROR: entry(
    'refused',
    'The topic could not be created.',
    'Look whether it is there, then repeat.',
    'alikafka topic list',
  ),
  BIZ_TOPIC_DELETE_ERROR: entry(
    'refused',
    'The topic could not be deleted.',
    'Look whether it is still there, then repeat.',
    'alikafka topic list',
  ),
  BIZ_TOPIC_UPDATE_ERROR: entry(
    'refused',
    'The topic could not be changed.',
    'Look at how it is now, then repeat: alikafka topic describe <name>',
  ),
  BIZ_GET_TOPIC_STATUS_ERROR: NO_OFFSETS,
  BIZ_GET_TOPIC_OFFSET_ERROR: NO_OFFSETS,
  'AsyncTask.DeleteTopic': entry(
    'state',
    'The topic is being deleted already.',
    'Wait until it is listed no longer.',
    'alikafka topic list',
  ),
  'Group.NotFound': NO_GROUP,
  BIZ_SUBSCRIPTION_NOT_FOUND: NO_GROUP,
  BIZ_SUBSCRIPTION_EXISTED: GROUP_THERE,
  BIZ_SUBSCRIPTION_ALREADY_EXISTS: GROUP_THERE,
  BIZ_SUBSCRIPTION_TOO_MUCH: entry(
    'quota',
    'The instance has as many groups as it may have: twice its topics.',
    'Delete groups that are not needed, or raise the quota of topics.',
    'alikafka group list',
  ),
  'Group.Active': ACTIVE,
  BIZ_CONSUMER_GROUP_ACTIVE_ERROR: ACTIVE,
  BIZ_FIND_CONSUMER_GROUP_INFO_ERROR: entry('refused', 'The group could not be read just now.', 'Repeat in a moment.'),
  'GET.CONSUMER.PROGRESS.ERROR': INTERNAL,
} as const satisfies Entries;
