/** How connections are made: directly, or through a proxy's tunnel. Unlike undici's own ways, each can be given up. */
import type { SecureContext } from 'node:tls';
import type * as UndiciParts from '../../vendor/undici.ts';
import { codeOf, networkFault } from '../../transport/network-errors.ts';
import { nameOf, proxyRefusal } from '../../transport/proxy.ts';
import { NetworkFault, type Proxy } from '../../transport/send.ts';

type Undici = typeof UndiciParts;
type Connect = ReturnType<Undici['buildConnector']>;
type Options = Parameters<Connect>[0];
type Done = Parameters<Connect>[1];

/** Options of Node's TLS; undefined: Node's own CAs. */
export type Tls = { readonly secureContext: SecureContext } | undefined;

/** Makes connections for a client of undici. */
export interface Connector {
  readonly connect: (options: Options, done: Done) => void;
  /** Ends what is being connected, with the error as its outcome; what is connected already is left alone. */
  readonly giveUp: (error: Error) => void;
}

/** Why no tunnel was opened. undici tries without end where an error has the code UND_ERR_SOCKET: this one has none. */
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
  const underWay = new Set<(error: Error) => void>();
  const connect = (options: Options, done: Done): void => {
    const giveUp = (error: Error): void => void socket.destroy(error);
    const socket = connectTo(options, (...outcome) => {
      underWay.delete(giveUp);
      done(...outcome);
    });
    underWay.add(giveUp);
  };
  return { connect, giveUp: (error) => underWay.forEach((end) => end(error)) };
}

/** Connections in tunnels through a proxy (CONNECT), in which TLS is spoken. Nothing reaches the service before. */
export function tunnelled(undici: Undici, proxy: Proxy, tls: Tls): Connector {
  const toProxy = directly(undici, tls);
  const toService = directly(undici, tls);
  const underWay = new Set<UndiciParts.Dispatcher>();
  const connect = async (options: Options, done: Done): Promise<void> => {
    const client = new undici.Client(proxy.origin, { connect: toProxy.connect });
    underWay.add(client);
    try {
      const httpSocket = await openTunnel(undici, client, proxy, options);
      toService.connect({ ...options, httpSocket }, done);
    } catch (error) {
      done(new NoTunnel(noTunnel(error, proxy)), null);
    } finally {
      underWay.delete(client);
    }
  };
  const giveUp = (error: Error): void => {
    for (const one of underWay) void one.destroy(error);
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
  // What goes wrong in the tunnel is told by the TLS inside it.
  socket.on('error', () => undefined);
  if (statusCode === OPENED) return socket as NonNullable<Options['httpSocket']>;
  socket.destroy();
  throw proxyRefusal(proxy, statusCode);
}

/** HTTP's status of a tunnel that is open. */
const OPENED = 200;

function noTunnel(error: unknown, proxy: Proxy): NetworkFault {
  if (error instanceof NetworkFault) return error;
  const { words, lasting, hint = `Check the host and port in ${proxy.variable}.` } = networkFault(error);
  return new NetworkFault(`${nameOf(proxy)}: ${words}`, codeOf(error) ?? 'PROXY', false, error, { lasting, hint });
}
