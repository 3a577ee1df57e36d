/** The errors of calls: what failed, why, and what to do. call.ts throws them. */
import type { Effect } from '../core/operation.ts';
import { alikafka } from '../core/text/command-line.ts';
import { labelled, t } from '../core/text/texts.ts';
import { entryOf, exitOf, kindOf } from '../errors/catalogue.ts';
import { adviceText } from '../errors/catalogue/entry.ts';
import { EXIT, Failure, type FailureParts } from '../errors/failure.ts';
import { deniedDetail, deniedHint } from './denied.ts';
import { doubtOf } from './doubt.ts';
import type { Reply } from './parse.ts';
import type { NetworkFault } from './send.ts';

/** A call that failed. */
export interface FailedCall {
  readonly action: string;
  readonly effect: Effect;
  /** Scheme, host and port that the requests were sent to. */
  readonly origin: string;
  readonly attempts: number;
}

/** The failure of a call whose response is a refusal or is not from the service. */
export function replyFailure(reply: Exclude<Reply, { kind: 'ok' }>, call: FailedCall): Failure {
  const doubt = reply.kind === 'unclear' ? reply.why : doubtOf(call.effect, reply);
  if (call.effect !== 'read' && doubt !== undefined) return unknownOutcome(call, doubt, reply);
  return reply.kind === 'refused' ? refused(reply, call) : notTheService(reply, call);
}

type Refusal = Extract<Reply, { kind: 'refused' }>;

function refused(reply: Refusal, call: FailedCall): Failure {
  const kind = kindOf(reply.code, reply.httpStatus);
  // With an internal error that is not a 5xx, the service states that it did not act.
  const isClear = reply.httpStatus < 500;
  return new Failure({
    exitCode: kind === 'internal' && isClear ? EXIT.refused : exitOf(kind),
    code: reply.code,
    message: messageOf(call, refusalText(reply)),
    requestId: reply.requestId,
    httpStatus: reply.httpStatus,
    action: call.action,
    ...(kind === 'internal' && isClear && call.effect !== 'read'
      ? { hint: t('The service reported that nothing was done. Find out why before you run the command again.') }
      : refusalAdvice(reply)),
    details: reply.denied === undefined ? [] : [deniedDetail(reply.denied)],
    retryable: kind === 'throttled' || (kind === 'internal' && !(isClear && call.effect === 'order')),
  });
}

/** The message of the service, or the meaning of its code, with the RAM action that is missing. */
function refusalText({ code, message, denied }: Refusal): string {
  const meaning = entryOf(code)?.meaning;
  const reason = message !== '' ? message : meaning === undefined ? t('the service refused the request') : t(meaning);
  return denied === undefined ? reason : t('{reason} (missing RAM action: {right})', { reason, right: denied.right });
}

function refusalAdvice({ code, denied }: Refusal): Pick<FailureParts, 'hint' | 'next'> {
  const known = entryOf(code);
  const hint = known === undefined ? undefined : adviceText(known);
  return { hint: denied === undefined ? hint : deniedHint(denied), next: known?.next };
}

function notTheService(reply: Extract<Reply, { kind: 'unclear' }>, call: FailedCall): Failure {
  const { origin } = call;
  return new Failure({
    exitCode: EXIT.unreachable,
    code: 'UnreadableAnswer',
    message: messageOf(call, t('no valid response from {origin}: {reason}', { origin, reason: reply.why })),
    httpStatus: reply.httpStatus,
    action: call.action,
    hint: t('A proxy or another server may have responded instead of the service. Check the proxy and --endpoint.'),
    next: alikafka`doctor`,
    retryable: true,
  });
}

/** The failure of a call that got no complete response. */
export function faultFailure(fault: NetworkFault, call: FailedCall): Failure {
  if (fault.sent && call.effect !== 'read') return unknownOutcome(call, fault.message);
  const { origin } = call;
  return new Failure({
    exitCode: EXIT.unreachable,
    code: 'NotReachable',
    message: messageOf(call, t('{origin} is not reachable: {reason}', { origin, reason: fault.message })),
    action: call.action,
    hint: fault.hint ?? t('Check the region, the network and the proxy (HTTPS_PROXY, NO_PROXY).'),
    next: alikafka`doctor`,
    retryable: !fault.lasting,
    cause: fault,
  });
}

/** The operation, what failed, and the number of attempts where it is more than one. */
const messageOf = ({ action, attempts }: FailedCall, reason: string): string =>
  attempts > 1 ? t('{action}: {reason} ({attempts} attempts)', { action, reason, attempts }) : labelled(action, reason);

/**
 * The failure of a command whose deadline passed before an attempt was possible; the attempts so far changed nothing.
 * `last` is the error of the last attempt, or what was done so far.
 */
export function deadlineFailure(action: string, last: string | undefined): Failure {
  return new Failure({
    exitCode: EXIT.unreachable,
    code: 'DeadlineExceeded',
    message:
      last === undefined
        ? t('{action}: the time limit of the command (--deadline) expired', { action })
        : t('{action}: the time limit of the command (--deadline) expired ({last})', { action, last }),
    action,
    hint: t('Set a longer --deadline.'),
    retryable: true,
  });
}

/** The failure of a change whose response is incomplete: an order without its id, or a change without Code and Success. */
export function unacknowledged(call: Omit<FailedCall, 'origin' | 'attempts'>, requestId: string | undefined): Failure {
  const reason = t('the response does not confirm the change');
  return unknownOutcome({ ...call, origin: '', attempts: 1 }, reason, { requestId, httpStatus: 200 });
}

function unknownOutcome(
  { action, effect }: FailedCall,
  reason: string,
  reply?: { requestId?: string | undefined; httpStatus: number },
): Failure {
  return new Failure({
    exitCode: EXIT.unknown,
    code: 'OutcomeUnknown',
    message: t('{action}: outcome unknown: {reason}', { action, reason }),
    requestId: reply?.requestId,
    httpStatus: reply?.httpStatus,
    action,
    hint:
      effect === 'order'
        ? t('The order may have been placed. Check before you run the command again: a second order is charged too.')
        : t('The change may or may not have taken effect. Check before you run the command again.'),
  });
}
