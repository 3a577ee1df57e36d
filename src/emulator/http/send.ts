/** Turns a response of the service into an HTTP response. */
import type { HttpReply } from '../../ports/http-server.ts';
import type { Answered } from './answer.ts';

/** The HTTP response to send at `now`, epoch milliseconds; with `last`, the connection is closed after it. */
export function replyOf({ status, type, text, skew, ...answer }: Answered, now: number, last: boolean): HttpReply {
  const headers = {
    date: new Date(now + skew).toUTCString(),
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    ...answer.headers,
    ...(last ? { connection: 'close' } : {}),
  };
  return { status, headers, text, ...(answer.sent === undefined ? {} : { sent: answer.sent }) };
}
