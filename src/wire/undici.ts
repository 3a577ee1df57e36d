import { setFlagsFromString } from 'node:v8';
import type { Client, Dispatcher } from '../vendor/undici-direct.ts';
import type { SecureContext } from 'node:tls';
import { EXIT, Failure } from '../errors/failure.ts';
import { endingPools } from './ending-pools.ts';
import { type HttpAnswer, type HttpRequest, NetworkFault, type Send } from './send.ts';

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
  const connection: Connection = await dispatcherFor(request, largest).catch((error: unknown) => {
    throw new NetworkFault(`the proxy setting cannot be used: ${(error as Error).message}`, 'PROXY', false, error);
  });
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

async function dispatcherFor(wanted: HttpRequest, maxResponseSize: number): Promise<Connection> {
  const { proxy } = wanted;
  const tls = wanted.ca === undefined ? undefined : { secureContext: await trusting(wanted.ca) };
  if (proxy !== undefined && (proxy.httpsProxy ?? proxy.httpProxy) !== undefined) {
    const { EnvHttpProxyAgent, Pool, request } = await import('../vendor/undici-proxy.ts');
    const life = { ended: false };
    return {
      life,
      dispatcher: new EnvHttpProxyAgent({
        ...pick(proxy),
        noProxy: proxy.noProxy ?? '',
        maxResponseSize,
        factory: endingPools(Pool, () => (life.ended = true)),
        ...(tls === undefined ? {} : { connect: tls, requestTls: tls, proxyTls: tls }),
      }),
      request,
      connected: undefined,
      made: 0,
    };
  }
  const { Client: DirectClient, request } = await import('../vendor/undici-direct.ts');
  return {
    dispatcher: new DirectClient(wanted.origin, {
      maxResponseSize,
      ...(tls === undefined ? {} : { connect: tls }),
    } satisfies Client.Options),
    request,
    connected: false,
    life: { ended: false },
    made: 0,
  };
}

/** Node's CAs with more beside them: the option `ca` alone would take the place of all of them. */
export async function trusting(ca: string): Promise<SecureContext> {
  const tls = await import('node:tls');
  // From Node 22.15 on those that are in force can be asked for; before, only those that Node brings along.
  const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => readonly string[] };
  return tls.createSecureContext({ ca: [...(getCACertificates?.('default') ?? tls.rootCertificates), ca] });
}

function pick({ httpProxy, httpsProxy }: NonNullable<HttpRequest['proxy']>): {
  httpProxy?: string;
  httpsProxy?: string;
} {
  return {
    ...(httpProxy === undefined ? {} : { httpProxy: asUrl(httpProxy) }),
    ...(httpsProxy === undefined ? {} : { httpsProxy: asUrl(httpsProxy) }),
  };
}

/** `proxy:8080` is written as often as `http://proxy:8080`. */
export const asUrl = (proxy: string): string => (/^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`);

async function exchange(connection: Connection, request: HttpRequest): Promise<HttpAnswer> {
  if (request.signal.aborted) throw new NetworkFault('interrupted', 'ABORTED', false);
  const limit = limitOf(request);
  const stood = watch(connection);
  try {
    const answer = await connection.request.call(connection.dispatcher, {
      origin: request.origin,
      path: request.path,
      method: request.method ?? 'POST',
      headers: { ...request.headers },
      body: request.body,
      headersTimeout: 0,
      bodyTimeout: 0,
      signal: limit.signal,
    });
    return { status: answer.statusCode, headers: plain(answer.headers), body: await answer.body.bytes() };
  } catch (error) {
    // What a proxy hides counts as sent.
    if (limit.ranOut())
      throw new NetworkFault(`no answer within ${request.timeout} ms`, 'TIMEOUT', stood() ?? true, error);
    if (request.signal.aborted) throw new NetworkFault('interrupted', 'ABORTED', stood() ?? true, error);
    throw fault(error, stood());
  } finally {
    limit.end();
  }
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
function fault(error: unknown, stood: boolean | undefined): NetworkFault {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  const noTunnel = stood === undefined && code === 'UND_ERR_ABORTED';
  const before = BEFORE_CONNECTION.has(code ?? '') || isCertificate(code) || (stood === false && isTls(code));
  const sent = stood === true || !(before || noTunnel);
  return new NetworkFault(innermost(error) ?? message ?? 'no answer', code ?? 'NETWORK', sent, error);
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

/** Several addresses tried are one AggregateError without a message of its own. */
function innermost(error: unknown): string | undefined {
  const errors = (error as { errors?: { message?: string }[] } | undefined)?.errors;
  return errors?.map((one) => one.message).filter((one) => one !== undefined)[0];
}
