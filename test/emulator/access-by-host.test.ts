/** Whom the emulator lets in: programs of this machine, and no web page, on any of its paths. */
import { randomUUID } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { sign, type WireParams } from '../../src/core/signature.ts';
import { apiTime } from '../../src/core/text/time.ts';
import { isHost } from '../../src/emulator/http/access.ts';
import { explained } from '../../src/errors/explained/all.ts';
import { LOCAL_REGION, SEEDED_INSTANCE } from '../../src/core/local-names.ts';
import { type Bench, bench, closeAll, KEYS, START } from './bench.ts';

afterEach(closeAll);

const HOST = 'Emulator.HostRefused';
const PAGE = 'Emulator.PageRefused';

interface Reply {
  readonly status: number;
  readonly text: string;
}

/** A request with any Host and headers, which a client in a library would not send. */
function raw(port: number, method: string, path: string, headers: IncomingHttpHeaders, body = ''): Promise<Reply> {
  return new Promise((done, failed) => {
    const asked = request({ port, host: '127.0.0.1', method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => done({ status: response.statusCode ?? 0, text }));
    });
    asked.on('error', failed).end(body);
  });
}

/** A deletion, well signed: what a page could send that knows the default keys. */
function deletion(method: string, more: WireParams = {}): string {
  const params: WireParams = {
    Action: 'DeleteTopic',
    Version: '2019-09-16',
    Format: 'JSON',
    AccessKeyId: KEYS.accessKeyId,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: apiTime(START),
    RegionId: LOCAL_REGION,
    InstanceId: SEEDED_INSTANCE,
    Topic: 'orders',
    ...more,
  };
  return new URLSearchParams({ ...params, Signature: sign(method, params, KEYS.accessKeySecret) }).toString();
}

/** Sends the deletion in the body or, as an image of a page does, in the address. */
const deletes = (port: number, headers: IncomingHttpHeaders, method = 'POST', more: WireParams = {}): Promise<Reply> =>
  method === 'GET'
    ? raw(port, 'GET', `/?${deletion('GET', more)}`, headers)
    : raw(
        port,
        'POST',
        '/',
        { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        deletion('POST', more),
      );

const topics = ({ state }: Bench): string[] => (state.instances[0]?.topics ?? []).map(({ name }) => name);

/** Refused: nothing is changed, and neither are the counts. */
async function turnedAway(emulator: Bench, code: string, headers: IncomingHttpHeaders): Promise<void> {
  const before = JSON.stringify(emulator.state);
  for (const method of ['POST', 'GET']) {
    const { status, text } = await deletes(emulator.port, headers, method);
    expect(status).toBe(403);
    expect(JSON.parse(text)).toEqual({
      RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
      HostId: expect.any(String),
      Code: code,
      Message: expect.stringMatching(/^The emulator (accepts only|does not accept) requests /),
      Recommend: expect.any(String),
    });
  }
  const admin = { ...headers, 'x-emulator-admin': '1' };
  const asked = await raw(emulator.port, 'POST', '/_emulator/faults?Format=JSON', admin, '{"rule":"drop"}');
  expect([asked.status, (JSON.parse(asked.text) as { Code: string }).Code]).toEqual([403, code]);
  expect(emulator.faults.list()).toEqual([]);
  expect([JSON.stringify(emulator.state), topics(emulator)]).toEqual([before, expect.arrayContaining(['orders'])]);
}

describe('its Host', () => {
  const LOOPBACK = ['127.0.0.1', '127.0.0.1:1', 'localhost:8099', 'LOCALHOST', '[::1]:80', '[::1]', '127.1.2.3:1'];

  test.each(LOOPBACK)('%s is accepted', async (host) => {
    const emulator = await bench({ admin: true });
    expect((await raw(emulator.port, 'GET', '/_emulator/', { host, 'x-emulator-admin': '1' })).status).toBe(200);
    expect((await deletes(emulator.port, { host })).status).toBe(200);
    expect(topics(emulator)).not.toContain('orders');
  });

  test.each([
    'example.com',
    'localhost.example.com',
    '127.0.0.1.example.com',
    '10.0.0.1',
    'evil@localhost',
    '[::2]:80',
    '1127.0.0.1',
  ])('"%s" is refused', async (host) => {
    await turnedAway(await bench({ admin: true }), HOST, { host });
  });

  test('an allowed host is accepted, on every port and in any case', async () => {
    const emulator = await bench({ admin: true, allowHosts: ['kafka.test', '[fd00::1]'] });
    for (const host of ['kafka.test', 'Kafka.Test:8099', '[fd00::1]:80'])
      expect((await raw(emulator.port, 'GET', '/_emulator/', { host, 'x-emulator-admin': '1' })).status).toBe(200);
    for (const host of ['a.kafka.test', 'kafka.test.evil.example', 'kafkaxtest'])
      await turnedAway(emulator, HOST, { host });
    expect((await deletes(emulator.port, { host: 'kafka.test:1' })).status).toBe(200);
  });
});

describe('a web page', () => {
  test.each(['https://evil.example', 'http://127.0.0.1:8099', 'null', ''])(
    'with the origin "%s" is refused, for any Host',
    async (origin) => {
      const emulator = await bench({ admin: true, allowHosts: ['kafka.test'] });
      await turnedAway(emulator, PAGE, { host: '127.0.0.1', origin });
      await turnedAway(emulator, PAGE, { host: 'kafka.test', origin });
    },
  );

  test.each(['cross-site', 'same-site', 'same-origin'])('without an origin but with %s is refused', async (site) => {
    await turnedAway(await bench({ admin: true }), PAGE, { host: '127.0.0.1', 'sec-fetch-site': site });
  });

  test('a typed URL is not a web page', async () => {
    const { port } = await bench();
    expect((await deletes(port, { host: 'localhost', 'sec-fetch-site': 'none' })).status).toBe(200);
  });

  test('gets the refusal as XML on request', async () => {
    const { port } = await bench();
    const { status, text } = await deletes(port, { host: 'evil.example' }, 'POST', { Format: 'XML' });
    expect([status, text]).toEqual([403, expect.stringContaining(`<Code>${HOST}</Code>`)]);
  });
});

test.each<[string, boolean]>([
  ['kafka.test', true],
  ['KAFKA', true],
  ['10.0.0.1', true],
  ['my_service', true],
  ['[fd00::1]', true],
  ['', false],
  ['kafka.test:8099', false],
  ['http://kafka.test', false],
  ['*', false],
  ['fd00::1', false],
  ['a b', false],
])('"%s" is a host to allow: %s', (text, expected) => {
  expect(isHost(text)).toBe(expected);
});

test('every code of the access check is explained, without a RAM action', () => {
  for (const code of [HOST, PAGE]) {
    const found = explained(code);
    expect(found).toMatchObject({ code, exitCode: 1, kind: 'refused' });
    expect(JSON.stringify(found)).not.toMatch(/RAM|policy/);
  }
  expect(explained(HOST)?.command).toContain('--allow-host');
});
