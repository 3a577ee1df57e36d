import { ACCESS } from '../catalogue/access.ts';
import { theme } from './theme.ts';

const NO_POLICY =
  'The RAM user or role has no policy for this operation, or one that denies it for this instance. Where the service names the right (a RAM action, such as alikafka:ListTopic), the error names it too.';

/** What explain says of each code about keys, signature, clock and permission. */
export const ACCESS_THEME = theme('Keys, signature, clock, permission', ACCESS, {
  'InvalidAccessKeyId.NotFound': 'The key id is mistyped, was deleted, or belongs to another site of the vendor.',
  'InvalidAccessKeyId.Inactive': 'Somebody disabled the key in the RAM console, often while keys were changed.',
  SignatureDoesNotMatch: 'The secret is that of another key, or was cut or got a blank when it was copied.',
  IncompleteSignature: 'A proxy dropped or changed a part of the request.',
  'InvalidTimeStamp.Expired':
    'The clock of the machine or the container runs wrong; time zones play no part, since UTC is sent.',
  'InvalidTimeStamp.Format':
    'The clock of this machine is so wrong that its year does not fit, or a proxy changed the request.',
  SignatureNonceUsed: 'A proxy sent the same request twice.',
  'InvalidSecurityToken.Expired': 'Temporary credentials last for minutes or hours, and these were kept for longer.',
  'InvalidSecurityToken.Malformed': 'The token was cut or changed when it was copied.',
  'InvalidSecurityToken.MismatchWithAccessKey':
    'Key and token come from two answers of STS, or a newer key was set beside an older token.',
  MissingSecurityToken: 'The key id is a temporary one (STS.…), and only key and secret were set.',
  Forbidden: NO_POLICY,
  'Forbidden.RAM': NO_POLICY,
  NoPermission: `${NO_POLICY} A right may have another name than its operation: DeleteInstance needs alikafka:ReleaseInstance.`,
  'Sts.NotFound': 'The account never allowed the product to act for it, so that its service role is not there.',
});
