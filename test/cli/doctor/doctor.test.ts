/** `doctor`: the result of each check with and without a fault, and the exit code of the worst. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { OLDEST_NODE } from '../../../src/commands/doctor/versions.ts';
import type { Probes } from '../../../src/ports/probes.ts';
import { TRUST_CA } from '../../../src/transport/network-errors.ts';
import { NetworkFault, type Send } from '../../../src/transport/send.ts';
import { errorOf, json, type Options, type Ran } from '../../support/context.ts';
import { doctor, rowsOf, type CheckRow } from '../../support/doctor.ts';
import { fixedClock, http, notSent, NOW, ok, refusal, REQUEST_ID } from '../../support/effects.ts';
import { service } from '../../support/service.ts';
import { DAY, fakeProbes, missed, saw } from '../../support/probes.ts';

const CONFIG = '/home/nobody/.config/alikafka/config.json';
const ALIYUN = '/home/nobody/.aliyun/config.json';
const PROJECT = '/home/nobody/.alikafka.json';
const nothingThere: Partial<Probes> = { mode: async () => missed('ENOENT') };

/** Runs it with some probes replaced. */
const withProbes = (given: Partial<Probes>, options: Options = {}): Promise<Ran> =>
  doctor('', { ...options, probes: fakeProbes({ ...nothingThere, ...given }) });

const certificate = (violation: string | undefined, days = 90) => ({
  subject: 'alikafka.cn-hangzhou.aliyuncs.com',
  issuer: 'Company proxy',
  until: NOW + days * DAY,
  violation,
});

describe('without faults', () => {
  test('every check is ok, each after those that it needs', async () => {
    const ran = await doctor('', { probes: fakeProbes(nothingThere) });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(rowsOf(ran).map(({ Check, Status }) => `${Status} ${Check}`)).toEqual([
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

  test('each check states what it found', async () => {
    const details = Object.fromEntries(
      rowsOf(await doctor('', { probes: fakeProbes(nothingThere) })).map(({ Check, Detail }) => [Check, Detail]),
    );
    expect(details).toMatchObject({
      node: '22.12.0',
      platform: 'linux x64',
      region: 'cn-hangzhou (ALIKAFKA_REGION)',
      credentials: 'AccessKey pair from ALIBABA_CLOUD_ACCESS_KEY_ID: mode AK, AccessKey ID te****',
      proxy: 'none',
      'dns alikafka': 'alikafka.cn-hangzhou.aliyuncs.com: 192.0.2.1',
      'tcp metrics': 'metrics.cn-hangzhou.aliyuncs.com:443 accepts connections',
      'tls alikafka': '*.aliyuncs.com, issued by A Test CA, expires in 90 days',
      clock: 'in sync with the clock of the service',
      'read alikafka': `GetInstanceList succeeded (HTTP 200, 0 ms, RequestId ${REQUEST_ID})`,
      'read metrics': `DescribeProjectMeta succeeded (HTTP 200, 0 ms, RequestId ${REQUEST_ID})`,
    });
  });

  test('it signs one read for each product, and no other request', async () => {
    const ran = await doctor('', { probes: fakeProbes(nothingThere) });
    expect(ran.calls.map(({ action, origin }) => `${action} ${origin}`)).toEqual([
      'GetInstanceList https://alikafka.cn-hangzhou.aliyuncs.com',
      'DescribeProjectMeta https://metrics.cn-hangzhou.aliyuncs.com',
    ]);
  });

  test('it prints a table, names, or the result of a query', async () => {
    const table = (await doctor('-o table', { probes: fakeProbes(nothingThere) })).stdout;
    expect(table).toMatch(/^Check +Status +Detail +Fix\n/);
    expect(table).toMatch(/\nclock +ok +in sync/);
    expect((await doctor('-o name', { probes: fakeProbes(nothingThere) })).stdout).toMatch(/^alikafka\nnode\n/);
    const ran = await doctor('', { probes: fakeProbes(nothingThere) }, NOW, '--query', "[?Status!='ok']");
    expect(json(ran)).toEqual([]);
  });
});

test('the clock is compared at the middle of a request that takes long', async () => {
  const clock = fixedClock(NOW);
  const { send } = service({ GetInstanceList: {}, DescribeProjectMeta: {} });
  const slow: Send = async (request) => {
    if (request.method !== 'GET') return send(request);
    await clock.sleep(5000);
    const date = new Date(clock.now()).toUTCString();
    await clock.sleep(5000);
    return http(404, { Code: 'InvalidAction.NotFound' }, { date });
  };
  const rows = rowsOf(await doctor('', { probes: fakeProbes(nothingThere), clock, send: slow }));
  expect(rows.find(({ Check }) => Check === 'clock')?.Detail).toBe('in sync with the clock of the service');
});

/** A fault, the row that reports it, and the exit code of the command. */
type Case = [fault: string, run: () => Promise<Ran>, code: number, row: Partial<CheckRow>];

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
    {
      Check: 'node',
      Status: 'warn',
      Detail: '20.9.3 is not supported; the oldest supported version is 20.18.1',
      Fix: 'nvm install --lts',
    },
  ],
  [
    'profiles that are not JSON',
    () => withProbes({ mode: async () => saw(0o600) }, { files: { [CONFIG]: '{"profiles":' } }),
    2,
    { Check: 'config file', Status: 'fail', Fix: `mv ${CONFIG} ${CONFIG}.broken` },
  ],
  [
    'profiles that cannot be read',
    () => withProbes({ mode: async () => missed('EACCES') }),
    2,
    {
      Check: 'config file',
      Status: 'fail',
      Detail: `cannot read ${CONFIG}: EACCES said the system`,
      Fix: `chmod 600 ${CONFIG}`,
    },
  ],
  [
    'profiles that other users can read',
    () =>
      withProbes(
        { mode: async (path) => (path === CONFIG ? saw(0o644) : missed('ENOENT')) },
        { files: { [CONFIG]: '{"profiles":{"prod":{}}}' } },
      ),
    0,
    {
      Check: 'config file',
      Status: 'warn',
      Detail: `${CONFIG} (profiles: prod), mode 0644: accessible to other users`,
      Fix: 'alikafka doctor --fix',
    },
  ],
  [
    'a state folder that cannot be written',
    () => withProbes({ writable: async () => missed('EROFS') }),
    0,
    { Check: 'state folder', Status: 'warn', Fix: 'export XDG_STATE_HOME=<writable folder>' },
  ],
  [
    "the vendor's file, broken and not used",
    () =>
      withProbes(
        { mode: async (path) => (path === ALIYUN ? saw(0o600) : missed('ENOENT')) },
        { files: { [ALIYUN]: 'x' } },
      ),
    0,
    { Check: 'aliyun file', Status: 'warn', Fix: 'aliyun configure' },
  ],
  [
    "the vendor's file, which other users can read",
    () =>
      withProbes(
        { mode: async (path) => (path === ALIYUN ? saw(0o604) : missed('ENOENT')) },
        { files: { [ALIYUN]: '{}' } },
      ),
    0,
    { Check: 'aliyun file', Status: 'warn', Fix: `chmod 600 ${ALIYUN}` },
  ],
  [
    'a project file with a secret',
    () => withProbes({}, { files: { [PROJECT]: '{"accessKeySecret":"testsecret"}' } }),
    2,
    { Check: 'project file', Status: 'fail', Detail: expect.stringMatching(/never contains secrets/) as never },
  ],
  [
    'a profile that does not exist',
    () => withProbes({}, { env: { ALIKAFKA_PROFILE: 'prd' } }),
    2,
    {
      Check: 'settings',
      Status: 'fail',
      Detail: expect.stringMatching(/profile "prd" not found/) as never,
      Fix: expect.stringMatching(/^alikafka /) as never,
    },
  ],
  [
    'no region',
    () => withProbes({}, { env: { ALIKAFKA_REGION: undefined } }),
    2,
    { Check: 'region', Status: 'fail', Fix: 'alikafka config set region cn-hangzhou' },
  ],
  [
    'an unknown region',
    () => withProbes({}, { env: { ALIKAFKA_REGION: 'cn-hangzou' } }),
    0,
    {
      Check: 'region',
      Status: 'warn',
      Detail: expect.stringMatching(/did you mean cn-hangzhou/) as never,
      Fix: 'alikafka regions',
    },
  ],
  [
    'no instance',
    () => withProbes({}, { env: { ALIKAFKA_INSTANCE: undefined } }),
    0,
    { Check: 'instance', Status: 'warn', Fix: 'alikafka config set instance <id>' },
  ],
  [
    'no credentials',
    () =>
      withProbes({}, { env: { ALIBABA_CLOUD_ACCESS_KEY_ID: undefined, ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined } }),
    4,
    { Check: 'credentials', Status: 'fail', Fix: expect.stringMatching(/^alikafka conf/) as never },
  ],
  [
    'a proxy with an invalid address',
    () => withProbes({}, { env: { HTTPS_PROXY: 'http://u:testsecret@:x' } }),
    2,
    {
      Check: 'proxy',
      Status: 'fail',
      Detail: 'HTTPS_PROXY must be a proxy address such as http://proxy.example:3128',
      Fix: 'export HTTPS_PROXY=http://<host>:<port>',
    },
  ],
  [
    'a host without an address',
    () => withProbes({ resolve: async () => missed('ENOTFOUND') }),
    9,
    { Check: 'dns alikafka', Status: 'fail', Fix: 'alikafka regions' },
  ],
  [
    'a name server that does not answer',
    () => withProbes({ resolve: async () => missed('TIMEOUT') }),
    9,
    { Check: 'dns alikafka', Status: 'fail', Fix: expect.stringMatching(/name server.*export HTTPS_PROXY=/) as never },
  ],
  [
    'a port that is closed',
    () => withProbes({ connect: async () => missed('ETIMEDOUT') }),
    9,
    { Check: 'tcp alikafka', Status: 'fail', Fix: expect.stringMatching(/firewall/) as never },
  ],
  ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'].map(
    (violation): Case => [
      `a certificate of another issuer: ${violation}`,
      () => withProbes({ handshake: async () => saw(certificate(violation)) }),
      9,
      {
        Check: 'tls alikafka',
        Status: 'fail',
        Detail: `certificate not trusted (${violation}): alikafka.cn-hangzhou.aliyuncs.com, issued by Company proxy, expires in 90 days`,
        Fix: expect.stringMatching(/--ca-file .*NODE_EXTRA_CA_CERTS/) as never,
      },
    ],
  ),
  [
    'an expired certificate',
    () => withProbes({ handshake: async () => saw(certificate('CERT_HAS_EXPIRED', -3)) }),
    9,
    {
      Check: 'tls alikafka',
      Status: 'fail',
      Detail: expect.stringMatching(/expired 3 days ago$/) as never,
      Fix: expect.stringMatching(/clock/) as never,
    },
  ],
  [
    'no TLS',
    () => withProbes({ handshake: async () => missed('EPROTO') }),
    9,
    {
      Check: 'tls alikafka',
      Status: 'fail',
      Detail: 'cannot set up TLS with alikafka.cn-hangzhou.aliyuncs.com:443: EPROTO said the system',
      Fix: expect.stringMatching(/firewall/) as never,
    },
  ],
  [
    'no TLS, for a reason that has a fix',
    () => withProbes({ handshake: async () => ({ ...missed('EPROTO'), hint: 'Write http://.' }) }),
    9,
    { Check: 'tls alikafka', Status: 'fail', Fix: 'Write http://.' },
  ],
  [
    'a clock that is less than a minute behind',
    () => at(NOW + 59_000),
    0,
    { Check: 'clock', Status: 'ok', Detail: '59s behind the clock of the service' },
  ],
  [
    'a clock that is more than a minute behind',
    () => at(NOW + 61_000),
    0,
    { Check: 'clock', Status: 'warn', Fix: 'sudo timedatectl set-ntp true' },
  ],
  [
    'a clock that is ahead',
    () => at(NOW - 14 * 60_000),
    0,
    { Check: 'clock', Status: 'warn', Detail: '14m ahead of the clock of the service' },
  ],
  [
    'a clock that is more than 15 minutes off',
    () => at(NOW - 16 * 60_000),
    1,
    { Check: 'clock', Status: 'fail', Detail: '16m ahead of the clock of the service' },
  ],
  ['a response without a Date header', () => at(Number.NaN), 0, { Check: 'clock', Status: 'skip' }],
  [
    'an unknown key',
    () => read(refusal('InvalidAccessKeyId.NotFound', 404)),
    4,
    {
      Check: 'read alikafka',
      Status: 'fail',
      Detail: `GetInstanceList failed with InvalidAccessKeyId.NotFound (HTTP 404, 0 ms, RequestId ${REQUEST_ID}): The AccessKey ID was not found.`,
      Fix: 'alikafka config explain',
    },
  ],
  [
    'an account without permission',
    () => read(refusal('NoPermission', 403)),
    4,
    {
      Check: 'read alikafka',
      Status: 'fail',
      Fix: expect.stringMatching(/AliyunKafkaReadOnlyAccess.* "alikafka ram policy <command>" prints\.$/) as never,
    },
  ],
  ['a service that is down', () => read(http(503, '<html>busy</html>')), 9, { Check: 'read alikafka', Status: 'fail' }],
  [
    'an unknown error code',
    () => read(refusal('Strange.Code', 400)),
    1,
    { Check: 'read alikafka', Status: 'fail', Fix: 'alikafka explain Strange.Code' },
  ],
  [
    'no response',
    () => read(notSent()),
    9,
    { Check: 'read alikafka', Status: 'fail', Detail: expect.stringMatching(/ECONNREFUSED/) as never },
  ],
  [
    'a proxy that inspects TLS',
    () => read(fault('self-signed certificate in certificate chain')),
    9,
    { Check: 'read alikafka', Status: 'fail', Fix: expect.stringMatching(/--ca-file/) as never },
  ],
];

describe('faults', () => {
  test.each(CASES)('%s', async (_fault, run, code, row) => {
    const ran = await run();
    expect(rowsOf(ran)).toContainEqual(expect.objectContaining(row));
    expect(ran.code).toBe(code);
    expect(ran.stdout + ran.stderr).not.toContain('testsecret');
  });

  test('a read that fails is not repeated', async () => {
    const ran = await read(http(503, 'busy'));
    expect(ran.calls.filter(({ action }) => action === 'GetInstanceList')).toHaveLength(1);
    expect(rowsOf(ran)).toContainEqual(expect.objectContaining({ Check: 'read metrics', Status: 'ok' }));
  });
});

describe('several faults', () => {
  test('end in one error with the worst exit code: credentials, network, configuration', async () => {
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

  test('checks that need a failed one are skipped, and name it', async () => {
    const ran = await withProbes({
      resolve: async (host) => (host.startsWith('metrics') ? missed('ENOTFOUND') : saw(['192.0.2.1'])),
    });
    expect(rowsOf(ran).filter(({ Check }) => /metrics$/.test(Check))).toMatchObject([
      { Check: 'dns metrics', Status: 'fail' },
      { Check: 'tcp metrics', Status: 'skip', Detail: 'skipped (dns metrics failed)', Fix: null },
      { Check: 'tls metrics', Status: 'skip', Detail: 'skipped (dns metrics failed)' },
      { Check: 'read metrics', Status: 'skip' },
    ]);
    expect(ran.calls.map(({ action }) => action)).toEqual(['GetInstanceList']);
  });

  test('without settings, nothing is sent', async () => {
    const ran = await withProbes({}, { env: { ALIKAFKA_PROFILE: 'none' } });
    expect(ran.calls).toEqual([]);
    expect(rowsOf(ran).filter(({ Status }) => Status === 'skip')).not.toHaveLength(0);
  });
});

describe('a proxy', () => {
  const HTTPS_PROXY = 'http://user:testsecret@proxy.example:3128';

  test('gets the connections, and its password is not shown', async () => {
    const looked: string[] = [];
    const ran = await withProbes(
      {
        resolve: async (host) => (looked.push(host), saw(['192.0.2.9'])),
        connect: async (host, port) => (looked.push(`${host}:${port}`), saw(host)),
      },
      { env: { HTTPS_PROXY } },
    );
    expect([...new Set(looked)]).toEqual(['proxy.example', 'proxy.example:3128']);
    const lines = rowsOf(ran);
    expect(lines).toContainEqual(expect.objectContaining({ Check: 'proxy', Detail: 'http://proxy.example:3128' }));
    expect(lines).toContainEqual(expect.objectContaining({ Check: 'tls alikafka', Status: 'skip' }));
    expect(lines).toContainEqual(expect.objectContaining({ Check: 'read alikafka', Status: 'ok' }));
    expect(ran.stdout).not.toContain('testsecret');
  });

  test.each<[Record<string, string>, string]>([
    [{ HTTPS_PROXY: 'proxy.example:3128' }, 'http://proxy.example:3128'],
    [{ HTTP_PROXY: 'http://proxy.example' }, 'none (excluded by NO_PROXY or by the scheme)'],
    [{ ALL_PROXY: 'http://proxy.example' }, 'http://proxy.example'],
    [{ HTTPS_PROXY, NO_PROXY: '*' }, 'none (excluded by NO_PROXY or by the scheme)'],
    [{ HTTPS_PROXY, NO_PROXY: '.aliyuncs.com' }, 'none (excluded by NO_PROXY or by the scheme)'],
    [{ HTTPS_PROXY, NO_PROXY: 'example.com aliyuncs.com:443' }, 'none (excluded by NO_PROXY or by the scheme)'],
    [{ HTTPS_PROXY, NO_PROXY: 'aliyuncs.com:80' }, 'http://proxy.example:3128'],
    [{ HTTPS_PROXY, NO_PROXY: 'yuncs.com' }, 'http://proxy.example:3128'],
    [
      { HTTPS_PROXY, NO_PROXY: 'metrics.cn-hangzhou.aliyuncs.com' },
      'alikafka: http://proxy.example:3128; metrics: none (excluded by NO_PROXY or by the scheme)',
    ],
  ])('%j', async (env, applied) => {
    expect(rowsOf(await withProbes({}, { env }))).toContainEqual(
      expect.objectContaining({ Check: 'proxy', Detail: applied }),
    );
  });
});

describe('the command line', () => {
  test('an argument, or --fix with --dry-run, is refused with exit code 2', async () => {
    for (const line of ['doctor now', 'doctor --fix --dry-run'])
      expect(await doctor(line, {})).toMatchObject({ code: 2, stdout: '' });
  });

  test('a dry run sends nothing', async () => {
    const connect = async () => Promise.reject(new Error('no connection was to be made'));
    const ran = await doctor('doctor --dry-run', { probes: fakeProbes({ ...nothingThere, connect }) });
    expect(ran).toMatchObject({ code: 0, calls: [] });
    expect(rowsOf(ran)).toContainEqual(
      expect.objectContaining({ Check: 'clock', Detail: 'skipped (--dry-run sends nothing)' }),
    );
  });

  test('--endpoint is the address of alikafka; a loopback address serves both products', async () => {
    const away = await doctor('doctor --endpoint https://kafka.example', { probes: fakeProbes(nothingThere) });
    expect(away.calls.map(({ origin }) => origin)).toEqual([
      'https://kafka.example',
      'https://metrics.cn-hangzhou.aliyuncs.com',
    ]);
    const here = await doctor('doctor --endpoint http://127.0.0.1:8099', { probes: fakeProbes(nothingThere) });
    expect(here.calls.map(({ origin }) => origin)).toEqual(['http://127.0.0.1:8099', 'http://127.0.0.1:8099']);
    expect(rowsOf(here)).toContainEqual(expect.objectContaining({ Check: 'tls alikafka', Status: 'skip' }));
  });

  test('for a closed port of this machine, the fix starts the emulator', async () => {
    const ran = await doctor('doctor --endpoint http://127.0.0.1:8099', {
      probes: fakeProbes({ ...nothingThere, connect: async () => missed('ECONNREFUSED') }),
    });
    expect(ran.code).toBe(9);
    expect(rowsOf(ran)).toContainEqual(
      expect.objectContaining({ Check: 'tcp alikafka', Fix: 'alikafka emulator --port 8099' }),
    );
  });
});

test('no secret is shown, from any source', async () => {
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

test('the oldest supported Node is the one of package.json', () => {
  const { engines } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', '..', 'package.json'), 'utf8')) as {
    engines: { node: string };
  };
  expect(engines.node).toBe(`>=${OLDEST_NODE}`);
});
