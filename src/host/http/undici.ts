import { setFlagsFromString } from 'node:v8';
import type { Client, Dispatcher } from '../../vendor/undici.ts';
import type { SecureContext } from 'node:tls';
import { EXIT, Failure } from '../../errors/failure.ts';
import { type Connector, directly, NoTunnel, tunnelled } from './connector.ts';
import { codeOf, networkFault } from '../../transport/network-errors.ts';
import { nameOf, proxyRefusal } from '../../transport/proxy.ts';
import { type HttpAnswer, type HttpRequest, NetworkFault, type Send } from '../../transport/send.ts';

/** A bigger answer is not one of this service's, in bytes. */
export const LARGEST_ANSWER = 256 * 1024 * 1024;

type Request = (this: Dispatcher, options: Dispatcher.RequestOptions) => Promise<Dispatcher.ResponseData>;

interface Connection {
  readonly dispatcher: Dispatcher;
  readonly request: Request;
  readonly connector: Connector;
  /** A connection to the service is up, so that what is sent may arrive; of a proxy without a tunnel, one to the proxy. */
  connected: boolean;
  /** It can carry nothing any more: the next request makes another. */
  ended: boolean;
  /** How often a connection was made. */
  made: number;
  /** Requests that wait for it or use it. */
  users: number;
}

/**
 * HTTP by undici, imported late and in parts; one kept-alive connection for each origin.
 * `close` ends the connections at once. An answer of more than `largest` bytes is cut off, as no answer.
 */
export function undiciSender(largest = LARGEST_ANSWER): { send: Send; close: () => Promise<void> } {
  const connections = new Map<string, Promise<Connection>>();
  const connectionTo = (request: HttpRequest): Promise<Connection> => {
    const known = connections.get(request.origin);
    if (known !== undefined) return known;
    const made = connect(request, largest);
    connections.set(request.origin, made);
    made.catch(() => connections.delete(request.origin));
    return made;
  };
  const close = async (): Promise<void> => {
    const open = await Promise.all(connections.values());
    await Promise.all(open.map(end));
  };
  const send: Send = async (request) => {
    const connection = await connectionTo(request);
    try {
      return await exchange(connection, request);
    } finally {
      if (connection.ended) {
        connections.delete(request.origin);
        await end(connection);
      }
    }
  };
  return { send, close };
}

/** Ends a connection, also one that is only being made: its socket alone would keep the program from ending. */
async function end(connection: Connection): Promise<void> {
  const ended = connection.dispatcher.destroy();
  connection.connector.giveUp(new Error('the connection was given up'));
  await ended;
}

async function connect(request: HttpRequest, largest: number): Promise<Connection> {
  if (!('WebAssembly' in globalThis)) throw noWebAssembly();
  const connection: Connection = await dispatcherFor(request, largest);
  // undici compiles its HTTP parser from WebAssembly when it first connects: the simple compiler is done long before the
  // optimizing one. Not sooner, since with another flag V8 takes nothing from its caches any more.
  setFlagsFromString('--liftoff-only');
  connection.dispatcher.on('connect', () => {
    connection.connected = true;
    connection.made++;
  });
  connection.dispatcher.on('disconnect', () => {
    connection.connected = false;
  });
  return connection;
}

/** undici reads answers with WebAssembly. Found out by a failed read, a change would count as sent. */
const noWebAssembly = (): Failure =>
  new Failure({
    exitCode: EXIT.refused,
    code: 'NoWebAssembly',
    message: 'this Node runs without WebAssembly (--jitless), which HTTP needs: nothing was sent',
    hint: 'Remove --jitless from NODE_OPTIONS.',
  });

async function dispatcherFor({ proxy, origin, ca }: HttpRequest, largest: number): Promise<Connection> {
  const tls = ca === undefined ? undefined : { secureContext: await trusting(ca) };
  const undici = await import('../../vendor/undici.ts');
  // What is not encrypted is given to the proxy whole: few of them open tunnels for it.
  const isInTunnel = proxy !== undefined && isTunnelled(origin);
  const connector = isInTunnel ? tunnelled(undici, proxy, tls) : directly(undici, tls);
  const options = { maxResponseSize: largest, connect: connector.connect } satisfies Client.Options;
  return {
    dispatcher: new undici.Client(isInTunnel ? origin : (proxy?.origin ?? origin), options),
    request: undici.request,
    connector,
    connected: false,
    ended: false,
    made: 0,
    users: 0,
  };
}

const isTunnelled = (origin: string): boolean => origin.startsWith('https:');

/** Node's CAs with more beside them: the option `ca` alone would take the place of all of them. */
export async function trusting(ca: string): Promise<SecureContext> {
  const tls = await import('node:tls');
  // From Node 22.15 on those that are in force can be asked for; before, only those that Node brings along.
  const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => readonly string[] };
  return tls.createSecureContext({ ca: [...(getCACertificates?.('default') ?? tls.rootCertificates), ca] });
}

async function exchange(connection: Connection, request: HttpRequest): Promise<HttpAnswer> {
  const stood = watch(connection);
  const limit = limitOf(request, stood);
  connection.users++;
  try {
    if (limit.signal.aborted) throw new NetworkFault('interrupted', 'ABORTED', false);
    const answer = await limit.before(
      connection.request.call(connection.dispatcher, {
        ...placeOf(request),
        method: request.method ?? 'POST',
        body: request.body,
        headersTimeout: 0,
        bodyTimeout: 0,
        signal: limit.signal,
      }),
    );
    const { statusCode: status } = answer;
    if (status === WANTS_CREDENTIALS && request.proxy !== undefined) throw proxyRefusal(request.proxy, status);
    return { status, headers: plain(answer.headers), body: await answer.body.bytes() };
  } catch (error) {
    if (error instanceof NetworkFault) throw error;
    if (limit.ranOut()) throw new NetworkFault(`no answer within ${request.timeout} ms`, 'TIMEOUT', stood(), error);
    if (limit.signal.aborted) throw new NetworkFault('interrupted', 'ABORTED', stood(), error);
    throw fault(error, stood(), request);
  } finally {
    limit.end();
    connection.users--;
    // undici goes on connecting for a request that is given up.
    connection.ended ||= limit.signal.aborted && !connection.connected && connection.users === 0;
  }
}

/** HTTP's status for it, which only a proxy sends. */
const WANTS_CREDENTIALS = 407;

/** What a connection is asked for: of a proxy without a tunnel, the whole address. */
function placeOf({ origin, path, headers, proxy }: HttpRequest) {
  if (proxy === undefined || isTunnelled(origin)) return { origin, path, headers: { ...headers } };
  const { authorization } = proxy;
  return {
    origin: proxy.origin,
    path: `${origin}${path}`,
    headers: {
      ...headers,
      host: new URL(origin).host,
      ...(authorization === undefined ? {} : { 'proxy-authorization': authorization }),
    },
  };
}

/** Whether a connection stood at any time since: it may be down again when the error is seen. */
function watch(connection: Connection): () => boolean {
  const { connected, made } = connection;
  return () => connected || connection.made > made;
}

interface Limit {
  /** Aborted when the request takes too long, or is stopped. */
  readonly signal: AbortSignal;
  /** The request took too long. */
  ranOut(): boolean;
  /** The outcome of a request, which undici ends only once it is connected; rejects as soon as `signal` is aborted. */
  before<T>(outcome: Promise<T>): Promise<T>;
  end(): void;
}

/** What ends a request before its answer. It is ended with the request: a batch makes thousands. */
function limitOf({ timeout, signal, beforeSent }: HttpRequest, stood: () => boolean): Limit {
  const controller = new AbortController();
  let late = false;
  const abort = (): void => controller.abort();
  const abortUnsent = (): void => {
    if (!stood()) abort();
  };
  const timer = setTimeout(() => {
    late = !controller.signal.aborted;
    abort();
  }, timeout);
  signal.addEventListener('abort', abort);
  beforeSent?.addEventListener('abort', abortUnsent);
  if (signal.aborted) abort();
  if (beforeSent?.aborted === true) abortUnsent();
  return {
    signal: controller.signal,
    ranOut: () => late,
    before: (outcome) => Promise.race([outcome, aborted(controller.signal)]),
    end: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      beforeSent?.removeEventListener('abort', abortUnsent);
    },
  };
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
  });

function plain(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** `stood`: a connection stood, so that the request may have arrived. */
function fault(error: unknown, stood: boolean, { proxy, origin }: HttpRequest): NetworkFault {
  if (error instanceof NoTunnel) return error.fault;
  const { words, lasting, hint } = networkFault(error);
  const isOfProxy = proxy !== undefined && !isTunnelled(origin);
  const said = isOfProxy ? `${nameOf(proxy)}: ${words}` : words;
  const help = isOfProxy && !stood ? (hint ?? `Check the host and port in ${proxy.variable}.`) : hint;
  return new NetworkFault(said, codeOf(error) ?? 'NETWORK', stood, error, { lasting, hint: help });
}
