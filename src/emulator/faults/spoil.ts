/** What a fault does to a call: to when it is carried out, and to its answer. */
import { STATUS_CODES } from 'node:http';
import type { Operation } from '../../core/operation.ts';
import type { Clock } from '../clock.ts';
import { Refusal, throttled } from '../checks/refusal.ts';
import { type Circumstances, failure, refusedWith200, type Reply } from '../http/reply.ts';
import type { FaultKind, FaultRule } from './rule.ts';

/** A call that is about to be carried out. */
export interface Spoilable {
  readonly operation: Operation;
  readonly about: Circumstances;
  readonly clock: Clock;
  /** Carries it out; the answer may be a refusal. Called once at most. */
  readonly carryOut: () => Promise<Reply>;
}

type Spoil = (rule: FaultRule, call: Spoilable) => Promise<Reply>;

/** The answer of a call that a rule hits. */
export function spoiled(rule: FaultRule, call: Spoilable): Promise<Reply> {
  return SPOIL[rule.kind](rule, call);
}

/** Another answer in place of the call's own; the call is carried out all the same where the fault strikes after it. */
const instead =
  (answer: (rule: FaultRule, call: Spoilable) => Reply): Spoil =>
  async (rule, call) => {
    if (rule.at === 'after') await call.carryOut();
    return answer(rule, call);
  };

/** Before: carried out late, whether or not the client still waits. After: carried out at once and answered late. */
const delay: Spoil = async ({ at, ms = 0 }, { clock, carryOut }) => {
  if (at !== 'after') {
    await clock.wait(ms);
    return carryOut();
  }
  const reply = await carryOut();
  await clock.wait(ms);
  return reply;
};

const NOTHING_SENT: Reply = { status: 0, type: '', text: '', headers: {}, sent: 'nothing' };

const SPOIL: Readonly<Record<FaultKind, Spoil>> = {
  drop: instead(() => NOTHING_SENT),
  delay,
  half: async (_rule, { carryOut }) => ({ ...(await carryOut()), sent: 'half' }),
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
  skew: (_rule, { carryOut }) => carryOut(),
};

function internal({ status = 500, code }: FaultRule): Refusal {
  return status === 503
    ? new Refusal(503, code ?? 'ServiceUnavailable', 'The request has failed due to a temporary failure of the server.')
    : new Refusal(status, code ?? 'InternalError', 'The request processing has failed due to some unknown error.');
}

/** What a proxy on the way writes: no word of the service, and no id of the request. */
function page(status: number): Reply {
  const title = `${status} ${STATUS_CODES[status] ?? 'Unknown'}`;
  const text = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>proxy</center>\r\n</body>\r\n</html>\r\n`;
  return { status, type: 'text/html', text, headers: { server: 'proxy' } };
}
