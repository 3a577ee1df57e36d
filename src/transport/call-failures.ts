import type { Effect } from '../core/operation.ts';
import { type Entry, entryOf, exitOf, kindOf } from '../errors/catalogue.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import { type Denied, deniedDetail, deniedHint } from './denied.ts';
import { doubtOf } from './doubt.ts';
import type { Reply } from './parse.ts';
import type { NetworkFault } from './send.ts';

/** A call that failed, with what is needed to decide on it. */
export interface Failed {
  readonly action: string;
  readonly effect: Effect;
  readonly origin: string;
  readonly attempts: number;
}

/** The failure of a call whose answer is a refusal or none of the service's. */
export function replyFailure(reply: Exclude<Reply, { kind: 'ok' }>, call: Failed): Failure {
  const doubt = reply.kind === 'unclear' ? reply.why : doubtOf(call.effect, reply);
  if (call.effect !== 'read' && doubt !== undefined) return unknownOutcome(call, doubt, reply);
  return reply.kind === 'refused' ? refused(reply, call) : notTheService(reply, call);
}

function refused(reply: Extract<Reply, { kind: 'refused' }>, call: Failed): Failure {
  const kind = kindOf(reply.code, reply.httpStatus);
  const known = entryOf(reply.code);
  // A failure inside that comes without a 5xx is the service's word that it did not act.
  const isClear = reply.httpStatus < 500;
  const words = reply.message === '' ? (known?.meaning ?? 'the service refused') : reply.message;
  const { denied } = reply;
  const right = denied === undefined ? '' : ` (missing right: ${denied.right})`;
  return new Failure({
    exitCode: kind === 'internal' && isClear ? EXIT.refused : exitOf(kind),
    code: reply.code,
    message: `${call.action}: ${words}${right}${tries(call)}`,
    requestId: reply.requestId,
    httpStatus: reply.httpStatus,
    action: call.action,
    ...(kind === 'internal' && isClear && call.effect !== 'read'
      ? { hint: CLEARLY_NOT }
      : { hint: hintOf(denied, known), next: known?.next }),
    details: denied === undefined ? [] : [deniedDetail(denied)],
    retryable: kind === 'throttled' || (kind === 'internal' && !(isClear && call.effect === 'order')),
  });
}

const hintOf = (denied: Denied | undefined, known: Entry | undefined): string | undefined =>
  denied === undefined ? known?.hint : deniedHint(denied);

const CLEARLY_NOT = 'The service says that nothing was done; find out why before you repeat it.';

function notTheService(reply: Extract<Reply, { kind: 'unclear' }>, call: Failed): Failure {
  return new Failure({
    exitCode: EXIT.unreachable,
    code: 'UnreadableAnswer',
    message: `${call.origin} sent ${reply.why}${tries(call)}`,
    httpStatus: reply.httpStatus,
    action: call.action,
    hint: 'Something between here and the service answered in its place: look at the proxy and at --endpoint.',
    retryable: true,
  });
}

/** The failure of a call that got no whole answer. */
export function faultFailure(fault: NetworkFault, call: Failed): Failure {
  if (fault.sent && call.effect !== 'read') return unknownOutcome(call, fault.message);
  return new Failure({
    exitCode: EXIT.unreachable,
    code: 'NotReachable',
    message: `${call.origin} is not reachable: ${fault.message}${tries(call)}`,
    action: call.action,
    hint: fault.hint ?? 'Check the region, the network and the proxy (HTTPS_PROXY, NO_PROXY).',
    retryable: !fault.lasting,
    cause: fault,
  });
}

const tries = ({ attempts }: Failed): string => (attempts > 1 ? ` (${attempts} attempts)` : '');

/** The time of the whole command ran out before an attempt could be made; what was tried so far did nothing. */
export function deadlineFailure(action: string, last: string | undefined): Failure {
  return new Failure({
    exitCode: EXIT.unreachable,
    code: 'DeadlineExceeded',
    message: `${action}: the command's time (--deadline) ran out${last === undefined ? '' : ` (${last})`}`,
    action,
    hint: 'Give it more time with --deadline.',
    retryable: true,
  });
}

/** The failure of a change whose answer says less than it must: an order without its id, a change without a word. */
export function unacknowledged(call: Omit<Failed, 'origin' | 'attempts'>, requestId: string | undefined): Failure {
  const why = 'the answer does not say that it was done';
  return unknownOutcome({ ...call, origin: '', attempts: 1 }, why, { requestId, httpStatus: 200 });
}

function unknownOutcome(
  call: Failed,
  why: string,
  reply?: { requestId?: string | undefined; httpStatus: number },
): Failure {
  return new Failure({
    exitCode: EXIT.unknown,
    code: 'OutcomeUnknown',
    message: `${call.action} was sent and no clear answer came (${why}): it may have been done or not`,
    requestId: reply?.requestId,
    httpStatus: reply?.httpStatus,
    action: call.action,
    hint: call.effect === 'order' ? 'Do not repeat it before you have looked.' : 'Look before you repeat it.',
  });
}
