/** Service codes about AccessKeys, signature, clock and permissions. Their usual causes are in explained/access.ts. */
import { alikafka } from '../../core/text/command-line.ts';
import type { Entries, Entry } from './entry.ts';
import { NOT_ALLOWED, WRONG_KEY, WRONG_TOKEN } from './shared.ts';

/** The role is created through another product, so no command of this tool can create it. */
const NO_ROLE = {
  kind: 'permission',
  meaning: 'The service cannot use its service-linked role in the account.',
  advice:
    'As an administrator, run "aliyun resourcemanager CreateServiceLinkedRole --ServiceName alikafka.aliyuncs.com", which creates the role AliyunServiceRoleForAlikafka. Then run the command again.',
} as const satisfies Entry;

/** Codes about the AccessKey, the signature, the clock, and permissions. */
export const ACCESS = {
  'InvalidAccessKeyId.NotFound': WRONG_KEY,
  'InvalidAccessKeyId.Inactive': {
    kind: 'credentials',
    meaning: 'The AccessKey is disabled.',
    advice: 'Enable the AccessKey on the page of its user in the RAM console, or use another AccessKey.',
    next: alikafka`config explain`,
  },
  SignatureDoesNotMatch: {
    kind: 'credentials',
    meaning: 'The signature is wrong: the secret does not belong to the AccessKey ID.',
    advice: 'Find out where the AccessKey comes from, and set its secret again there.',
    next: alikafka`config explain`,
  },
  IncompleteSignature: {
    kind: 'credentials',
    meaning: 'The signature of the request is incomplete.',
    advice: 'Run the command again with --debug to see what was sent, and check whether a proxy changes requests.',
    next: alikafka`doctor`,
  },
  'InvalidTimeStamp.Expired': {
    kind: 'clock',
    meaning: 'The clock of this machine differs from that of the service by more than 15 minutes.',
    advice: 'Set the clock of this machine, for example with NTP.',
    next: alikafka`doctor`,
  },
  'InvalidTimeStamp.Format': {
    kind: 'clock',
    meaning: 'The service cannot read the time of the request.',
    advice:
      'Set the clock of this machine. If it is correct, run the command again with --debug and report the output as a bug.',
    next: alikafka`doctor`,
  },
  SignatureNonceUsed: {
    kind: 'refused',
    meaning: 'The service already received this signed request.',
    advice: 'Run the command again: every request gets a new nonce.',
  },
  'InvalidSecurityToken.Expired': {
    kind: 'credentials',
    meaning: 'The temporary credentials have expired.',
    advice: 'Get new temporary credentials from the source that issued these.',
    next: alikafka`config explain`,
  },
  'InvalidSecurityToken.Malformed': WRONG_TOKEN,
  'InvalidSecurityToken.MismatchWithAccessKey': {
    kind: 'credentials',
    meaning: 'The security token belongs to another AccessKey.',
    advice: 'Set the AccessKey ID, the secret and the token from the same response of STS.',
    next: alikafka`config explain`,
  },
  MissingSecurityToken: {
    kind: 'credentials',
    meaning: 'The AccessKey is a temporary one, but the security token is missing.',
    advice: 'Set the security token that was issued together with the AccessKey.',
    next: alikafka`config set security-token --stdin`,
  },
  Forbidden: NOT_ALLOWED,
  'Forbidden.RAM': NOT_ALLOWED,
  NoPermission: NOT_ALLOWED,
  'Sts.NotFound': {
    ...NO_ROLE,
    kind: 'notFound',
    meaning: 'The service cannot assume the role that it needs.',
  },
  BIZ_SLR_CREATE_NO_PERMISSION: {
    ...NO_ROLE,
    meaning: 'The service-linked role of the product does not exist, and the caller is not allowed to create it.',
  },
  VPC_ASSUMEROLE_ERROR: NO_ROLE,
} as const satisfies Entries;
