/** Targets of requests, and messages when something is wrong. */
import { spawn } from 'node:child_process';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { alikafka, cleanEnv, emulator, ended, folder, PROGRAM, RUNNING, start } from './support/program.ts';

const home = folder();
let service: Awaited<ReturnType<typeof emulator>>;
beforeAll(async () => {
  service = await emulator(home.path);
});
afterAll(async () => {
  await service.stop();
  home.remove();
});

const run = (words: string, env: Record<string, string> = service.env) =>
  alikafka(words.split(' '), { home: home.path, env });
const names = async (): Promise<string[]> => (await run('topic list -o name')).stdout.split('\n');

describe('targets', () => {
  test('--param cannot change the target of the command', async () => {
    const refused = await run('topic delete nothing --yes --param Topic=audit-log');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('cannot set Topic');
    expect(await names()).toContain('audit-log');
  });

  test.each(['topic delete x', 'group delete x', 'sasl delete x --type plain'])(
    '--if-exists does not accept a wrong instance: %s',
    async (words) => {
      const refused = await run(`${words} --if-exists --yes --instance alikafka_pre-cn-wrong0000000`);
      expect(refused.code).toBe(3);
    },
  );

  test.each([
    'api UpdateAllowedIp UpdateType=delete PortRange=9092/9092 AllowedListType=vpc AllowedListIp=192.168.0.0/24',
    'api CreateSaslUser Username=app Password=@/dev/null',
    'api DeleteTopic Topic=orders',
    'api DoSomethingNew A=b',
  ])('api asks as the commands do: %s', async (words) => {
    const refused = await run(words);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/--yes|empty/);
  });
});

describe('closed streams', () => {
  test('a closed stderr changes nothing', async () => {
    const line =
      '"$NODE" "$PROGRAM" topic create unheard 2> >(true); echo "code $?"; "$NODE" "$PROGRAM" topic delete nope --yes 2> >(true); echo "code $?"';
    const env = { ...cleanEnv(home.path, service.env), PROGRAM, NODE: process.execPath };
    const { stdout } = await ended(spawn('bash', ['-c', line], { env, stdio: ['pipe', 'pipe', 'pipe'] }));
    expect(stdout.match(/code \d+/g)).toEqual(['code 0', 'code 3']);
    expect(await names()).toContain('unheard');
  });

  test('a stdout that cannot be written is reported', async () => {
    const env = { ...cleanEnv(home.path, service.env), PROGRAM, NODE: process.execPath };
    const { code, stderr } = await ended(
      spawn('bash', ['-c', '"$NODE" "$PROGRAM" topic list > /dev/full'], { env, stdio: ['pipe', 'pipe', 'pipe'] }),
    );
    expect(code).toBe(1);
    expect(stderr).toContain('cannot write to stdout');
  });
});

describe('a server that responds late or quotes the request', () => {
  let server: Server;
  let answer: (response: ServerResponse, body: string) => void = () => undefined;
  const env = (): Record<string, string> => ({
    ALIKAFKA_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ALIKAFKA_REGION: 'cn-hangzhou',
    ALIKAFKA_INSTANCE: RUNNING,
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret',
    ALIBABA_CLOUD_SECURITY_TOKEN: 'Canary+tok/en==',
  });
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request
        .setEncoding('utf8')
        .on('data', (part: string) => (body += part))
        .on('end', () => answer(response, body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.close();
  });

  test.each(['json', 'csv', 'xml', 'yaml', 'ndjson', 'tsv'])(
    'a token in the response is not in the results as %s',
    async (format) => {
      answer = (response, body) => {
        const Message = `Specified signature is not matched with our calculation. server string to sign is:POST&%2F&${encodeURIComponent(body)}`;
        response.writeHead(400).end(JSON.stringify({ Code: 'SignatureDoesNotMatch', Message, RequestId: 'R' }));
      };
      const failed = await run(`topic create abc -o ${format}`, env());
      expect(failed.code).toBe(4);
      expect(failed.stdout).toContain('SignatureDoesNotMatch');
      expect(failed.stdout + failed.stderr).not.toMatch(/Canary|testid/);
    },
  );

  test('an order that ends after Ctrl-C still prints its OrderId', async () => {
    const child = start(
      'instance create --deploy-type vpc --disk-size 900 --disk-type ssd --io-max 20 --topic-quota 50 --yes -o json'.split(
        ' ',
      ),
      { home: home.path, env: env() },
    );
    answer = (response) => {
      child.kill('SIGINT');
      setTimeout(() => response.writeHead(200).end('{"Code":200,"Success":true,"RequestId":"R","OrderId":777}'), 200);
    };
    const { code, stdout, stderr } = await ended(child);
    expect(JSON.parse(stdout)).toMatchObject({ Result: 'created', OrderId: '777' });
    expect(code).toBe(0);
    expect(stderr).not.toContain('same command');
  });
});
