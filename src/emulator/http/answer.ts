/** A request to its answer: gateway, limits, faults, parameters, product, words. All of the emulator but the network. */
import { randomUUID } from 'node:crypto';
import { ALIKAFKA } from '../../core/operation.ts';
import { type Call, paramsOf } from '../checks/call.ts';
import { checkedInput } from '../checks/check.ts';
import { type Target, targetOf } from '../faults/rule.ts';
import { spoiled } from '../faults/spoil.ts';
import { type Admitted, admit, formatOf, type HeldKeys, namedOperation } from '../checks/gateway.ts';
import { handlerOf } from '../handlers/table.ts';
import type { Live } from '../state/live.ts';
import { newNonces } from '../limits/nonces.ts';
import type { EmulatorOptions } from '../options.ts';
import { Refusal, throttled } from '../checks/refusal.ts';
import { type Body, type Circumstances, failure, type Reply, refusedWith200, success } from './reply.ts';
import { answerSts, isForSts } from '../sts/sts.ts';

/** An answer, and how far the clock is off that dates it, in milliseconds. */
export interface Answered extends Reply {
  readonly skew: number;
}

/** Answers a call; or says the Refusal that the network found, such as a body that is too large. Never throws. */
export type Answerer = (call: Call, refused?: Refusal) => Promise<Answered>;

/** An answerer with the nonces it has seen. */
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
      return passed(admitted, target, about, options, live);
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

/** A call that the gateway let pass: counted, kept to the limits, and carried out as the fault that hits it wants. */
function passed(
  admitted: Admitted,
  target: Target,
  about: Circumstances,
  options: EmulatorOptions,
  live: Live,
): Promise<Reply> {
  const { operation } = admitted;
  live.tally.called(operation.action);
  keepToLimits(admitted, live);
  const carryOut = (): Promise<Reply> => orRefusal(about, () => carriedOut(admitted, about, options, live));
  const rule = live.faults.choose(target);
  if (rule === undefined) return carryOut();
  if (rule.kind === 'throttle') live.tally.throttled(operation.action);
  return spoiled(rule, { operation, about, clock: live.clock, carryOut });
}

/** Throws the gateway's Refusal of a call too many. */
function keepToLimits({ operation }: Admitted, { flow, clock, tally }: Live): void {
  const wait = flow?.take(operation, clock.now()) ?? 0;
  if (wait === 0) return;
  tally.throttled(operation.action);
  throw throttled(wait);
}

async function carriedOut(
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

/** What is no refusal is the service's own failure; an unreadable state file is among them and says which it is. */
function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const why = typeof error === 'object' && error !== null && 'message' in error ? ` ${String(error.message)}` : '';
  return new Refusal(500, 'InternalError', `The request processing has failed due to some unknown error.${why}`);
}
