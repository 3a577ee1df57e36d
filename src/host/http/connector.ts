/** Opens connections for undici: directly, or through a proxy's tunnel. Unlike undici's own, each can be cancelled. */
import { labelled, t } from '../../core/text/texts.ts';
import type { SecureContext } from 'node:tls';
import type * as UndiciParts from '../../vendor/undici.ts';
import { codeOf, networkFault } from '../../transport/network-errors.ts';
import { nameOf, proxyRefusal } from '../../transport/proxy.ts';
import { NetworkFault, type Proxy } from '../../transport/send.ts';

type Undici = typeof UndiciParts;
type Connect = ReturnType<Undici['buildConnector']>;
type Options = Parameters<Connect>[0];
type Done = Parameters<Connect>[1];

/** Options of Node's TLS; undefined for Node's own CAs. */
export type Tls = { readonly secureContext: SecureContext } | undefined;

/** Opens connections for a client of undici. */
export interface Connector {
  readonly connect: (options: Options, done: Done) => void;
  /** Ends connections that are being opened, with the error as their outcome; open ones are left alone. */
  readonly giveUp: (error: Error) => void;
}

/** Why no tunnel was opened. It has no code: undici retries errors with the code UND_ERR_SOCKET without end. */
export class NoTunnel extends Error {
  readonly fault: NetworkFault;

  constructor(fault: NetworkFault) {
    super(fault.message, { cause: fault });
    this.fault = fault;
  }
}

/** Connections straight to the origin. */
export function directly({ buildConnector }: Undici, tls: Tls): Connector {
  const connectTo = buildConnector({ ...tls });
  const pending = new Set<(error: Error) => void>();
  const connect = (options: Options, done: Done): void => {
    const giveUp = (error: Error): void => void socket.destroy(error);
    const socket = connectTo(options, (...outcome) => {
      pending.delete(giveUp);
      done(...outcome);
    });
    pending.add(giveUp);
  };
  return { connect, giveUp: (error) => pending.forEach((end) => end(error)) };
}

/** Connections in tunnels through a proxy (CONNECT), with TLS inside. Nothing reaches the service before. */
export function tunnelled(undici: Undici, proxy: Proxy, tls: Tls): Connector {
  const toProxy = directly(undici, tls);
  const toService = directly(undici, tls);
  const pending = new Set<UndiciParts.Dispatcher>();
  const connect = async (options: Options, done: Done): Promise<void> => {
    const client = new undici.Client(proxy.origin, { connect: toProxy.connect });
    pending.add(client);
    try {
      const httpSocket = await openTunnel(undici, client, proxy, options);
      toService.connect({ ...options, httpSocket }, done);
    } catch (error) {
      done(new NoTunnel(noTunnel(error, proxy)), null);
    } finally {
      pending.delete(client);
    }
  };
  const giveUp = (error: Error): void => {
    for (const one of pending) void one.destroy(error);
    toProxy.giveUp(error);
    toService.giveUp(error);
  };
  return { connect: (options, done) => void connect(options, done), giveUp };
}

async function openTunnel(
  undici: Undici,
  client: UndiciParts.Dispatcher,
  proxy: Proxy,
  { host, port }: Options,
): Promise<NonNullable<Options['httpSocket']>> {
  const target = port === '' ? `${host ?? ''}:443` : (host ?? '');
  const { socket, statusCode } = await undici.openTunnel.call(client, {
    path: target,
    headers: {
      host: target,
      'proxy-connection': 'keep-alive',
      ...(proxy.authorization === undefined ? {} : { 'proxy-authorization': proxy.authorization }),
    },
  });
  // The TLS connection inside the tunnel reports errors of the tunnel.
  socket.on('error', () => undefined);
  if (statusCode === OPENED) return socket as NonNullable<Options['httpSocket']>;
  socket.destroy();
  throw proxyRefusal(proxy, statusCode);
}

/** The HTTP status of an open tunnel. */
const OPENED = 200;

function noTunnel(error: unknown, proxy: Proxy): NetworkFault {
  if (error instanceof NetworkFault) return error;
  const { words: reason, lasting, hint = checkProxy(proxy) } = networkFault(error);
  const message = labelled(nameOf(proxy), reason);
  return new NetworkFault(message, codeOf(error) ?? 'PROXY', false, error, { lasting, hint });
}

/** The hint for a proxy that cannot be reached. */
export const checkProxy = ({ variable }: Proxy): string => t('Check the host and port in {variable}.', { variable });
