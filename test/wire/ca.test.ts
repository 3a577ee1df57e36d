/** A CA of one's own: trusted beside the system's, directly and through a proxy's tunnel, and for nobody else. */
import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { HttpRequest } from '../../src/wire/send.ts';
import { undiciSender } from '../../src/wire/undici.ts';
import { selfSigned } from '../support/certificate.ts';

const DAY = 86_400_000;
const made = selfSigned({ name: 'alikafka test CA', from: Date.now() - DAY, until: Date.now() + DAY });
const other = selfSigned({ name: 'another test CA', from: Date.now() - DAY, until: Date.now() + DAY });

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

const serving = async (): Promise<string> =>
  `https://127.0.0.1:${await listening(createServer(made, (_request, response) => response.end('here')))}`;

/** A proxy that opens tunnels and nothing else. */
async function tunnels(): Promise<{ readonly url: string; readonly seen: string[] }> {
  const seen: string[] = [];
  const server = createHttpServer().on('connect', (request: IncomingMessage, client: Socket) => {
    seen.push(request.url ?? '');
    const [host, port] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
    cleanups.push(() => upstream.destroy());
  });
  return { url: `http://127.0.0.1:${await listening(server)}`, seen };
}

async function ask(origin: string, change: Partial<HttpRequest>, largest?: number): Promise<string> {
  const { send, close } = undiciSender(largest);
  cleanups.push(close);
  const signal = new AbortController().signal;
  const request = { origin, path: '/', headers: {}, body: 'x', timeout: 10_000, signal, proxy: undefined };
  return new TextDecoder().decode((await send({ ...request, ...change })).body);
}

describe('a server whose CA is not known', () => {
  test('is refused before anything is sent', async () => {
    await expect(ask(await serving(), {})).rejects.toMatchObject({ name: 'NetworkFault', sent: false });
  });

  test('is trusted with its CA', async () => {
    expect(await ask(await serving(), { ca: made.cert })).toBe('here');
  });

  test('is trusted with its CA among several', async () => {
    expect(await ask(await serving(), { ca: `${other.cert}\n${made.cert}` })).toBe('here');
  });

  test('is refused with that of another', async () => {
    await expect(ask(await serving(), { ca: other.cert })).rejects.toMatchObject({ sent: false });
  });

  test('is trusted through a tunnel', async () => {
    const proxy = await tunnels();
    const settings = { httpsProxy: proxy.url, httpProxy: undefined, noProxy: undefined };
    const origin = await serving();
    expect(await ask(origin, { ca: made.cert, proxy: settings })).toBe('here');
    expect(proxy.seen).toEqual([new URL(origin).host]);
    await expect(ask(origin, { ca: other.cert, proxy: settings })).rejects.toMatchObject({ name: 'NetworkFault' });
  });

  test('may not answer without end in a tunnel either', async () => {
    const settings = { httpsProxy: (await tunnels()).url, httpProxy: undefined, noProxy: undefined };
    const asked = ask(await serving(), { ca: made.cert, proxy: settings }, 3);
    await expect(asked).rejects.toMatchObject({ name: 'NetworkFault', code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' });
  });

  test('is trusted where NO_PROXY goes round the proxy', async () => {
    const proxy = await tunnels();
    const settings = { httpsProxy: proxy.url, httpProxy: undefined, noProxy: '127.0.0.1' };
    expect(await ask(await serving(), { ca: made.cert, proxy: settings })).toBe('here');
    expect(proxy.seen).toEqual([]);
  });
});
