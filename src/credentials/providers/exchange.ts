import { proxyFor } from '../../transport/proxy.ts';
import { type Attempt, namedWait, waitBeforeNext } from '../../transport/retry.ts';
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
      timeout: limitOf(asked, started, io),
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
  for (let done = 1; ; done++) {
    const outcome = await exchange(asked, io).catch(faultIn);
    const budget = { done, max: io.maxAttempts };
    const wait = waitBeforeNext({ effect: 'read' }, attemptOf(outcome, io.now()), budget, io.random());
    if (wait !== undefined && mayWait(wait, io)) await io.sleep(wait, io.stop);
    else if (outcome instanceof NetworkFault) throw outcome;
    else return outcome;
  }
}

/** Whether another attempt after so many milliseconds still has time within the command. */
export const mayWait = (milliseconds: number, io: FetchEffects): boolean =>
  !io.stop.aborted && io.now() + milliseconds < (io.until ?? Number.POSITIVE_INFINITY);

function faultIn(error: unknown): NetworkFault {
  if (error instanceof NetworkFault) return error;
  throw error;
}

function attemptOf(outcome: HttpAnswer | NetworkFault, now: number): Attempt {
  if (outcome instanceof NetworkFault) return { kind: 'fault', sent: outcome.sent, lasting: outcome.lasting };
  return { kind: 'unclear', httpStatus: outcome.status, wait: namedWait(outcome.headers, now) };
}

function limitOf({ timeout }: KeyRequest, now: number, io: FetchEffects): number {
  const left = (io.until ?? Number.POSITIVE_INFINITY) - now;
  return Math.max(1, Math.min(timeout ?? io.timeout, left));
}

/** The text of an answer. */
export const textIn = ({ body }: HttpAnswer): string => Buffer.from(body).toString('utf8').trim();
