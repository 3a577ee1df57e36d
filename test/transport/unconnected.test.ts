/**
 * Requests whose connection is never made, over real loopback TCP: limits and signals end them at once, and nothing
 * counts as sent. The silent peers never close, so a request that is not ended hangs its test.
 */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { undiciSender } from '../../src/host/http/undici.ts';
import type { HttpAnswer, HttpRequest, NetworkFault, Proxy } from '../../src/transport/send.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

interface Peer {
  readonly port: number;
  /** The connections that it got. */
  readonly sockets: Socket[];
  readonly server: Server;
}

async function peer(serve: (socket: Socket) => unknown): Promise<Peer> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    socket.resume();
    serve(socket);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, sockets, server };
}

const SILENT = () => undefined;

/** Opens a tunnel whose other end never responds. */
const opensTunnel = (socket: Socket): void =>
  void socket.once('data', () => socket.write('HTTP/1.1 200 Connection Established\r\n\r\n'));

const through = (port: number, scheme = 'http'): Proxy => ({
  origin: `${scheme}://127.0.0.1:${port}`,
  authorization: undefined,
  variable: 'HTTPS_PROXY',
});

type Way = (port: number) => Partial<HttpRequest>;

/** Where a connection can hang: name, peer, and how a request reaches it. */
const HANGS: readonly (readonly [string, (socket: Socket) => unknown, Way])[] = [
  ['a TLS server that is silent', SILENT, (port) => ({ origin: `https://127.0.0.1:${port}` })],
  ['a proxy that is silent', SILENT, (port) => ({ proxy: through(port) })],
  ['a proxy that is silent in TLS', SILENT, (port) => ({ proxy: through(port, 'https') })],
  ['a tunnel in which nobody speaks', opensTunnel, (port) => ({ proxy: through(port) })],
];

function sender() {
  const made = undiciSender();
  cleanups.push(() => made.close());
  return made;
}

const requestTo = (change: Partial<HttpRequest>): HttpRequest => ({
  origin: 'https://service.invalid',
  path: '/',
  headers: {},
  body: 'Action=CreateTopic',
  timeout: 3_600_000,
  signal: new AbortController().signal,
  proxy: undefined,
  ...change,
});

const faultOf = (sent: Promise<HttpAnswer>): Promise<NetworkFault> =>
  sent.then(
    () => {
      throw new Error('an answer came');
    },
    (error: NetworkFault) => error,
  );

/** Settles when the peer has got a connection and that has ended. */
async function letGo({ sockets, server }: Peer): Promise<void> {
  if (sockets.length === 0) await once(server, 'connection');
  const closed = (socket: Socket) => new Promise((done) => (socket.closed ? done(0) : socket.once('close', done)));
  await Promise.all(sockets.map(closed));
}

describe.each(HANGS)('%s', (_name, serve, way) => {
  test('ends when the time limit of the attempt expires', async () => {
    const silent = await peer(serve);
    const fault = await faultOf(sender().send(requestTo({ ...way(silent.port), timeout: 300 })));
    expect(fault).toMatchObject({ code: 'TIMEOUT', sent: false, message: 'no response within 300 ms' });
    await letGo(silent);
  });

  test.each(['signal', 'beforeSent'] as const)('ends when %s is aborted', async (which) => {
    const silent = await peer(serve);
    const stop = new AbortController();
    const sent = sender().send(requestTo({ ...way(silent.port), [which]: stop.signal }));
    silent.server.once('connection', (socket: Socket) => socket.once('data', () => stop.abort(130)));
    expect(await faultOf(sent)).toMatchObject({ code: 'ABORTED', sent: false, message: 'interrupted' });
    await letGo(silent);
  });

  test('does not delay closing', async () => {
    const silent = await peer(serve);
    const { send, close } = sender();
    const sent = faultOf(send(requestTo(way(silent.port))));
    await once(silent.server, 'connection');
    await close();
    expect(await sent).toMatchObject({ sent: false });
    await letGo(silent);
  });

  test('does not end for one of two requests that wait for it', async () => {
    const silent = await peer(serve);
    const { send } = sender();
    const stop = new AbortController();
    const sentBy = (change: Partial<HttpRequest>) => faultOf(send(requestTo({ ...way(silent.port), ...change })));
    // the ninth waits for the connection of the first
    const others = Array.from({ length: 8 }, () => sentBy({ signal: stop.signal }));
    const ninth = await sentBy({ timeout: 300 });
    expect([ninth.code, silent.sockets.filter(({ closed }) => closed)]).toEqual(['TIMEOUT', []]);
    stop.abort(130);
    for (const other of await Promise.all(others)) expect(other).toMatchObject({ code: 'ABORTED', sent: false });
    await letGo(silent);
  });
});

/** How a peer can end a connection before it is established: what it does with the first bytes. */
const DROPS: readonly (readonly [string, (socket: Socket) => unknown])[] = [
  ['closes', (socket) => socket.end()],
  ['resets', (socket) => socket.resetAndDestroy()],
  ['speaks no HTTP', (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')],
];

describe.each(DROPS)('a peer that %s', (name, drop) => {
  const serve = (socket: Socket): void => void socket.once('data', () => drop(socket));

  test('as a proxy: it is named, nothing was sent, and it gets one connection per request', async () => {
    const dropping = await peer(serve);
    const { send } = sender();
    for (const times of [1, 2]) {
      const fault = await faultOf(send(requestTo({ proxy: through(dropping.port) })));
      expect([fault.sent, dropping.sockets.length]).toEqual([false, times]);
      expect(fault.message).toContain(`the proxy http://127.0.0.1:${dropping.port} (HTTPS_PROXY): `);
      expect(fault.message).not.toMatch(/protocol \(/);
      expect(fault.hint).toBe('Check the host and port in HTTPS_PROXY.');
      if (name === 'speaks no HTTP') expect(fault.message).toMatch(/the response is not HTTP/);
    }
  });

  test('as a TLS server, or at the end of a tunnel: nothing was sent', async () => {
    const dropping = await peer(serve);
    const direct = await faultOf(sender().send(requestTo({ origin: `https://127.0.0.1:${dropping.port}` })));
    const opened = await peer((socket) => {
      opensTunnel(socket);
      socket.once('data', () => serve(socket));
    });
    const inside = await faultOf(sender().send(requestTo({ proxy: through(opened.port) })));
    expect([direct.sent, inside.sent]).toEqual([false, false]);
  });

  test('as a proxy of a plain request, which it may have forwarded: it is named, and the request counts as sent', async () => {
    const dropping = await peer(serve);
    const proxy = through(dropping.port);
    const fault = await faultOf(sender().send(requestTo({ origin: 'http://service.invalid', proxy })));
    expect(fault.sent).toBe(true);
    expect(fault.message).toContain(`the proxy ${proxy.origin} (HTTPS_PROXY): `);
  });
});

test('beforeSent does not end a request that may have arrived', async () => {
  const stop = new AbortController();
  const slow = await peer((socket) =>
    socket.once('data', () => {
      stop.abort(130);
      setTimeout(() => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'), 50);
    }),
  );
  const answer = await sender().send(requestTo({ origin: `http://127.0.0.1:${slow.port}`, beforeSent: stop.signal }));
  expect(answer.status).toBe(200);
});

test('a request that is stopped before it is made leaves no timer that keeps the program alive', async () => {
  const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const { send, close } = sender();
  const before = timers();
  const fault = await faultOf(send(requestTo({ signal: AbortSignal.abort(), timeout: 5000 })));
  expect(fault).toMatchObject({ code: 'ABORTED', sent: false });
  await close();
  expect(timers()).toBeLessThanOrEqual(before);
});
