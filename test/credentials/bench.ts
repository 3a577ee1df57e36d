/** Effects for fetching keys over real loopback HTTP, and servers in place of the sources of keys. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { afterEach } from '@jest/globals';
import type { FetchEffects } from '../../src/credentials/providers/effects.ts';
import { runProgram } from '../../src/host/run-program.ts';
import type { Source } from '../../src/credentials/source.ts';
import type { Failure } from '../../src/errors/failure.ts';
import { redactor } from '../../src/errors/redact.ts';
import { undiciSender } from '../../src/host/http/undici.ts';

const cleanups: (() => unknown)[] = [];

/** To be called at the top of a test file: ends what its tests have started. */
export function cleaning(): void {
  afterEach(async () => {
    for (const clean of cleanups.splice(0).reverse()) await clean();
  });
}

export interface Bench extends FetchEffects {
  readonly secrets: string[];
  readonly lines: string[];
  readonly clock: { now: number };
}

/** The fixed time of a bench's clock, until a wait moves it. */
export const START = Date.UTC(2026, 4, 20, 12, 0, 30);

/** Effects whose time is moved by waiting alone. */
export function bench(change: Partial<FetchEffects> = {}): Bench {
  const sender = undiciSender();
  cleanups.push(() => sender.close());
  const [secrets, lines, clock] = [[] as string[], [] as string[], { now: START }];
  return {
    send: sender.send,
    proxy: undefined,
    maxAttempts: 4,
    timeout: 5000,
    userAgent: 'alikafka/test',
    stop: new AbortController().signal,
    now: () => clock.now,
    random: () => 0,
    nonce: () => randomUUID(),
    sleep: async (milliseconds) => {
      clock.now += milliseconds;
      await new Promise((done) => setTimeout(done, 5));
    },
    readFile: async () => undefined,
    run: (command, limit) => runProgram(command, { limit, env: {}, terminal: false }),
    stsOrigin: () => 'http://127.0.0.1:1',
    hide: (secret) => void secrets.push(secret),
    redact: (text, most) => redactor(secrets)(text, most),
    trace: (line) => void lines.push(line),
    ...change,
    secrets,
    lines,
    clock,
  };
}

/** A request as a replacement server receives it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
}

/** The response of a replacement server: a status with a text; undefined keeps it waiting. */
export type Answer = { readonly status: number; readonly text: string } | undefined;

/** A server that answers so, and what it has seen. */
export async function standIn(answer: (seen: Seen) => Answer): Promise<{ origin: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers };
    seen.push(one);
    const said = answer(one);
    if (said !== undefined) response.writeHead(said.status).end(said.text);
  });
  return { origin: await listening(server), seen };
}

async function listening(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((done) => server.close(done));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A port without a listener: one that was free a moment ago. */
export async function deadOrigin(): Promise<string> {
  const server = createTcpServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return `http://127.0.0.1:${port}`;
}

/** The Failure that something ends with. */
export async function failureOf(doing: Promise<unknown>): Promise<Failure> {
  try {
    await doing;
  } catch (error) {
    return error as Failure;
  }
  throw new Error('it did not fail');
}

export const KNOWN: Source = {
  kind: 'known',
  mode: 'AK',
  from: 'profile base',
  keys: { accessKeyId: 'testid', accessKeySecret: 'testsecret' },
};

/** An answer with keys, as STS, the metadata server and addresses word it. */
export const keysAnswer = (change: object = {}): string =>
  JSON.stringify({
    Code: 'Success',
    AccessKeyId: 'STS.testid',
    AccessKeySecret: 'testsecret-temporary',
    SecurityToken: 'testtoken-temporary',
    Expiration: '2026-05-20T13:00:30Z',
    ...change,
  });

/** The same as keys. */
export const KEYS = {
  accessKeyId: 'STS.testid',
  accessKeySecret: 'testsecret-temporary',
  securityToken: 'testtoken-temporary',
  expires: START + 3_600_000,
};
