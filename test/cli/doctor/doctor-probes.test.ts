/** The real probes, on the disk and the loopback interface of this machine. */
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, test } from '@jest/globals';
import { probed } from '../../../src/host/probes/probed.ts';
import { realProbes } from '../../../src/host/probes/probes.ts';
import { type Certified, selfSigned } from '../../support/certificate.ts';
import { DAY, saw } from '../../support/probes.ts';

const probes = realProbes({ node: '22.12.0', platform: 'linux', arch: 'x64' });
const HOST = '127.0.0.1';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** Starts a server that is closed after the test, and returns its port. */
async function portOf(server: Server): Promise<number> {
  server.on('connection', (socket) => {
    socket.on('error', () => undefined);
    cleanups.push(() => socket.destroy());
  });
  await new Promise<void>((done) => server.listen(0, HOST, done));
  cleanups.unshift(() => new Promise((done) => server.close(done)));
  return (server.address() as AddressInfo).port;
}

/** A port on which nothing listens. */
async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, HOST, done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'alikafka-probes-'));
  cleanups.push(() => rm(path, { recursive: true, force: true }));
  return path;
}

describe('the disk', () => {
  test('modes are read and set', async () => {
    const path = join(await folder(), 'file');
    await writeFile(path, '');
    await chmod(path, 0o640);
    expect(await probes.mode(path)).toEqual(saw(0o640));
    expect(await probes.setMode(path, 0o600)).toEqual(saw(undefined));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('an absent file is reported with its code', async () => {
    const path = join(await folder(), 'none');
    expect(await probes.mode(path)).toMatchObject({ ok: false, code: 'ENOENT' });
    expect(await probes.setMode(path, 0o600)).toMatchObject({ ok: false, code: 'ENOENT' });
  });

  test('an absent folder is writable where the nearest folder above it is', async () => {
    const path = await folder();
    expect(await probes.writable(path)).toEqual(saw(path));
    expect(await probes.writable(join(path, 'a', 'b'))).toEqual(saw(path));
  });

  test('a file in place of the folder is not writable', async () => {
    const path = join(await folder(), 'file');
    await writeFile(path, '');
    expect(await probes.writable(join(path, 'a'))).toMatchObject({ ok: false, code: 'ENOTDIR' });
  });
});

describe('the network', () => {
  test('for a port without TLS, the hint says how to reach it', async () => {
    const server = createServer((socket) => socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    expect(await probes.handshake(HOST, await portOf(server))).toMatchObject({
      ok: false,
      why: expect.stringMatching(/^the server does not use TLS on this port \([a-z ]+\)$/),
      hint: expect.stringContaining('http://'),
    });
  });

  test('a name is resolved as the system does', async () => {
    const found = await probes.resolve('localhost');
    expect(found.ok && found.value.every((address) => ['127.0.0.1', '::1'].includes(address))).toBe(true);
  });

  test('a port accepts connections, or refuses them', async () => {
    expect(await probes.connect(HOST, await portOf(createServer()))).toEqual(saw(HOST));
    expect(await probes.connect(HOST, await deadPort())).toMatchObject({
      ok: false,
      code: 'ECONNREFUSED',
      why: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('several addresses that refuse give one reason', async () => {
    const found = await probes.connect('localhost', await deadPort());
    expect(found).toMatchObject({ ok: false, code: 'ECONNREFUSED', why: expect.stringContaining('ECONNREFUSED') });
  });
});

describe('TLS', () => {
  const now = Math.floor(Date.now() / 1000) * 1000;
  const certified = (days: number, host?: string): Certified =>
    selfSigned({
      name: 'A Test CA',
      from: now - 9 * DAY,
      until: now + days * DAY,
      ...(host === undefined ? {} : { host }),
    });
  const served = (made: Certified): Promise<number> => portOf(createTlsServer(made));

  test('a self-signed certificate is read, and not trusted', async () => {
    expect(await probes.handshake(HOST, await served(certified(30)))).toEqual(
      saw({
        subject: 'A Test CA',
        issuer: 'A Test CA',
        until: now + 30 * DAY,
        violation: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      }),
    );
  });

  test('a certificate of a given CA is trusted', async () => {
    const made = certified(30);
    const found = await probes.handshake(HOST, await served(made), made.cert);
    expect(found).toMatchObject({ ok: true, value: { violation: undefined } });
  });

  test('an expired certificate, and one for another host, are not trusted', async () => {
    const [ended, other] = [certified(-2), certified(30, 'elsewhere.example')];
    expect(await probes.handshake(HOST, await served(ended), ended.cert)).toMatchObject({
      value: { violation: 'CERT_HAS_EXPIRED', until: now - 2 * DAY },
    });
    expect(await probes.handshake(HOST, await served(other), other.cert)).toMatchObject({
      value: { violation: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    });
  });

  test('a server with another protocol is reported', async () => {
    const port = await portOf(createServer((socket) => void socket.end('220 not TLS\r\n')));
    expect(await probes.handshake(HOST, port)).toMatchObject({ ok: false });
  });
});

describe('a probe', () => {
  test('that takes too long is aborted', async () => {
    let ended = false;
    const found = await probed((end) => new Promise(() => end.addEventListener('abort', () => (ended = true))), 10);
    expect(found).toEqual({ ok: false, code: 'TIMEOUT', why: 'no response within 0.01 s' });
    expect(ended).toBe(true);
  });

  test('reports an error of any type', async () => {
    expect(await probed(() => Promise.reject(new Error('strange')))).toEqual({
      ok: false,
      code: 'UNKNOWN',
      why: 'strange',
    });
  });
});
