/**
 * Sends the calls of one command: with its keys, proxy, rate limits and the service's clock. Loaded at the first call
 * that is sent, since a dry run needs none of it.
 */
import { isLocalProfile, originOf, requireCredentials, type Settings } from '../config/settings.ts';
import type { Effects } from '../context.ts';
import type { Operation, Product } from '../core/operation.ts';
import { isLoopback } from '../core/endpoint.ts';
import { t } from '../core/text/texts.ts';
import { spanText } from '../core/text/time.ts';
import type { Keys } from '../credentials/cache/cached.ts';
import { accountOf, type FetchedKeys } from '../credentials/source.ts';
import { Failure } from '../errors/failure.ts';
import type { ServiceClock } from '../transport/attempts.ts';
import { type CallableOperation, type CallRequest, type CallSettings, call, type Ok } from '../transport/call.ts';
import { rateLimited, type RateLimiter } from '../transport/rate-limiter.ts';
import { orderIdOf } from '../transport/doubt.ts';
import { unacknowledged } from '../transport/call-failures.ts';
import { proxyFor } from '../transport/proxy.ts';
import { hiddenProxies } from '../transport/proxy-variables.ts';
import { mayCorrect, saysKeysEnded } from '../transport/retry.ts';
import type { Proxy } from '../transport/send.ts';
import type { Log } from '../output/terminal/log.ts';
import { VERSION } from '../version.ts';
import type { CallOptions } from './call-options.ts';
import { openKeys } from './keys.ts';
import { makeRateLimiter } from './rate-limit/rate-limiter.ts';
import { makeTrace } from './trace.ts';

/** Sends calls; what it knows of the keys and the service's clock holds for all of them. */
export interface Sender {
  /** Sends one call; its rate is limited by region. Throws Failure. */
  send(request: CallRequest, region: string): Promise<Ok>;
  /** The response, if it confirms a change as its operation does. Throws Failure (exit 6): the outcome is unknown. */
  confirmed(operation: Operation, ok: Ok): Ok;
  /** The requests per second of an operation now; 0 where they are not limited. Throws Failure (exit 4). */
  rateOf(operation: CallableOperation, region: string): Promise<number>;
  /** Throws Failure (exit 2) if the proxy for an origin is not valid. */
  checkProxy(origin: string): void;
  /** Throws Failure (exit 4) if there are no credentials. */
  fetchKeys(): Promise<FetchedKeys>;
}

/** Opens a sender; `until` is the end of the command's time, epoch milliseconds. */
export function openSender(
  context: Effects,
  settings: Settings,
  options: CallOptions,
  log: Log,
  until: number | undefined,
): Sender {
  const rateLimiters = rateLimitersOf(context, settings, options, log, until);
  const clock = serviceClock(log);
  let opened: Keys | undefined;
  const keys = (): Keys => (opened ??= openKeys(context, settings, options, log, until));
  const proxyTo = proxyRule(context, settings, log);
  return {
    send: async (request, region) => {
      const { operation, origin } = request;
      const rateLimiter = rateLimiters(operation, region);
      const send = (credentials: FetchedKeys): Promise<Ok> =>
        call(
          request,
          { ...callSettingsOf(settings, options, log), credentials, clock, rateLimiter, until, proxy: proxyTo(origin) },
          context,
        );
      return mayCorrect(operation, options.maxAttempts) ? signed(keys(), send) : send(await keys().current());
    },
    confirmed: acknowledged,
    rateOf: async (operation, region) => (await rateLimiters(operation, region)?.rate(rateLimited(operation))) ?? 0,
    checkProxy: (origin) => void proxyTo(origin),
    fetchKeys: () => keys().current(),
  };
}

/**
 * Sends with valid credentials; if the service reports that they have expired, once more with new ones. Throws Failure.
 */
async function signed(keys: Keys, send: (keys: FetchedKeys) => Promise<Ok>): Promise<Ok> {
  const current = await keys.current();
  try {
    return await send(current);
  } catch (error) {
    if (!(error instanceof Failure) || !saysKeysEnded(error.code)) throw error;
    const renewed = await keys.renew(current.accessKeyId);
    if (renewed.accessKeyId === current.accessKeyId) throw error;
    return send(renewed);
  }
}

/**
 * Checks that the response confirms a change as its operation does. Throws Failure (exit 6): the outcome is unknown.
 */
function acknowledged(operation: Operation, ok: Ok): Ok {
  const { effect, action, answer } = operation;
  const confirmed = answer.code === null || ok.said;
  const ordered = effect !== 'order' || (answer.order !== undefined && orderIdOf(ok.body[answer.order]) !== undefined);
  if (effect === 'read' || answer.undocumented === true || (confirmed && ordered)) return ok;
  throw unacknowledged({ action, effect }, ok.requestId);
}

/** A rate limiter for each product and region, created at its first use; undefined if requests are not limited. */
function rateLimitersOf(
  context: Effects,
  settings: Settings,
  options: CallOptions,
  log: Log,
  until: number | undefined,
): (operation: CallableOperation, region: string) => RateLimiter | undefined {
  const limiters = new Map<string, RateLimiter>();
  const isLocal = isLocalProfile(settings);
  return ({ product, action }, region) => {
    // The local profile has no default limits: it is limited only with --rate.
    if (isLocal && options.rates.all === undefined && options.rates.by[action] === undefined) return undefined;
    const key = `${product.id} ${region}`;
    const limiter = limiters.get(key) ?? newRateLimiter(context, settings, options, log, until, product, region);
    limiters.set(key, limiter);
    return limiter;
  };
}

function newRateLimiter(
  context: Effects,
  settings: Settings,
  options: CallOptions,
  log: Log,
  until: number | undefined,
  product: Product,
  region: string,
): RateLimiter {
  return makeRateLimiter({
    folder: context.state,
    account: accountOf(requireCredentials(settings)),
    product: product.id,
    where: whereOf(product, settings, options, region),
    rates: options.rates,
    now: context.now,
    sleep: context.sleep,
    stop: context.stop,
    ...(until === undefined ? {} : { until }),
    say: (text) => log.info(text),
  });
}

/** The service limits requests by region. A service on this machine is separate: its limits do not apply to others. */
function whereOf(product: Product, settings: Settings, options: CallOptions, region: string): string {
  const origin = settings.local ? undefined : originOf(product, settings, options.endpoint, region);
  return origin !== undefined && isLoopback(origin) ? `${region} ${new URL(origin).host}` : region;
}

function serviceClock(log: Log): ServiceClock {
  return {
    offset: undefined,
    said: (offset) => log.warn(clockText(offset)),
  };
}

/** `offset`: milliseconds by which the service's clock is ahead of this machine's. */
function clockText(offset: number): string {
  const span = spanText(Math.abs(offset));
  return offset > 0
    ? t("this machine's clock is {span} behind the service, so requests use the service's time: correct the clock", {
        span,
      })
    : t("this machine's clock is {span} ahead of the service, so requests use the service's time: correct the clock", {
        span,
      });
}

/**
 * The proxy for an origin; undefined if all stays on this machine. Throws Failure (exit 2) if its variable is not
 * valid.
 */
function proxyRule(context: Effects, { local, emulator }: Settings, log: Log): (origin: string) => Proxy | undefined {
  if (local || emulator !== undefined) return () => undefined;
  const proxies = hiddenProxies(context.env, log);
  return (origin) => proxyFor(origin, proxies);
}

function callSettingsOf(
  settings: Settings,
  options: CallOptions,
  log: Log,
): Omit<CallSettings, 'clock' | 'credentials' | 'proxy'> {
  return {
    timeout: options.timeout,
    maxAttempts: options.maxAttempts,
    ca: settings.ca,
    userAgent: `alikafka/${VERSION}`,
    trace: options.debug ? makeTrace(log) : undefined,
    redact: log.redact,
  };
}
