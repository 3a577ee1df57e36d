/** A CA file is trusted in addition to the system's CAs, directly and through the tunnel of a proxy. */
import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { HttpRequest, Proxy } from '../../src/transport/send.ts';
import { undiciSender } from '../../src/host/http/undici.ts';
import { type Certified, selfSigned } from '../support/certificate.ts';

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

function tunnelTo({ url = '' }: IncomingMessage, client: Duplex): void {
  const [host, port] = url.split(':');
  const upstream = connect(Number(port), host, () => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    upstream.pipe(client).pipe(upstream);
  });
  upstream.on('error', () => client.destroy());
  client.on('error', () => upstream.destroy());
  cleanups.push(() => upstream.destroy());
}

/** A proxy that only opens tunnels. */
async function tunnels(): Promise<{ readonly url: string; readonly seen: string[] }> {
  const seen: string[] = [];
  const server = createHttpServer().on('connect', (request: IncomingMessage, client: Duplex) => {
    seen.push(request.url ?? '');
    tunnelTo(request, client);
  });
  return { url: `http://127.0.0.1:${await listening(server)}`, seen };
}

const through = (origin: string): Proxy => ({ origin, authorization: undefined, variable: 'HTTPS_PROXY' });

async function ask(origin: string, change: Partial<HttpRequest>, largest?: number): Promise<string> {
  const { send, close } = undiciSender(largest);
  cleanups.push(close);
  const signal = new AbortController().signal;
  const request = { origin, path: '/', headers: {}, body: 'x', timeout: 10_000, signal, proxy: undefined };
  return new TextDecoder().decode((await send({ ...request, ...change })).body);
}

describe('a server with an unknown CA', () => {
  test('is refused before anything is sent', async () => {
    await expect(ask(await serving(), {})).rejects.toMatchObject({ name: 'NetworkFault', sent: false });
  });

  test('is trusted with its CA', async () => {
    expect(await ask(await serving(), { ca: made.cert })).toBe('here');
  });

  test('is trusted if its CA is one of several', async () => {
    expect(await ask(await serving(), { ca: `${other.cert}\n${made.cert}` })).toBe('here');
  });

  test('is refused with another CA', async () => {
    await expect(ask(await serving(), { ca: other.cert })).rejects.toMatchObject({ sent: false });
  });

  test('is trusted through a tunnel', async () => {
    const proxy = await tunnels();
    const settings = through(proxy.url);
    const origin = await serving();
    expect(await ask(origin, { ca: made.cert, proxy: settings })).toBe('here');
    expect(proxy.seen).toEqual([new URL(origin).host]);
    await expect(ask(origin, { ca: other.cert, proxy: settings })).rejects.toMatchObject({ name: 'NetworkFault' });
  });

  test('cannot send an endless response in a tunnel', async () => {
    const settings = through((await tunnels()).url);
    const asked = ask(await serving(), { ca: made.cert, proxy: settings }, 3);
    await expect(asked).rejects.toMatchObject({ name: 'NetworkFault', code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' });
  });

  test('can be a proxy: trusted with its CA, and named in the error without it', async () => {
    const origin = `https://127.0.0.1:${await listening(createServer(made, (_request, response) => response.end('here')))}`;
    const server = createServer(made).on('connect', tunnelTo);
    const proxy = through(`https://127.0.0.1:${await listening(server)}`);
    expect(await ask(origin, { ca: made.cert, proxy })).toBe('here');
    for (const target of [origin, 'http://alikafka.invalid'])
      await expect(ask(target, { ca: other.cert, proxy })).rejects.toMatchObject({
        sent: false,
        lasting: true,
        message: expect.stringMatching(/^the proxy https:\/\/127\.0\.0\.1:\d+ \(HTTPS_PROXY\): the certificate/),
      });
  });
});

describe('the error of a certificate names its problem and is not retried', () => {
  const now = Date.now();
  const dated = (from: number, until: number, host?: string): Certified =>
    selfSigned({
      name: 'alikafka test CA',
      from: now + from * DAY,
      until: now + until * DAY,
      ...(host === undefined ? {} : { host }),
    });
  test.each([
    [
      'self-signed',
      dated(-1, 1),
      false,
      'the certificate is self-signed and not trusted here (DEPTH_ZERO_SELF_SIGNED_CERT)',
      /--ca-file.*SSL_CERT_FILE.*NODE_EXTRA_CA_CERTS/,
    ],
    ['expired', dated(-9, -1), true, 'the certificate has expired (CERT_HAS_EXPIRED)', /clock.*renew the certificate/],
    ['not yet valid', dated(1, 9), true, 'the certificate is not valid yet (CERT_NOT_YET_VALID)', /clock/],
    [
      'for another host',
      dated(-1, 1, 'elsewhere.example'),
      true,
      'the certificate is for another host: DNS:elsewhere.example (ERR_TLS_CERT_ALTNAME_INVALID)',
      /--endpoint/,
    ],
  ])('%s', async (_says, certified, isTrusted, message, hint) => {
    const origin = `https://127.0.0.1:${await listening(createServer(certified, (_request, response) => response.end('here')))}`;
    const expected = { message, lasting: true, sent: false, hint: expect.stringMatching(hint) };
    const ca = isTrusted ? certified.cert : other.cert;
    await expect(ask(origin, { ca })).rejects.toMatchObject(expected);
    await expect(ask(origin, { ca, proxy: through((await tunnels()).url) })).rejects.toMatchObject(expected);
  });
});
