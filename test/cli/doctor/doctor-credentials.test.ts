/** The chain of credentials: a result for each source, and which of them failed. */
import { expect, test } from '@jest/globals';
import { checkChain } from '../../../src/commands/doctor/chain.ts';
import type { AssumedRole, FetchedKeys, Source } from '../../../src/credentials/source.ts';
import { Failure } from '../../../src/errors/failure.ts';
import { NOW } from '../../support/effects.ts';

const KEYS = { accessKeyId: 'LTAItest12345678', accessKeySecret: 'testsecret' };
const known: Source = { kind: 'known', mode: 'AK', from: 'profile base', keys: KEYS };
const role = (roleArn: string, base: Source): AssumedRole => ({
  kind: 'role',
  mode: 'RamRoleArn',
  from: `profile ${roleArn}`,
  with: base,
  roleArn,
  sessionName: 'test',
});
const refused = (message: string): Failure =>
  new Failure({ exitCode: 4, code: 'CredentialsFailed', message, next: 'alikafka config set role-arn <arn>' });

/** Gives keys for every source except the named roles. */
const fetching =
  (...failing: readonly string[]) =>
  async (source: Source): Promise<FetchedKeys> => {
    if (source.kind === 'role' && failing.includes(source.roleArn)) throw refused(`${source.roleArn}: forbidden`);
    return source.kind === 'known' ? source.keys : { ...KEYS, accessKeyId: 'STS.test12345678', expires: NOW };
  };

const chain = role('outer', role('inner', known));

const OUTER = 'role outer from profile outer';
const INNER = 'role inner from profile inner';
const BASE = 'AccessKey pair from profile base';
const UNTIL = 'mode RamRoleArn, AccessKey ID STS.****5678, valid until 2026-01-31T12:00:00Z';

test('there is a result for each source of the chain, from the first keys to the last', async () => {
  expect(await checkChain(chain, fetching())).toEqual([
    { ok: true, detail: `${BASE}: mode AK, AccessKey ID LTAI****5678` },
    { ok: true, detail: `${INNER}: ${UNTIL}` },
    { ok: true, detail: `${OUTER}: ${UNTIL}` },
  ]);
});

test.each([
  ['inner', [BASE, INNER]],
  ['outer', [BASE, INNER, OUTER]],
])('the source that fails is the last result: %s', async (failing, sources) => {
  const results = await checkChain(chain, fetching(failing));
  expect(results.map(({ detail }) => detail.split(':')[0])).toEqual(sources);
  expect(results.map(({ ok }) => ok)).toEqual(sources.map((_source, i) => i < sources.length - 1));
  expect(results.at(-1)).toEqual({
    ok: false,
    detail: `${sources.at(-1)}: ${failing}: forbidden`,
    fix: 'alikafka config set role-arn <arn>',
  });
});

test.each<[Source, string]>([
  [
    { kind: 'machine', mode: 'EcsRamRole', from: 'a', v2Only: true, guessed: false },
    'RAM role of this ECS instance from a: mode EcsRamRole, ',
  ],
  [
    { kind: 'machine', mode: 'EcsRamRole', from: 'a', roleName: 'r', v2Only: true, guessed: false },
    'RAM role r of this ECS instance from a: mode EcsRamRole, ',
  ],
  [
    { kind: 'uri', mode: 'CredentialsURI', from: 'a', uri: 'https://x.example/?token=testsecret' },
    'credentials URI from a: mode CredentialsURI, ',
  ],
  [
    { kind: 'process', mode: 'External', from: 'a', command: 'print testsecret' },
    'external program from a: mode External, ',
  ],
  [
    {
      kind: 'oidc',
      mode: 'OIDC',
      from: 'a',
      roleArn: 'arn',
      providerArn: 'p',
      tokenFile: '/t',
      sessionName: 's',
    },
    'OIDC role arn from a: mode OIDC, ',
  ],
])('%j is named without its secrets', async (source, begins) => {
  const results = await checkChain(source, fetching());
  expect(results).toMatchObject([{ ok: true, detail: expect.stringMatching(`^${begins}`) }]);
  expect(JSON.stringify(results)).not.toContain('testsecret');
});

test('other errors than a Failure are thrown', async () => {
  const bug = async (): Promise<FetchedKeys> => Promise.reject(new TypeError('a bug'));
  await expect(checkChain(known, bug)).rejects.toMatchObject({ name: 'TypeError' });
});
