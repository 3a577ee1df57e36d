import type { Operation } from '../core/operation.ts';
import { type Credentials, formBody, signedParams } from '../core/request.ts';
import type { WireParams } from '../core/signature.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import { faultFailure, replyFailure } from './outcome.ts';
import { parseAnswer, type Reply } from './parse.ts';
import { waitBeforeNext } from './retry.ts';
import { type HttpAnswer, NetworkFault, type ProxySettings, type Send } from './send.ts';

/** What is needed of an operation to call it; also made up for operations without a record (`api`). */
export type Callable = Pick<Operation, 'action' | 'product' | 'effect'>;

/** The effects of a call. */
export interface CallEffects {
  readonly send: Send;
  now(): number;
  random(): number;
  nonce(): string;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  readonly stop: AbortSignal;
}

/** How and where calls are made. */
export interface CallSettings {
  readonly credentials: Credentials;
  /** Milliseconds for one attempt. */
  readonly timeout: number;
  readonly maxAttempts: number;
  readonly proxy: ProxySettings | undefined;
  readonly userAgent: string;
  readonly trace: Trace | undefined;
}

/** What `--debug` hears of. */
export interface Trace {
  sending(attempt: number, origin: string, params: WireParams, body: string): void;
  answered(attempt: number, milliseconds: number, answer: HttpAnswer): void;
  failed(attempt: number, milliseconds: number, why: string): void;
  waiting(milliseconds: number): void;
}

export type Ok = Extract<Reply, { kind: 'ok' }>;

/** One request of an operation, still unsigned. */
export interface CallRequest {
  readonly operation: Callable;
  readonly origin: string;
  readonly params: WireParams;
  readonly format?: 'JSON' | 'XML';
}

/**
 * Calls an operation: signs, sends, reads the answer, and repeats where that is safe.
 * Each attempt has a nonce and a timestamp of its own. Throws Failure when no attempt succeeded.
 */
export async function call(request: CallRequest, settings: CallSettings, effects: CallEffects): Promise<Ok> {
  for (let done = 1; ; done++) {
    const outcome = await attempt(request, settings, effects, done);
    if (!(outcome instanceof NetworkFault) && outcome.kind === 'ok') return outcome;
    if (effects.stop.aborted && outcome instanceof NetworkFault && request.operation.effect === 'read')
      throw interrupted(effects.stop);
    const known = outcome instanceof NetworkFault ? { kind: 'fault' as const, sent: outcome.sent } : outcome;
    const wait = waitBeforeNext(request.operation.effect, known, { done, max: settings.maxAttempts }, effects.random());
    if (wait === undefined || effects.stop.aborted) throw failureOf(outcome, request, done);
    settings.trace?.waiting(wait);
    await effects.sleep(wait, effects.stop);
  }
}

/** What ends a command that was stopped from outside. */
export function interrupted(stop: AbortSignal): Failure {
  const exitCode = stop.reason === EXIT.terminated ? EXIT.terminated : EXIT.interrupted;
  return new Failure({
    exitCode,
    code: 'Interrupted',
    message: exitCode === EXIT.terminated ? 'terminated' : 'interrupted',
  });
}

function failureOf(
  outcome: NetworkFault | Exclude<Reply, { kind: 'ok' }>,
  { operation, origin }: CallRequest,
  attempts: number,
): Failure {
  const failed = { action: operation.action, effect: operation.effect, origin, attempts };
  return outcome instanceof NetworkFault ? faultFailure(outcome, failed) : replyFailure(outcome, failed);
}

async function attempt(
  request: CallRequest,
  settings: CallSettings,
  effects: CallEffects,
  number: number,
): Promise<Reply | NetworkFault> {
  const params = signedParams(
    request.operation,
    request.params,
    settings.credentials,
    { now: effects.now(), nonce: effects.nonce() },
    request.format,
  );
  const body = formBody(params);
  const started = effects.now();
  settings.trace?.sending(number, request.origin, params, body);
  try {
    const answer = await effects.send({
      origin: request.origin,
      path: '/',
      headers: headersOf(settings),
      body,
      timeout: settings.timeout,
      // A change that is under way is let end; a read is dropped at once.
      signal: request.operation.effect === 'read' ? effects.stop : NEVER,
      proxy: settings.proxy,
    });
    settings.trace?.answered(number, effects.now() - started, answer);
    return await parseAnswer(answer);
  } catch (error) {
    if (!(error instanceof NetworkFault)) throw error;
    settings.trace?.failed(number, effects.now() - started, error.message);
    return error;
  }
}

const NEVER = new AbortController().signal;

function headersOf({ userAgent }: CallSettings): Record<string, string> {
  return { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded', 'user-agent': userAgent };
}
