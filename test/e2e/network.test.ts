/** Proxies and certificates between the program and the service, and their error messages. */
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server as TcpServer,
  type Socket,
} from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { selfSigned } from '../support/certificate.ts';
import { alikafka, type Ended, emulator, ended, folder, start } from './support/program.ts';

const DAY = 86_400_000;
const home = folder();
const corporate = selfSigned({ name: 'Corp Root', from: Date.now() - DAY, until: Date.now() + DAY });
const CA = join(home.path, 'corp.pem');
const KEYS = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'local', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'local-secret' };
const ANSWER = JSON.stringify({ Code: 200, Success: true, RequestId: 'r', InstanceList: { InstanceVO: [] } });

let local: Awaited<ReturnType<typeof emulator>>;
beforeAll(async () => {
  writeFileSync(CA, `# the company's root\n${corporate.cert}`);
  local = await emulator(home.path);
});
afterAll(async () => {
  await local.stop();
  home.remove();
});

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

async function portOf(server: Server | TcpServer): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** The credentials of each connection. */
interface Proxied {
  readonly host: string;
  readonly seen: (string | undefined)[];
}

/** A proxy that connects every tunnel to one port, or refuses with a status. */
async function proxyTo(port: number, refusal?: string): Promise<Proxied> {
  const seen: (string | undefined)[] = [];
  const server = createServer().on('connect', (request, client) => {
    seen.push(request.headers['proxy-authorization']);
    client.on('error', () => undefined);
    if (refusal !== undefined && seen.at(-1) === undefined)
      return void client.end(`HTTP/1.1 ${refusal}\r\nContent-Length: 0\r\n\r\n`);
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    cleanups.push(() => upstream.destroy());
  });
  return { host: `127.0.0.1:${await portOf(server)}`, seen };
}

/** A TLS server with a company's certificate, which counts its connections. */
async function corporateService(): Promise<{ readonly url: string; readonly port: number; connections(): number }> {
  let count = 0;
  const server = createTlsServer(corporate, (_request, response) => response.end(ANSWER));
  server.on('connection', () => (count += 1));
  const port = await portOf(server);
  return { url: `https://127.0.0.1:${port}`, port, connections: () => count };
}

const list = (env: Record<string, string>, ...more: string[]): Promise<Ended> =>
  alikafka(['instance', 'list', '-r', 'cn-hangzhou', ...more], { home: home.path, env: { ...KEYS, ...env } });

const NEEDED = '407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="corp"';

describe('a proxy', () => {
  test('that requires credentials is asked once, and the error shows how to set them', async () => {
    const proxy = await proxyTo(1, NEEDED);
    const ran = await list({ HTTPS_PROXY: `http://${proxy.host}` });
    expect([ran.code, ran.stdout, proxy.seen.length]).toEqual([9, '', 1]);
    expect(ran.stderr).toContain(
      `the proxy http://${proxy.host} (HTTPS_PROXY) requires a user name and a password (HTTP 407)`,
    );
    expect(ran.stderr).toContain(`Add them to HTTPS_PROXY: http://<user>:<pass>@${proxy.host}`);
    expect(ran.stderr).not.toMatch(/attempts|tunnel/i);
  });

  test('gets the credentials of the variable, which are never shown', async () => {
    const service = await corporateService();
    const proxy = await proxyTo(service.port, NEEDED);
    const env = { https_proxy: `http://corp%5Cme:testsecret%2Fp@${proxy.host}`, SSL_CERT_FILE: CA };
    // the certificate is not for that host: only the tunnel is tested
    const ran = await list(env, '--debug', '--endpoint', 'https://service.invalid');
    expect(proxy.seen).toEqual([`Basic ${Buffer.from('corp\\me:testsecret/p').toString('base64')}`]);
    expect(ran.stderr).toMatch(/the certificate is for another host: DNS:localhost, IP Address:127\.0\.0\.1/);
    expect(ran.stdout + ran.stderr).not.toMatch(/testsecret|Basic|corp%5C/);
  });

  test('that forbids the host is asked once; one that is temporarily unavailable is asked again', async () => {
    for (const [refusal, times] of [
      ['403 Forbidden', 1],
      ['502 Bad Gateway', 2],
    ] as const) {
      const proxy = await proxyTo(1, refusal);
      const ran = await list({ HTTPS_PROXY: `http://${proxy.host}` }, '--max-attempts', '2');
      expect([ran.code, proxy.seen.length]).toEqual([9, times]);
      expect(ran.stderr).toContain(`the proxy http://${proxy.host} (HTTPS_PROXY)`);
    }
  });

  test('in HTTP_PROXY is not used for https, and NO_PROXY bypasses the proxy', async () => {
    const service = await corporateService();
    const proxy = await proxyTo(service.port);
    const at = ['--endpoint', 'https://service.invalid', '--max-attempts', '1'];
    for (const env of [
      { HTTP_PROXY: `http://${proxy.host}` },
      { HTTPS_PROXY: `http://${proxy.host}`, NO_PROXY: '10.0.0.0/8,.invalid' },
    ] as Record<string, string>[])
      expect((await list(env, ...at)).stderr).toMatch(/the host name (was not found|could not be looked up)/);
    expect(proxy.seen).toEqual([]);
  });

  test.each(['socks5://u:testsecret@127.0.0.1:9', 'http://u:test/secret@p:1'])(
    '%s cannot work: nothing is sent',
    async (value) => {
      const ran = await list({ ALL_PROXY: value }, '--debug');
      expect([ran.code, ran.stdout]).toEqual([2, '']);
      expect(ran.stderr).toMatch(/^error: ALL_PROXY /);
      expect(ran.stderr).not.toMatch(/testsecret|test\/secret|Warning|\(node:/);
    },
  );
});

/** A proxy that accepts connections and never responds, and one that closes them on the first request. */
describe('a proxy that does not answer', () => {
  const silent = async (): Promise<{ env: Record<string, string>; asked: Promise<unknown> }> => {
    const server = createTcpServer();
    const asked = new Promise((resolve) => server.on('connection', (socket) => socket.once('data', resolve)));
    return { env: { HTTPS_PROXY: `http://127.0.0.1:${await portOf(server)}` }, asked };
  };
  const READ = ['instance', 'list', '-r', 'cn-hangzhou'];
  const CHANGE = ['topic', 'create', 'orders', '-r', 'cn-hangzhou', '-i', 'alikafka_pre-cn-1'];

  test.each([
    ['a read', READ],
    ['a change', CHANGE],
  ])('%s ends at --timeout and at --deadline, and nothing was sent', async (_name, words) => {
    const env = { ...KEYS, ...(await silent()).env };
    const slow = await alikafka([...words, '--timeout', '300ms', '--max-attempts', '2'], { home: home.path, env });
    expect([slow.code, slow.stderr]).toEqual([9, expect.stringMatching(/no response within 300 ms \(2 attempts\)/)]);
    const late = await alikafka([...words, '--deadline', '500ms'], { home: home.path, env });
    expect([late.code, late.stderr]).toEqual([9, expect.stringMatching(/--deadline\) expired/)]);
  });

  test.each([
    ['a read', READ, 'SIGINT', 130],
    ['a change', CHANGE, 'SIGINT', 130],
    ['a change', CHANGE, 'SIGTERM', 143],
    ['doctor', ['doctor', '-r', 'cn-hangzhou'], 'SIGINT', 130],
  ] as const)('%s ends at a signal: %j %s', async (_name, words, signal, code) => {
    const { env, asked } = await silent();
    const child = start([...words, '--timeout', '1h'], { home: home.path, env: { ...KEYS, ...env } });
    const ran = ended(child);
    await asked;
    child.kill(signal);
    expect((await ran).code).toBe(code);
  });

  test('fetching the keys of a role has the same limits', async () => {
    const { env } = await silent();
    const again = await silent();
    const token = join(home.path, 'silent-token');
    writeFileSync(token, 'testtoken');
    const role = {
      ...env,
      ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1:role/r',
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1:oidc-provider/p',
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: token,
    };
    const ran = await alikafka([...READ, '--timeout', '300ms', '--max-attempts', '1'], { home: home.path, env: role });
    expect([ran.code, ran.stderr]).toEqual([4, expect.stringMatching(/no response within 300 ms/)]);
    const child = start([...READ, '--timeout', '1h'], { home: home.path, env: { ...role, ...again.env } });
    const stopped = ended(child);
    await again.asked;
    child.kill('SIGTERM');
    expect((await stopped).code).toBe(143);
  });

  test('a change that it drops was not sent: exit 9, and the error names the proxy', async () => {
    const server = createTcpServer((socket) => socket.once('data', () => socket.end()));
    const host = `127.0.0.1:${await portOf(server)}`;
    const env = { ...KEYS, HTTPS_PROXY: `http://${host}` };
    const ran = await alikafka([...CHANGE, '--max-attempts', '2'], { home: home.path, env });
    expect(ran.code).toBe(9);
    expect(ran.stderr).toContain(`the proxy http://${host} (HTTPS_PROXY): the connection was closed`);
  });
});

describe('a certificate that is not trusted', () => {
  test('is tried once, and the hint shows how to trust it', async () => {
    const service = await corporateService();
    const ran = await list({ ALIKAFKA_ENDPOINT: service.url });
    expect([ran.code, service.connections()]).toEqual([9, 1]);
    expect(ran.stderr).toMatch(/the certificate is self-signed and not trusted here/);
    expect(ran.stderr).toMatch(
      /hint: .*--ca-file <file>, the profile key ca-file, SSL_CERT_FILE or NODE_EXTRA_CA_CERTS/,
    );
  });

  test.each(['SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS'])('is trusted with %s', async (name) => {
    const service = await corporateService();
    expect(await list({ ALIKAFKA_ENDPOINT: service.url, [name]: CA }, '-o', 'json')).toMatchObject({
      code: 0,
      stdout: '[]\n',
      stderr: '',
    });
  });

  test.each(['SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS'])(
    '%s with a missing file: exit 4, and the error names both',
    async (name) => {
      const service = await corporateService();
      const ran = await list({ ALIKAFKA_ENDPOINT: service.url, [name]: join(home.path, 'gone.pem') });
      expect([ran.code, service.connections()]).toEqual([4, 0]);
      expect(ran.stderr).toContain(`error: ${name}: ${join(home.path, 'gone.pem')} not found\n`);
    },
  );

  test('is accepted if Node is set to accept it, with a warning of this tool', async () => {
    const service = await corporateService();
    const ran = await list({ ALIKAFKA_ENDPOINT: service.url, NODE_TLS_REJECT_UNAUTHORIZED: '0' }, '-o', 'json');
    expect([ran.code, ran.stdout]).toEqual([0, '[]\n']);
    expect(ran.stderr).toMatch(
      /^warning: TLS certificates are not verified \(NODE_TLS_REJECT_UNAUTHORIZED=0\)[^\n]*\n$/,
    );
  });
});

test('a server without TLS is reported at the first attempt', async () => {
  const ran = await list({ ALIKAFKA_ENDPOINT: local.url.replace('http:', 'https:') });
  expect(ran.code).toBe(9);
  expect(ran.stderr).toMatch(/the server does not use TLS on this port \(wrong version number\)\n/);
  expect(ran.stderr).toMatch(/hint: .*http:\/\//);
  expect(ran.stderr).not.toMatch(/error:0A|SSL routines|80[0-9A-F]{6}/);
});

describe('a port of the emulator', () => {
  test('that is in use is reported, with a fix', async () => {
    const { port } = new URL(local.url);
    const ran = await alikafka(['emulator', '--port', port], { home: home.path });
    expect([ran.code, ran.stdout]).toEqual([1, '']);
    expect(ran.stderr).toContain(
      `error: the emulator cannot listen on port ${port}: the port is already in use (EADDRINUSE)`,
    );
    expect(ran.stderr).toMatch(/next: +alikafka emulator --port 0\n/);
  });
});

describe('with --max-attempts 1', () => {
  const role = {
    ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1:role/r',
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1:oidc-provider/p',
  };
  test.each([
    ['1', 1],
    ['2', 2],
  ])('%s: requests for credentials are repeated as often', async (max, times) => {
    let count = 0;
    const at = `http://127.0.0.1:${await portOf(createTcpServer((socket) => ((count += 1), socket.destroy())))}`;
    const token = join(home.path, 'token');
    writeFileSync(token, 'testtoken');
    for (const env of [
      { ...role, ALIBABA_CLOUD_OIDC_TOKEN_FILE: token, ALIKAFKA_STS_ENDPOINT: at },
      { ALIBABA_CLOUD_CREDENTIALS_URI: `${at}/keys` },
    ] as Record<string, string>[]) {
      count = 0;
      const ran = await alikafka(['instance', 'list', '-r', 'cn-hangzhou', '--max-attempts', max], {
        home: home.path,
        env,
      });
      expect([ran.code, count]).toEqual([4, times]);
    }
  });
});
