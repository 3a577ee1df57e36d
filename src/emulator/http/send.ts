import type { HttpReply } from '../../ports/http-server.ts';
import type { Answered } from './answer.ts';

/** An answer as it is sent at `now`, epoch milliseconds; `last` closes the connection after it. */
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
