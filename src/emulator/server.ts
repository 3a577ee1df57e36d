/**
 * The embedded service on a port of the loopback interface: real HTTP, the service's own checks in its own order, and
 * answers in its own shapes. Loaded inside `-p local` commands, so it takes nothing but Node's own modules.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answered, type Answerer, answerer } from './answer.ts';
import type { EmulatorOptions } from './options.ts';
import { receive } from './receive.ts';

/** A running emulator. */
export interface Emulator {
  /** `http://127.0.0.1:<port>`, for both products. */
  readonly url: string;
  readonly port: number;
  /** Lets calls under way end, then closes every connection. May be called twice. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/** The vendor's newer SDKs put every parameter in the address, fifty resources with tags among them. */
const LONGEST_ADDRESS = 256 * 1024;

/** Longer than clients keep an idle connection, so that none is closed under a request. */
const IDLE = 75_000;

/**
 * Starts the emulator. Rejects with the store's own Error when its state cannot be read, and with the system's
 * (EADDRINUSE, EACCES) when the port cannot be had.
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  await options.store.read(() => undefined);
  const answer = answerer(options);
  const underWay = new Set<Promise<void>>();
  const server = createServer({ maxHeaderSize: LONGEST_ADDRESS, keepAliveTimeout: IDLE }, (request, response) => {
    const call = serve(request, response, answer, options.now).finally(() => underWay.delete(call));
    underWay.add(call);
  });
  await listening(server, options.port);
  const { port } = server.address() as AddressInfo;
  return { url: `http://${HOST}:${port}`, port, close: () => closed(server, underWay) };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, HOST, () => {
      server.off('error', failed);
      server.on('error', () => undefined); // a connection that could not be accepted is the client's trouble
      done();
    });
  });
}

/** Answers one request. Never rejects: a client that broke off gets nothing. */
async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answerer,
  now: () => number,
): Promise<void> {
  try {
    const { call, refused } = await receive(request);
    send(response, await answer(call, refused), now(), refused !== undefined);
  } catch {
    response.destroy();
  }
}

function send(response: ServerResponse, { status, type, text, requestId }: Answered, now: number, last: boolean): void {
  response.writeHead(status, {
    date: new Date(now).toUTCString(),
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    'x-acs-request-id': requestId,
    ...(last ? { connection: 'close' } : {}),
  });
  response.end(text);
}

async function closed(server: Server, underWay: ReadonlySet<Promise<void>>): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await Promise.allSettled(underWay);
  server.closeAllConnections();
  await done;
}
