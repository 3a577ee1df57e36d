import { isLoopback } from '../core/endpoint.ts';
import { type HttpAnswer, NetworkFault } from '../wire/send.ts';
import type { FetchEffects } from './effects.ts';

/** A request for keys. */
export interface Asked {
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly origin: string;
  readonly path: string;
  /** What the trace says of it beside the host; an address may hold a secret in its query. */
  readonly about: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds; the command's own limit when absent. */
  readonly timeout?: number;
  /** Never through a proxy. */
  readonly direct?: boolean;
}

/** Sends one request for keys, within the command's limits. Throws NetworkFault where no whole answer came. */
export async function exchange(asked: Asked, io: FetchEffects): Promise<HttpAnswer> {
  const started = io.now();
  io.trace?.(`> ${asked.method} ${asked.origin} ${asked.about}`);
  try {
    const answer = await io.send({
      method: asked.method,
      origin: asked.origin,
      path: asked.path,
      headers: { 'user-agent': io.userAgent, ...asked.headers },
      body: asked.body ?? '',
      timeout: limitOf(asked, started, io),
      signal: io.stop,
      ca: io.ca,
      proxy: asked.direct === true || isLoopback(asked.origin) ? undefined : io.proxy,
    });
    io.trace?.(`< ${answer.status} in ${io.now() - started} ms (its body may hold keys and is not shown)`);
    return answer;
  } catch (error) {
    if (error instanceof NetworkFault) io.trace?.(`< no answer after ${io.now() - started} ms: ${error.message}`);
    throw error;
  }
}

function limitOf({ timeout }: Asked, now: number, io: FetchEffects): number {
  const left = (io.until ?? Number.POSITIVE_INFINITY) - now;
  return Math.max(1, Math.min(timeout ?? io.timeout, left));
}

/** The text of an answer. */
export const textIn = ({ body }: HttpAnswer): string => Buffer.from(body).toString('utf8').trim();
