/** A request to its answer: gateway, parameters, product, words. All of the emulator but the network. */
import { randomUUID } from 'node:crypto';
import { ALIKAFKA, type Operation } from '../core/operation.ts';
import type { Call } from './call.ts';
import { checkedInput } from './check.ts';
import { type Admitted, admit, formatOf, namedOperation } from './gateway.ts';
import type { Env } from './handler.ts';
import { handlerOf } from './handlers/table.ts';
import { newNonces } from './nonces.ts';
import type { EmulatorOptions } from './options.ts';
import { Refusal } from './refusal.ts';
import { failure, type Reply, refusedWith200, success } from './reply.ts';

/** An answer with the id that its head and its body carry. */
export interface Answered extends Reply {
  readonly requestId: string;
}

/** Answers a call; or says the Refusal that the network found, such as a body that is too large. Never throws. */
export type Answerer = (call: Call, refused?: Refusal) => Promise<Answered>;

/** An answerer with the nonces it has seen. */
export function answerer(options: EmulatorOptions): Answerer {
  const nonces = newNonces();
  const newId = options.requestId ?? (() => randomUUID().toUpperCase());
  return async (call, refused) => {
    const requestId = newId();
    try {
      if (refused !== undefined) throw refused;
      const admitted = admit(call, { credentials: options.credentials, nonces, now: options.now() });
      return { requestId, ...(await carriedOut(admitted, call, options, requestId)) };
    } catch (error) {
      return { requestId, ...failure(asRefusal(error), circumstances(call, requestId)) };
    }
  };
}

function circumstances(call: Call, requestId: string) {
  return { requestId, format: formatOf(call), host: call.host, product: namedOperation(call)?.product ?? ALIKAFKA };
}

async function carriedOut(
  { operation, params }: Admitted,
  call: Call,
  options: EmulatorOptions,
  requestId: string,
): Promise<Reply> {
  const env = { now: options.now(), behaviour: options, wire: params };
  try {
    const body = await run(operation, env, options);
    return success(operation, body, formatOf(call), requestId);
  } catch (error) {
    if (options.refusalsAs200 !== true || !(error instanceof Refusal)) throw error;
    return refusedWith200(operation, error, formatOf(call), requestId);
  }
}

async function run(operation: Operation, env: Env, { store }: EmulatorOptions) {
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
