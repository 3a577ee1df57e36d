import type { IncomingMessage } from 'node:http';
import { type Call, decodePairs, formOf } from '../checks/call.ts';
import { Refusal } from '../checks/refusal.ts';

/** Most bytes of a body. */
export const LARGEST = 1024 * 1024;

/** How much more is read and dropped, so that the client hears the refusal instead of a broken connection. */
const PATIENCE = 64 * LARGEST;

/** A request as a call; `refused` where its body is too large, its parameters are then those of the query. */
export async function receive(request: IncomingMessage): Promise<{ call: Call; refused?: Refusal }> {
  const body = await bodyOf(request);
  const call = callOf(request, body ?? Buffer.alloc(0));
  if (body !== undefined) return { call };
  return {
    call,
    refused: new Refusal(413, 'RequestEntityTooLarge', `The request body is larger than ${LARGEST} bytes.`),
  };
}

/** The whole body, or undefined when it is too large. Throws when the client breaks off. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LARGEST) chunks.push(chunk);
    if (size > PATIENCE) break;
  }
  return size > LARGEST ? undefined : Buffer.concat(chunks);
}

function callOf(request: IncomingMessage, body: Buffer): Call {
  const { url = '/', method = 'GET' } = request;
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const query = url.includes('?') ? decodePairs(url.slice(url.indexOf('?') + 1)) : {};
  return {
    method,
    query,
    form: formOf(headers['content-type'], body),
    headers,
    body,
    host: headers['host'] ?? '127.0.0.1',
  };
}
