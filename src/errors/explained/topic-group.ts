/** The usual causes of the codes in catalogue/topic-group.ts, for `explain` and docs/errors.md. */
import { TOPIC_GROUP } from '../catalogue/topic-group.ts';
import { theme } from './theme.ts';

const MISSPELLED = { cause: 'The name is misspelled, it is in another instance, or it was deleted.' };
const CREATED_BEFORE = { cause: 'Another user, or an earlier run of the same script, created it.' };
const CONNECTED = {
  cause:
    'Consumers of the group are still running, or they stopped so recently that their sessions have not timed out yet.',
};
const NO_ANSWER = { cause: 'The topic is new or is being deleted, so its brokers do not return its offsets.' };

/** The usual causes of the codes about topics and consumer groups. */
export const TOPIC_GROUP_THEME = theme('Topics and consumer groups', TOPIC_GROUP, {
  'Topic.NotFound': MISSPELLED,
  BIZ_TOPIC_NOT_FOUND: MISSPELLED,
  'Topic.Exist': CREATED_BEFORE,
  BIZ_TOPIC_EXISTED: CREATED_BEFORE,
  BIZ_TOPIC_ALREADY_EXISTS: CREATED_BEFORE,
  BIZ_TOPIC_TOO_MUCH: { cause: 'All topics that were bought with the instance are in use.' },
  BIZ_TOPIC_PARTITION_NUM_EXCEED: {
    cause: 'One topic, or all topics of the instance together, would have more partitions than the edition allows.',
  },
  BIZ_TOPIC_PARTITION_ADD_ERROR: {
    cause: 'The new number is not above the current one, or another change of the topic is in progress.',
  },
  BIZ_TOPIC_CREATE_ERROR: { cause: 'The instance was busy, or a topic of the same name was deleted shortly before.' },
  BIZ_TOPIC_DELETE_ERROR: { cause: 'The instance was busy, or a task of the product uses the topic.' },
  BIZ_TOPIC_UPDATE_ERROR: { cause: 'The instance was busy, or the topic is being deleted.' },
  BIZ_GET_TOPIC_STATUS_ERROR: NO_ANSWER,
  BIZ_GET_TOPIC_OFFSET_ERROR: NO_ANSWER,
  'AsyncTask.DeleteTopic': { cause: 'The topic was deleted before. A deletion can take several minutes.' },
  'Group.NotFound': MISSPELLED,
  BIZ_SUBSCRIPTION_NOT_FOUND: MISSPELLED,
  BIZ_SUBSCRIPTION_EXISTED: CREATED_BEFORE,
  BIZ_SUBSCRIPTION_ALREADY_EXISTS: CREATED_BEFORE,
  BIZ_SUBSCRIPTION_TOO_MUCH: { cause: 'Groups of old consumers or of tests were never deleted.' },
  'Group.Active': CONNECTED,
  BIZ_CONSUMER_GROUP_ACTIVE_ERROR: CONNECTED,
  BIZ_FIND_CONSUMER_GROUP_INFO_ERROR: { cause: 'The group is new, and not every part of the product has it yet.' },
  'GET.CONSUMER.PROGRESS.ERROR': { cause: 'The brokers did not return the offsets of the group in time.' },
});
