/** The RAM action that a refusal names as missing, and what is printed about it. */
import { isRow } from '../core/answer.ts';
import type { Json, Row } from '../core/shape.ts';
import { alikafka } from '../core/text/command-line.ts';
import { t } from '../core/text/texts.ts';
import type { Detail } from '../errors/failure.ts';

/** `AccessDeniedDetail` of a response (docs/sources.md#denied-access); all parts but the action may be missing. */
export interface Denied {
  /** The RAM action: `alikafka:ListTopic`. */
  readonly right: string;
  /** `ImplicitDeny`: no policy allows it; `ExplicitDeny`: a policy forbids it. */
  readonly kind?: string | undefined;
  /** Who called: `SubUser 200000000000000001`. */
  readonly principal?: string | undefined;
  /** The type of the policy that decided: `AccountLevelIdentityBasedPolicy`. */
  readonly policy?: string | undefined;
}

/** Characters of a name; a longer value is not a name. */
const LONGEST = 128;

/** The RAM action that a refusal names; undefined if it names none. `EncodedDiagnosticMessage` is for RAM's own tools. */
export function deniedIn(body: Row): Denied | undefined {
  const detail = body['AccessDeniedDetail'];
  const right = isRow(detail) ? nameIn(detail['AuthAction']) : undefined;
  if (!isRow(detail) || right === undefined) return undefined;
  const who = [detail['AuthPrincipalType'], detail['AuthPrincipalDisplayName']].map(nameIn);
  return {
    right,
    kind: nameIn(detail['NoPermissionType']),
    principal: who.filter((part) => part !== undefined).join(' ') || undefined,
    policy: nameIn(detail['PolicyType']),
  };
}

function nameIn(value: Json | undefined): string | undefined {
  const name = typeof value === 'string' ? value.trim() : '';
  return name === '' || name.length > LONGEST ? undefined : name;
}

const isForbidden = ({ kind }: Denied): boolean => kind === 'ExplicitDeny';

/** The line of an error about the RAM action: `alikafka:ListTopic is not allowed for SubUser 2000 by any policy`. */
export function deniedDetail(denied: Denied): Detail {
  const { right, kind, policy } = denied;
  const text = isForbidden(denied) ? forbiddenText(denied) : notAllowedText(denied);
  return {
    name: right,
    message: policy === undefined ? text : t('{text} (policy type: {policy})', { text, policy }),
    ...(kind === undefined ? {} : { code: kind }),
  };
}

const forbiddenText = ({ right, principal }: Denied): string =>
  principal === undefined
    ? t('{right} is denied by a policy', { right })
    : t('{right} is denied for {principal} by a policy', { right, principal });

const notAllowedText = ({ right, principal }: Denied): string =>
  principal === undefined
    ? t('{right} is not allowed by any policy', { right })
    : t('{right} is not allowed for {principal} by any policy', { right, principal });

/** What to do to get the RAM action. */
export function deniedHint(denied: Denied): string {
  const { right } = denied;
  if (isForbidden(denied))
    return t('Remove {right} from the policy that denies it (Effect Deny): no other policy can allow it.', { right });
  if (!right.startsWith('alikafka:')) return t('Attach a RAM policy that allows {right}.', { right });
  return t(
    'Attach a RAM policy that allows {right}: AliyunKafkaFullAccess, or the smaller one that "{command}" prints.',
    {
      right,
      command: alikafka`ram policy <command>`,
    },
  );
}
