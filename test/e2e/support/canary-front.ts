/** A server between the program and a service: it forwards everything and records the head of each request. */
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

/** A server that records what anyone between could have logged. */
export interface Front {
  readonly url: string;
  readonly port: number;
  /** Request line and headers of each request, without the headers that are meant for secrets. */
  readonly heads: string[];
  /** The values of Proxy-Authorization. */
  readonly proxyAuth: string[];
  close(): Promise<void>;
}

type Serve = (incoming: IncomingMessage, response: ServerResponse) => void;

/** Forwards requests to an origin, as a server or as a proxy. */
export const passingOn = (origin: string): Promise<Front> =>
  front((incoming, response) => {
    const { pathname, search } = new URL(incoming.url ?? '/', origin);
    const onward = request(
      `${origin}${pathname}${search}`,
      { method: incoming.method, headers: incoming.headers },
      (answer) => answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers)),
    );
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  });

/** Responds by path. A path without a text is a 404. */
export const answering = (text: (path: string, method: string) => string | undefined): Promise<Front> =>
  front((incoming, response) => {
    const body = text(new URL(incoming.url ?? '/', 'http://any').pathname, incoming.method ?? '');
    incoming.resume().on('end', () => response.writeHead(body === undefined ? 404 : 200).end(body ?? 'nothing here'));
  });

async function front(serve: Serve): Promise<Front> {
  const [heads, proxyAuth]: [string[], string[]] = [[], []];
  const keep = (incoming: IncomingMessage): void => {
    heads.push(headOf(incoming));
    proxyAuth.push(incoming.headers['proxy-authorization'] ?? '');
  };
  const server = createServer((incoming, response) => {
    keep(incoming);
    serve(incoming, response);
  });
  tunnelToItself(server, keep);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${portOf(server)}`, port: portOf(server), heads, proxyAuth, close: closing(server) };
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Requests through a tunnel are recorded too. */
function tunnelToItself(server: Server, keep: (incoming: IncomingMessage) => void): void {
  server.on('connect', (incoming, socket, first) => {
    keep(incoming);
    const inside = connect(portOf(server), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      inside.write(first);
      socket.pipe(inside).pipe(socket);
    });
    for (const end of [socket, inside]) end.on('error', () => [socket, inside].map((one) => one.destroy()));
  });
}

const closing = (server: Server) => async (): Promise<void> => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
};

/** The headers that carry a proxy's password and the metadata server's token. */
const MADE_FOR_IT = new Set(['proxy-authorization', 'x-aliyun-ecs-metadata-token']);

function headOf({ method, url, headers }: IncomingMessage): string {
  const shown = Object.entries(headers).filter(([name]) => !MADE_FOR_IT.has(name));
  return [`${method ?? ''} ${url ?? ''}`, ...shown.map(([name, value]) => `${name}: ${String(value)}`)].join('\n');
}
