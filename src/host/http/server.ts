/** An HTTP server on the loopback interface, for the embedded emulator. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpCall, HttpReply, Listen } from '../../ports/http-server.ts';

const HOST = '127.0.0.1';

/**
 * A body is read up to this multiple of the maximum, so that the client gets a response and not a broken connection.
 */
const TOLERANCE = 64;

/** Starts a server. Rejects with the system's error where the port is not available. */
export const listen: Listen = async ({ port: wanted, largestHead, largestBody, idle: keepAliveTimeout }, answer) => {
  const pending = new Set<Promise<void>>();
  const server = createServer({ maxHeaderSize: largestHead, keepAliveTimeout }, (request, response) => {
    const call = serve(request, response, largestBody, answer).finally(() => pending.delete(call));
    pending.add(call);
  });
  await listening(server, wanted);
  const { port } = server.address() as AddressInfo;
  const idle = async (): Promise<void> => void (await Promise.allSettled(pending));
  return { url: `http://${HOST}:${port}`, port, idle, close: () => closed(server, idle) };
};

function listening(server: Server, port: number): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, HOST, () => {
      server.off('error', failed);
      server.on('error', () => undefined); // a connection that could not be accepted fails at the client
      done();
    });
  });
}

/** Answers one request. Never rejects: a client that disconnected gets nothing. */
async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  largestBody: number,
  answer: (call: HttpCall) => Promise<HttpReply>,
): Promise<void> {
  try {
    const body = await bodyOf(request, largestBody);
    const { url = '/', method = 'GET' } = request;
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    send(response, await answer({ method, url, headers, body }));
  } catch {
    response.destroy();
  }
}

/** The whole body; undefined if it is too large. Throws where the client disconnects. */
async function bodyOf(request: IncomingMessage, largest: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= largest) chunks.push(chunk);
    if (size > TOLERANCE * largest) break;
  }
  return size > largest ? undefined : Buffer.concat(chunks);
}

/** Writes a response, or the part of it that is sent before the connection is closed. */
function send(response: ServerResponse, { status, headers, text, sent }: HttpReply): void {
  if (sent === 'nothing') return void response.destroy();
  const bytes = Buffer.from(text);
  response.writeHead(status, headers);
  if (sent === 'half') response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
  else response.end(bytes);
}

async function closed(server: Server, idle: () => Promise<void>): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await idle();
  server.closeAllConnections();
  await done;
}
