/** The failures of requests to STS: which role, what STS returned, and what to do. */
import { t } from '../../core/text/texts.ts';
import { kindOf } from '../../errors/catalogue.ts';
import type { Failure } from '../../errors/failure.ts';
import type { Redact } from '../../errors/redact.ts';
import { deniedDetail } from '../../transport/denied.ts';
import type { Reply } from '../../transport/parse.ts';
import { NetworkFault } from '../../transport/send.ts';
import type { FetchEffects } from './effects.ts';
import { excerpt, providerFailure } from './provider-failure.ts';
import type { AssumedRole, OidcRole } from '../source.ts';

interface RoleRequest {
  readonly source: AssumedRole | OidcRole;
  readonly action: string;
}

/** The failure of a request to STS at `origin` (exit 4). */
export function stsFailure(
  outcome: Exclude<Reply, { kind: 'ok' }> | NetworkFault,
  request: RoleRequest,
  origin: string,
  { redact }: Pick<FetchEffects, 'redact'>,
): Failure {
  const { source, action } = request;
  if (outcome instanceof NetworkFault)
    return providerFailure(
      source,
      t('STS at {origin} is not reachable: {reason}', { origin, reason: outcome.message }),
      {
        action,
        hint:
          outcome.hint ??
          t('Check the network, the proxy (HTTPS_PROXY) and the STS region or endpoint of the profile.'),
        retryable: !outcome.lasting,
        cause: outcome,
      },
    );
  if (outcome.kind === 'unclear') {
    const { httpStatus } = outcome;
    return providerFailure(source, t('{origin} did not respond like STS (HTTP {httpStatus})', { origin, httpStatus }), {
      action,
      httpStatus,
      hint: t('A proxy or gateway may have responded instead of STS. Check the proxy and the STS endpoint.'),
      retryable: true,
    });
  }
  return rejection(outcome, request, redact);
}

function rejection(
  { code, message, requestId, httpStatus, denied }: Extract<Reply, { kind: 'refused' }>,
  { source, action }: RoleRequest,
  redact: Redact,
): Failure {
  const values = { action, role: source.roleArn, code, message: messageOf(message, redact) };
  return providerFailure(source, t('STS rejected {action} for {role}: {code}: {message}', values), {
    action,
    requestId,
    httpStatus,
    hint: hintOf(code, httpStatus),
    details: denied === undefined ? [] : [deniedDetail(denied)],
  });
}

/** The message of STS. After a wrong signature it quotes the whole request, which is left out. */
const messageOf = (message: string, redact: Redact): string =>
  excerpt(message.replace(/\s*server string to sign is:.*$/s, ''), redact, MESSAGE_LENGTH);

/** Characters: a sentence or two. */
const MESSAGE_LENGTH = 300;

function hintOf(code: string, status: number): string {
  if (/^EntityNotExist/.test(code))
    return t('Check the role ARN: the account ID, and the role name, which is case-sensitive.');
  if (/^NoPermission/.test(code))
    return t(
      'The credentials need the permission sts:AssumeRole for this role, and the trust policy of the role must allow them.',
    );
  if (/^AuthenticationFail/.test(code))
    return t('The OIDC token was not accepted. Check the provider ARN and when the token expires.');
  if (kindOf(code, status) === 'credentials') return t('Check the credentials that assume the role.');
  return t('Check the fields of the profile: role ARN, session name, duration and policy.');
}
