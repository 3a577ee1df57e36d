/**
 * Requests over real loopback HTTP. Above all: whether a request that failed may have reached the service, since that
 * decides between "not reachable" (exit 9) and "outcome unknown" (exit 6) for a change.
 */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as httpRequest,
  type Server,
  type ServerResponse,
} from 'node:http';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server as TcpServer,
  type Socket,
} from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { HttpAnswer, HttpRequest, NetworkFault, Proxy } from '../../src/transport/send.ts';
import { LARGEST_ANSWER, undiciSender } from '../../src/host/http/undici.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

async function listening(server: Server | TcpServer): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Serves with a listener that may be asynchronous. */
const httpServer = (serve: Serve): Promise<string> =>
  listening(createServer((request, response) => void serve(request, response)));

type Serve = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A port on which nothing listens: one that was free a moment ago. */
async function deadOrigin(): Promise<string> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

function sender(largest?: number) {
  const made = undiciSender(largest);
  cleanups.push(() => made.close());
  return made.send;
}

const requestTo = (origin: string, change: Partial<HttpRequest> = {}): HttpRequest => ({
  origin,
  path: '/',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'Action=GetTopicList',
  timeout: 10_000,
  signal: new AbortController().signal,
  proxy: undefined,
  ...change,
});

const textOf = ({ body }: HttpAnswer): string => new TextDecoder().decode(body);

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}

const faultOf = (sent: Promise<HttpAnswer>): Promise<NetworkFault> =>
  sent.then(
    () => {
      throw new Error('an answer came');
    },
    (error: NetworkFault) => error,
  );

describe('a response', () => {
  test('has status, headers in lower case, and its bytes', async () => {
    const bytes = Uint8Array.from([0, 255, 10, 13, 123]);
    const origin = await httpServer((_request, response) => {
      response.writeHead(418, { 'X-Acs-Request-Id': 'abc', 'Set-Cookie': ['a=1', 'b=2'] }).end(bytes);
    });
    const answer = await sender()(requestTo(origin));
    expect(answer.status).toBe(418);
    expect(answer.headers).toMatchObject({ 'x-acs-request-id': 'abc', 'set-cookie': 'a=1,b=2' });
    expect([...answer.body]).toEqual([...bytes]);
  });

  test('can be empty', async () => {
    const origin = await httpServer((_request, response) => response.writeHead(204).end());
    expect((await sender()(requestTo(origin))).body).toHaveLength(0);
  });

  test('can be long and arrive in chunks', async () => {
    const origin = await httpServer(async (_request, response) => {
      for (let i = 0; i < 50; i++) response.write('x'.repeat(10_000));
      response.end();
    });
    expect((await sender()(requestTo(origin))).body).toHaveLength(500_000);
  });

  test('can be a redirect, which is not followed', async () => {
    let count = 0;
    const origin = await httpServer((_request, response) => {
      count += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect((await sender()(requestTo(origin))).status).toBe(302);
    expect(count).toBe(1);
  });
});

describe('a request', () => {
  test('is a POST of the form, with the headers given', async () => {
    const seen: object[] = [];
    const origin = await httpServer(async (request, response) => {
      seen.push({ method: request.method, url: request.url, body: await bodyOf(request), ...request.headers });
      response.end('{}');
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'alikafka/test' };
    await sender()(requestTo(origin, { headers, body: 'a=%E4%B8%AD&b=2' }));
    expect(seen).toEqual([
      expect.objectContaining({
        method: 'POST',
        url: '/',
        body: 'a=%E4%B8%AD&b=2',
        'content-length': '15',
        ...headers,
      }),
    ]);
  });

  test('uses the connection of the previous one', async () => {
    const ports = new Set<number | undefined>();
    const origin = await httpServer((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{}');
    });
    const send = sender();
    for (let i = 0; i < 3; i++) await send(requestTo(origin));
    expect(ports.size).toBe(1);
  });

  test('has a separate connection among concurrent requests, up to eight', async () => {
    const ports = new Set<number | undefined>();
    const held: ServerResponse[] = [];
    const origin = await httpServer((request, response) => {
      ports.add(request.socket.remotePort);
      held.push(response);
      if (held.length >= 8) for (const one of held) one.end('{}');
    });
    const send = sender();
    const answers = await Promise.all(Array.from({ length: 9 }, () => send(requestTo(origin))));
    expect(answers.map(textOf)).toEqual(Array.from({ length: 9 }, () => '{}'));
    expect([held.length, ports.size]).toEqual([9, 8]);
  });

  test('uses a connection that is free while another one is busy', async () => {
    const ports = new Set<number | undefined>();
    const held: ServerResponse[] = [];
    const origin = await httpServer((request, response) => {
      ports.add(request.socket.remotePort);
      if (request.url === '/held') held.push(response);
      else response.end('{}');
    });
    const send = sender();
    const long = send(requestTo(origin, { path: '/held' }));
    for (let i = 0; i < 4; i++) await send(requestTo(origin));
    expect(ports.size).toBe(2);
    for (const one of held) one.end('{}');
    await long;
  });

  test('goes to its own origin where there are several', async () => {
    const names = ['a', 'b'];
    const origins = await Promise.all(names.map((name) => httpServer((_request, response) => response.end(name))));
    const send = sender();
    const answers = await Promise.all([...origins, ...origins].map((origin) => send(requestTo(origin))));
    expect(answers.map(textOf)).toEqual(['a', 'b', 'a', 'b']);
  });

  test('works again after one that failed', async () => {
    let count = 0;
    const origin = await httpServer((request, response) =>
      ++count === 1 ? request.socket.destroy() : response.end('again'),
    );
    const send = sender();
    await faultOf(send(requestTo(origin)));
    expect(textOf(await send(requestTo(origin)))).toBe('again');
  });
});

describe('a fault before the service can have read anything: sent is false', () => {
  test('the connection is refused', async () => {
    const fault = await faultOf(sender()(requestTo(await deadOrigin())));
    expect(fault).toMatchObject({ name: 'NetworkFault', code: 'ECONNREFUSED', sent: false });
    expect(fault.message).toMatch(/ECONNREFUSED/);
  });

  test('the host name is unknown', async () => {
    const fault = await faultOf(sender()(requestTo('http://no-such-host.invalid')));
    expect(fault).toMatchObject({ sent: false, code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) });
  });

  test('the server does not use TLS', async () => {
    const origin = await httpServer((_request, response) => response.end('{}'));
    expect(await faultOf(sender()(requestTo(origin.replace('http:', 'https:'))))).toMatchObject({
      sent: false,
      lasting: true,
      message: 'the server does not use TLS on this port (wrong version number)',
      hint: expect.stringContaining('http://'),
    });
  });

  test('the attempt was stopped before it began', async () => {
    const origin = await httpServer((_request, response) => response.end('{}'));
    const signal = AbortSignal.abort(130);
    expect(await faultOf(sender()(requestTo(origin, { signal })))).toMatchObject({ code: 'ABORTED', sent: false });
  });
});

describe('a fault after the request may have been read: sent is true', () => {
  const afterReading = (then: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> =>
    httpServer(async (request, response) => {
      await bodyOf(request);
      then(request, response);
    });

  test('the server closes without a response', async () => {
    const origin = await afterReading((request) => request.socket.destroy());
    expect(await faultOf(sender()(requestTo(origin)))).toMatchObject({ name: 'NetworkFault', sent: true });
  });

  test('the server resets the connection', async () => {
    const origin = await afterReading((request) => request.socket.resetAndDestroy());
    expect(await faultOf(sender()(requestTo(origin)))).toMatchObject({ sent: true });
  });

  test('the response ends before its length', async () => {
    const origin = await afterReading((request, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('{"Code":2', () => request.socket.destroy());
    });
    expect(await faultOf(sender()(requestTo(origin)))).toMatchObject({ sent: true });
  });

  test('the response ends between its chunks', async () => {
    const origin = await afterReading((request, response) =>
      response.write('{"Code":2', () => request.socket.destroy()),
    );
    expect(await faultOf(sender()(requestTo(origin)))).toMatchObject({ sent: true });
  });

  test('the response is not HTTP', async () => {
    const server = createTcpServer((socket) => socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.6\r\n')));
    expect(await faultOf(sender()(requestTo(await listening(server))))).toMatchObject({ sent: true });
  });

  test('no response comes in time', async () => {
    const origin = await afterReading(() => undefined);
    const fault = await faultOf(sender()(requestTo(origin, { timeout: 600 })));
    expect(fault).toMatchObject({ code: 'TIMEOUT', sent: true, message: 'no response within 600 ms' });
  });

  test('half of a response comes in time', async () => {
    const origin = await afterReading((_request, response) =>
      response.writeHead(200, { 'content-length': 10 }).write('x'),
    );
    expect(await faultOf(sender()(requestTo(origin, { timeout: 600 })))).toMatchObject({ code: 'TIMEOUT', sent: true });
  });

  test('the attempt is stopped while it waits', async () => {
    const stop = new AbortController();
    const origin = await afterReading(() => stop.abort(130));
    const fault = await faultOf(sender()(requestTo(origin, { signal: stop.signal })));
    expect(fault).toMatchObject({ code: 'ABORTED', sent: true, message: 'interrupted' });
  });
});

interface ProxyServer {
  readonly url: string;
  /** Request lines that it saw: `CONNECT 127.0.0.1:80`, `POST http://…`. */
  readonly seen: string[];
  /** The headers that it got with each. */
  readonly heads: IncomingHttpHeaders[];
}

/** A minimal proxy: it forwards plain requests and opens tunnels. */
async function proxyServer(): Promise<ProxyServer> {
  const [seen, heads]: [string[], IncomingHttpHeaders[]] = [[], []];
  const pass: Serve = (request, response) => {
    seen.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const { method = 'GET', headers } = request;
    heads.push(headers);
    const upstream = httpRequest(
      new URL(request.url ?? '', 'http://nowhere.invalid'),
      { method, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, { ...answer.headers, via: 'test' });
        answer.on('error', () => response.destroy()).pipe(response);
      },
    );
    upstream.on('error', () => response.destroy());
    response.on('close', () => upstream.destroy());
    request.pipe(upstream);
  };
  const server = createServer((request, response) => void pass(request, response));
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    seen.push(`CONNECT ${request.url ?? ''}`);
    heads.push(request.headers);
    const [host, port] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
    cleanups.push(() => upstream.destroy());
  });
  return { url: await listening(server), seen, heads };
}

const through = (origin: string, more: Partial<Proxy> = {}): Proxy => ({
  origin,
  authorization: undefined,
  variable: 'HTTPS_PROXY',
  ...more,
});

describe('a proxy', () => {
  test('is used if one is set', async () => {
    const origin = await httpServer(async (request, response) => response.end(`got ${await bodyOf(request)}`));
    const proxy = await proxyServer();
    const answer = await sender()(requestTo(origin, { proxy: through(proxy.url) }));
    expect(textOf(answer)).toBe('got Action=GetTopicList');
    expect(proxy.seen).toHaveLength(1);
    expect(proxy.seen[0]).toContain(new URL(origin).host);
  });

  test('that does not exist is a fault before anything was sent', async () => {
    const origin = await httpServer((_request, response) => response.end('x'));
    const proxy = through(await deadOrigin());
    expect(await faultOf(sender()(requestTo(origin, { proxy })))).toMatchObject({ sent: false });
  });

  test('that opens no tunnel is a fault before anything was sent, and is named', async () => {
    const server = createServer();
    server.on('connect', (_request, client: Socket) =>
      client.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n'),
    );
    const proxy = through(await listening(server));
    const fault = await faultOf(sender()(requestTo('https://alikafka.invalid', { proxy })));
    expect(fault).toMatchObject({ code: 'PROXY', sent: false, lasting: true, message: expect.stringContaining('403') });
  });

  test('gets a plain request, and opens a tunnel for TLS', async () => {
    const origin = await httpServer((_request, response) => response.end('x'));
    const proxy = await proxyServer();
    await sender()(requestTo(origin, { proxy: through(proxy.url) }));
    const fault = await faultOf(sender()(requestTo(origin.replace('http:', 'https:'), { proxy: through(proxy.url) })));
    expect(proxy.seen).toEqual([`POST ${origin}/`, `CONNECT ${new URL(origin).host}`]);
    expect(fault.sent).toBe(false);
  });

  test('gets its credentials, and the service does not', async () => {
    const seen: IncomingHttpHeaders[] = [];
    const origin = await httpServer((request, response) => {
      seen.push(request.headers);
      response.end('x');
    });
    const proxy = await proxyServer();
    const authorization = 'Basic dXNlcjo=';
    await sender()(requestTo(origin, { proxy: through(proxy.url, { authorization }) }));
    await faultOf(
      sender()(requestTo(origin.replace('http:', 'https:'), { proxy: through(proxy.url, { authorization }) })),
    );
    expect(proxy.heads).toMatchObject([
      { 'proxy-authorization': authorization, host: new URL(origin).host },
      { 'proxy-authorization': authorization },
    ]);
    await sender()(requestTo(origin, { proxy: through(proxy.url) }));
    expect(proxy.heads[2]).not.toHaveProperty('proxy-authorization');
  });

  test.each(['http://alikafka.invalid', 'https://alikafka.invalid'])(
    'that requires credentials is named, with the setting to add: %s',
    async (origin) => {
      const server = createServer((_request, response) => response.writeHead(407).end('<html>auth</html>'));
      server.on('connect', (_request, client: Socket) => client.end('HTTP/1.1 407 Auth\r\ncontent-length: 0\r\n\r\n'));
      const url = await listening(server);
      expect(await faultOf(sender()(requestTo(origin, { proxy: through(url) })))).toMatchObject({
        code: 'PROXY',
        sent: false,
        lasting: true,
        message: `the proxy ${url} (HTTPS_PROXY) requires a user name and a password (HTTP 407)`,
        hint: `Add them to HTTPS_PROXY: ${url.replace('//', '//<user>:<pass>@')}, with special characters percent-encoded.`,
      });
    },
  );

  test.each(['http://alikafka.invalid', 'https://alikafka.invalid'])(
    'that does not exist is named, and no host behind it: %s',
    async (origin) => {
      const url = await deadOrigin();
      expect(await faultOf(sender()(requestTo(origin, { proxy: through(url) })))).toMatchObject({
        code: 'ECONNREFUSED',
        sent: false,
        lasting: false,
        message: `the proxy ${url} (HTTPS_PROXY): the connection was refused: nothing is listening on this port (ECONNREFUSED)`,
        hint: 'Check the host and port in HTTPS_PROXY.',
      });
    },
  );

  test('that does not use TLS is named in the error', async () => {
    const proxy = through((await proxyServer()).url.replace('http:', 'https:'));
    for (const origin of ['http://alikafka.invalid', 'https://alikafka.invalid']) {
      const fault = await faultOf(sender()(requestTo(origin, { proxy })));
      expect(fault).toMatchObject({ sent: false, lasting: true });
      expect(fault.message).toBe(
        `the proxy ${proxy.origin} (HTTPS_PROXY): the server does not use TLS on this port (wrong version number)`,
      );
    }
  });

  test('reports that the service may have read the request', async () => {
    const origin = await httpServer(async (request) => void (await bodyOf(request)));
    const proxy = await proxyServer();
    const fault = await faultOf(sender()(requestTo(origin, { proxy: through(proxy.url), timeout: 600 })));
    expect(proxy.seen).toHaveLength(1);
    expect(fault).toMatchObject({ code: 'TIMEOUT', sent: true });
  });

  test('counts the request of a stopped command as sent', async () => {
    const stop = new AbortController();
    const origin = await httpServer(async (request) => {
      await bodyOf(request);
      stop.abort(130);
    });
    const proxy = await proxyServer();
    const fault = await faultOf(sender()(requestTo(origin, { proxy: through(proxy.url), signal: stop.signal })));
    expect(fault).toMatchObject({ code: 'ABORTED', sent: true });
  });
});

test('closing ends the connections, also if none was opened', async () => {
  const made = undiciSender();
  await made.close();
  const origin = await httpServer((_request, response) => response.end('x'));
  const used = undiciSender();
  await used.send(requestTo(origin));
  await used.close();
  expect(await faultOf(used.send(requestTo(origin)))).toMatchObject({ name: 'NetworkFault' });
});

test('a connection that cannot be set up is no obstacle to the next one, nor to closing', async () => {
  const origin = await httpServer((_request, response) => response.end('x'));
  const made = undiciSender();
  const everything = globalThis as { WebAssembly?: unknown };
  const { WebAssembly } = everything;
  delete everything.WebAssembly;
  try {
    await expect(made.send(requestTo(origin))).rejects.toMatchObject({ code: 'NoWebAssembly' });
  } finally {
    everything.WebAssembly = WebAssembly;
  }
  expect(textOf(await made.send(requestTo(origin)))).toBe('x');
  await made.close();
});

test('after a connection that was given up the next request opens another', async () => {
  let asked = 0;
  const proxy = createServer();
  proxy.on('connect', () => void asked++);
  const settings = through(await listening(proxy));
  const send = sender();
  for (const times of [1, 2, 3]) {
    const fault = await faultOf(send(requestTo('https://service.invalid', { proxy: settings, timeout: 200 })));
    expect([fault.code, fault.sent, asked]).toEqual(['TIMEOUT', false, times]);
  }
});

test('a proxy that closes tunnels at once is a fault, each time, and nothing stays open', async () => {
  let asked = 0;
  const proxy = createServer();
  proxy.on('connect', (_request, socket) => {
    asked++;
    socket.end();
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  const { port } = proxy.address() as AddressInfo;
  const settings = through(`http://127.0.0.1:${port}`);
  const send = sender();
  for (const times of [1, 2]) {
    const fault = await faultOf(send(requestTo('https://service.invalid', { proxy: settings })));
    expect([fault.name, asked]).toEqual(['NetworkFault', times]);
  }
  proxy.close();
});

describe('a response that is too large', () => {
  const ways: readonly (readonly [string, () => Promise<Partial<HttpRequest>>])[] = [
    ['directly', async () => ({})],
    ['through a proxy', async () => ({ proxy: through((await proxyServer()).url) })],
  ];
  describe.each(ways)('%s', (_name, way) => {
    test('in one part with its length', async () => {
      const origin = await httpServer((_request, response) => response.end('x'.repeat(1001)));
      const fault = await faultOf(sender(1000)(requestTo(origin, await way())));
      expect(fault).toMatchObject({ code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE', sent: true });
    });

    test('in endless parts: it is cut off long before the time limit', async () => {
      const origin = await httpServer((_request, response) => {
        const more = setInterval(() => response.write('x'.repeat(100)), 1);
        response.on('close', () => clearInterval(more));
      });
      const fault = await faultOf(sender(1000)(requestTo(origin, await way())));
      expect(fault).toMatchObject({ code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE', sent: true });
    });

    test('responses of the largest size are read, one after the other', async () => {
      const origin = await httpServer((_request, response) => response.end('x'.repeat(1000)));
      const [send, how] = [sender(1000), await way()];
      for (let i = 0; i < 3; i++) expect(textOf(await send(requestTo(origin, how)))).toHaveLength(1000);
    });
  });

  test('256 MiB is the default limit', () => expect(LARGEST_ANSWER).toBe(268_435_456));
});
