/** Effects without a network: scripted responses, a clock that only sleeping moves, counted nonces. */
import { type HttpAnswer, type HttpRequest, NetworkFault, type Send } from '../../src/transport/send.ts';
import { formByHand } from './by-hand.ts';

/** 2026-01-31T12:00:00Z. */
export const NOW = Date.UTC(2026, 0, 31, 12);

export const REQUEST_ID = '8B1D7A22-9B3C-4D5E-8F60-1A2B3C4D5E6F';

/** The response to a request: a body, a whole HTTP response, or an error that is thrown. */
export type Reply = object | HttpAnswer | Error;

export const http = (
  status: number,
  body: object | string | Uint8Array,
  headers: Record<string, string> = {},
): HttpAnswer => ({
  status,
  headers,
  body:
    body instanceof Uint8Array
      ? body
      : new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
});

/** A successful response of the service with more fields. */
export const ok = (fields: object = {}): HttpAnswer =>
  http(200, { Code: 200, Message: 'operation success.', RequestId: REQUEST_ID, Success: true, ...fields });

/** A refusal of the service. */
export const refusal = (code: string, status = 400, message = `${code} said the service.`): HttpAnswer =>
  http(status, { RequestId: REQUEST_ID, HostId: 'alikafka.cn-hangzhou.aliyuncs.com', Code: code, Message: message });

export const notSent = (): NetworkFault => new NetworkFault('connect ECONNREFUSED', 'ECONNREFUSED', false);
export const noAnswer = (): NetworkFault => new NetworkFault('other side closed', 'UND_ERR_SOCKET', true);

export const isHttp = (reply: Reply): reply is HttpAnswer => 'status' in reply && 'headers' in reply && 'body' in reply;

/** A Send that returns its replies in order and records the requests. More requests than replies are an error. */
export function scripted(...replies: readonly Reply[]): {
  send: Send;
  requests: HttpRequest[];
  forms: Record<string, string>[];
} {
  const left = [...replies];
  const requests: HttpRequest[] = [];
  const forms: Record<string, string>[] = [];
  const send: Send = async (request) => {
    requests.push(request);
    forms.push(formByHand(request.body));
    const reply = left.shift();
    if (reply === undefined) throw new Error(`unexpected request ${requests.length}`);
    if (reply instanceof Error) throw reply;
    return isHttp(reply) ? reply : ok(reply);
  };
  return { send, requests, forms };
}

export interface Clock {
  now(): number;
  random(): number;
  nonce(): string;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Every wait so far, in milliseconds. */
  readonly waits: number[];
}

/** A clock that only sleeping moves. */
export function fixedClock(start = NOW): Clock {
  const waits: number[] = [];
  let now = start;
  let nonces = 0;
  return {
    waits,
    now: () => now,
    random: () => 0.5,
    nonce: () => `nonce-${++nonces}`,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
  };
}
