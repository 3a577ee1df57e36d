/**
 * The embedded service on a port of the loopback interface: real HTTP, the service's own checks in its own order, and
 * answers in its own shapes. Loaded inside `-p local` commands, so it takes nothing but Node's own modules.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { administer, isAdmin } from './admin/route.ts';
import { type Answerer, answerer } from './http/answer.ts';
import { type TurnedAway, whyRefused } from './http/door.ts';
import { type Live, newLive } from './state/live.ts';
import type { EmulatorOptions } from './options.ts';
import { receive } from './http/receive.ts';
import { Refusal } from './checks/refusal.ts';
import { send } from './http/send.ts';

/** A running emulator. */
export interface Emulator {
  /** `http://127.0.0.1:<port>`, for both products. */
  readonly url: string;
  readonly port: number;
  /** Its clock, faults and counts. */
  readonly live: Live;
  /** Settles when no call is under way, those of clients that have gone included. */
  idle(): Promise<void>;
  /** Lets calls under way end, without the rest of their delay, then closes every connection. May be called twice. */
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
  const live = newLive(options);
  const answer = answerer(options, live);
  const underWay = new Set<Promise<void>>();
  const server = createServer({ maxHeaderSize: LONGEST_ADDRESS, keepAliveTimeout: IDLE }, (request, response) => {
    const why = whyRefused(request.headers, options.allowHosts);
    const isForAdmin = why === undefined && options.admin === true && isAdmin(request);
    const served = isForAdmin ? administer(request, response, live) : serve(request, response, answer, live, why);
    const call = served.finally(() => underWay.delete(call));
    underWay.add(call);
  });
  await listening(server, options.port);
  const { port } = server.address() as AddressInfo;
  const idle = async (): Promise<void> => void (await Promise.allSettled(underWay));
  const close = (): Promise<void> => {
    live.clock.release();
    return closed(server, idle);
  };
  return { url: `http://${HOST}:${port}`, port, live, idle, close };
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

/** Answers one request, or says why it may not come in. Never rejects: a client that broke off gets nothing. */
async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answerer,
  { clock }: Live,
  why: TurnedAway | undefined,
): Promise<void> {
  try {
    const { call, refused: tooLarge } = await receive(request);
    const refused = why === undefined ? tooLarge : new Refusal(403, why.code, why.message);
    const answered = await answer(call, refused);
    send(response, answered, clock.now(), refused !== undefined);
  } catch {
    response.destroy();
  }
}

async function closed(server: Server, idle: () => Promise<void>): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await idle();
  server.closeAllConnections();
  await done;
}
