/** The chain that ends with keys, link by link, and which of them failed. */
import { expect, test } from '@jest/globals';
import { linksOf } from '../../../src/commands/doctor/run-checks.ts';
import type { AssumedRole, FetchedKeys, Source } from '../../../src/credentials/source.ts';
import { Failure } from '../../../src/errors/failure.ts';
import { NOW } from '../../support/effects.ts';

const KEYS = { accessKeyId: 'LTAItest12345678', accessKeySecret: 'testsecret' };
const known: Source = { kind: 'known', mode: 'AK', from: 'profile base', keys: KEYS };
const role = (roleArn: string, beneath: Source): AssumedRole => ({
  kind: 'role',
  mode: 'RamRoleArn',
  from: `profile ${roleArn}`,
  with: beneath,
  roleArn,
  sessionName: 'test',
});
const refused = (message: string): Failure =>
  new Failure({ exitCode: 4, code: 'CredentialsFailed', message, next: 'alikafka config set role-arn <arn>' });

/** Keys of any source but the roles that are named. */
const fetching =
  (...failing: readonly string[]) =>
  async (source: Source): Promise<FetchedKeys> => {
    if (source.kind === 'role' && failing.includes(source.roleArn)) throw refused(`${source.roleArn}: forbidden`);
    return source.kind === 'known' ? source.keys : { ...KEYS, accessKeyId: 'STS.test12345678', expires: NOW };
  };

const chain = role('outer', role('inner', known));

test('every link of a chain, the keys that it begins with first', async () => {
  expect(await linksOf(chain, fetching())).toEqual([
    { what: 'keys', ok: true, seen: 'profile base, AK, key id LTAI****5678' },
    {
      what: 'role inner',
      ok: true,
      seen: 'profile inner, RamRoleArn, key id STS.****5678, until 2026-01-31T12:00:00Z',
    },
    {
      what: 'role outer',
      ok: true,
      seen: 'profile outer, RamRoleArn, key id STS.****5678, until 2026-01-31T12:00:00Z',
    },
  ]);
});

test.each([
  ['inner', ['keys', 'role inner']],
  ['outer', ['keys', 'role inner', 'role outer']],
])('the link that fails is the last one: %s', async (failing, whats) => {
  const links = await linksOf(chain, fetching(failing));
  expect(links.map(({ what }) => what)).toEqual(whats);
  expect(links.map(({ ok }) => ok)).toEqual(whats.map((_what, i) => i < whats.length - 1));
  expect(links.at(-1)).toMatchObject({ seen: `${failing}: forbidden`, fix: 'alikafka config set role-arn <arn>' });
});

test.each<[Source, string]>([
  [{ kind: 'machine', mode: 'EcsRamRole', from: 'a', v2Only: true, guessed: false }, 'role of this machine'],
  [
    { kind: 'machine', mode: 'EcsRamRole', from: 'a', roleName: 'r', v2Only: true, guessed: false },
    'role r of this machine',
  ],
  [{ kind: 'uri', mode: 'CredentialsURI', from: 'a', uri: 'https://x.example/?token=testsecret' }, 'credentials URI'],
  [{ kind: 'process', mode: 'External', from: 'a', command: 'print testsecret' }, 'process'],
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
    'role arn by OIDC',
  ],
])('%j is named, and nothing secret of it', async (source, what) => {
  const links = await linksOf(source, fetching());
  expect(links).toMatchObject([{ what, ok: true }]);
  expect(JSON.stringify(links)).not.toContain('testsecret');
});

test('what is no failure of signing in is thrown on', async () => {
  const bug = async (): Promise<FetchedKeys> => Promise.reject(new TypeError('a bug'));
  await expect(linksOf(known, bug)).rejects.toMatchObject({ name: 'TypeError' });
});
