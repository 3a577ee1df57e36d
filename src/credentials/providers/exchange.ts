/** HTTP requests for credentials, within the limits of the command, and their trace. */
import { t } from '../../core/text/texts.ts';
import { makeAttempts, timeLeft } from '../../transport/attempts.ts';
import { proxyFor } from '../../transport/proxy.ts';
import { type HttpAnswer, NetworkFault } from '../../transport/send.ts';
import type { FetchEffects } from './effects.ts';

/** A request for credentials. */
export interface KeyRequest {
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly origin: string;
  readonly path: string;
  /** What the trace shows after the origin; the query of a URL may contain a secret. */
  readonly about: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds; the command's own limit when absent. */
  readonly timeout?: number;
  /** Not through a proxy. */
  readonly direct?: boolean;
}

/** Sends one request. Throws NetworkFault if no complete response came. */
export async function exchange(request: KeyRequest, io: FetchEffects): Promise<HttpAnswer> {
  const started = io.now();
  const { method, origin, about } = request;
  io.trace?.(t('> {method} {origin} {about}', { method, origin, about }));
  try {
    const answer = await io.send({
      method,
      origin,
      path: request.path,
      headers: { 'user-agent': io.userAgent, ...request.headers },
      body: request.body ?? '',
      timeout: timeLeft(request.timeout ?? io.timeout, io.until, started),
      signal: io.stop,
      ca: io.ca,
      proxy: request.direct === true ? undefined : proxyFor(origin, io.proxy),
    });
    const values = { status: answer.status, duration: io.now() - started };
    io.trace?.(t('< {status} in {duration} ms (body not shown: it may contain secrets)', values));
    return answer;
  } catch (error) {
    if (error instanceof NetworkFault) {
      const values = { duration: io.now() - started, reason: error.message };
      io.trace?.(t('< no response after {duration} ms: {reason}', values));
    }
    throw error;
  }
}

/** The same, with retries where they may help: a request for credentials changes nothing. */
export async function exchangeWithRetries(request: KeyRequest, io: FetchEffects): Promise<HttpAnswer> {
  const make = async () => {
    const answer = await exchange(request, io);
    const { status: httpStatus, headers } = answer;
    return httpStatus === 200 ? { done: answer } : { reply: { kind: 'unclear' as const, httpStatus, answer }, headers };
  };
  const outcome = await makeAttempts({ rule: { effect: 'read' }, make }, io, io);
  if ('done' in outcome) return outcome.done;
  if (outcome.reply instanceof NetworkFault) throw outcome.reply;
  return outcome.reply.answer;
}

/** The text of a response. */
export const textIn = ({ body }: HttpAnswer): string => Buffer.from(body).toString('utf8').trim();
