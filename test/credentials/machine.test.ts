/** The metadata server of a machine: with tokens, without, slow, somebody else, not there. Over real HTTP. */
import { describe, expect, test } from '@jest/globals';
import { fetchKeys } from '../../src/credentials/providers/fetch.ts';
import type { MachineRole } from '../../src/credentials/source.ts';
import { type Answer, bench, cleaning, deadOrigin, failureOf, KEYS, keysAnswer, type Seen, standIn } from './bench.ts';

cleaning();

const MACHINE: MachineRole = {
  kind: 'machine',
  mode: 'EcsRamRole',
  from: 'profile ecs',
  v2Only: false,
  guessed: false,
};
const ROLES = '/latest/meta-data/ram/security-credentials/';

/** A metadata server that gives tokens and takes nothing without one. */
const v2 = ({ method, url, headers }: Seen): Answer => {
  if (method === 'PUT')
    return headers['x-aliyun-ecs-metadata-token-ttl-seconds'] === '21600'
      ? { status: 200, text: 'testtoken-metadata' }
      : { status: 400, text: '' };
  if (headers['x-aliyun-ecs-metadata-token'] !== 'testtoken-metadata') return { status: 403, text: 'Forbidden' };
  if (url === ROLES) return { status: 200, text: 'ecs-role\n' };
  return url === `${ROLES}ecs-role` ? { status: 200, text: keysAnswer() } : { status: 404, text: 'Not Found' };
};

/** An older one, which knows no tokens. */
const v1 = ({ method, url }: Seen): Answer => {
  if (method === 'PUT') return { status: 404, text: 'Not Found' };
  return { status: 200, text: url === ROLES ? 'ecs-role' : keysAnswer() };
};

test('a token first, then the role, then its keys; all of it hidden', async () => {
  const { origin, seen } = await standIn(v2);
  const io = bench({ metadataOrigin: origin });
  expect(await fetchKeys(MACHINE, io)).toEqual(KEYS);
  expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'PUT /latest/api/token',
    `GET ${ROLES}`,
    `GET ${ROLES}ecs-role`,
  ]);
  expect(io.secrets).toEqual(['testtoken-metadata', KEYS.accessKeySecret, KEYS.securityToken]);
  expect(io.lines.join('\n')).not.toMatch(/test(token|secret)/);
});

test('a named role is not requested', async () => {
  const { origin, seen } = await standIn(v2);
  await fetchKeys({ ...MACHINE, roleName: 'ecs-role' }, bench({ metadataOrigin: origin }));
  expect(seen.map(({ url }) => url)).toEqual(['/latest/api/token', `${ROLES}ecs-role`]);
});

test('an older server is called without a token, unless that is disabled', async () => {
  const { origin } = await standIn(v1);
  expect(await fetchKeys(MACHINE, bench({ metadataOrigin: origin }))).toEqual(KEYS);
  expect(await failureOf(fetchKeys({ ...MACHINE, v2Only: true }, bench({ metadataOrigin: origin })))).toMatchObject({
    exitCode: 4,
    message: expect.stringContaining('returned no token (HTTP 404)'),
  });
});

test('a server that requires a token but issues none is reported', async () => {
  const { origin } = await standIn(() => ({ status: 403, text: 'Forbidden' }));
  const failed = await failureOf(fetchKeys(MACHINE, bench({ metadataOrigin: origin })));
  expect(failed).toMatchObject({ exitCode: 4, code: 'CredentialsFailed' });
  expect(failed.message).toMatch(/profile ecs \(EcsRamRole\).*without a token \(HTTP 403\)/);
});

describe('reports the problem, with exit 4,', () => {
  const instead = (url: string, answer: Answer) => (seen: Seen) => (seen.url === url ? answer : v2(seen));
  test.each<[string, Answer, string, RegExp]>([
    ['no role', { status: 404, text: '' }, ROLES, /returned no RAM role \(HTTP 404\)/],
    ['an empty list', { status: 200, text: '\n' }, ROLES, /returned no RAM role/],
    ['somebody else', { status: 200, text: '<html>' }, ROLES, /returned no RAM role/],
    ['a role without keys', { status: 404, text: '' }, `${ROLES}ecs-role`, /RAM role "ecs-role" not found/],
    ['rubbish', { status: 200, text: '{"AccessKeySecret": "testsecret-x' }, `${ROLES}ecs-role`, /no JSON object/],
    [
      'no token',
      { status: 200, text: keysAnswer({ SecurityToken: '' }) },
      `${ROLES}ecs-role`,
      /did not return SecurityToken/,
    ],
    [
      'no success',
      { status: 200, text: keysAnswer({ Code: 'Failed' }) },
      `${ROLES}ecs-role`,
      /did not return Code "Success"/,
    ],
  ])('if there is %s', async (_what, answer, url, said) => {
    const { origin } = await standIn(instead(url, answer));
    const failed = await failureOf(fetchKeys(MACHINE, bench({ metadataOrigin: origin })));
    expect(failed).toMatchObject({ exitCode: 4, message: expect.stringMatching(said) });
    expect(failed.message).not.toMatch(/testsecret/);
  });
});

test('is never called through a proxy, and for at most a second', async () => {
  const asked: unknown[] = [];
  const send = async ({ proxy, timeout, origin }: { proxy: unknown; timeout: number; origin: string }) => {
    asked.push([origin, proxy, timeout]);
    return { status: 500, headers: {}, body: new Uint8Array() };
  };
  const http = { name: 'HTTP_PROXY', value: 'http://proxy:1' };
  const proxy = { https: undefined, http, all: undefined, noProxy: undefined, cgi: false };
  await failureOf(fetchKeys(MACHINE, bench({ send, proxy, timeout: 30_000 })));
  expect(asked).toEqual([
    ['http://100.100.100.200', undefined, 1000],
    ['http://100.100.100.200', undefined, 1000],
  ]);
});

describe('not configured', () => {
  const GUESSED = { ...MACHINE, from: 'the instance metadata service', guessed: true };

  test('supplies keys too', async () => {
    const { origin } = await standIn(v2);
    expect(await fetchKeys(GUESSED, bench({ metadataOrigin: origin }))).toEqual(KEYS);
  });

  test('all requests together have one second', async () => {
    const timeouts: number[] = [];
    const io = bench({
      send: async ({ timeout, method }) => {
        timeouts.push(timeout);
        io.clock.now += 700;
        return { status: method === 'PUT' ? 404 : 200, headers: {}, body: Buffer.from('ecs-role') };
      },
    });
    expect(await failureOf(fetchKeys(GUESSED, io))).toMatchObject({ code: 'NoCredentials' });
    expect(timeouts).toEqual([1000, 300]);
  });

  test.each<[string, () => Promise<string>]>([
    ['absent', deadOrigin],
    ['slow', async () => (await standIn(() => undefined)).origin],
    ['somebody else', async () => (await standIn(() => ({ status: 200, text: '<html>' }))).origin],
  ])('a value that is %s means no credentials', async (_what, origin) => {
    expect(await failureOf(fetchKeys(GUESSED, bench({ metadataOrigin: await origin() })))).toMatchObject({
      exitCode: 4,
      code: 'NoCredentials',
      hint: expect.stringContaining('--profile local'),
    });
  });
});

test.each<[string, () => Promise<string>, string]>([
  ['absent', deadOrigin, 'did not respond'],
  ['slow', async () => (await standIn(() => undefined)).origin, 'no response within 1000 ms'],
])('a value that is %s is reported if it was set explicitly', async (_what, origin, said) => {
  expect(await failureOf(fetchKeys(MACHINE, bench({ metadataOrigin: await origin() })))).toMatchObject({
    exitCode: 4,
    code: 'CredentialsFailed',
    message: expect.stringContaining(said),
  });
});
