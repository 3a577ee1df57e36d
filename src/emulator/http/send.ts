import type { ServerResponse } from 'node:http';
import type { Answered } from './answer.ts';

/**
 * Writes an answer at `now`, epoch milliseconds, or as much of it as is to be sent before the connection breaks. `last`
 * closes the connection after it.
 */
export function send(response: ServerResponse, answer: Answered, now: number, last: boolean): void {
  if (answer.sent === 'nothing') return void response.destroy();
  const bytes = Buffer.from(answer.text);
  response.writeHead(answer.status, {
    date: new Date(now + answer.skew).toUTCString(),
    'content-type': answer.type,
    'content-length': bytes.length,
    ...answer.headers,
    ...(last ? { connection: 'close' } : {}),
  });
  if (answer.sent === 'half') response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
  else response.end(bytes);
}
