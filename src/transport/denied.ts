import { isRow } from '../core/answer.ts';
import type { Json, Row } from '../core/shape.ts';
import type { Detail } from '../errors/failure.ts';

/** The right that a caller lacks, as the service names it in `AccessDeniedDetail` (docs/sources.md#denied-access); every part may be missing. */
export interface Denied {
  /** The RAM action: `alikafka:ListTopic`. */
  readonly right: string;
  /** `ImplicitDeny`: no policy allows it; `ExplicitDeny`: a policy forbids it. */
  readonly kind?: string | undefined;
  /** Who called: `SubUser 200000000000000001`. */
  readonly principal?: string | undefined;
  /** The kind of policy that decided. */
  readonly policy?: string | undefined;
}

/** Names are short; what is longer is none. */
const LONGEST = 128;

/** The right that a refusal names; undefined where it names none. The encoded message beside it is for RAM's own tools. */
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

const forbids = ({ kind }: Denied): boolean => kind === 'ExplicitDeny';

/** The right in an error's list: `alikafka:ListTopic: no policy allows it to SubUser 2000 (ImplicitDeny)`. */
export function deniedDetail(denied: Denied): Detail {
  const { right, kind, principal, policy } = denied;
  const by = policy === undefined ? '' : `, says ${policy}`;
  const who = principal === undefined ? '' : ` to ${principal}`;
  return {
    name: right,
    message: `${forbids(denied) ? 'is forbidden by a policy' : 'is allowed by no policy'}${who}${by}`,
    ...(kind === undefined ? {} : { code: kind }),
  };
}

/** What to do for the right. */
export function deniedHint(denied: Denied): string {
  const { right } = denied;
  if (forbids(denied))
    return `A policy with Effect Deny forbids ${right}: it has to go, since no other policy overrides it.`;
  const whole = right.startsWith('alikafka:') ? '; AliyunKafkaFullAccess has every right of the product' : '';
  return `A RAM policy that allows ${right} grants it${whole}.`;
}
