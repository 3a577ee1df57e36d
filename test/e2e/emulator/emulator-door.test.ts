/** The emulator of the built program: which requests it accepts, and the lines that it prints for a shell. */
import { execFile } from 'node:child_process';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { alikafka, emulator, folder } from '../support/program.ts';

let home: ReturnType<typeof folder>;
let running: Awaited<ReturnType<typeof emulator>>;

const KEY_ID = `it's "odd" $(exit 3) \`x\``;

beforeAll(async () => {
  home = folder();
  running = await emulator(home.path, ['--allow-host', 'kafka.test', '--access-key-id', KEY_ID]);
}, 120_000);
afterAll(async () => {
  await running.stop();
  home.remove();
});

/** The status and code of a request with these headers. */
const asked = (path: string, headers: Record<string, string>): Promise<[number | undefined, unknown]> =>
  new Promise((done, failed) => {
    request(running.url + path, { headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => done([response.statusCode, (JSON.parse(text) as { Code?: string }).Code]));
    })
      .on('error', failed)
      .end();
  });

describe('the emulator accepts', () => {
  test.each<[string, Record<string, string>, [number, string]]>([
    ['loopback', {}, [400, 'MissingAction']],
    ['a host that is allowed', { host: 'kafka.test:80' }, [400, 'MissingAction']],
    ['no other host', { host: 'evil.example' }, [403, 'Emulator.HostRefused']],
    ['no web page', { origin: 'http://evil.example' }, [403, 'Emulator.PageRefused']],
    ['no image of one', { 'sec-fetch-site': 'cross-site' }, [403, 'Emulator.PageRefused']],
  ])('%s', async (_what, headers, answer) => {
    expect(await asked('/?Format=JSON', headers)).toEqual(answer);
  });

  test('no web page on its admin paths either', async () => {
    const admin = { 'x-emulator-admin': '1' };
    expect(await asked('/_emulator/', admin)).toEqual([200, undefined]);
    expect(await asked('/_emulator/?Format=JSON', { ...admin, host: 'evil.example' })).toEqual([
      403,
      'Emulator.HostRefused',
    ]);
  });
});

test('a shell gets each value of its lines unchanged', async () => {
  const printed = Object.entries(running.env).map(([name, value]) => `export ${name}='${value}'`);
  const script = `${printed.join('\n')}\nprintf %s "$ALIBABA_CLOUD_ACCESS_KEY_ID"`;
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', script]);
  expect(stdout).toBe(KEY_ID);
  expect(printed.join('\n')).toContain(`export ALIKAFKA_ENDPOINT='${running.url}'`);
});

test('--allow-host accepts no port', async () => {
  const { code, stderr } = await alikafka(['emulator', '--allow-host', 'kafka.test:80', '--', 'true'], {
    home: home.path,
  });
  expect([code, stderr]).toEqual([2, expect.stringContaining('--allow-host must be a host without a port')]);
}, 60_000);

test('a command for another host shows how to allow it: exit 1', async () => {
  const { port } = new URL(running.url);
  const front = createServer((asks, response) => {
    const headers = { ...asks.headers, host: 'kafka.example' };
    const { method, url } = asks;
    asks.pipe(
      request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(response);
      }),
    );
  });
  await new Promise<void>((done) => front.listen(0, '127.0.0.1', done));
  try {
    const endpoint = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
    const env = { ...running.env, ALIKAFKA_ENDPOINT: endpoint };
    const { code, stdout, stderr } = await alikafka(['topic', 'create', 'orders-2', '-o', 'json'], {
      home: home.path,
      env,
    });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([{ Result: 'failed', Code: 403 }]);
    expect(JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
      error: { code: 'Emulator.HostRefused', hint: expect.stringContaining('--allow-host'), exitCode: 1 },
    });
  } finally {
    await new Promise((done) => front.close(done));
  }
}, 60_000);

test.each<[string, string[], RegExp]>([
  ['none', [], /^error: -- must be followed by a command\n/],
  ['an empty one', [''], /^error: -- must be followed by a command\n/],
  ['one whose name is too long', [`/${'a'.repeat(5000)}`], /ENAMETOOLONG/],
  ['one that does not exist', ['/nowhere/command'], /command "\/nowhere\/command" not found/],
])(
  'a command to run: %s is exit 2',
  async (_what, command, says) => {
    const { code, stdout, stderr } = await alikafka(['emulator', '--', ...command], { home: home.path });
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(says)]);
  },
  60_000,
);
