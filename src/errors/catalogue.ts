import { EXIT, type ExitCode } from './failure.ts';

/**
 * What a service code means for the caller. `exists` and `notFound` are what --if-not-exists and --if-exists tolerate; a missing
 * instance (`noInstance`) is nothing that they do.
 */
export type Kind =
  | 'notFound'
  | 'noInstance'
  | 'exists'
  | 'state'
  | 'credentials'
  | 'permission'
  | 'throttled'
  | 'internal'
  | 'clock'
  | 'input'
  | 'quota'
  | 'refused';

export interface Entry {
  readonly kind: Kind;
  /** What the service says with it, in one sentence. */
  readonly meaning: string;
  /** What to do, one sentence. */
  readonly hint?: string;
}

const EXIT_OF: Readonly<Record<Kind, ExitCode>> = {
  notFound: EXIT.notFound,
  noInstance: EXIT.notFound,
  exists: EXIT.conflict,
  state: EXIT.conflict,
  credentials: EXIT.credentials,
  permission: EXIT.credentials,
  throttled: EXIT.unreachable,
  internal: EXIT.unreachable,
  clock: EXIT.refused,
  input: EXIT.refused,
  quota: EXIT.refused,
  refused: EXIT.refused,
};

/** The exit code of a kind of refusal. */
export const exitOf = (kind: Kind): ExitCode => EXIT_OF[kind];

const entry = (kind: Kind, meaning: string, hint?: string): Entry =>
  hint === undefined ? { kind, meaning } : { kind, meaning, hint };

const NO_TOPIC = entry('notFound', 'The instance has no such topic.', 'List what there is: alikafka topic list');
const NO_GROUP = entry(
  'notFound',
  'The instance has no such consumer group.',
  'List what there is: alikafka group list',
);
const NO_INSTANCE = entry(
  'noInstance',
  'There is no such instance, or it belongs to another account or region.',
  'Check --region, then: alikafka instance list',
);
const TOPIC_THERE = entry('exists', 'The topic exists already.', 'Take --if-not-exists to leave it as it is.');
const GROUP_THERE = entry('exists', 'The consumer group exists already.', 'Take --if-not-exists to leave it as it is.');
const WRONG_STATE = entry(
  'state',
  'The instance is not in a state that allows this.',
  'Look at its ServiceStatus: alikafka instance describe',
);
const THROTTLED = entry(
  'throttled',
  'The service took too many calls in a short time.',
  'Wait a little and repeat; the documented pace is 3 calls a second for each operation, 1 for CreateTopic.',
);
const INTERNAL = entry(
  'internal',
  'The service failed inside.',
  'Repeat later; tell the vendor the RequestId when it stays.',
);
const WRONG_KEY = entry(
  'credentials',
  'The AccessKey is not known to the service.',
  'Check the key id: alikafka config get access-key-id',
);
const WRONG_TOKEN = entry(
  'credentials',
  'The security token does not fit or has ended.',
  'Fetch new temporary credentials.',
);
const NOT_ALLOWED = entry(
  'permission',
  'The account may not do this.',
  'A RAM policy such as AliyunKafkaFullAccess (or AliyunKafkaReadOnlyAccess for reads) grants it.',
);
const ACL_OFF = entry(
  'state',
  'ACL is not turned on for this instance.',
  'SASL users and ACLs need a running Professional instance of version 2.2.0 or later with ACL turned on in the console.',
);
const NOT_DEPLOYABLE = entry(
  'state',
  'The instance is not waiting to be deployed.',
  'Only an instance with status 0 can be started.',
);
const BAD_FIELD = entry('input', 'A value breaks a rule of the service.');
const NO_SUCH_ADDRESS = entry(
  'notFound',
  'The address is not in the list.',
  'List what is there: alikafka instance allowed-ip list',
);
const CANNOT_LOWER = entry('input', 'A size cannot be lowered.');
const ORDER_FAILED = entry('refused', 'The order was refused.');

/** Every code of the gateway and the product that is known, in the dotted spelling; see `entryOf`. */
export const CATALOGUE: Readonly<Record<string, Entry>> = {
  MissingParameter: entry('input', 'A required parameter is missing.'),
  InvalidParameter: entry('input', 'A parameter has a value that the service refuses.'),
  'InvalidParameter.Format': entry('input', 'A parameter is not in the form that the service expects.'),
  'InvalidParameter.Range': entry('input', 'A parameter is out of range.'),
  'InvalidParameter.Size': entry('input', 'A parameter is too long or too short.'),
  'InvalidParameter.NotSupport': entry('input', 'The service does not support this value.'),
  'InvalidParameter.DataNotFound': entry('notFound', 'What a parameter names does not exist.'),
  'InvalidParameter.DataAlreadyExist': entry('exists', 'What a parameter names exists already.'),
  'InvalidParameter.DataNotChange': entry('input', 'The new values equal the present ones.'),
  'InvalidParameter.OtherParam': entry('input', 'A parameter does not fit the others.'),
  ParameterInvalid: entry(
    'input',
    'CloudMonitor refuses a parameter.',
    'Look at the periods and dimensions of the metric: alikafka metrics meta',
  ),
  ResourceNotFound: entry(
    'notFound',
    'CloudMonitor knows no such metric or namespace.',
    'List them: alikafka metrics meta',
  ),
  AccessForbidden: NOT_ALLOWED,
  'InvalidAction.NotFound': entry('input', 'The service knows no such operation.', 'Check the spelling and --product.'),
  InvalidVersion: entry('input', 'The service knows no such version.', 'Check --api-version.'),
  UnsupportedHTTPMethod: entry('input', 'The operation does not take this HTTP method.'),
  'InvalidAccessKeyId.NotFound': WRONG_KEY,
  'InvalidAccessKeyId.Inactive': entry(
    'credentials',
    'The AccessKey is disabled.',
    'Enable it in the RAM console or take another.',
  ),
  SignatureDoesNotMatch: entry(
    'credentials',
    'The signature is wrong: the secret does not belong to the key id.',
    'Set the secret again: alikafka config set access-key-secret --stdin',
  ),
  IncompleteSignature: entry('credentials', 'Parts of the signature are missing.'),
  'InvalidTimeStamp.Expired': entry(
    'clock',
    'The clock of this machine is more than 15 minutes off.',
    'Set the clock of this machine.',
  ),
  'InvalidTimeStamp.Format': entry('clock', 'The service could not read the time of the request.'),
  SignatureNonceUsed: entry(
    'refused',
    'The same signed request came twice.',
    'Repeat the command: each request takes a new number.',
  ),
  'InvalidSecurityToken.Expired': entry('credentials', 'The temporary credentials have ended.', 'Fetch new ones.'),
  'InvalidSecurityToken.Malformed': WRONG_TOKEN,
  'InvalidSecurityToken.MismatchWithAccessKey': entry(
    'credentials',
    'The security token belongs to another key.',
    'Set key id, secret and token from one and the same answer of STS.',
  ),
  MissingSecurityToken: entry(
    'credentials',
    'These are temporary credentials and the security token is missing.',
    'Set it: alikafka config set security-token --stdin',
  ),
  Throttling: THROTTLED,
  'Throttling.User': THROTTLED,
  'Throttling.Api': THROTTLED,
  'Rejected.Throttling': THROTTLED,
  FlowControl: THROTTLED,
  ONS_SYSTEM_FLOW_CONTROL: THROTTLED,
  Forbidden: NOT_ALLOWED,
  'Forbidden.RAM': NOT_ALLOWED,
  NoPermission: NOT_ALLOWED,
  InternalError: INTERNAL,
  'INTERNAL.ERROR': INTERNAL,
  InternalServerError: INTERNAL,
  ServiceUnavailable: INTERNAL,
  'ONS.INTERNAL.ERROR': INTERNAL,
  ONS_SYSTEM_ERROR: INTERNAL,
  'GET.CONSUMER.PROGRESS.ERROR': INTERNAL,
  'ONS.GET.ALLOWEDIP.INTERNAL.ERROR': INTERNAL,
  'ONS.UPDATE.ALLOWEDIP.INTERNAL.ERROR': INTERNAL,
  RmqClusterEmpty: INTERNAL,
  AUTH_RESOURCE_OWNER_ERROR: NO_INSTANCE,
  'Instance.NotFound': NO_INSTANCE,
  BIZ_INSTANCE_NOT_FOUND: NO_INSTANCE,
  'Group.NotFound': NO_GROUP,
  BIZ_SUBSCRIPTION_NOT_FOUND: NO_GROUP,
  'Topic.NotFound': NO_TOPIC,
  BIZ_TOPIC_NOT_FOUND: NO_TOPIC,
  'VpcVSwitch.NotFound': entry(
    'notFound',
    'There is no such VPC or vSwitch.',
    'Check --vpc-id and --vswitch-id in the VPC console.',
  ),
  SG_ERROR: entry('notFound', 'The security group of the instance was not found.'),
  'Sts.NotFound': entry('notFound', 'The service could not take the role it needs.'),
  BIZ_FIELD_CHECK_INVALID: BAD_FIELD,
  BIZ_PARAM_EMPTY: entry('input', 'A value that the service needs is empty.'),
  'Instance.StatusNotRunning': WRONG_STATE,
  BIZ_INSTANCE_STATUS_ERROR: WRONG_STATE,
  'InstanceStatus.NotReleased': entry(
    'state',
    'The instance is not released.',
    'Only a released or expired instance can be deleted: release it in the console first.',
  ),
  'InstanceStatus.NotWaitDeploy': NOT_DEPLOYABLE,
  INSTANCE_STATUS_NOT_WAIT_DEPLOY: NOT_DEPLOYABLE,
  'InstanceStatus.NotAllowed': WRONG_STATE,
  'InstanceStatus.Released': entry('state', 'The instance is released.'),
  'InstanceStatus.Stopped': entry('state', 'The instance is stopped.'),
  'Instance.ExceedMaxLimit': entry('quota', 'The account has as many instances as it may have.'),
  BIZ_INSTANCE_DELETE_ERROR: entry('refused', 'The instance could not be deleted.'),
  BIZ_INSTANCE_CREATE_ORDER_ERROR: ORDER_FAILED,
  BIZ_INSTANCE_UPGRADE_ORDER_ERROR: ORDER_FAILED,
  'Order.Create.Error': ORDER_FAILED,
  'Order.Insufficient.balance': entry(
    'refused',
    'The account has not enough money for this order.',
    'Charge the account in the console.',
  ),
  'Order.InstHasUnpaidOrder': entry(
    'state',
    'The instance has an order that is not paid.',
    'Pay or cancel it in the console.',
  ),
  'ScheduledTask.AlreadyHasSameTaskType': entry(
    'state',
    'A task of this kind is under way already.',
    'Wait until it has ended.',
  ),
  VPC_VSW_ZONE_MAPPING_ERROR: entry(
    'input',
    'The vSwitch is not in that zone.',
    'Give the zone of the vSwitch with --zone-id.',
  ),
  'BIZ.LIMIT.QUOTA.DOWN': CANNOT_LOWER,
  'BIZ.LIMIT.QUOTA.DOWN.1': CANNOT_LOWER,
  'BIZ.LIMIT.QUOTA.DOWN.2': CANNOT_LOWER,
  'BIZ.LIMIT.PUBNETWORK': entry('input', 'The public traffic is not allowed for this instance.'),
  BIZ_CREATE_TOPIC_NUM_LESS_THAN_BEFORE_ERROR: CANNOT_LOWER,
  'Topic.Exist': TOPIC_THERE,
  BIZ_TOPIC_EXISTED: TOPIC_THERE,
  BIZ_TOPIC_ALREADY_EXISTS: TOPIC_THERE,
  BIZ_TOPIC_TOO_MUCH: entry(
    'quota',
    'The instance has as many topics as it may have.',
    'Raise the quota: alikafka instance upgrade <id> --topic-quota <n>',
  ),
  BIZ_TOPIC_PARTITION_NUM_EXCEED: entry('quota', 'That is more partitions than the topic or the instance may have.'),
  BIZ_TOPIC_PARTITION_ADD_ERROR: entry('refused', 'The partitions could not be added.'),
  BIZ_TOPIC_CREATE_ERROR: entry('refused', 'The topic could not be created.'),
  BIZ_TOPIC_DELETE_ERROR: entry('refused', 'The topic could not be deleted.'),
  BIZ_TOPIC_UPDATE_ERROR: entry('refused', 'The topic could not be changed.'),
  BIZ_GET_TOPIC_STATUS_ERROR: entry(
    'refused',
    'The offsets of the topic could not be read.',
    'Check that the topic exists: alikafka topic list',
  ),
  BIZ_GET_TOPIC_OFFSET_ERROR: entry('refused', 'The offsets of the topic could not be read.'),
  'AsyncTask.DeleteTopic': entry(
    'state',
    'The topic is being deleted already.',
    'Wait until it is gone from: alikafka topic list',
  ),
  BIZ_SUBSCRIPTION_EXISTED: GROUP_THERE,
  BIZ_SUBSCRIPTION_ALREADY_EXISTS: GROUP_THERE,
  BIZ_SUBSCRIPTION_TOO_MUCH: entry('quota', 'The instance has as many groups as it may have: twice its topics.'),
  'Group.Active': entry('state', 'The group has members that are connected.', 'Stop its consumers first.'),
  BIZ_CONSUMER_GROUP_ACTIVE_ERROR: entry(
    'state',
    'The group has members that are connected.',
    'Stop its consumers first.',
  ),
  BIZ_FIND_CONSUMER_GROUP_INFO_ERROR: entry('refused', 'The group could not be read just now.', 'Repeat in a moment.'),
  BIZ_TAG_RESOURCE_NOT_EXIST: entry('notFound', 'A resource to be tagged does not exist.'),
  BIZ_TAG_DUPLICATE_TAG_KEY: entry('input', 'A tag key is named twice.'),
  BIZ_TAG_TAGKEY_NOT_VALID: entry('input', 'A tag key breaks the rules.'),
  BIZ_TAG_TAGVALUE_NOT_VALID: entry('input', 'A tag value breaks the rules.'),
  BIZ_TAG_TAG_NUM_EXCEED: entry('quota', 'A resource may have at most 20 tags.'),
  BIZ_TAG_REQUEST_TAG_NUM_EXCEED: entry('input', 'One request takes at most 20 tags.'),
  BIZ_TAG_REQUEST_RESOURCE_NUM_EXCEED: entry('input', 'One request takes at most 50 resources.'),
  'BIZ.TagResource.NotSupported': entry('input', 'This resource cannot be tagged.'),
  BIZ_SASL_USER_NOT_EXIST: entry('notFound', 'The instance has no such SASL user.', 'List them: alikafka sasl list'),
  BIZ_SASL_USER_NUM_EXCEED: entry('quota', 'The instance has as many SASL users as it may have.'),
  BIZ_ACL_NOT_ENABLED: ACL_OFF,
  'Acl.Disable.Error': ACL_OFF,
  'Acl.AddSasl.Error': entry('refused', 'The SASL user could not be created.'),
  'Acl.DelSasl.Error': entry('refused', 'The SASL user could not be deleted.'),
  'Acl.DuplicatedAuth.Error': entry(
    'exists',
    'The permission is there already.',
    'Take --if-not-exists to leave it as it is.',
  ),
  BIZ_UPDATE_ACL_FAILED: entry(
    'refused',
    'The permission could not be changed.',
    'Check that it exists: alikafka acl list',
  ),
  'WHITE.IP.ALREADY.EXISTS.ERROR': entry('exists', 'The address is in the list already.'),
  'WHITE.IP.ILLEGAL.ERROR': entry('input', 'This is not an address or a block that the service takes.'),
  'WHITE.DELETE.ERROR': NO_SUCH_ADDRESS,
  'WHITE.PARAM.ERROR': entry('input', 'Port range and list do not fit.'),
  'WHITE.OVER.LENGTH.ERROR': entry('quota', 'One request adds at most 10 addresses.'),
  'WHITE.IPLIST.OVERLONG.ERROR': entry('quota', 'The list holds at most 100 entries.'),
};

/** Both spellings are one code: `BIZ_TOPIC_NOT_FOUND` and `BIZ.TOPIC.NOT.FOUND`. */
export const codeKey = (code: string): string => code.replaceAll('_', '.').toUpperCase();

const BY_KEY = new Map(Object.entries(CATALOGUE).map(([code, found]) => [codeKey(code), found]));

/** What is known of a service code, in either spelling. */
export function entryOf(code: string): Entry | undefined {
  return BY_KEY.get(codeKey(code)) ?? family(code);
}

/** Codes that carry a name (`MissingTopic`, `InvalidPartitionNum`) and newer members of a family. */
function family(code: string): Entry | undefined {
  if (/^Throttling\./i.test(code)) return THROTTLED;
  if (/^Forbidden\./i.test(code)) return NOT_ALLOWED;
  if (/^InvalidAccessKeyId\./.test(code)) return WRONG_KEY;
  if (/^InvalidSecurityToken\./.test(code)) return WRONG_TOKEN;
  if (/^Missing[A-Z]/.test(code)) return CATALOGUE['MissingParameter'];
  return /^Invalid[A-Z]/.test(code) ? CATALOGUE['InvalidParameter'] : undefined;
}

/** The kind of a refusal: by its code, else by the HTTP status. */
export function kindOf(code: string, httpStatus: number): Kind {
  const known = entryOf(code);
  if (known !== undefined) return known.kind;
  if (httpStatus === 404) return 'notFound';
  if (httpStatus === 401 || httpStatus === 403) return 'permission';
  if (httpStatus === 429) return 'throttled';
  return httpStatus >= 500 ? 'internal' : 'refused';
}
