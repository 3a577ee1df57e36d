/** The usual causes of the codes in catalogue/newer.ts, for `explain` and docs/errors.md. */
import { NEWER } from '../catalogue/newer.ts';
import { theme } from './theme.ts';

const RUNNING_TASK = { cause: 'An upgrade, a change of settings or a deletion of the same instance is still running.' };
const OTHER_STATE = { cause: 'The instance is not in service: it is being changed, is stopped, or has expired.' };
const UNKNOWN_TASK = { cause: 'The instance is of another generation than the operation, or the service has a fault.' };
const RELEASE = { cause: 'The instance was busy, or its order could not be closed.' };
const SOLD_OUT = { cause: 'Other customers use the capacity of this zone at the moment.' };
const BROKERS = { cause: 'The instance is being changed, or its version does not have the setting.' };
const OTHER_EDITION = { cause: 'The edition of the instance does not have topics with local storage or compaction.' };
const NEW_TOPIC = { cause: 'The topic was created a moment ago, is being changed, or is being deleted.' };
const OFFLINE = { cause: 'No consumer of the group is connected, or none was ever started.' };
const UNREADABLE = { cause: 'The partition has no messages at this offset or time, or the brokers were busy.' };
const CONFLUENT = { cause: 'A Confluent instance has one administrator, which the service manages.' };
const FAULT = { cause: 'A part of the service failed. The request itself is rarely the reason.' };

/** The usual causes of the codes of newer operations, most of which "alikafka api" calls. */
export const NEWER_THEME = theme('Newer operations', NEWER, {
  'ServerlessPlan.NameExist': { cause: 'An earlier run of the same script created the rule.' },
  'ServerlessPlan.IntervalInvalid': { cause: 'Two rules of an instance must start at least 60 minutes apart.' },
  'ServerlessPlan.InstanceNotMatch': { cause: 'The name is misspelled, or the rule is one of another instance.' },
  'ServerlessPlan.NotSupport.StatusEnabled': { cause: 'A rule can be deleted only while it is turned off.' },
  'ServerlessPlan.TaskStatusNotSupport': { cause: 'The time of the rule has come, or has passed.' },
  'ServerlessPlan.NotSupport.EnabledRuleExist': {
    cause: 'A serverless instance with an active scaling rule cannot be resized manually.',
  },
  'Instance.CaclulateChange.time': { cause: 'The start is in the past or less than 30 minutes ahead.' },
  'ScheduledTask.ExecuteTimeGapTooShort': { cause: 'Two tasks of an instance were scheduled close to each other.' },
  'AsyncTask.TypeAlreadyExist': RUNNING_TASK,
  'AsyncTask.RetryLater': RUNNING_TASK,
  'AsyncTask.ExecuteTimeNotSupport': {
    cause: 'The time is in the past, or the service does not run such tasks at that time.',
  },
  'AsyncTask.NotMeetCondition': OTHER_STATE,
  'AsyncTaskSlave.NotCompleted': RUNNING_TASK,
  'AsyncTaskType.NotFound': UNKNOWN_TASK,
  'AsyncTaskGroup.NotFound': UNKNOWN_TASK,
  'AsyncTaskHandler.NotFound': UNKNOWN_TASK,
  'InstanceStatus.Change.NotAllowed': OTHER_STATE,
  'InstanceStatus.NotWaitChange': OTHER_STATE,
  'Instance.Change.NotAllowed': OTHER_STATE,
  BIZ_INSTANCE_RELEASE_EXIST_TOPIC_ERROR: { cause: 'An instance can be released only when it has no topics.' },
  BIZ_INSTANCE_RELEASE_EXIST_CONSUMER_GROUP_ERROR: {
    cause: 'An instance can be released only when it has no consumer groups.',
  },
  BIZ_INSTANCE_RELEASE_LESSHOUR_ERROR: { cause: 'The name of the code suggests that an instance must be an hour old.' },
  BIZ_INSTANCE_RELEASE_ERROR: RELEASE,
  BIZ_INSTANCE_REFUND_ERROR: RELEASE,
  BIZ_INSTANCE_PAIDTYPE_NOT_SUPPORT: {
    cause: 'The operation is for pay-as-you-go instances and the instance is a subscription, or the reverse.',
  },
  'Deploy.ResourceNotEnough': SOLD_OUT,
  'Instance.ResourceNotSufficient': SOLD_OUT,
  'DeployType.NotSupport': { cause: 'Confluent instances have only VPC access when they are ordered.' },
  'InstanceAgent.NotFound': {
    cause: 'The id is misspelled, the instance is not deployed, or --region selects another region.',
  },
  'Instance.UpgradeService.version': { cause: 'The instance was busy, or already has the target version.' },
  'InvalidParameter.VersionNotSupport': { cause: 'The parameter is newer than the version of the instance.' },
  ADMIN_GET_BROKER_CONFIG_ERROR: BROKERS,
  ADMIN_UPDATE_BROKER_CONFIG_ERROR: BROKERS,
  BIZ_CAN_NOT_ENABLE_ACL: { cause: 'The instance is of the Standard edition, too old, or not in service.' },
  BIZ_INSTANCE_ONLY_PROFESSIONAL_SUPPORT: { cause: 'The instance is of the Standard edition.' },
  BIZ_TOPIC_UPDATE_CONFIG_ERROR: { cause: 'The topic has cloud storage, or the key or its value is not allowed.' },
  BIZ_TOPIC_LOCAL_TOPIC_NOT_SUPPORT: OTHER_EDITION,
  BIZ_TOPIC_COMPACT_TOPIC_NOT_SUPPORT: OTHER_EDITION,
  'Topic.StatusNotRunning': NEW_TOPIC,
  'TopicStatus.NotAllowed': NEW_TOPIC,
  BIZ_RESET_OFFSET_ERROR: {
    cause: 'Consumers of the group are connected, or the offset is outside the retention period.',
  },
  BIZ_CONSUMER_NEVER_RUNNING: OFFLINE,
  BIZ_CONSUMER_NOT_ONLINE: OFFLINE,
  'Topic.QueryMessageFail': UNREADABLE,
  BIZ_QUERY_MESSAGE_ERROR: UNREADABLE,
  BIZ_NO_MESSAGE: UNREADABLE,
  BIZ_TOPIC_OFFSET_ERROR: { cause: 'The offset is beyond the newest message, or its message has expired.' },
  BIZ_TOPIC_PARTITION_ERROR: { cause: 'The number is misspelled, or the topic has fewer partitions.' },
  'Sls.Query.Error': { cause: 'The log store behind the operation failed.' },
  'Ldap.CreateAdminError': CONFLUENT,
  'Ldap.DeleteAdminError': CONFLUENT,
  BIZ_TAG_ONLY_SERVICE_ACCOUNT_HAS_PERMISSION: { cause: 'The tag is a system tag.' },
  NotSupport: { cause: 'The edition, the version or the region of the instance does not have this feature.' },
  'NotSupport.DataStatus': OTHER_STATE,
  DataExceedMaxLimit: { cause: 'The request has more values than allowed, or the instance has no room for more.' },
  'InvalidData.FieldsIncomplete': { cause: 'The object is being created or deleted.' },
  InternalUnknownCodeError: FAULT,
  RemoteCallError: FAULT,
});
