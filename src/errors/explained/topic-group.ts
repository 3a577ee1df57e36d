import { TOPIC_GROUP } from '../catalogue/topic-group.ts';
import { theme } from './theme.ts';

const MISSPELLED = 'The name is misspelled, it is in another instance, or it was deleted.';
const EARLIER = 'Somebody, or an earlier run of the same script, made it.';
const CONNECTED = 'Consumers of the group still run; a group is taken for active until their session ends.';
const NO_ANSWER = 'The topic is new or being deleted, so that its brokers do not answer for it.';

/** What explain says of each code about topics and groups. */
export const TOPIC_GROUP_THEME = theme('Topics and consumer groups', TOPIC_GROUP, {
  'Topic.NotFound': MISSPELLED,
  BIZ_TOPIC_NOT_FOUND: MISSPELLED,
  'Topic.Exist': EARLIER,
  BIZ_TOPIC_EXISTED: EARLIER,
  BIZ_TOPIC_ALREADY_EXISTS: EARLIER,
  BIZ_TOPIC_TOO_MUCH: 'The quota of topics that was bought is used up.',
  BIZ_TOPIC_PARTITION_NUM_EXCEED:
    'The sum of the partitions of all topics reaches the limit of the edition, or one topic its own.',
  BIZ_TOPIC_PARTITION_ADD_ERROR:
    'The new number is not above the present one, or another change of the topic is under way.',
  BIZ_TOPIC_CREATE_ERROR: 'The instance was busy, or a topic of that name has just been deleted.',
  BIZ_TOPIC_DELETE_ERROR: 'The instance was busy, or the topic is in use by a task of the product.',
  BIZ_TOPIC_UPDATE_ERROR: 'The instance was busy, or the topic is being deleted.',
  BIZ_GET_TOPIC_STATUS_ERROR: NO_ANSWER,
  BIZ_GET_TOPIC_OFFSET_ERROR: NO_ANSWER,
  'AsyncTask.DeleteTopic': 'A deletion was asked for before; it may take minutes.',
  'Group.NotFound': MISSPELLED,
  BIZ_SUBSCRIPTION_NOT_FOUND: MISSPELLED,
  BIZ_SUBSCRIPTION_EXISTED: EARLIER,
  BIZ_SUBSCRIPTION_ALREADY_EXISTS: EARLIER,
  BIZ_SUBSCRIPTION_TOO_MUCH: 'Groups of old consumers or of tests were never deleted.',
  'Group.Active': CONNECTED,
  BIZ_CONSUMER_GROUP_ACTIVE_ERROR: CONNECTED,
  BIZ_FIND_CONSUMER_GROUP_INFO_ERROR: 'The group is new, and not every part of the product knows it yet.',
  'GET.CONSUMER.PROGRESS.ERROR': 'The brokers did not tell the offsets of the group in time.',
});
