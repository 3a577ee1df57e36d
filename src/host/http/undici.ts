/** The HTTP client: requests by undici, with a time limit, and its failures. */
import { setFlagsFromString } from 'node:v8';
import type { Client, Dispatcher } from '../../vendor/undici.ts';
import type { SecureContext } from 'node:tls';
import { EXIT, Failure } from '../../errors/failure.ts';
import { labelled, t } from '../../core/text/texts.ts';
import { checkProxy, type Connector, directly, NoTunnel, tunnelled } from './connector.ts';
import { codeOf, networkFault } from '../../transport/network-errors.ts';
import { nameOf, proxyRefusal } from '../../transport/proxy.ts';
import { type HttpAnswer, type HttpRequest, NetworkFault, type Send } from '../../transport/send.ts';

/** Bytes: the service has no larger responses. */
export const LARGEST_ANSWER = 256 * 1024 * 1024;

type Request = (this: Dispatcher, options: Dispatcher.RequestOptions) => Promise<Dispatcher.ResponseData>;

interface Connection {
  readonly dispatcher: Dispatcher;
  readonly request: Request;
  readonly connector: Connector;
  /** The connection to the service is open, so that a request may arrive; without a tunnel, the one to the proxy. */
  connected: boolean;
  /** It can no longer be used: the next request opens another. */
  ended: boolean;
  /** How often it was opened. */
  made: number;
}

/** A place for one connection at a time. */
interface Lane {
  readonly opened: Promise<Connection>;
  /** Requests that wait for its connection or use it. */
  users: number;
}

/**
 * Connections to one origin at most. Over one connection requests go one after the other, and the time limit of those
 * that wait for it runs already.
 */
const LANES = 8;

/**
 * An HTTP client by undici, which is imported late and in parts. Connections are kept alive; requests at the same time
 * have one each. `close` ends the connections at once. A response of more than `largest` bytes fails.
 */
export function undiciSender(largest = LARGEST_ANSWER): { send: Send; close: () => Promise<void> } {
  const lanes = new Map<string, Set<Lane>>();
  const laneFor = (request: HttpRequest): Lane => {
    const own = lanes.get(request.origin) ?? new Set();
    lanes.set(request.origin, own);
    const [idlest] = [...own].sort((a, b) => a.users - b.users);
    if (idlest !== undefined && (idlest.users === 0 || own.size >= LANES)) return idlest;
    const made = { opened: connect(request, largest), users: 0 };
    own.add(made);
    made.opened.catch(() => own.delete(made));
    return made;
  };
  const close = async (): Promise<void> => {
    const open = await Promise.all([...lanes.values()].flatMap((own) => [...own].map(({ opened }) => opened)));
    await Promise.all(open.map(end));
  };
  const send: Send = async (request) => {
    const lane = laneFor(request);
    lane.users++;
    const connection = await lane.opened;
    try {
      return await exchange(lane, connection, request);
    } finally {
      if (connection.ended) {
        lanes.get(request.origin)?.delete(lane);
        await end(connection);
      }
    }
  };
  return { send, close };
}

/** Ends a connection, also one that is being opened: its socket would keep the program from ending. */
async function end(connection: Connection): Promise<void> {
  const ended = connection.dispatcher.destroy();
  connection.connector.giveUp(new Error('the connection was given up'));
  await ended;
}

async function connect(request: HttpRequest, largest: number): Promise<Connection> {
  if (!('WebAssembly' in globalThis)) throw noWebAssembly();
  const connection: Connection = await dispatcherFor(request, largest);
  // undici compiles its HTTP parser from WebAssembly when it first connects, and the baseline compiler is much faster
  // than the optimizing one. Not earlier: with another flag V8 no longer uses its caches.
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

/** undici reads responses with WebAssembly. Without this check a change would fail only when its response is read. */
const noWebAssembly = (): Failure =>
  new Failure({
    exitCode: EXIT.refused,
    code: 'NoWebAssembly',
    message: t('HTTP requires WebAssembly, which is disabled in this Node.js (--jitless): nothing was sent'),
    hint: t('Remove --jitless from NODE_OPTIONS.'),
  });

async function dispatcherFor({ proxy, origin, ca }: HttpRequest, largest: number): Promise<Connection> {
  const tls = ca === undefined ? undefined : { secureContext: await trusting(ca) };
  const undici = await import('../../vendor/undici.ts');
  // Requests without TLS go to the proxy itself: few proxies open tunnels for them.
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
  };
}

const isTunnelled = (origin: string): boolean => origin.startsWith('https:');

/** TLS with Node's CAs and more; the option `ca` alone would replace Node's. `ca` is PEM text. */
export async function trusting(ca: string): Promise<SecureContext> {
  const tls = await import('node:tls');
  // Node 22.15 and later return the CAs in use; earlier versions only the bundled ones.
  const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => readonly string[] };
  return tls.createSecureContext({ ca: [...(getCACertificates?.('default') ?? tls.rootCertificates), ca] });
}

async function exchange(lane: Lane, connection: Connection, request: HttpRequest): Promise<HttpAnswer> {
  const wasOpen = watch(connection);
  const limit = limitOf(request, wasOpen);
  try {
    if (limit.signal.aborted) throw new NetworkFault(t('interrupted'), 'ABORTED', false);
    const answer = await limit.before(
      connection.request.call(connection.dispatcher, {
        ...targetOf(request),
        method: request.method ?? 'POST',
        body: request.body,
        headersTimeout: 0,
        bodyTimeout: 0,
        signal: limit.signal,
      }),
    );
    const { statusCode: status } = answer;
    if (status === PROXY_AUTHENTICATION && request.proxy !== undefined) throw proxyRefusal(request.proxy, status);
    return { status, headers: plain(answer.headers), body: await answer.body.bytes() };
  } catch (error) {
    if (error instanceof NetworkFault) throw error;
    if (limit.ranOut()) throw timedOut(request.timeout, wasOpen(), error);
    if (limit.signal.aborted) throw new NetworkFault(t('interrupted'), 'ABORTED', wasOpen(), error);
    throw fault(error, wasOpen(), request);
  } finally {
    limit.end();
    lane.users--;
    // undici continues to connect for a cancelled request.
    connection.ended ||= limit.signal.aborted && !connection.connected && lane.users === 0;
  }
}

const timedOut = (limit: number, sent: boolean, cause: unknown): NetworkFault =>
  new NetworkFault(t('no response within {limit} ms', { limit }), 'TIMEOUT', sent, cause);

/** The HTTP status that only a proxy sends. */
const PROXY_AUTHENTICATION = 407;

/** The target of a request; for a proxy without a tunnel, the whole URL. */
function targetOf({ origin, path, headers, proxy }: HttpRequest) {
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

/** Whether the connection was open at any time since: it may be closed again when an error is reported. */
function watch(connection: Connection): () => boolean {
  const { connected, made } = connection;
  return () => connected || connection.made > made;
}

interface Limit {
  /** Aborted when the request takes too long, or is stopped. */
  readonly signal: AbortSignal;
  /** The request took too long. */
  ranOut(): boolean;
  /** The outcome of a request; rejects as soon as `signal` is aborted, while undici waits for the connection. */
  before<T>(outcome: Promise<T>): Promise<T>;
  end(): void;
}

/** The limits of one request. `end` must be called after it: a batch sends thousands. */
function limitOf({ timeout, signal, beforeSent }: HttpRequest, wasOpen: () => boolean): Limit {
  const controller = new AbortController();
  let late = false;
  const abort = (): void => controller.abort();
  const abortUnsent = (): void => {
    if (!wasOpen()) abort();
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

/** `sent`: the connection was open, so that the request may have arrived. */
function fault(error: unknown, sent: boolean, { proxy, origin }: HttpRequest): NetworkFault {
  if (error instanceof NoTunnel) return error.fault;
  const { words: reason, lasting, hint: known } = networkFault(error);
  const isOfProxy = proxy !== undefined && !isTunnelled(origin);
  const message = isOfProxy ? labelled(nameOf(proxy), reason) : reason;
  const hint = isOfProxy && !sent ? (known ?? checkProxy(proxy)) : known;
  return new NetworkFault(message, codeOf(error) ?? 'NETWORK', sent, error, { lasting, hint });
}
