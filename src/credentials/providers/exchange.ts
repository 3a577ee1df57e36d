import { makeAttempts, timeLeft } from '../../transport/attempts.ts';
import { proxyFor } from '../../transport/proxy.ts';
import { type HttpAnswer, NetworkFault } from '../../transport/send.ts';
import type { FetchEffects } from './effects.ts';

/** A request for keys. */
export interface KeyRequest {
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
export async function exchange(asked: KeyRequest, io: FetchEffects): Promise<HttpAnswer> {
  const started = io.now();
  io.trace?.(`> ${asked.method} ${asked.origin} ${asked.about}`);
  try {
    const answer = await io.send({
      method: asked.method,
      origin: asked.origin,
      path: asked.path,
      headers: { 'user-agent': io.userAgent, ...asked.headers },
      body: asked.body ?? '',
      timeout: timeLeft(asked.timeout ?? io.timeout, io.until, started),
      signal: io.stop,
      ca: io.ca,
      proxy: asked.direct === true ? undefined : proxyFor(asked.origin, io.proxy),
    });
    io.trace?.(`< ${answer.status} in ${io.now() - started} ms (its body may hold keys and is not shown)`);
    return answer;
  } catch (error) {
    if (error instanceof NetworkFault) io.trace?.(`< no answer after ${io.now() - started} ms: ${error.message}`);
    throw error;
  }
}

/** The same, repeated where that may help: keys are only ever read. Throws NetworkFault where no whole answer came. */
export async function repeated(asked: KeyRequest, io: FetchEffects): Promise<HttpAnswer> {
  const make = async () => {
    const answer = await exchange(asked, io);
    const { status: httpStatus, headers } = answer;
    return httpStatus === 200 ? { done: answer } : { reply: { kind: 'unclear' as const, httpStatus, answer }, headers };
  };
  const outcome = await makeAttempts({ rule: { effect: 'read' }, make }, io, io);
  if ('done' in outcome) return outcome.done;
  if (outcome.reply instanceof NetworkFault) throw outcome.reply;
  return outcome.reply.answer;
}

/** The text of an answer. */
export const textIn = ({ body }: HttpAnswer): string => Buffer.from(body).toString('utf8').trim();
