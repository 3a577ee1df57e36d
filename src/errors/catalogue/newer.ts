/** Service codes of newer operations. Their usual causes are in explained/newer.ts. */
import { alikafka } from '../../core/text/command-line.ts';
import type { Entries, Entry } from './entry.ts';
import { INTERNAL } from './shared.ts';

const TASK_BUSY = {
  kind: 'state',
  meaning: 'Another task of the instance is scheduled or running.',
  advice: 'Wait until the task has finished, for example with "{command}", and run the command again.',
  command: alikafka`wait instance <id> running`,
} as const satisfies Entry;
const TASK_UNKNOWN = {
  kind: 'refused',
  meaning: 'The service has no background task of this kind.',
  advice:
    'Check the edition and the version of the instance. If both are right, report the RequestId to Alibaba Cloud support.',
  next: alikafka`instance describe`,
} as const satisfies Entry;
const CHANGE_FORBIDDEN = {
  kind: 'state',
  meaning: 'The state of the instance does not allow this change.',
  advice: 'Check the ServiceStatus of the instance. If it is being changed, wait until it is running.',
  next: alikafka`instance describe`,
} as const satisfies Entry;
const NOT_RELEASED = {
  kind: 'refused',
  meaning: 'The instance could not be released.',
  advice: 'Check the ServiceStatus of the instance. If it is in service, run the command again later.',
  next: alikafka`instance describe`,
} as const satisfies Entry;
const NO_STOCK = {
  kind: 'quota',
  meaning: 'The region or zone has no free capacity for this instance.',
  advice: 'Use another zone or a smaller size, or ask Alibaba Cloud support for capacity.',
} as const satisfies Entry;
const NOT_SET = {
  kind: 'refused',
  meaning: 'The settings of the brokers could not be read or changed.',
  advice: 'Wait until the instance has finished its current change, and run the command again.',
  next: alikafka`instance describe`,
} as const satisfies Entry;
const NO_SUCH_FEATURE = {
  kind: 'input',
  meaning: 'The instance does not support this kind of topic.',
  advice: 'Check the edition and the version of the instance for what it supports.',
  next: alikafka`instance describe`,
} as const satisfies Entry;
const TOPIC_BUSY = {
  kind: 'state',
  meaning: 'The state of the topic does not allow this operation.',
  advice: 'Wait until the topic is running, for example with "{command}", and run the command again.',
  command: alikafka`wait topic <name> running`,
} as const satisfies Entry;
const NO_MEMBERS = {
  kind: 'state',
  meaning: 'The consumer group has no connected members.',
  advice: 'Start a consumer of the group, and run the command again.',
  next: alikafka`group list`,
} as const satisfies Entry;
const NOT_READ = {
  kind: 'refused',
  meaning: 'The messages could not be read.',
  advice: 'Check with "{command}" that the topic has messages at this offset or time, and run the command again.',
  command: alikafka`topic status <name>`,
} as const satisfies Entry;
const ADMIN_USER = {
  kind: 'refused',
  meaning: 'The administrator of a Confluent instance cannot be created or deleted.',
  advice: 'Use another user name.',
  next: alikafka`sasl list`,
} as const satisfies Entry;

/** Codes of newer operations: scaling rules, background tasks, releases, settings of instances and topics, messages. */
export const NEWER = {
  'ServerlessPlan.NameExist': {
    kind: 'exists',
    meaning: 'The instance already has a scaling rule of this name.',
    advice: 'Use another name. "{command}" lists the rules.',
    command: alikafka`api GetAutoScalingConfiguration InstanceId=<id>`,
  },
  'ServerlessPlan.IntervalInvalid': {
    kind: 'input',
    meaning: 'The scaling rule is too close to another one.',
    advice: 'Set the rules at least 60 minutes apart. "{command}" lists them.',
    command: alikafka`api GetAutoScalingConfiguration InstanceId=<id>`,
  },
  'ServerlessPlan.InstanceNotMatch': {
    kind: 'input',
    meaning: 'The scaling rule belongs to another instance.',
    advice: 'Check the name of the rule and the instance. "{command}" lists the rules.',
    command: alikafka`api GetAutoScalingConfiguration InstanceId=<id>`,
  },
  'ServerlessPlan.NotSupport.StatusEnabled': {
    kind: 'state',
    meaning: 'The scaling rule is turned on, so it cannot be deleted.',
    advice: 'Turn the rule off first with "{command}".',
    command: alikafka`api ModifyScheduledScalingRule InstanceId=<id> RuleName=<name> Enable=false`,
  },
  'ServerlessPlan.TaskStatusNotSupport': {
    kind: 'state',
    meaning: 'The scaling rule is running, or it has run and cannot run again.',
    advice: 'Wait until the rule has finished. Create a new rule for another time.',
  },
  'ServerlessPlan.NotSupport.EnabledRuleExist': {
    kind: 'state',
    meaning: 'An active scaling rule does not allow this change.',
    advice: 'Turn the rule off first with "{command}".',
    command: alikafka`api ModifyScheduledScalingRule InstanceId=<id> RuleName=<name> Enable=false`,
  },
  'Instance.CaclulateChange.time': {
    kind: 'input',
    meaning: 'The service cannot calculate the time of the change.',
    advice: 'Check the start time, the duration and the time zone.',
  },
  'ScheduledTask.ExecuteTimeGapTooShort': {
    kind: 'state',
    meaning: 'Another task of the instance is scheduled for almost the same time.',
    advice: 'Choose a later time, or wait until the other task has finished.',
  },
  'AsyncTask.TypeAlreadyExist': TASK_BUSY,
  'AsyncTask.RetryLater': TASK_BUSY,
  'AsyncTask.ExecuteTimeNotSupport': {
    kind: 'input',
    meaning: 'The background task cannot run at this time.',
    advice: 'Choose another time, or leave it out.',
  },
  'AsyncTask.NotMeetCondition': CHANGE_FORBIDDEN,
  'AsyncTaskSlave.NotCompleted': TASK_BUSY,
  'AsyncTaskType.NotFound': TASK_UNKNOWN,
  'AsyncTaskGroup.NotFound': TASK_UNKNOWN,
  'AsyncTaskHandler.NotFound': TASK_UNKNOWN,
  'InstanceStatus.Change.NotAllowed': CHANGE_FORBIDDEN,
  'InstanceStatus.NotWaitChange': CHANGE_FORBIDDEN,
  'Instance.Change.NotAllowed': CHANGE_FORBIDDEN,
  BIZ_INSTANCE_RELEASE_EXIST_TOPIC_ERROR: {
    kind: 'state',
    meaning: 'The instance still has topics, so it cannot be released.',
    advice: 'Delete the topics first.',
    next: alikafka`topic list`,
  },
  BIZ_INSTANCE_RELEASE_EXIST_CONSUMER_GROUP_ERROR: {
    kind: 'state',
    meaning: 'The instance still has consumer groups, so it cannot be released.',
    advice: 'Delete the consumer groups first.',
    next: alikafka`group list`,
  },
  BIZ_INSTANCE_RELEASE_LESSHOUR_ERROR: {
    kind: 'state',
    meaning: 'The instance was created too recently to be released.',
    advice: 'Run the command again in about an hour.',
  },
  BIZ_INSTANCE_RELEASE_ERROR: NOT_RELEASED,
  BIZ_INSTANCE_REFUND_ERROR: NOT_RELEASED,
  BIZ_INSTANCE_PAIDTYPE_NOT_SUPPORT: {
    kind: 'state',
    meaning: 'The operation does not support the billing method of the instance.',
    advice: 'Check the PaidType of the instance: subscriptions cannot be stopped or released.',
    next: alikafka`instance describe`,
  },
  'Deploy.ResourceNotEnough': NO_STOCK,
  'Instance.ResourceNotSufficient': NO_STOCK,
  'DeployType.NotSupport': {
    kind: 'input',
    meaning: 'The deploy type is not supported for this instance.',
    advice: 'Use --deploy-type 5 (VPC only), or another edition.',
  },
  'InstanceAgent.NotFound': {
    kind: 'noInstance',
    meaning: 'The instance was not found, or it is not deployed yet.',
    advice: 'Check the instance id and --region, or list the instances.',
    next: alikafka`instance list`,
  },
  'Instance.UpgradeService.version': {
    kind: 'refused',
    meaning: 'The version of the instance could not be upgraded.',
    advice: 'Check the current version of the instance: it may be the new one already.',
    next: alikafka`instance describe`,
  },
  'InvalidParameter.VersionNotSupport': {
    kind: 'input',
    meaning: 'The version of the instance does not support a parameter.',
    advice: 'Leave the parameter out, or upgrade the instance with "{command}".',
    command: alikafka`api UpgradeInstanceVersion InstanceId=<id> TargetVersion=<version>`,
  },
  ADMIN_GET_BROKER_CONFIG_ERROR: NOT_SET,
  ADMIN_UPDATE_BROKER_CONFIG_ERROR: NOT_SET,
  BIZ_CAN_NOT_ENABLE_ACL: {
    kind: 'state',
    meaning: 'The ACL feature cannot be turned on for this instance.',
    advice: 'ACL needs a running Professional instance of version 2.2.0 or later. Check the instance.',
    next: alikafka`instance describe`,
  },
  BIZ_INSTANCE_ONLY_PROFESSIONAL_SUPPORT: {
    kind: 'state',
    meaning: 'Only Professional instances support this.',
    advice: 'Upgrade the instance with "{command}".',
    command: alikafka`instance upgrade <id> --spec-type professional`,
  },
  BIZ_TOPIC_UPDATE_CONFIG_ERROR: {
    kind: 'refused',
    meaning: 'The settings of the topic could not be changed.',
    advice: 'Check the topic with "{command}": on reserved instances only topics with local storage have settings.',
    command: alikafka`topic describe <name>`,
  },
  BIZ_TOPIC_LOCAL_TOPIC_NOT_SUPPORT: NO_SUCH_FEATURE,
  BIZ_TOPIC_COMPACT_TOPIC_NOT_SUPPORT: NO_SUCH_FEATURE,
  'Topic.StatusNotRunning': TOPIC_BUSY,
  'TopicStatus.NotAllowed': TOPIC_BUSY,
  BIZ_RESET_OFFSET_ERROR: {
    kind: 'refused',
    meaning: 'The offsets of the consumer group could not be reset.',
    advice: 'Stop the consumers of the group, and check its offsets with "{command}".',
    command: alikafka`group describe <name>`,
  },
  BIZ_CONSUMER_NEVER_RUNNING: NO_MEMBERS,
  BIZ_CONSUMER_NOT_ONLINE: NO_MEMBERS,
  'Topic.QueryMessageFail': NOT_READ,
  BIZ_QUERY_MESSAGE_ERROR: NOT_READ,
  BIZ_NO_MESSAGE: NOT_READ,
  BIZ_TOPIC_OFFSET_ERROR: {
    kind: 'input',
    meaning: 'The topic has no message with this offset.',
    advice: 'Use an offset between the smallest and the largest one that "{command}" shows.',
    command: alikafka`topic status <name>`,
  },
  BIZ_TOPIC_PARTITION_ERROR: {
    kind: 'input',
    meaning: 'The topic has no such partition.',
    advice: 'Use a partition that "{command}" shows; they are numbered from 0.',
    command: alikafka`topic status <name>`,
  },
  'Sls.Query.Error': INTERNAL,
  'Ldap.CreateAdminError': ADMIN_USER,
  'Ldap.DeleteAdminError': ADMIN_USER,
  BIZ_TAG_ONLY_SERVICE_ACCOUNT_HAS_PERMISSION: {
    kind: 'permission',
    meaning: 'The tag belongs to the service, and only the service can change it.',
    advice: 'Use another tag key.',
    next: alikafka`tag list instance`,
  },
  NotSupport: {
    kind: 'input',
    meaning: 'The instance or the region does not support this operation.',
    advice: 'Check the edition and the version of the instance for what it supports.',
    next: alikafka`instance describe`,
  },
  'NotSupport.DataStatus': CHANGE_FORBIDDEN,
  DataExceedMaxLimit: {
    kind: 'quota',
    meaning: 'A limit of the service has been reached.',
    advice: 'Delete objects that are not needed, or pass fewer values at once.',
  },
  'InvalidData.FieldsIncomplete': {
    kind: 'refused',
    meaning: 'The data of the service about the object is incomplete.',
    advice: 'Run the command again later. If the error persists, report the RequestId to Alibaba Cloud support.',
  },
  InternalUnknownCodeError: INTERNAL,
  RemoteCallError: INTERNAL,
} as const satisfies Entries;
