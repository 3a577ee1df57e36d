/** The client of a command: signs and sends its calls, page by page where needed, and records them for a dry run. */
import { isLocalProfile, originOf, requireCredentials, requireRegion, type Settings } from '../config/settings.ts';
import type { Effects } from '../context.ts';
import type { Operation, Reader, Values } from '../core/operation.ts';
import type { Target } from '../core/plan.ts';
import type { Product } from '../core/operation.ts';
import { complete, toWire } from '../core/request.ts';
import { isLoopback } from '../core/endpoint.ts';
import { t } from '../core/text/texts.ts';
import { spanText } from '../core/text/time.ts';
import { wholeNumber } from '../core/text/whole-number.ts';
import type { WireParams } from '../core/signature.ts';
import type { Row } from '../core/shape.ts';
import type { Keys } from '../credentials/cache/cached.ts';
import { accountOf, type FetchedKeys } from '../credentials/source.ts';
import { Failure } from '../errors/failure.ts';
import type { ServiceClock, AttemptCount } from '../transport/attempts.ts';
import { type CallableOperation, type CallSettings, call, type Ok } from '../transport/call.ts';
import { rateLimited, type RateLimiter } from '../transport/rate-limiter.ts';
import { orderIdOf } from '../transport/doubt.ts';
import { unacknowledged } from '../transport/call-failures.ts';
import { pages } from './pagination/pages.ts';
import { proxyFor } from '../transport/proxy.ts';
import { mayCorrect, saysKeysEnded } from '../transport/retry.ts';
import { objectOf } from './rows.ts';
import type { Proxy } from '../transport/send.ts';
import type { CallOptions } from './call-options.ts';
import { openKeys } from './keys.ts';
import { makeRateLimiter } from './rate-limit/rate-limiter.ts';
import { hiddenProxies } from '../transport/proxy-variables.ts';
import { type Running, startLocal } from './local-emulator.ts';
import type { Log } from '../output/terminal/log.ts';
import { type Reading, readingOf } from './reading.ts';
import { makeTrace } from './trace.ts';
import { VERSION } from '../version.ts';

/**
 * The signed calls of one command, with its credentials, rate limits and region. The local emulator starts at the
 * first.
 */
export interface Client {
  readonly region: string;
  /** The id of the instance, once its name is resolved. */
  instance: string | undefined;
  /** The same client for another region or instance, with the same credentials, rate limits, clock and deadline. */
  at(target: Target): Client;
  /** The same client for many reads: they keep to the rate of their operation before the service throttles them. */
  paced(): Client;
  readonly reader: Reader;
  /** The origin of a product's requests; `local` for the local emulator. */
  originFor(product: Product): string;
  /** The complete request parameters of an operation, with those of --param where they are meant for it. */
  wireOf(operation: Operation, input: Values): WireParams;
  /** The end of the command's time, epoch milliseconds; undefined without --deadline. */
  readonly until: number | undefined;
  call(operation: Operation, input: Values, how?: RequestOptions): Promise<Ok>;
  /**
   * The requests per second of an operation now; 0 where they are not limited. Throws Failure (exit 4) without
   * credentials.
   */
  rateOf(operation: CallableOperation): Promise<number>;
  /** Fetches the credentials and checks the proxy, before a prompt is shown. Throws Failure. */
  signIn(product: Product): Promise<void>;
  pages(operation: Operation, input: Values): AsyncGenerator<Row[]>;
  /**
   * From now on nothing is sent: each request is added to the returned list, and its call throws `NotSent`. So
   * `--dry-run` runs the same code as the command.
   */
  record(): readonly RecordedRequest[];
  close(): Promise<void>;
}

/** A request that was recorded instead of sent, with all parameters except those of the signature. */
export interface RecordedRequest {
  readonly operation: Operation;
  readonly params: WireParams;
  /** The origin that it would be sent to; `local` for the local emulator. */
  readonly origin: string;
}

/** The error of a recorded call, which has no response. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
}

/** Options of one call. */
export interface RequestOptions {
  readonly format?: 'JSON' | 'XML';
  /** The number of attempts at the same change. */
  readonly used?: AttemptCount;
  /** Set by a paced client. */
  readonly paced?: boolean;
}

/**
 * Opens a client; nothing is sent or started yet. The parameters of --param are added to the operations for which
 * `takesParams` is true, and to no other read of the command.
 */
export function openClient(
  context: Effects,
  settings: Settings,
  options: CallOptions,
  log: Log,
  takesParams: (operation: Operation) => boolean = () => false,
): Client {
  const calls = openCalls(context, settings, options, log);
  const clientAt = (region: string, instance: string | undefined, paced: boolean = false): Client => {
    const client: Client = {
      region,
      instance,
      until: calls.until,
      at: (target) =>
        clientAt(
          target.region ?? region,
          target.instance ?? (target.region === undefined ? client.instance : undefined),
          paced,
        ),
      paced: () => clientAt(region, client.instance, true),
      originFor: (product) => calls.originIn(region, product),
      wireOf: (operation, input) => wireOf(operation, input, client, takesParams(operation) ? options.params : {}),
      call: async (operation, input, how) =>
        acknowledged(
          operation,
          await calls.callIn(region, operation, client.wireOf(operation, input), { ...how, paced }),
        ),
      rateOf: (operation) => calls.rateIn(region, operation),
      signIn: (product) => calls.signIn(client.originFor(product)),
      pages: (operation, input) => countedPages(operation, input, client, calls.reading),
      reader: readerOf(() => client, calls.reading),
      record: calls.record,
      close: calls.close,
    };
    return client;
  };
  return clientAt(requireRegion(settings), settings.instance?.value);
}

/** What all clients of a command share: credentials, rate limits, the service's clock, the emulator, the recorder. */
function openCalls(context: Effects, settings: Settings, options: CallOptions, log: Log) {
  let running: Promise<Running> | undefined;
  const originIn = (region: string, product: Product): string =>
    settings.local ? 'local' : originOf(product, settings, options.endpoint, region);
  const urlIn = async (region: string, product: Product): Promise<string> => {
    if (!settings.local) return originIn(region, product);
    running ??= startLocal(context);
    return (await running).url;
  };
  const until = options.deadline === undefined ? undefined : context.now() + options.deadline;
  const rateLimiters = rateLimitersOf(context, settings, options, log, until);
  const clock = serviceClock(log);
  let opened: Keys | undefined;
  const keys = (): Keys => (opened ??= openKeys(context, settings, options, log, until));
  const proxyTo = proxyRule(context, settings, log);
  const recorder = newRecorder();
  const reading = readingOf(context, options);
  return {
    reading,
    until,
    originIn,
    callIn: async (region: string, operation: Operation, params: WireParams, how: RequestOptions = {}): Promise<Ok> => {
      recorder.take({ operation, params, origin: originIn(region, operation.product) });
      const to = await urlIn(region, operation.product);
      const rateLimiter = rateLimiters(operation, region);
      const send = (credentials: FetchedKeys): Promise<Ok> =>
        call(
          { operation, origin: to, params, ...how },
          { ...callSettingsOf(settings, options, log), credentials, clock, rateLimiter, until, proxy: proxyTo(to) },
          context,
        );
      const sent = async (): Promise<Ok> =>
        mayCorrect(operation, options.maxAttempts) ? signed(keys(), send) : send(await keys().current());
      try {
        return await (operation.effect === 'read' ? reading.during(operation, sent) : sent());
      } catch (error) {
        throw (await running)?.stateFailure() ?? error;
      }
    },
    rateIn: async (region: string, operation: CallableOperation): Promise<number> =>
      (await rateLimiters(operation, region)?.rate(rateLimited(operation))) ?? 0,
    signIn: async (origin: string): Promise<void> => {
      proxyTo(origin);
      await reading.signingIn(() => keys().current());
    },
    record: recorder.start,
    close: async (): Promise<void> => (await running?.catch(() => undefined))?.close(),
  };
}

const readerOf = (client: () => Client, reading: Reading): Reader => ({
  rows: (operation, input) => collect(client().pages(operation, input)),
  object: async (operation, input) => {
    const { body } = await client().call(operation, input);
    reading.addObject(operation);
    return objectOf(operation, body);
  },
  expects: reading.expect,
});

/** The pages of a list; the progress shows how many records they have so far. */
async function* countedPages(
  operation: Operation,
  input: Values,
  client: Pick<Client, 'call'>,
  reading: Reading,
): AsyncGenerator<Row[]> {
  const fetch = async (values: Values): Promise<Row> => {
    const { body } = await client.call(operation, values);
    if (operation.paging?.style === 'page') reading.expect(operation, wholeNumber(body[operation.paging.total]));
    return body;
  };
  for await (const page of pages(operation, input, fetch)) {
    reading.addRows(operation, page.length);
    yield page;
  }
}

/** Records requests instead of sending them, once it is started. */
function newRecorder() {
  let unsent: RecordedRequest[] | undefined;
  return {
    start: (): readonly RecordedRequest[] => (unsent = []),
    /** Throws NotSent. */
    take: (request: RecordedRequest): void => {
      if (unsent === undefined) return;
      unsent.push(request);
      throw new NotSent(request.operation.action);
    },
  };
}

const wireOf = (operation: Operation, input: Values, client: Client, more: WireParams): WireParams => ({
  ...toWire(operation.params, complete(operation, input, client)),
  ...more,
});

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

async function collect(all: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of all) rows.push(...page);
  return rows;
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
