/**
 * From a call to its response: checks of the gateway, rate limits, faults, checks of parameters, and the operation
 * itself. The network is in server.ts.
 */
import { randomUUID } from 'node:crypto';
import { ALIKAFKA } from '../../core/operation.ts';
import { type Call, paramsOf } from '../checks/call.ts';
import { checkedInput } from '../checks/check.ts';
import { type Target, targetOf } from '../faults/rule.ts';
import { applyFault } from '../faults/apply.ts';
import { type Admitted, admit, formatOf, type HeldKeys, namedOperation } from '../checks/gateway.ts';
import { handlerOf } from '../handlers/table.ts';
import type { Live } from '../state/live.ts';
import { newNonces } from '../limits/nonces.ts';
import type { EmulatorOptions } from '../options.ts';
import { Refusal, throttled } from '../checks/refusal.ts';
import { type Body, type Circumstances, failure, type Reply, refusedWith200, success } from './reply.ts';
import { answerSts, isForSts } from '../sts/sts.ts';

/** A response, and the offset of the clock for its Date header, in milliseconds. */
export interface Answered extends Reply {
  readonly skew: number;
}

/** Responds to a call; with `refused`, such as a body that is too large, it responds with that. Never throws. */
export type Answerer = (call: Call, refused?: Refusal) => Promise<Answered>;

/** Creates an answerer, which remembers nonces. */
export function answerer(options: EmulatorOptions, live: Live): Answerer {
  const keys = (id: string): HeldKeys | undefined =>
    id === options.credentials.accessKeyId ? options.credentials : live.issued.of(id);
  const nonces = newNonces();
  const newId = options.requestId ?? (() => randomUUID().toUpperCase());
  return async (call, refused) => {
    const about = circumstances(call, newId());
    const target = targetOf(namedOperation(call), paramsOf(call));
    const skew = live.faults.skew(target);
    const reply = await orRefusal(about, async () => {
      if (refused !== undefined) throw refused;
      const guard = { keys, nonces, now: live.clock.now(), skew };
      if (isForSts(call)) return answerSts(call, about, guard, live);
      const admitted = admit(call, guard);
      return answerAdmitted(admitted, target, about, options, live);
    });
    return { ...reply, skew };
  };
}

function circumstances(call: Call, requestId: string): Circumstances {
  return { requestId, format: formatOf(call), host: call.host, product: namedOperation(call)?.product ?? ALIKAFKA };
}

async function orRefusal(about: Circumstances, answer: () => Promise<Reply>): Promise<Reply> {
  try {
    return await answer();
  } catch (error) {
    return failure(asRefusal(error), about);
  }
}

/** Counts an admitted call, checks its rate limit and executes it, with a fault if one applies. */
function answerAdmitted(
  admitted: Admitted,
  target: Target,
  about: Circumstances,
  options: EmulatorOptions,
  live: Live,
): Promise<Reply> {
  const { operation } = admitted;
  live.tally.called(operation.action);
  checkRateLimit(admitted, live);
  const execute = (): Promise<Reply> => orRefusal(about, () => executed(admitted, about, options, live));
  const rule = live.faults.choose(target);
  if (rule === undefined) return execute();
  if (rule.kind === 'throttle') live.tally.throttled(operation.action);
  return applyFault(rule, { operation, about, clock: live.clock, execute });
}

/** Throws the gateway's Refusal of a call above the rate limit. */
function checkRateLimit({ operation }: Admitted, { flow, clock, tally }: Live): void {
  const wait = flow?.take(operation, clock.now()) ?? 0;
  if (wait === 0) return;
  tally.throttled(operation.action);
  throw throttled(wait);
}

async function executed(
  admitted: Admitted,
  { format, requestId }: Circumstances,
  options: EmulatorOptions,
  live: Live,
): Promise<Reply> {
  const { operation } = admitted;
  try {
    return success(operation, await run(admitted, options, live), format, requestId);
  } catch (error) {
    if (live.behaviour.refusalsAs200 !== true || !(error instanceof Refusal)) throw error;
    return refusedWith200(operation, error, format, requestId);
  }
}

async function run({ operation, params }: Admitted, { store }: EmulatorOptions, live: Live): Promise<Body> {
  const env = { now: live.clock.now(), behaviour: live.behaviour, wire: params };
  const input = checkedInput(operation, env.wire);
  const handle = handlerOf(operation.action);
  const access = operation.effect === 'read' ? store.read : store.write;
  return access((state) => handle(state, input, env));
}

/** Any other error is InternalError, as of the service. The message of an unreadable state file names the file. */
function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const why = typeof error === 'object' && error !== null && 'message' in error ? ` ${String(error.message)}` : '';
  return new Refusal(500, 'InternalError', `The request processing has failed due to some unknown error.${why}`);
}
