/**
 * The codes of the vendor's gateway, of the product's error table, of the vendor's own tools and of CloudMonitor, by the exit
 * code of a command. Old codes are spelled UPPER_SNAKE or DOTTED.UPPER, new ones Noun.Reason.
 */
import type { ExitCode } from '../../src/errors/failure.ts';

const words = (text: string): string[] => text.trim().split(/\s+/);

export const CODES: Readonly<Partial<Record<ExitCode, readonly string[]>>> = {
  1: words(`
    MissingParameter MissingAction MissingInstanceId InvalidParameter InvalidPartitionNum
    InvalidParameter.Format InvalidParameter.Range InvalidParameter.Size InvalidParameter.NotSupport
    InvalidParameter.DataNotChange InvalidParameter.OtherParam
    InvalidAction.NotFound InvalidOperation.NotSupportedEndpoint InvalidVersion UnsupportedHTTPMethod
    InvalidTimeStamp.Expired InvalidTimeStamp.Format SignatureNonceUsed
    BIZ_FIELD_CHECK_INVALID BIZ_PARAM_EMPTY
    Instance.ExceedMaxLimit VPC_VSW_ZONE_MAPPING_ERROR Order.Create.Error Order.Insufficient.balance
    BIZ.LIMIT.QUOTA.DOWN BIZ.LIMIT.QUOTA.DOWN.1 BIZ.LIMIT.QUOTA.DOWN.2 BIZ.LIMIT.PUBNETWORK
    BIZ_TOPIC_TOO_MUCH BIZ_TOPIC_PARTITION_NUM_EXCEED BIZ_TOPIC_PARTITION_ADD_ERROR BIZ_SUBSCRIPTION_TOO_MUCH
    BIZ_TAG_DUPLICATE_TAG_KEY BIZ_TAG_TAGKEY_NOT_VALID BIZ_TAG_TAGVALUE_NOT_VALID BIZ_TAG_TAG_NUM_EXCEED
    BIZ_TAG_REQUEST_TAG_NUM_EXCEED BIZ_TAG_REQUEST_RESOURCE_NUM_EXCEED BIZ.TagResource.NotSupported
    BIZ_SASL_USER_NUM_EXCEED Acl.AddSasl.Error Acl.DelSasl.Error BIZ_UPDATE_ACL_FAILED
    WHITE.IP.ILLEGAL.ERROR WHITE.PARAM.ERROR WHITE.OVER.LENGTH.ERROR WHITE.IPLIST.OVERLONG.ERROR
    BIZ_INSTANCE_DELETE_ERROR BIZ_INSTANCE_CREATE_ORDER_ERROR BIZ_INSTANCE_UPGRADE_ORDER_ERROR
    BIZ_CREATE_TOPIC_NUM_LESS_THAN_BEFORE_ERROR BIZ_INSTANCE_UPDATE_AUTO_CREATE_TOPIC_STATUS_ERROR ONS_INIT_ENV_ERROR
    BIZ_TOPIC_CREATE_ERROR BIZ_TOPIC_DELETE_ERROR BIZ_TOPIC_UPDATE_ERROR BIZ_GET_TOPIC_STATUS_ERROR
    BIZ_GET_TOPIC_OFFSET_ERROR BIZ_FIND_CONSUMER_GROUP_INFO_ERROR WHITE_IP_LIST_OVERLONG_ERROR
    ParameterInvalid`),
  3: words(`
    AUTH_RESOURCE_OWNER_ERROR Instance.NotFound BIZ_INSTANCE_NOT_FOUND Sts.NotFound Group.NotFound Topic.NotFound VpcVSwitch.NotFound SG_ERROR
    InvalidParameter.DataNotFound BIZ_TOPIC_NOT_FOUND BIZ_SUBSCRIPTION_NOT_FOUND
    BIZ_TAG_RESOURCE_NOT_EXIST BIZ_SASL_USER_NOT_EXIST WHITE.DELETE.ERROR ResourceNotFound`),
  4: words(`
    InvalidAccessKeyId.NotFound InvalidAccessKeyId.Inactive SignatureDoesNotMatch IncompleteSignature
    InvalidSecurityToken.Expired InvalidSecurityToken.Malformed InvalidSecurityToken.MismatchWithAccessKey
    MissingSecurityToken Forbidden Forbidden.RAM NoPermission AccessForbidden`),
  5: words(`
    InvalidParameter.DataAlreadyExist Topic.Exist BIZ_TOPIC_EXISTED BIZ_TOPIC_ALREADY_EXISTS
    BIZ_SUBSCRIPTION_EXISTED BIZ_SUBSCRIPTION_ALREADY_EXISTS Acl.DuplicatedAuth.Error WHITE.IP.ALREADY.EXISTS.ERROR
    Instance.StatusNotRunning InstanceStatus.NotReleased InstanceStatus.NotWaitDeploy InstanceStatus.NotAllowed
    InstanceStatus.Released InstanceStatus.Stopped BIZ_INSTANCE_STATUS_ERROR INSTANCE_STATUS_NOT_WAIT_DEPLOY
    Order.InstHasUnpaidOrder AsyncTask.DeleteTopic Group.Active BIZ_CONSUMER_GROUP_ACTIVE_ERROR
    BIZ_ACL_NOT_ENABLED Acl.Disable.Error ScheduledTask.AlreadyHasSameTaskType`),
  9: words(`
    Throttling Throttling.User Throttling.Api Rejected.Throttling FlowControl ONS_SYSTEM_FLOW_CONTROL
    InternalError ServiceUnavailable INTERNAL.ERROR ONS.INTERNAL.ERROR GET.CONSUMER.PROGRESS.ERROR
    ONS.GET.ALLOWEDIP.INTERNAL.ERROR ONS.UPDATE.ALLOWEDIP.INTERNAL.ERROR RmqClusterEmpty InternalServerError
    ONS_SYSTEM_ERROR`),
};

/** Each code with its exit code. */
export const ALL_CODES: readonly (readonly [code: string, exitCode: number])[] = Object.entries(CODES).flatMap(
  ([exitCode, codes]) => codes.map((code) => [code, Number(exitCode)] as const),
);

/** The codes of these that the gateway forms from the name of a parameter, with their family. */
export const IN_FAMILIES: Readonly<Record<string, string>> = {
  MissingAction: 'Missing<Parameter>',
  MissingInstanceId: 'Missing<Parameter>',
  InvalidPartitionNum: 'Invalid<Parameter>',
};
