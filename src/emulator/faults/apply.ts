/** Applies a fault to a call: changes when it is executed, and its response. */
import { STATUS_CODES } from 'node:http';
import type { Operation } from '../../core/operation.ts';
import type { Clock } from '../clock.ts';
import { Refusal, throttled } from '../checks/refusal.ts';
import { type Circumstances, failure, refusedWith200, type Reply } from '../http/reply.ts';
import type { FaultKind, FaultRule } from './rule.ts';

/** A call that has passed the checks of the gateway. */
export interface PendingCall {
  readonly operation: Operation;
  readonly about: Circumstances;
  readonly clock: Clock;
  /** Executes the call and returns its response, which may be a refusal. Called at most once. */
  readonly execute: () => Promise<Reply>;
}

type ApplyFault = (rule: FaultRule, call: PendingCall) => Promise<Reply>;

/** The response of a call to which a rule is applied. */
export function applyFault(rule: FaultRule, call: PendingCall): Promise<Reply> {
  return FAULTS[rule.kind](rule, call);
}

/** Replaces the response. The call is still executed if the fault is applied after it. */
const instead =
  (answer: (rule: FaultRule, call: PendingCall) => Reply): ApplyFault =>
  async (rule, call) => {
    if (rule.at === 'after') await call.execute();
    return answer(rule, call);
  };

/**
 * Before: executes the call late, even if the client has disconnected. After: executes it immediately and responds
 * late.
 */
const delay: ApplyFault = async ({ at, ms = 0 }, { clock, execute }) => {
  if (at !== 'after') {
    await clock.wait(ms);
    return execute();
  }
  const reply = await execute();
  await clock.wait(ms);
  return reply;
};

const NOTHING_SENT: Reply = { status: 0, type: '', text: '', headers: {}, sent: 'nothing' };

const FAULTS: Readonly<Record<FaultKind, ApplyFault>> = {
  drop: instead(() => NOTHING_SENT),
  delay,
  half: async (_rule, { execute }) => ({ ...(await execute()), sent: 'half' }),
  throttle: instead(({ after, status, code }, { about }) => failure(throttled(after, status, code), about)),
  error: instead((rule, { about }) => failure(internal(rule), about)),
  html: instead(({ status = 502 }) => page(status)),
  refuse: instead(({ code = 'ONS_SYSTEM_ERROR' }, { operation, about }) =>
    refusedWith200(
      operation,
      new Refusal(400, code, 'System error. Please check and try again later.'),
      about.format,
      about.requestId,
    ),
  ),
  skew: (_rule, { execute }) => execute(),
};

function internal({ status = 500, code }: FaultRule): Refusal {
  return status === 503
    ? new Refusal(503, code ?? 'ServiceUnavailable', 'The request has failed due to a temporary failure of the server.')
    : new Refusal(status, code ?? 'InternalError', 'The request processing has failed due to some unknown error.');
}

/** The error page of a proxy, without anything of the service, such as the id of the request. */
function page(status: number): Reply {
  const title = `${status} ${STATUS_CODES[status] ?? 'Unknown'}`;
  const text = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>proxy</center>\r\n</body>\r\n</html>\r\n`;
  return { status, type: 'text/html', text, headers: { server: 'proxy' } };
}
