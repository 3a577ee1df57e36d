/** Keys and settings in the forms that other tools write, with the built program and files of a real home folder. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { alikafka, emulator, type Ended, folder, RUNNING } from './support/program.ts';
import { describeTerminal, onTerminal } from './support/terminal.ts';

let service: Awaited<ReturnType<typeof emulator>>;
let place: ReturnType<typeof folder>;
let home = '';
let count = 0;

beforeAll(async () => {
  place = folder();
  service = await emulator(place.path);
}, 120_000);
afterAll(async () => {
  await service.stop();
  place.remove();
});
beforeEach(() => {
  home = join(place.path, `home-${count++}`);
  mkdirSync(home);
});

const ID = 'ALIBABA_CLOUD_ACCESS_KEY_ID';
const SECRET = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';
const PAIR = 'access_key_id = local\naccess_key_secret = local-secret\n';

/** The variables of the emulator without keys. */
const env = (more: Record<string, string> = {}): Record<string, string> => ({
  ALIKAFKA_ENDPOINT: service.url,
  ALIKAFKA_REGION: 'cn-hangzhou',
  ALIKAFKA_INSTANCE: RUNNING,
  ...more,
});

const list = (more: Record<string, string> = {}): Promise<Ended> =>
  alikafka(['instance', 'list', '-o', 'name'], { home, env: env(more) });

function write(path: string, text: string | Buffer): string {
  const whole = join(home, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, text, { mode: 0o700 });
  return whole;
}

const vendorProfile = (fields: object): string =>
  JSON.stringify({ current: 'p', profiles: [{ name: 'p', region_id: 'cn-hangzhou', ...fields }] });

describe('keys in the environment', () => {
  test('line ends around them are removed, and a blank token counts as missing', async () => {
    const ran = await list({ [ID]: 'local\r', [SECRET]: 'local-secret\n', ALIBABA_CLOUD_SECURITY_TOKEN: '\n' });
    expect([ran.code, ran.stdout]).toEqual([0, expect.stringContaining(RUNNING)]);
  }, 60_000);

  test('quotes around them are an error that names them', async () => {
    const ran = await list({ [ID]: '"local"', [SECRET]: '"local-secret"' });
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([4, '', expect.stringContaining(`${ID} is enclosed in quotes`)]);
  }, 60_000);
});

describe("the SDKs' file", () => {
  test.each<[string, string, string]>([
    ['of Java, Python and PHP', 'credentials.ini', `[default]\nenable = true\ntype = access_key\n${PAIR}`],
    ['with quotes', 'credentials', `[default]\n${PAIR.replaceAll(/= (.*)/g, '= "$1"')}`],
    ['with colons', 'credentials', `[default]\n${PAIR.replaceAll(' =', ':')}`],
  ])(
    '%s',
    async (_what, name, text) => {
      write(join('.alibabacloud', name), text);
      const ran = await list();
      expect([ran.code, ran.stdout]).toEqual([0, expect.stringContaining(RUNNING)]);
    },
    60_000,
  );

  test.each<[string, string | Buffer, string]>([
    ['disabled', `[default]\nenable = false   # off\n${PAIR}`, 'section default is disabled'],
    [
      'in UTF-16',
      Buffer.from(`\ufeff[default]\n${PAIR}`, 'utf16le'),
      'cannot read credentials from ~/.alibabacloud/credentials',
    ],
  ])(
    '%s is exit 4',
    async (_what, text, says) => {
      write('.alibabacloud/credentials', text);
      const ran = await list();
      expect([ran.code, ran.stdout, ran.stderr]).toEqual([4, '', expect.stringContaining(says)]);
    },
    60_000,
  );
});

test('empty files count as missing, and a byte order mark is removed', async () => {
  write('.aliyun/config.json', '');
  write('.alibabacloud/credentials', `\ufeff[default]\n${PAIR}`);
  write('config/alikafka/config.json', '\ufeff{"profiles":{}}');
  const ran = await list();
  expect([ran.code, ran.stdout]).toEqual([0, expect.stringContaining(RUNNING)]);
}, 60_000);

describe('ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS', () => {
  let server: Server;
  let asked = 0;
  beforeAll(async () => {
    server = createServer((_request, response) => {
      asked++;
      response.end('{}');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterAll(() => new Promise((done) => server.close(done)));

  test('stops the request to a URL', async () => {
    const uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
    write('.aliyun/config.json', vendorProfile({ mode: 'CredentialsURI', credentials_uri: uri }));
    const off = { ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS: 'true' };
    expect((await list(off)).code).toBe(4);
    expect(
      (await list({ ...off, ALIBABA_CLOUD_CREDENTIALS_URI: uri, ALIBABA_CLOUD_IGNORE_PROFILE: 'true' })).code,
    ).toBe(4);
    expect(asked).toBe(0);
    expect((await list()).code).toBe(4);
    expect(asked).toBe(1);
  }, 120_000);
});

describe('a program that prompts', () => {
  const ASKS = `#!/bin/sh
printf 'MFA code: ' >&2
read -r code || { echo 'no code, token=testsecret-said' >&2; exit 2; }
[ "$code" = 123456 ] || { echo 'wrong code' >&2; exit 1; }
echo '{"mode":"AK","access_key_id":"local","access_key_secret":"local-secret"}'
`;
  const asking = (): string =>
    write('.aliyun/config.json', vendorProfile({ mode: 'External', process_command: write('ask.sh', ASKS) }));

  test('has an empty stdin without a terminal, and its messages are masked', async () => {
    asking();
    const ran = await alikafka(['instance', 'list', '-o', 'name'], { home, env: env(), stdin: '123456\n' });
    expect([ran.code, ran.stdout]).toEqual([4, '']);
    expect(ran.stderr).toContain('failed with exit code 2: MFA code: no code, token=******');
    expect(ran.stderr).not.toContain('testsecret-said');
  }, 60_000);

  describeTerminal('on a terminal', () => {
    test.each<[string, string[]]>([
      ['a wait', ['wait', 'topic', 'orders', 'exists', '-i', RUNNING]],
      ['the doctor', ['doctor']],
    ])(
      '%s draws nothing over the question, and the program prompts once',
      async (_who, argv) => {
        const slow = ASKS.replace('read -r', "sleep 2; printf '(six digits) ' >&2\nread -r");
        write('.aliyun/config.json', vendorProfile({ mode: 'External', process_command: write('ask.sh', slow) }));
        const terminal = onTerminal(argv, { home, env: { ...env(), TERM: 'xterm' } });
        await terminal.until('MFA code: (six digits) ');
        terminal.type('123456\r');
        expect(await terminal.ended()).toBe(0);
        expect(terminal.shown().split('MFA code: ')).toHaveLength(2);
      },
      120_000,
    );

    const open = (...more: string[]) => onTerminal(['instance', 'list', '-o', 'name', ...more], { home, env: env() });

    test('is visible and can be answered', async () => {
      asking();
      const terminal = open();
      await terminal.until('MFA code: ');
      terminal.type('123456\r');
      expect(await terminal.ended()).toBe(0);
      expect(terminal.shown()).toContain(RUNNING);
    }, 60_000);

    test('shows its own message about a wrong answer', async () => {
      asking();
      const terminal = open();
      await terminal.until('MFA code: ');
      terminal.type('1\r');
      expect(await terminal.ended()).toBe(4);
      expect(terminal.shown()).toMatch(/wrong code[\s\S]*failed with exit code 1(?!:)/);
    }, 60_000);

    test('is ended by Ctrl-C', async () => {
      asking();
      const terminal = open();
      await terminal.until('MFA code: ');
      terminal.type('\x03');
      expect(await terminal.ended()).toBe(130);
    }, 60_000);

    test('cannot prompt with --no-input', async () => {
      asking();
      const terminal = open('--no-input');
      expect(await terminal.ended()).toBe(4);
      expect(terminal.shown()).toContain('failed with exit code 2');
    }, 60_000);
  });
});

describe('files of records', () => {
  test.each<[string, string]>([
    ['excel.csv', 'Topic,PartitionNum,Remark,,\r\nt-a,6,one,,\r\nt-b,6,two,,\r\n,,,,\r\n'],
    ['sep.csv', '\ufeffsep=;\r\nTopic;PartitionNum\r\nt-a;6\r\nt-b;6\r\n'],
    ['mac.csv', 'Topic,PartitionNum\rt-a,6\rt-b,6\r'],
  ])(
    '%s in the form of Excel',
    async (name, text) => {
      const path = write(name, text);
      const ran = await alikafka(['topic', 'create', '-f', path, '-n', '-o', 'json'], { home, env: env() });
      expect([ran.code, ran.stderr]).toEqual([0, '']);
      const params = (JSON.parse(ran.stdout) as { params: Record<string, string> }[]).map((one) => one.params);
      expect(params).toEqual([
        expect.objectContaining({ Topic: 't-a', PartitionNum: '6' }),
        expect.objectContaining({ Topic: 't-b', PartitionNum: '6' }),
      ]);
    },
    60_000,
  );

  test('a JSON field that appears twice is named', async () => {
    const path = write('twice.json', '{"Topic":"orders-eu","Topic":"orders-us"}');
    const ran = await alikafka(['topic', 'create', '-f', path, '-n'], { home, env: env() });
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([
      2,
      '',
      expect.stringContaining('twice.json line 1 has the field "Topic" twice'),
    ]);
  }, 60_000);
});
