/** `emulator -- <command>` with the built program: all calls of the command go to that emulator. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { alikafka, folder, PROGRAM } from '../support/program.ts';

const home = folder();
/** Another host, proxy and source of keys in one: it must get no request. */
let elsewhere: Server;
let url: string;
let calls = 0;

const config = (): string => join(home.path, 'config', 'alikafka', 'config.json');

beforeAll(async () => {
  elsewhere = createServer((_request, response) => {
    calls++;
    response.writeHead(500).end();
  }).on('connect', (_request, socket) => {
    calls++;
    socket.end('HTTP/1.1 500 no\r\n\r\n');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  mkdirSync(join(config(), '..'), { recursive: true });
});
afterAll(() => {
  elsewhere.close();
  home.remove();
});

/** Runs a script with `alikafka` commands inside an emulator. */
function inside(script: string, file: object, env: Record<string, string> = {}) {
  writeFileSync(config(), JSON.stringify(file));
  const own = `alikafka() { "${process.execPath}" "${PROGRAM}" "$@"; }\n${script}`;
  return alikafka(['emulator', '--', 'sh', '-c', own], { home: home.path, env: { ELSEWHERE: url, ...env } });
}

const keys = { accessKeyId: 'prodid', accessKeySecret: 'prodsecret' };

test('a script sees its own changes, even if settings name another target', async () => {
  const role = { mode: 'RamRoleArn', ...keys, roleArn: 'acs:ram::1:role/r', stsEndpoint: url };
  const profiles = {
    prod: { ...keys, endpoint: url, metricsEndpoint: url },
    role,
    uri: { mode: 'CredentialsURI', credentialsUri: `${url}/keys` },
  };
  const script = `
    set -e
    alikafka topic create made-inside
    for profile in prod role uri local; do alikafka -p $profile topic describe made-inside -o name; done
    ALIKAFKA_PROFILE=prod alikafka topic describe made-inside -o name
    ALIKAFKA_ENDPOINT=$ELSEWHERE ALIKAFKA_METRICS_ENDPOINT=$ELSEWHERE alikafka topic describe made-inside -o name
    ALIKAFKA_METRICS_ENDPOINT=$ELSEWHERE alikafka metrics projects -o name
    alikafka config use local
    alikafka topic describe made-inside -o name
    alikafka topic delete orders --yes -o name
    alikafka emulator reset || echo reset $?
    alikafka topic list --endpoint $ELSEWHERE || echo endpoint $?
    alikafka doctor >/dev/null
  `;
  const env = { HTTP_PROXY: url, HTTPS_PROXY: url, ALIBABA_CLOUD_CREDENTIALS_URI: url };
  const { code, stdout, stderr } = await inside(script, { current: 'prod', profiles }, env);
  expect([code, stderr]).toEqual([0, expect.any(String)]);
  expect(stdout.match(/made-inside$/gm)?.length).toBe(7);
  expect(stdout).toContain('acs_kafka');
  expect(stdout).toMatch(/^reset 2$[\s\S]*^endpoint 2$/m);
  expect(calls).toBe(0);
  expect(JSON.parse(readFileSync(config(), 'utf8'))).toMatchObject({ current: 'local' });
  expect(existsSync(join(home.path, 'state', 'alikafka', 'local.json'))).toBe(false);
}, 180_000);

test('a command inside a nested emulator uses the inner one', async () => {
  const script = `
    set -e
    alikafka topic create outer-only
    alikafka emulator -- sh -c '"${process.execPath}" "${PROGRAM}" topic describe outer-only' || echo inner $?
    alikafka topic describe outer-only -o name
  `;
  const { code, stdout } = await inside(script, { profiles: {} });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^inner 3$\s^outer-only$/m);
}, 120_000);

test('ALIKAFKA_EMULATOR with another machine: exit 4, and nothing is sent', async () => {
  const env = { ALIKAFKA_EMULATOR: 'http://198.51.100.1:80', ALIKAFKA_REGION: 'cn-hangzhou', ALIKAFKA_INSTANCE: 'i' };
  const { code, stderr } = await alikafka(['topic', 'list', '-p', 'local'], { home: home.path, env });
  expect([code, stderr]).toEqual([4, expect.stringContaining('ALIKAFKA_EMULATOR must be the loopback address')]);
});
