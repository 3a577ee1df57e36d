/** An HTTP server on the loopback interface, for the embedded emulator. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpCall, HttpReply, Listen } from '../../ports/http-server.ts';

const HOST = '127.0.0.1';

/** How many times the largest body is read at most, so that the client hears the answer instead of a broken connection. */
const PATIENCE = 64;

/** Starts a server. Rejects with the system's error where the port cannot be had. */
export const listen: Listen = async ({ port: wanted, largestHead, largestBody, idle: keepAliveTimeout }, answer) => {
  const underWay = new Set<Promise<void>>();
  const server = createServer({ maxHeaderSize: largestHead, keepAliveTimeout }, (request, response) => {
    const call = serve(request, response, largestBody, answer).finally(() => underWay.delete(call));
    underWay.add(call);
  });
  await listening(server, wanted);
  const { port } = server.address() as AddressInfo;
  const idle = async (): Promise<void> => void (await Promise.allSettled(underWay));
  return { url: `http://${HOST}:${port}`, port, idle, close: () => closed(server, idle) };
};

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

/** The whole body, or undefined when it is too large. Throws when the client breaks off. */
async function bodyOf(request: IncomingMessage, largest: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= largest) chunks.push(chunk);
    if (size > PATIENCE * largest) break;
  }
  return size > largest ? undefined : Buffer.concat(chunks);
}

/** Writes an answer, or as much of it as is to be sent before the connection breaks. */
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
