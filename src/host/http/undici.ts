import { setFlagsFromString } from 'node:v8';
import type { Client, Dispatcher } from '../../vendor/undici-direct.ts';
import type { SecureContext } from 'node:tls';
import { EXIT, Failure } from '../../errors/failure.ts';
import { endingPools } from './ending-pools.ts';
import { codeOf, networkTrouble } from '../../transport/network-errors.ts';
import { nameOf, proxyRefusal } from '../../transport/proxy.ts';
import { type HttpAnswer, type HttpRequest, NetworkFault, type Proxy, type Send } from '../../transport/send.ts';

/** A bigger answer is not one of this service's, in bytes. */
export const LARGEST_ANSWER = 256 * 1024 * 1024;

type Request = (this: Dispatcher, options: Dispatcher.RequestOptions) => Promise<Dispatcher.ResponseData>;

interface Connection {
  readonly dispatcher: Dispatcher;
  readonly request: Request;
  /** A connection stands, so that what is sent may arrive; undefined where a proxy hides whether one does. */
  connected: boolean | undefined;
  /** It can carry nothing any more: the next request makes another. */
  readonly life: { ended: boolean };
  /** How often a connection was made. */
  made: number;
  /** Whether an error came while the connection to a proxy was made. */
  isOfProxy(error: unknown): boolean;
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
    await Promise.all(open.map(({ dispatcher }) => dispatcher.destroy()));
  };
  const send: Send = async (request) => {
    const connection = await connectionTo(request);
    try {
      return await exchange(connection, request);
    } finally {
      if (connection.life.ended) connections.delete(request.origin);
    }
  };
  return { send, close };
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

async function dispatcherFor(wanted: HttpRequest, largest: number): Promise<Connection> {
  const { proxy, origin } = wanted;
  const tls = wanted.ca === undefined ? undefined : { secureContext: await trusting(wanted.ca) };
  if (proxy !== undefined && isTunnelled(origin)) return tunnel(proxy, largest, tls);
  const { Client: DirectClient, request } = await import('../../vendor/undici-direct.ts');
  const options = { maxResponseSize: largest, ...(tls === undefined ? {} : { connect: tls }) } satisfies Client.Options;
  return {
    // What is not encrypted is given to the proxy whole: few of them open tunnels for it.
    dispatcher: new DirectClient(proxy?.origin ?? origin, options),
    request,
    connected: false,
    life: { ended: false },
    made: 0,
    isOfProxy: () => proxy !== undefined,
  };
}

const isTunnelled = (origin: string): boolean => origin.startsWith('https:');

/** Connections through a proxy's tunnels. */
async function tunnel(proxy: Proxy, maxResponseSize: number, tls: Tls | undefined): Promise<Connection> {
  const { buildConnector, Pool, ProxyAgent, request } = await import('../../vendor/undici-proxy.ts');
  const life = { ended: false };
  const ofProxy = new WeakSet<object>();
  const connectTo = buildConnector({ ...tls });
  const connectToProxy: typeof connectTo = (options, done) =>
    connectTo(options, (error, socket) => {
      if (error === null) done(null, socket);
      else {
        ofProxy.add(error);
        done(error, null);
      }
    });
  return {
    life,
    dispatcher: new ProxyAgent({
      uri: proxy.origin,
      ...(proxy.authorization === undefined ? {} : { token: proxy.authorization }),
      maxResponseSize,
      factory: endingPools(Pool, () => (life.ended = true)),
      clientFactory: (url) => new Pool(url, { connect: connectToProxy }),
      ...(tls === undefined ? {} : { requestTls: tls }),
    }),
    request,
    connected: undefined,
    made: 0,
    isOfProxy: (error) =>
      [error, (error as { cause?: unknown } | undefined)?.cause].some((one) => isObject(one) && ofProxy.has(one)),
  };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

interface Tls {
  readonly secureContext: SecureContext;
}

/** Node's CAs with more beside them: the option `ca` alone would take the place of all of them. */
export async function trusting(ca: string): Promise<SecureContext> {
  const tls = await import('node:tls');
  // From Node 22.15 on those that are in force can be asked for; before, only those that Node brings along.
  const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => readonly string[] };
  return tls.createSecureContext({ ca: [...(getCACertificates?.('default') ?? tls.rootCertificates), ca] });
}

async function exchange(connection: Connection, request: HttpRequest): Promise<HttpAnswer> {
  if (request.signal.aborted) throw new NetworkFault('interrupted', 'ABORTED', false);
  const limit = limitOf(request);
  const stood = watch(connection);
  try {
    const answer = await connection.request.call(connection.dispatcher, {
      ...placeOf(request),
      method: request.method ?? 'POST',
      body: request.body,
      headersTimeout: 0,
      bodyTimeout: 0,
      signal: limit.signal,
    });
    const { statusCode: status } = answer;
    if (status === WANTS_CREDENTIALS && request.proxy !== undefined) throw proxyRefusal(request.proxy, status);
    return { status, headers: plain(answer.headers), body: await answer.body.bytes() };
  } catch (error) {
    if (error instanceof NetworkFault) throw error;
    // What a proxy hides counts as sent.
    if (limit.ranOut())
      throw new NetworkFault(`no answer within ${request.timeout} ms`, 'TIMEOUT', stood() ?? true, error);
    if (request.signal.aborted) throw new NetworkFault('interrupted', 'ABORTED', stood() ?? true, error);
    throw fault(error, stood(), connection, request);
  } finally {
    limit.end();
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

/** Whether a connection stood at any time since: it may be down again when the error is seen. Undefined behind a proxy. */
function watch(connection: Connection): () => boolean | undefined {
  const { connected, made } = connection;
  return () => (connected === undefined ? undefined : connected || connection.made > made);
}

/** Aborts a request that takes too long, or that is stopped. It is ended with the request: a batch makes thousands. */
function limitOf({ timeout, signal }: HttpRequest): { signal: AbortSignal; ranOut(): boolean; end(): void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, timeout);
  signal.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    ranOut: () => controller.signal.aborted && !signal.aborted,
    end: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    },
  };
}

function plain(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** Errors that can only come before a connection stands. */
const BEFORE_CONNECTION = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** `stood`: a connection stood, so that the request may have arrived; undefined where a proxy hides it. */
function fault(
  error: unknown,
  stood: boolean | undefined,
  connection: Connection,
  { proxy }: HttpRequest,
): NetworkFault {
  const code = codeOf(error);
  const status = stood === undefined ? refusedTunnel(error) : undefined;
  if (proxy !== undefined && status !== undefined) return proxyRefusal(proxy, status, error);
  const isOfProxy = proxy !== undefined && connection.isOfProxy(error) && stood !== true;
  const before = BEFORE_CONNECTION.has(code ?? '') || isCertificate(code) || (stood === false && isTls(code));
  const sent = stood === true || !(before || isOfProxy);
  const { words, lasting, hint } = networkTrouble(error);
  const said = isOfProxy ? `${nameOf(proxy)}: ${words}` : words;
  const help = isOfProxy ? (hint ?? `Check the host and port in ${proxy.variable}.`) : hint;
  return new NetworkFault(said, code ?? 'NETWORK', sent, error, { lasting, hint: help });
}

/** The status with which a proxy refused a tunnel. */
function refusedTunnel(error: unknown): number | undefined {
  const { code, message = '' } = (error ?? {}) as { code?: string; message?: string };
  const status = /^Proxy response \((\d+)\)/.exec(message)?.[1];
  return code === 'UND_ERR_ABORTED' && status !== undefined ? Number(status) : undefined;
}

/** A certificate and the version are judged before anything is sent; other TLS errors come in the middle, too. */
const isCertificate = (code: string | undefined): boolean =>
  /^(ERR_TLS_CERT|ERR_SSL_WRONG_VERSION|ERR_SSL_PACKET_LENGTH|CERT_|DEPTH_|UNABLE_TO|SELF_SIGNED|HOSTNAME_)/.test(
    code ?? '',
  );

function isTls(code: string | undefined): boolean {
  return (
    code !== undefined &&
    (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|UNABLE_TO|SELF_SIGNED|HOSTNAME_)/.test(code) || code === 'EPROTO')
  );
}
