import { entry, type Entries } from './entry.ts';
import { NOT_ALLOWED, WRONG_KEY, WRONG_TOKEN } from './shared.ts';

/** Who calls, the signature, the clock, and what the account may do. */
export const ACCESS = {
  'InvalidAccessKeyId.NotFound': WRONG_KEY,
  'InvalidAccessKeyId.Inactive': entry(
    'credentials',
    'The AccessKey is disabled.',
    'Enable it in the RAM console or take another.',
  ),
  SignatureDoesNotMatch: entry(
    'credentials',
    'The signature is wrong: the secret does not belong to the key id.',
    'Set the secret again where the key is from.',
    'alikafka config explain',
  ),
  IncompleteSignature: entry(
    'credentials',
    'Parts of the signature are missing.',
    'Look at what was sent (--debug), and at the proxy if parts of it got lost on the way.',
  ),
  'InvalidTimeStamp.Expired': entry(
    'clock',
    'The clock of this machine is more than 15 minutes off.',
    'Set the clock of this machine.',
  ),
  'InvalidTimeStamp.Format': entry(
    'clock',
    'The service could not read the time of the request.',
    'Set the clock of this machine; if it is right, report it with what --debug prints.',
  ),
  SignatureNonceUsed: entry(
    'refused',
    'The same signed request came twice.',
    'Repeat the command: each request takes a new number.',
  ),
  'InvalidSecurityToken.Expired': entry(
    'credentials',
    'The temporary credentials have ended.',
    'Fetch new ones where these are from.',
    'alikafka config explain',
  ),
  'InvalidSecurityToken.Malformed': WRONG_TOKEN,
  'InvalidSecurityToken.MismatchWithAccessKey': entry(
    'credentials',
    'The security token belongs to another key.',
    'Set key id, secret and token from one and the same answer of STS.',
  ),
  MissingSecurityToken: entry(
    'credentials',
    'These are temporary credentials and the security token is missing.',
    'Set it.',
    'alikafka config set security-token --stdin',
  ),
  Forbidden: NOT_ALLOWED,
  'Forbidden.RAM': NOT_ALLOWED,
  NoPermission: NOT_ALLOWED,
  'Sts.NotFound': entry(
    'notFound',
    'The service could not take the role it needs.',
    'Open the product once in the console, which creates its service role, then repeat.',
  ),
} as const satisfies Entries;
