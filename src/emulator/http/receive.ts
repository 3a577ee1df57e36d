/** Turns an HTTP request into a call of the service. */
import type { HttpCall } from '../../ports/http-server.ts';
import { type Call, decodePairs, formOf } from '../checks/call.ts';
import { Refusal } from '../checks/refusal.ts';

/** The maximum size of a body in bytes. */
export const LARGEST = 1024 * 1024;

/** Reads a request as a call. If its body is too large, only the parameters of the query are read. */
export function callOf({ method, url, headers, body = Buffer.alloc(0) }: HttpCall): Call {
  return {
    method,
    query: url.includes('?') ? decodePairs(url.slice(url.indexOf('?') + 1)) : {},
    form: formOf(headers['content-type'], body),
    headers,
    body,
    host: headers['host'] ?? '127.0.0.1',
  };
}

/** The Refusal of a body that is too large. */
export const tooLarge = ({ body }: HttpCall): Refusal | undefined =>
  body === undefined
    ? new Refusal(413, 'RequestEntityTooLarge', `The request body is larger than ${LARGEST} bytes.`)
    : undefined;
