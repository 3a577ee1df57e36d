/** The built program sends an unknown operation once, for any response. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from '@jest/globals';
import { alikafka, folder } from './support/program.ts';

const home = folder();
afterAll(() => home.remove());

interface Said {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A service with one response to every request, which counts the requests. */
async function saying({ status, headers, body }: Said) {
  const actions: string[] = [];
  const server = createServer((request, response) => {
    let form = '';
    request.setEncoding('utf8').on('data', (part: string) => (form += part));
    request.on('end', () => {
      actions.push(new URLSearchParams(form).get('Action') ?? '');
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    actions,
    env: {
      ALIKAFKA_ENDPOINT: `http://127.0.0.1:${port}`,
      ALIKAFKA_REGION: 'cn-hangzhou',
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret',
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

const code = (Code: string): string => JSON.stringify({ Code, RequestId: 'R', Message: Code });
const TOMORROW = { date: new Date(Date.now() + 86_400_000).toUTCString() };

test.each<[string, Said]>([
  ['a wrong clock and the right one', { status: 400, headers: TOMORROW, body: code('InvalidTimeStamp.Expired') }],
  ['keys that have ended', { status: 400, body: code('InvalidSecurityToken.Expired') }],
  ['throttled', { status: 429, headers: { 'retry-after': '0' }, body: code('Throttling.User') }],
  ['another address', { status: 307, headers: { location: '/' }, body: '' }],
  ['not available', { status: 503, body: code('ServiceUnavailable') }],
])(
  'api BuyMore: %s',
  async (_says, said) => {
    const service = await saying(said);
    try {
      const ran = await alikafka(['api', 'BuyMore', 'Size=1', '--yes'], { home: home.path, env: service.env });
      expect({ sent: service.actions, failed: ran.code !== 0 }).toEqual({ sent: ['BuyMore'], failed: true });
    } finally {
      await service.close();
    }
  },
  60_000,
);

test('a known read is sent again with the clock corrected', async () => {
  const service = await saying({ status: 400, headers: TOMORROW, body: code('InvalidTimeStamp.Expired') });
  try {
    const ran = await alikafka(['api', 'GetInstanceList'], { home: home.path, env: service.env });
    expect({ sent: service.actions, code: ran.code }).toEqual({
      sent: ['GetInstanceList', 'GetInstanceList'],
      code: 1,
    });
    expect(ran.stderr).toMatch(/clock is .* behind/);
  } finally {
    await service.close();
  }
}, 60_000);
