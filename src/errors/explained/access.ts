/** The usual causes of the codes in catalogue/access.ts, for `explain` and docs/errors.md. */
import { ACCESS } from '../catalogue/access.ts';
import { theme } from './theme.ts';

const NO_SERVICE_ROLE = {
  cause: 'The product was never authorized in this account, so its service-linked role does not exist.',
};
const NO_POLICY = {
  cause:
    'No policy of the RAM user or role allows the operation, or a policy denies it for this instance. Where the service names the missing RAM action, such as alikafka:ListTopic, the error shows it.',
};

/** The usual causes of the codes about AccessKeys, signature, clock and permissions. */
export const ACCESS_THEME = theme('AccessKeys, signature, clock, permissions', ACCESS, {
  'InvalidAccessKeyId.NotFound': {
    cause: 'The AccessKey ID is misspelled, was deleted, or belongs to another site of Alibaba Cloud.',
  },
  'InvalidAccessKeyId.Inactive': {
    cause: 'The AccessKey was disabled in the RAM console, often while keys were rotated.',
  },
  SignatureDoesNotMatch: {
    cause: 'The secret belongs to another AccessKey, or it was cut off or got an extra space when it was copied.',
  },
  IncompleteSignature: { cause: 'A proxy removed or changed a part of the request.' },
  'InvalidTimeStamp.Expired': {
    cause: 'The clock of the machine or container is wrong. The time zone does not matter, since UTC is sent.',
  },
  'InvalidTimeStamp.Format': {
    cause: 'The clock of this machine shows a year that does not have four digits, or a proxy changed the request.',
  },
  SignatureNonceUsed: { cause: 'A proxy sent the same request twice.' },
  'InvalidSecurityToken.Expired': {
    cause: 'Temporary credentials are valid for minutes or hours, and these were used for longer.',
  },
  'InvalidSecurityToken.Malformed': { cause: 'The token was cut off or changed when it was copied.' },
  'InvalidSecurityToken.MismatchWithAccessKey': {
    cause: 'AccessKey and token come from two responses of STS, for example a new key and an old token.',
  },
  MissingSecurityToken: {
    cause: 'The AccessKey ID begins with "STS.", so it is temporary, and only the ID and the secret were set.',
  },
  Forbidden: NO_POLICY,
  'Forbidden.RAM': NO_POLICY,
  NoPermission: {
    cause:
      'No policy of the RAM user or role allows the operation, or a policy denies it for this instance. The RAM action can have another name than the operation: DeleteInstance needs alikafka:ReleaseInstance.',
  },
  'Sts.NotFound': NO_SERVICE_ROLE,
  BIZ_SLR_CREATE_NO_PERMISSION: {
    cause:
      'The instance was ordered through the API in an account that never opened the console of the product. Creating the role needs the RAM action ram:CreateServiceLinkedRole.',
  },
  VPC_ASSUMEROLE_ERROR: NO_SERVICE_ROLE,
});
