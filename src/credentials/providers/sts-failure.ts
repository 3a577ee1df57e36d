/** What went wrong with STS, in words that say which role and what to do. */
import { kindOf } from '../../errors/catalogue.ts';
import type { Failure } from '../../errors/failure.ts';
import type { Redact } from '../../errors/redact.ts';
import { deniedDetail } from '../../transport/denied.ts';
import type { Reply } from '../../transport/parse.ts';
import { NetworkFault } from '../../transport/send.ts';
import type { FetchEffects } from './effects.ts';
import { glimpse, linkFailure } from './provider-failure.ts';
import type { AssumedRole, OidcRole } from '../source.ts';

/** The failure of a question that STS did not answer. `origin` is where it was asked. */
export function stsFailure(
  outcome: Exclude<Reply, { kind: 'ok' }> | NetworkFault,
  { source, action }: { readonly source: AssumedRole | OidcRole; readonly action: string },
  origin: string,
  { redact }: Pick<FetchEffects, 'redact'>,
): Failure {
  if (outcome instanceof NetworkFault)
    return linkFailure(source, `STS at ${origin} is not reachable: ${outcome.message}`, {
      action,
      hint: outcome.hint ?? 'Check the network, the proxy (HTTPS_PROXY) and the STS region or endpoint of the profile.',
      retryable: !outcome.lasting,
      cause: outcome,
    });
  if (outcome.kind === 'unclear')
    return linkFailure(source, `${origin} did not answer as STS does (HTTP ${outcome.httpStatus})`, {
      action,
      httpStatus: outcome.httpStatus,
      hint: 'Something between here and STS answered in its place: look at the proxy and at the STS endpoint.',
      retryable: true,
    });
  const { code, message, requestId, httpStatus, denied } = outcome;
  return linkFailure(source, `STS refused ${action} of ${source.roleArn}: ${code}, ${saidOf(message, redact)}`, {
    action,
    requestId,
    httpStatus,
    hint: hintOf(code, httpStatus),
    details: denied === undefined ? [] : [deniedDetail(denied)],
  });
}

/** The service's words; a wrong signature quotes the whole request, of which nothing helps. */
const saidOf = (message: string, redact: Redact): string =>
  glimpse(message.replace(/\s*server string to sign is:.*$/s, ''), redact, WORDS);

/** A sentence or two. */
const WORDS = 300;

function hintOf(code: string, status: number): string {
  if (/^EntityNotExist/.test(code))
    return 'Check the role ARN: account id and role name, which is in upper and lower case.';
  if (/^NoPermission/.test(code))
    return "The keys need the permission sts:AssumeRole for this role, and the role's trust policy has to name them.";
  if (/^AuthenticationFail/.test(code))
    return 'The token was not taken: check the provider ARN and when the token ends.';
  if (kindOf(code, status) === 'credentials') return 'Check the keys that the role is taken with.';
  return 'Check the fields of the profile: role ARN, session name, duration, policy.';
}
