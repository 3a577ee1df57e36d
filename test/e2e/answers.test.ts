/** Invalid responses: the built program against a server that is not the service. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { alikafka, folder, RUNNING } from './support/program.ts';

const home = folder();
let server: Server;
let seen = 0;
let changes = 0;
let answer: { status: number; body: string | Buffer; cut?: boolean } = { status: 200, body: '' };

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      seen += 1;
      changes += /Action=(Create|Upgrade|Delete|Modify|Update)/.test(body) ? 1 : 0;
      if (answer.cut === true) {
        response.writeHead(answer.status, { 'content-length': String(answer.body.length + 100) });
        response.write(answer.body);
        setTimeout(() => response.destroy(), 20);
      } else response.writeHead(answer.status).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  home.remove();
});

const env = (): Record<string, string> => ({
  ALIKAFKA_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  ALIKAFKA_REGION: 'cn-hangzhou',
  ALIKAFKA_INSTANCE: RUNNING,
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret',
});

const BAD: [string, { status: number; body: string | Buffer; cut?: boolean }][] = [
  ['HTML', { status: 200, body: '<!DOCTYPE html><html><body>Sign in to the network</body></html>' }],
  ['an HTML error', { status: 502, body: '<html><body>Bad Gateway</body></html>' }],
  ['nothing', { status: 200, body: '' }],
  ['null', { status: 200, body: 'null' }],
  ['a list', { status: 200, body: '[1,2]' }],
  ['half JSON', { status: 200, body: '{"RequestId":"A","TopicList":{"TopicVO":[{"Topic":"or' }],
  ['a cut connection', { status: 200, body: '{"RequestId":"A"', cut: true }],
  ['bytes', { status: 200, body: Buffer.from([0, 255, 254, 1, 2, 3, 27, 91, 50, 74]) }],
  ['deep nesting', { status: 200, body: `{"RequestId":"A","TopicList":${'['.repeat(5000)}${']'.repeat(5000)}}` }],
  ["somebody else's JSON", { status: 200, body: '{"status":"ok"}' }],
];

describe.each(BAD)('%s', (_what, bad) => {
  test('for a read: exit 9, nothing on stdout, no stack', async () => {
    answer = bad;
    const { code, stdout, stderr } = await alikafka(['topic', 'list', '--max-attempts', '2'], {
      home: home.path,
      env: env(),
    });
    expect({ code, stdout }).toEqual({ code: 9, stdout: '' });
    expect(stderr).toMatch(/^error: /m);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr).not.toContain('\u001b');
  });

  test('for a change: exit 6, sent once, and unknown because the check shows nothing either', async () => {
    answer = bad;
    const before = changes;
    const { code, stdout, stderr } = await alikafka(['topic', 'create', 'orders', '-o', 'json'], {
      home: home.path,
      env: env(),
    });
    expect(code).toBe(6);
    expect(changes - before).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([{ Topic: 'orders', Result: 'unknown' }]);
    expect(JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
      error: { code: 'OutcomeUnknown', exitCode: 6 },
    });
  });

  test('for an order: exit 6, sent once, with the command to check it', async () => {
    answer = bad;
    const before = seen;
    const order =
      'instance create --deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50 --yes --region cn-hangzhou';
    const { code, stdout, stderr } = await alikafka(order.split(' '), { home: home.path, env: env() });
    expect({ code, stdout, sent: seen - before }).toEqual({ code: 6, stdout: '', sent: 1 });
    expect(stderr).toContain('alikafka instance list --region cn-hangzhou');
  });
});

describe('clear refusals', () => {
  test('Success=false with HTTP 200 is a refusal, and names its code', async () => {
    answer = { status: 200, body: '{"Success":false,"Code":"BIZ_TOPIC_NOT_FOUND","Message":"no","RequestId":"R"}' };
    const { code, stderr } = await alikafka(['topic', 'status', 'orders'], { home: home.path, env: env() });
    expect(code).toBe(3);
    expect(stderr).toContain('BIZ_TOPIC_NOT_FOUND');
  });

  test('a 503 for an order is not a clear response', async () => {
    answer = { status: 503, body: '{"Code":"ServiceUnavailable","Message":"later","RequestId":"R"}' };
    const before = seen;
    const { code } = await alikafka(['instance', 'upgrade', RUNNING, '--disk-size', '9000', '--yes'], {
      home: home.path,
      env: env(),
    });
    expect(code).toBe(9); // the present values could not be read, so nothing was ordered
    expect(seen - before).toBe(4);
  });
});

describe('a response without its list', () => {
  const RUN: readonly string[] = [
    'topic list',
    'topic list -o ndjson',
    'wait topic orders deleted --wait-timeout 1s',
    'wait group billing deleted --wait-timeout 1s',
    'wait group billing drained --wait-timeout 1s',
    `wait instance ${RUNNING} deleted --wait-timeout 1s`,
    'group lag --fail-above 0',
    'group lag billing --fail-above 0',
    'group describe billing',
    'topic describe orders',
    'topic status orders',
    `instance describe ${RUNNING}`,
    'instance list',
    'instance allowed-ip list',
    'sasl list',
    'sasl delete app --yes',
    'acl list --username app --resource topic/orders',
    'tag list topic/orders',
    'topic add-partitions orders --to 24',
    `instance upgrade ${RUNNING} --disk-size 9000 --yes`,
    'metrics last instance_message_input',
    'metrics data instance_message_input',
    'metrics meta',
    'topic list -i shop',
  ];

  test.each(RUN)('%s: exit 9, nothing printed, nothing changed', async (line) => {
    answer = { status: 200, body: '{"Code":200,"Success":true,"RequestId":"R"}' };
    const [before, asked] = [changes, seen];
    const { code, stdout, stderr } = await alikafka(line.split(' '), {
      home: home.path,
      env: { ...env(), ALIKAFKA_METRICS_ENDPOINT: env()['ALIKAFKA_ENDPOINT'] ?? '' },
    });
    expect({ code, stdout, changed: changes - before }).toEqual({ code: 9, stdout: '', changed: 0 });
    expect(seen - asked).toBeLessThanOrEqual(2);
    expect(stderr).toMatch(/cannot read the response of \w+: the response has no /);
  });

  test('sasl create checks whether the user exists: exit 9, nothing sent', async () => {
    answer = { status: 200, body: '{"Code":200,"Success":true,"RequestId":"R"}' };
    const before = changes;
    const { code } = await alikafka(['sasl', 'create', 'app', '--password-stdin'], {
      home: home.path,
      env: env(),
      stdin: 'not-a-real-password-5\n',
    });
    expect({ code, sent: changes - before }).toEqual({ code: 9, sent: 0 });
  });
});

describe('a change without a clear response, and a check without a list', () => {
  test.each(['topic create one', 'group create one', 'topic delete one --yes', 'sasl delete app --type plain --yes'])(
    '%s: the outcome is unknown, and it is sent once',
    async (line) => {
      // Without Code and Success nothing shows that the change took effect; there is no list either.
      answer = { status: 200, body: '{"RequestId":"R"}' };
      const before = seen;
      const { code } = await alikafka(line.split(' '), { home: home.path, env: env() });
      expect({ code, requests: seen - before }).toEqual({ code: 6, requests: 2 });
    },
  );
});
