/** Refusals of the service, their codes and messages. Which call is refused is decided by the checks and handlers. */

/** A refusal of the service, thrown before anything is changed and written by http/reply.ts. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  /** Milliseconds until the client may retry, if the service sends them. */
  readonly retryAfter: number | undefined;

  constructor(status: number, code: string, message: string, retryAfter?: number) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** A call above the rate limit; newer services of the vendor send 429 (docs/sources.md#throttling). */
export function throttled(retryAfter: number | undefined, status = 400, code = 'Throttling.User'): Refusal {
  return new Refusal(status, code, 'Request was denied due to user flow control.', retryAfter);
}

type Known = readonly [status: number, says: string];

/**
 * Codes of the product with their HTTP status (docs/sources.md#error-codes). Which operation sends which code is not
 * documented: of two spellings in the table, the newer one is used with its status, unless clients are known to expect
 * the older one. The messages are the emulator's own.
 */
const PRODUCT = {
  AUTH_RESOURCE_OWNER_ERROR: [400, 'The instance does not exist or belongs to another account'],
  BIZ_INSTANCE_STATUS_ERROR: [400, 'The status of the instance does not allow this'],
  'Instance.StatusNotRunning': [400, 'The instance is not running.'],
  'InstanceStatus.NotWaitDeploy': [400, 'The instance is not waiting to be deployed.'],
  'InstanceStatus.NotReleased': [400, 'The instance has been neither released nor has it expired.'],
  'VpcVSwitch.NotFound': [404, 'No such VPC or vSwitch is found.'],
  VPC_VSW_ZONE_MAPPING_ERROR: [400, 'The zone is not the zone of the vSwitch'],
  'InvalidParameter.DataAlreadyExist': [400, 'The name is in use already.'],
  'InvalidParameter.DataNotChange': [400, 'The request changes nothing.'],
  'ScheduledTask.AlreadyHasSameTaskType': [400, 'A change of this instance is in progress.'],
  'BIZ.LIMIT.QUOTA.DOWN': [400, 'A size cannot be lowered'],
  BIZ_FIELD_CHECK_INVALID: [400, 'A parameter is not valid'],
  BIZ_PARAM_EMPTY: [400, 'A parameter is empty'],
  'Topic.Exist': [400, 'The topic already exists.'],
  'Topic.NotFound': [404, 'The topic is not found.'],
  'AsyncTask.DeleteTopic': [400, 'The topic is being deleted.'],
  BIZ_TOPIC_NOT_FOUND: [400, 'The topic is not found'],
  BIZ_TOPIC_TOO_MUCH: [400, 'The instance holds as many topics as it may'],
  BIZ_TOPIC_PARTITION_NUM_EXCEED: [400, 'The number of partitions exceeds the limit'],
  BIZ_SUBSCRIPTION_EXISTED: [400, 'The consumer group already exists'],
  BIZ_SUBSCRIPTION_NOT_FOUND: [400, 'The consumer group is not found'],
  BIZ_SUBSCRIPTION_TOO_MUCH: [400, 'The instance holds as many consumer groups as it may'],
  'Group.NotFound': [404, 'The consumer group is not found.'],
  'Group.Active': [400, 'The consumer group has members that are online.'],
  BIZ_TAG_RESOURCE_NOT_EXIST: [400, 'A resource does not exist'],
  BIZ_TAG_DUPLICATE_TAG_KEY: [400, 'A tag key is given twice'],
  BIZ_TAG_TAGKEY_NOT_VALID: [400, 'A tag key is not valid'],
  BIZ_TAG_TAGVALUE_NOT_VALID: [400, 'A tag value is not valid'],
  BIZ_TAG_TAG_NUM_EXCEED: [400, 'A resource would have too many tags'],
  BIZ_TAG_REQUEST_TAG_NUM_EXCEED: [400, 'The request has too many tags'],
  BIZ_TAG_REQUEST_RESOURCE_NUM_EXCEED: [400, 'The request has too many resources'],
  BIZ_SASL_USER_NOT_EXIST: [400, 'The SASL user does not exist'],
  BIZ_ACL_NOT_ENABLED: [400, 'Access control is not enabled for the instance'],
  'Acl.DuplicatedAuth.Error': [400, 'The permission exists already.'],
  BIZ_UPDATE_ACL_FAILED: [400, 'The permission does not exist'],
  'WHITE.IP.ALREADY.EXISTS.ERROR': [400, 'An address is in the whitelist already'],
  'WHITE.IP.ILLEGAL.ERROR': [400, 'An address is not valid'],
  'WHITE.DELETE.ERROR': [400, 'The address is not in the whitelist'],
  'WHITE.PARAM.ERROR': [400, 'The parameters of the whitelist do not fit together'],
  'WHITE.OVER.LENGTH.ERROR': [400, 'The request has too many addresses'],
  'WHITE.IPLIST.OVERLONG.ERROR': [400, 'The whitelist would have too many addresses'],
  ParameterInvalid: [400, 'A parameter is not valid.'],
  ResourceNotFound: [404, 'The specified resource is not found.'],
} as const satisfies Readonly<Record<string, Known>>;

/** A code of the product that the emulator uses. */
export type ProductCode = keyof typeof PRODUCT;

/** Older codes, whose messages end with this text. */
const OLD_CODE = /^[A-Z0-9_.]+$/;
const OLD_ENDING = '. Please check and try again later.';

/** A refusal of the product. `says` replaces the message of the code: a sentence, without a full stop for old codes. */
export function productRefusal(code: ProductCode, says: string = PRODUCT[code][1]): Refusal {
  return new Refusal(PRODUCT[code][0], code, OLD_CODE.test(code) ? `${says}${OLD_ENDING}` : says);
}

/** The same for a code of a record, with status 400 if it is not in the table. */
export function refusalOf(code: string, says: string): Refusal {
  const known = Object.hasOwn(PRODUCT, code) ? PRODUCT[code as ProductCode] : undefined;
  return new Refusal(known?.[0] ?? 400, code, OLD_CODE.test(code) ? `${says}${OLD_ENDING}` : `${says}.`);
}
