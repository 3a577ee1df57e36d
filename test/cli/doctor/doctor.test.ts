/** `doctor`: what each check says where all is well and where it is not, and the exit code by the worst. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { OLDEST_NODE } from '../../../src/commands/doctor/versions.ts';
import type { Probes } from '../../../src/ports/probes.ts';
import { TRUST_CA } from '../../../src/transport/network-errors.ts';
import { NetworkFault } from '../../../src/transport/send.ts';
import { errorOf, json, type Options, type Ran } from '../../support/context.ts';
import { doctor, linesOf, type Seen } from '../../support/doctor.ts';
import { http, notSent, NOW, ok, refusal, REQUEST_ID } from '../../support/effects.ts';
import { DAY, fakeProbes, missed, saw } from '../../support/probes.ts';

const CONFIG = '/home/nobody/.config/alikafka/config.json';
const ALIYUN = '/home/nobody/.aliyun/config.json';
const PROJECT = '/home/nobody/.alikafka.json';
const nothingThere: Partial<Probes> = { mode: async () => missed('ENOENT') };

/** A run with other probes than a healthy machine's. */
const withProbes = (given: Partial<Probes>, options: Options = {}): Promise<Ran> =>
  doctor('', { ...options, probes: fakeProbes({ ...nothingThere, ...given }) });

const certificate = (violation: string | undefined, days = 90) => ({
  subject: 'alikafka.cn-hangzhou.aliyuncs.com',
  issuer: 'Proxy of the house',
  until: NOW + days * DAY,
  violation,
});

describe('where all is well', () => {
  test('every line is ok, in the order in which one thing needs another', async () => {
    const ran = await doctor('', { probes: fakeProbes(nothingThere) });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(linesOf(ran).map(({ Check, Result }) => `${Result} ${Check}`)).toEqual([
      'ok alikafka',
      'ok node',
      'ok platform',
      'ok config file',
      'ok config folder',
      'ok state folder',
      'ok project file',
      'ok profile',
      'ok region',
      'ok instance',
      'ok credentials',
      'ok proxy',
      'ok dns alikafka',
      'ok tcp alikafka',
      'ok tls alikafka',
      'ok dns metrics',
      'ok tcp metrics',
      'ok tls metrics',
      'ok clock',
      'ok read alikafka',
      'ok read metrics',
    ]);
  });

  test('what was seen is said', async () => {
    const seen = Object.fromEntries(
      linesOf(await doctor('', { probes: fakeProbes(nothingThere) })).map(({ Check, Seen }) => [Check, Seen]),
    );
    expect(seen).toMatchObject({
      node: '22.12.0',
      platform: 'linux x64',
      region: 'cn-hangzhou (ALIKAFKA_REGION)',
      credentials: 'keys: ALIBABA_CLOUD_ACCESS_KEY_ID, AK, key id te****',
      proxy: 'none',
      'dns alikafka': 'alikafka.cn-hangzhou.aliyuncs.com: 192.0.2.1',
      'tcp metrics': 'metrics.cn-hangzhou.aliyuncs.com:443 takes connections',
      'tls alikafka': '*.aliyuncs.com, issued by A Test CA, 90 days left',
      clock: "agrees with the service's",
      'read alikafka': `GetInstanceList: HTTP 200, in 0s, RequestId ${REQUEST_ID}`,
      'read metrics': `DescribeProjectMeta: HTTP 200, in 0s, RequestId ${REQUEST_ID}`,
    });
  });

  test('the reads are the only signed requests, one for each product', async () => {
    const ran = await doctor('', { probes: fakeProbes(nothingThere) });
    expect(ran.calls.map(({ action, origin }) => `${action} ${origin}`)).toEqual([
      'GetInstanceList https://alikafka.cn-hangzhou.aliyuncs.com',
      'DescribeProjectMeta https://metrics.cn-hangzhou.aliyuncs.com',
    ]);
  });

  test('as a table, bare names, and by a query', async () => {
    const table = (await doctor('-o table', { probes: fakeProbes(nothingThere) })).stdout;
    expect(table).toMatch(/^Check +Result +Seen +Mend\n/);
    expect(table).toMatch(/\nclock +ok +agrees/);
    expect((await doctor('-o name', { probes: fakeProbes(nothingThere) })).stdout).toMatch(/^alikafka\nnode\n/);
    const ran = await doctor('', { probes: fakeProbes(nothingThere) }, NOW, '--query', "[?Result!='ok']");
    expect(json(ran)).toEqual([]);
  });
});

/** What one check says, what mends it, and how the command ends. */
type Case = [says: string, run: () => Promise<Ran>, code: number, line: Partial<Seen>];

const fault = (message: string): NetworkFault =>
  new NetworkFault(message, 'SELF_SIGNED_CERT_IN_CHAIN', false, undefined, { lasting: true, hint: TRUST_CA });
const read = (answer: unknown, options: Options = {}): Promise<Ran> =>
  doctor('', {
    ...options,
    probes: fakeProbes(nothingThere),
    script: { GetInstanceList: answer as object, DescribeProjectMeta: {} },
  });
const at = (date: number): Promise<Ran> => doctor('', { probes: fakeProbes(nothingThere) }, date);

const CASES: Case[] = [
  [
    'an old Node',
    () => withProbes({ machine: { node: '20.9.3', platform: 'linux', arch: 'x64' } }),
    0,
    { Check: 'node', Result: 'warn', Seen: '20.9.3, which is older than 20.18.1', Mend: 'nvm install --lts' },
  ],
  [
    'profiles that are no JSON',
    () => withProbes({ mode: async () => saw(0o600) }, { files: { [CONFIG]: '{"profiles":' } }),
    2,
    { Check: 'config file', Result: 'fail', Mend: `mv ${CONFIG} ${CONFIG}.broken` },
  ],
  [
    'profiles that cannot be read',
    () => withProbes({ mode: async () => missed('EACCES') }),
    2,
    {
      Check: 'config file',
      Result: 'fail',
      Seen: `${CONFIG} cannot be read: EACCES said the system`,
      Mend: `chmod 600 ${CONFIG}`,
    },
  ],
  [
    'profiles that others can read',
    () =>
      withProbes(
        { mode: async (path) => (path === CONFIG ? saw(0o644) : missed('ENOENT')) },
        { files: { [CONFIG]: '{"profiles":{"prod":{}}}' } },
      ),
    0,
    {
      Check: 'config file',
      Result: 'warn',
      Seen: expect.stringContaining('mode 0644, profiles: prod') as never,
      Mend: 'alikafka doctor --fix',
    },
  ],
  [
    'a state folder that cannot be written',
    () => withProbes({ writable: async () => missed('EROFS') }),
    0,
    { Check: 'state folder', Result: 'warn', Mend: 'export XDG_STATE_HOME=<a folder that can be written>' },
  ],
  [
    "the vendor's file, broken and not used",
    () =>
      withProbes(
        { mode: async (path) => (path === ALIYUN ? saw(0o600) : missed('ENOENT')) },
        { files: { [ALIYUN]: 'x' } },
      ),
    0,
    { Check: 'aliyun file', Result: 'warn', Mend: 'aliyun configure' },
  ],
  [
    "the vendor's file, which others can read",
    () =>
      withProbes(
        { mode: async (path) => (path === ALIYUN ? saw(0o604) : missed('ENOENT')) },
        { files: { [ALIYUN]: '{}' } },
      ),
    0,
    { Check: 'aliyun file', Result: 'warn', Mend: `chmod 600 ${ALIYUN}` },
  ],
  [
    'a project file with a secret',
    () => withProbes({}, { files: { [PROJECT]: '{"accessKeySecret":"testsecret"}' } }),
    2,
    { Check: 'project file', Result: 'fail', Seen: expect.stringMatching(/never contains secrets/) as never },
  ],
  [
    'a profile that does not exist',
    () => withProbes({}, { env: { ALIKAFKA_PROFILE: 'prd' } }),
    2,
    {
      Check: 'settings',
      Result: 'fail',
      Seen: expect.stringMatching(/profile "prd" not found/) as never,
      Mend: expect.stringMatching(/^alikafka /) as never,
    },
  ],
  [
    'no region',
    () => withProbes({}, { env: { ALIKAFKA_REGION: undefined } }),
    2,
    { Check: 'region', Result: 'fail', Mend: 'alikafka config set region cn-hangzhou' },
  ],
  [
    'a region that nobody knows',
    () => withProbes({}, { env: { ALIKAFKA_REGION: 'cn-hangzou' } }),
    0,
    {
      Check: 'region',
      Result: 'warn',
      Seen: expect.stringMatching(/did you mean cn-hangzhou/) as never,
      Mend: 'alikafka regions',
    },
  ],
  [
    'no instance',
    () => withProbes({}, { env: { ALIKAFKA_INSTANCE: undefined } }),
    0,
    { Check: 'instance', Result: 'warn', Mend: 'alikafka config set instance <id>' },
  ],
  [
    'no credentials',
    () =>
      withProbes({}, { env: { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined, ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined } }),
    4,
    { Check: 'credentials', Result: 'fail', Mend: expect.stringMatching(/^alikafka conf/) as never },
  ],
  [
    'a proxy that is none',
    () => withProbes({}, { env: { HTTPS_PROXY: 'http://u:testsecret@:x' } }),
    2,
    {
      Check: 'proxy',
      Result: 'fail',
      Seen: 'HTTPS_PROXY must be the address of a proxy such as http://proxy.example:3128',
      Mend: 'export HTTPS_PROXY=http://<host>:<port>',
    },
  ],
  [
    'a host without an address',
    () => withProbes({ resolve: async () => missed('ENOTFOUND') }),
    9,
    { Check: 'dns alikafka', Result: 'fail', Mend: 'alikafka regions' },
  ],
  [
    'a name server that does not answer',
    () => withProbes({ resolve: async () => missed('TIMEOUT') }),
    9,
    { Check: 'dns alikafka', Result: 'fail', Mend: expect.stringMatching(/name server.*export HTTPS_PROXY=/) as never },
  ],
  [
    'a port that is closed',
    () => withProbes({ connect: async () => missed('ETIMEDOUT') }),
    9,
    { Check: 'tcp alikafka', Result: 'fail', Mend: expect.stringMatching(/firewall/) as never },
  ],
  ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'].map(
    (violation): Case => [
      `the certificate of somebody else: ${violation}`,
      () => withProbes({ handshake: async () => saw(certificate(violation)) }),
      9,
      {
        Check: 'tls alikafka',
        Result: 'fail',
        Seen: `alikafka.cn-hangzhou.aliyuncs.com, issued by Proxy of the house, 90 days left; not trusted: ${violation}`,
        Mend: expect.stringMatching(/--ca-file .*NODE_EXTRA_CA_CERTS/) as never,
      },
    ],
  ),
  [
    'a certificate that has ended',
    () => withProbes({ handshake: async () => saw(certificate('CERT_HAS_EXPIRED', -3)) }),
    9,
    {
      Check: 'tls alikafka',
      Result: 'fail',
      Seen: expect.stringMatching(/ended 3 days ago/) as never,
      Mend: expect.stringMatching(/clock/) as never,
    },
  ],
  [
    'no TLS at all',
    () => withProbes({ handshake: async () => missed('EPROTO') }),
    9,
    {
      Check: 'tls alikafka',
      Result: 'fail',
      Seen: expect.stringMatching(/makes no TLS connection/) as never,
      Mend: expect.stringMatching(/firewall/) as never,
    },
  ],
  [
    'no TLS, for a reason that has a fix',
    () => withProbes({ handshake: async () => ({ ...missed('EPROTO'), hint: 'Write http://.' }) }),
    9,
    { Check: 'tls alikafka', Result: 'fail', Mend: 'Write http://.' },
  ],
  [
    'a clock that is a little late',
    () => at(NOW + 59_000),
    0,
    { Check: 'clock', Result: 'ok', Seen: "59s behind the service's" },
  ],
  [
    'a clock that is late',
    () => at(NOW + 61_000),
    0,
    { Check: 'clock', Result: 'warn', Mend: 'sudo timedatectl set-ntp true' },
  ],
  [
    'a clock that is early',
    () => at(NOW - 14 * 60_000),
    0,
    { Check: 'clock', Result: 'warn', Seen: "14m ahead of the service's" },
  ],
  [
    'a clock that is far off',
    () => at(NOW - 16 * 60_000),
    1,
    { Check: 'clock', Result: 'fail', Seen: "16m ahead of the service's" },
  ],
  ['no Date', () => at(Number.NaN), 0, { Check: 'clock', Result: 'skip' }],
  [
    'a key that is unknown',
    () => read(refusal('InvalidAccessKeyId.NotFound', 404)),
    4,
    {
      Check: 'read alikafka',
      Result: 'fail',
      Seen: `GetInstanceList: InvalidAccessKeyId.NotFound, HTTP 404, in 0s, RequestId ${REQUEST_ID}: The service does not know the AccessKey.`,
      Mend: 'alikafka config explain',
    },
  ],
  [
    'an account that may not',
    () => read(refusal('NoPermission', 403)),
    4,
    {
      Check: 'read alikafka',
      Result: 'fail',
      Mend: expect.stringMatching(/AliyunKafkaReadOnlyAccess.* "alikafka ram policy <command>" prints\.$/) as never,
    },
  ],
  ['a service that is down', () => read(http(503, '<html>busy</html>')), 9, { Check: 'read alikafka', Result: 'fail' }],
  [
    'a refusal of another kind',
    () => read(refusal('Strange.Code', 400)),
    1,
    { Check: 'read alikafka', Result: 'fail', Mend: 'alikafka explain Strange.Code' },
  ],
  [
    'no answer',
    () => read(notSent()),
    9,
    { Check: 'read alikafka', Result: 'fail', Seen: expect.stringMatching(/ECONNREFUSED/) as never },
  ],
  [
    'a proxy that looks into TLS',
    () => read(fault('self-signed certificate in certificate chain')),
    9,
    { Check: 'read alikafka', Result: 'fail', Mend: expect.stringMatching(/--ca-file/) as never },
  ],
];

describe('what is wrong', () => {
  test.each(CASES)('%s', async (_says, run, code, line) => {
    const ran = await run();
    expect(linesOf(ran)).toContainEqual(expect.objectContaining(line));
    expect(ran.code).toBe(code);
    expect(ran.stdout + ran.stderr).not.toContain('testsecret');
  });

  test('a read that is sent once is not repeated', async () => {
    const ran = await read(http(503, 'busy'));
    expect(ran.calls.filter(({ action }) => action === 'GetInstanceList')).toHaveLength(1);
    expect(linesOf(ran)).toContainEqual(expect.objectContaining({ Check: 'read metrics', Result: 'ok' }));
  });
});

describe('the end', () => {
  test('is summed up, with the worst exit code: credentials, network, configuration', async () => {
    const down = { resolve: async () => missed('ENOTFOUND') };
    const ran = await withProbes(down, {
      env: { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined, ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined },
    });
    expect(ran.code).toBe(4);
    expect(errorOf(ran)).toMatchObject({
      code: 'ChecksFailed',
      exitCode: 4,
      message: expect.stringMatching(/^3 of \d+ checks failed: credentials, dns alikafka, dns metrics$/),
    });
    expect((await withProbes(down, { env: { HTTPS_PROXY: 'http://:x' } })).code).toBe(2);
  });

  test('what needs a link that failed is not looked at, and says so', async () => {
    const ran = await withProbes({
      resolve: async (host) => (host.startsWith('metrics') ? missed('ENOTFOUND') : saw(['192.0.2.1'])),
    });
    expect(linesOf(ran).filter(({ Check }) => /metrics$/.test(Check))).toMatchObject([
      { Check: 'dns metrics', Result: 'fail' },
      { Check: 'tcp metrics', Result: 'skip', Seen: 'dns metrics failed', Mend: null },
      { Check: 'tls metrics', Result: 'skip', Seen: 'tcp metrics was not looked at' },
      { Check: 'read metrics', Result: 'skip' },
    ]);
    expect(ran.calls.map(({ action }) => action)).toEqual(['GetInstanceList']);
  });

  test('without settings nothing is sent', async () => {
    const ran = await withProbes({}, { env: { ALIKAFKA_PROFILE: 'none' } });
    expect(ran.calls).toEqual([]);
    expect(linesOf(ran).filter(({ Result }) => Result === 'skip')).not.toHaveLength(0);
  });
});

describe('a proxy', () => {
  const HTTPS_PROXY = 'http://user:testsecret@proxy.example:3128';

  test('is what is connected to, and its password is not shown', async () => {
    const looked: string[] = [];
    const ran = await withProbes(
      {
        resolve: async (host) => (looked.push(host), saw(['192.0.2.9'])),
        connect: async (host, port) => (looked.push(`${host}:${port}`), saw(host)),
      },
      { env: { HTTPS_PROXY } },
    );
    expect([...new Set(looked)]).toEqual(['proxy.example', 'proxy.example:3128']);
    const lines = linesOf(ran);
    expect(lines).toContainEqual(expect.objectContaining({ Check: 'proxy', Seen: 'http://proxy.example:3128' }));
    expect(lines).toContainEqual(expect.objectContaining({ Check: 'tls alikafka', Result: 'skip' }));
    expect(lines).toContainEqual(expect.objectContaining({ Check: 'read alikafka', Result: 'ok' }));
    expect(ran.stdout).not.toContain('testsecret');
  });

  test.each<[Record<string, string>, string]>([
    [{ HTTPS_PROXY: 'proxy.example:3128' }, 'http://proxy.example:3128'],
    [{ HTTP_PROXY: 'http://proxy.example' }, 'none, by NO_PROXY or for this scheme'],
    [{ ALL_PROXY: 'http://proxy.example' }, 'http://proxy.example'],
    [{ HTTPS_PROXY, NO_PROXY: '*' }, 'none, by NO_PROXY or for this scheme'],
    [{ HTTPS_PROXY, NO_PROXY: '.aliyuncs.com' }, 'none, by NO_PROXY or for this scheme'],
    [{ HTTPS_PROXY, NO_PROXY: 'example.com aliyuncs.com:443' }, 'none, by NO_PROXY or for this scheme'],
    [{ HTTPS_PROXY, NO_PROXY: 'aliyuncs.com:80' }, 'http://proxy.example:3128'],
    [{ HTTPS_PROXY, NO_PROXY: 'yuncs.com' }, 'http://proxy.example:3128'],
    [
      { HTTPS_PROXY, NO_PROXY: 'metrics.cn-hangzhou.aliyuncs.com' },
      'alikafka: http://proxy.example:3128; metrics: none, by NO_PROXY or for this scheme',
    ],
  ])('%j', async (env, says) => {
    expect(linesOf(await withProbes({}, { env }))).toContainEqual(
      expect.objectContaining({ Check: 'proxy', Seen: says }),
    );
  });
});

describe('what is typed', () => {
  test('an argument, or --fix in a dry run: exit 2', async () => {
    for (const line of ['doctor now', 'doctor --fix --dry-run'])
      expect(await doctor(line, {})).toMatchObject({ code: 2, stdout: '' });
  });

  test('a dry run leaves this machine alone', async () => {
    const connect = async () => Promise.reject(new Error('no connection was to be made'));
    const ran = await doctor('doctor --dry-run', { probes: fakeProbes({ ...nothingThere, connect }) });
    expect(ran).toMatchObject({ code: 0, calls: [] });
    expect(linesOf(ran)).toContainEqual(
      expect.objectContaining({ Check: 'clock', Seen: 'nothing is sent (--dry-run)' }),
    );
  });

  test('--endpoint is where alikafka is looked for; another loopback address serves both', async () => {
    const away = await doctor('doctor --endpoint https://kafka.example', { probes: fakeProbes(nothingThere) });
    expect(away.calls.map(({ origin }) => origin)).toEqual([
      'https://kafka.example',
      'https://metrics.cn-hangzhou.aliyuncs.com',
    ]);
    const here = await doctor('doctor --endpoint http://127.0.0.1:8099', { probes: fakeProbes(nothingThere) });
    expect(here.calls.map(({ origin }) => origin)).toEqual(['http://127.0.0.1:8099', 'http://127.0.0.1:8099']);
    expect(linesOf(here)).toContainEqual(expect.objectContaining({ Check: 'tls alikafka', Result: 'skip' }));
  });

  test('a port of this machine that is closed is where the emulator could be', async () => {
    const ran = await doctor('doctor --endpoint http://127.0.0.1:8099', {
      probes: fakeProbes({ ...nothingThere, connect: async () => missed('ECONNREFUSED') }),
    });
    expect(ran.code).toBe(9);
    expect(linesOf(ran)).toContainEqual(
      expect.objectContaining({ Check: 'tcp alikafka', Mend: 'alikafka emulator --port 8099' }),
    );
  });
});

test('a secret shows nowhere, wherever it is planted', async () => {
  const CANARY = 'Canary-9+/= &é%';
  const quoting = refusal('Strange.Code', 400, `AccessKeyId LTAItest12345678 and secret ${CANARY} do not fit`);
  for (const flags of ['', '-o table', '--debug']) {
    const ran = await doctor(`doctor ${flags}`.trim(), {
      probes: fakeProbes(nothingThere),
      env: {
        ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAItest12345678',
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: CANARY,
        ALIBABA_CLOUD_SECURITY_TOKEN: `${CANARY}-token`,
        HTTPS_PROXY: `http://user:${encodeURIComponent(CANARY)}@proxy.example:1`,
      },
      files: { [PROJECT]: '{}', [ALIYUN]: `{"secret":"${CANARY}"` },
      send: async ({ method }) => (method === 'GET' ? ok() : quoting),
    });
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('LTAI****5678');
    for (const spelling of [CANARY, encodeURIComponent(CANARY), 'Canary-9'])
      expect(ran.stdout + ran.stderr).not.toContain(spelling);
    expect(ran.stdout).not.toContain('LTAItest12345678');
  }
});

test('the oldest Node is the one that package.json asks for', () => {
  const { engines } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', '..', 'package.json'), 'utf8')) as {
    engines: { node: string };
  };
  expect(engines.node).toBe(`>=${OLDEST_NODE}`);
});
