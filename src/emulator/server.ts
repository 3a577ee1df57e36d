/**
 * The emulator as an HTTP server on the loopback interface, with the checks of the service in its order and its
 * response formats. Commands with `-p local` load it, so it has no dependencies.
 */
import type { HttpCall, HttpReply, HttpServer, Listen } from '../ports/http-server.ts';
import { administer, isAdmin } from './admin/route.ts';
import { type Answerer, answerer } from './http/answer.ts';
import { whyRefused } from './http/access.ts';
import { type Live, newLive } from './state/live.ts';
import type { EmulatorOptions } from './options.ts';
import { callOf, LARGEST, tooLarge } from './http/receive.ts';
import { Refusal } from './checks/refusal.ts';
import { replyOf } from './http/send.ts';

/**
 * A running emulator, for both products. It closes once the calls in progress have ended, without the rest of their
 * delay.
 */
export interface Emulator extends HttpServer {
  /** Its clock, faults and counts. */
  readonly live: Live;
}

/** Bytes. Newer SDKs of the vendor put all parameters into the URL, such as fifty resources with tags. */
const LONGEST_ADDRESS = 256 * 1024;

/** Milliseconds; longer than clients keep an idle connection, so that none is closed during a request. */
const IDLE = 75_000;

/**
 * Starts the emulator on the server that `listen` starts. Rejects with the store's own Error when its state cannot be
 * read, and with the system's (EADDRINUSE, EACCES) when the port is not available.
 */
export async function serveEmulator(options: EmulatorOptions, listen: Listen): Promise<Emulator> {
  await options.store.read(() => undefined);
  const live = newLive(options);
  const answer = answerer(options, live);
  const limits = { port: options.port, largestHead: LONGEST_ADDRESS, largestBody: LARGEST, idle: IDLE };
  const server = await listen(limits, (call) => replied(call, answer, options, live));
  const close = (): Promise<void> => {
    live.clock.release();
    return server.close();
  };
  return { ...server, live, close };
}

/** The response to one request, which may be refused by its headers. */
async function replied(call: HttpCall, answer: Answerer, options: EmulatorOptions, live: Live): Promise<HttpReply> {
  const why = whyRefused(call.headers, options.allowHosts);
  if (why === undefined && options.admin === true && isAdmin(call)) return administer(call, live);
  const refused = why === undefined ? tooLarge(call) : new Refusal(403, why.code, why.message);
  const answered = await answer(callOf(call), refused);
  return replyOf(answered, live.clock.now(), refused !== undefined);
}
