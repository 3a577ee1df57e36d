/** An address that gives keys, over real HTTP. */
import { expect, test } from '@jest/globals';
import { fetchKeys } from '../../src/credentials/providers/fetch.ts';
import type { UriKeys } from '../../src/credentials/source.ts';
import { type Answer, bench, cleaning, deadOrigin, failureOf, KEYS, keysAnswer, standIn } from './bench.ts';

cleaning();

const uri = (at: string): UriKeys => ({
  kind: 'uri',
  mode: 'CredentialsURI',
  from: 'ALIBABA_CLOUD_CREDENTIALS_URI',
  uri: at,
});

test('supplies keys, and the secret of its query is in no output', async () => {
  const { origin, seen } = await standIn(() => ({ status: 200, text: keysAnswer() }));
  const io = bench();
  expect(await fetchKeys(uri(`${origin}/keys?pass=testsecret-query`), io)).toEqual(KEYS);
  expect(seen).toMatchObject([{ method: 'GET', url: '/keys?pass=testsecret-query' }]);
  expect(io.secrets).toEqual(expect.arrayContaining(['testsecret-query', KEYS.accessKeySecret, KEYS.securityToken]));
  expect(io.lines.join('\n')).not.toContain('testsecret');
});

test('keys without an expiration and a token are accepted', async () => {
  const { origin } = await standIn(() => ({
    status: 200,
    text: keysAnswer({ Expiration: 'soon', SecurityToken: undefined }),
  }));
  const { accessKeyId, accessKeySecret } = KEYS;
  expect(await fetchKeys(uri(origin), bench())).toEqual({ accessKeyId, accessKeySecret });
});

test.each<[Answer, RegExp]>([
  [{ status: 500, text: '{"AccessKeySecret":"testsecret-x"} failed' }, /HTTP 500: .*failed/],
  [{ status: 200, text: 'AccessKeySecret = testsecret-x and more of it' }, /no JSON object/],
  [{ status: 200, text: 'dGVzdHNlY3JldC10ZXN0c2VjcmV0LXRlc3RzZWNyZXQ=' }, /returned no JSON object$/],
  [{ status: 200, text: '[]' }, /no JSON object/],
  [{ status: 200, text: '' }, /returned nothing/],
  [{ status: 200, text: keysAnswer({ Code: 'Forbidden' }) }, /did not return Code "Success"/],
  [
    { status: 200, text: keysAnswer({ AccessKeyId: 7, AccessKeySecret: null }) },
    /did not return AccessKeyId, AccessKeySecret/,
  ],
])('%j is a failure that names the address, and no key', async (answer, said) => {
  const { origin } = await standIn(() => answer);
  const failed = await failureOf(fetchKeys(uri(`${origin}/keys?pass=testsecret-query`), bench()));
  expect(failed).toMatchObject({ exitCode: 4, code: 'CredentialsFailed', message: expect.stringMatching(said) });
  expect(failed.message).toContain(`${origin}/keys`);
  expect(failed.message).not.toMatch(/testsecret|dGVzd/);
});

test('the secret is masked before the response is cut', async () => {
  const pass = 'blue!house!table!lamp!door';
  const long = `${'no '.repeat(22)}pass: ${pass} is wrong`;
  for (const answer of [
    { status: 403, text: long },
    { status: 200, text: long },
    { status: 403, text: `${' '.repeat(3990)}${pass}` },
  ]) {
    const { origin } = await standIn(() => answer);
    const failed = await failureOf(fetchKeys(uri(`${origin}/keys?pass=${pass}`), bench()));
    // nothing of an answer that should hold keys is shown; of another, what is left when it was masked
    expect(failed.message.includes('******')).toBe(answer.status !== 200);
    expect(failed.message).not.toMatch(/blue|lamp/);
  }
});

test('no server, and a slow one', async () => {
  const dead = await deadOrigin();
  expect((await failureOf(fetchKeys(uri(dead), bench()))).message).toContain(`${dead}/ did not respond`);
  const { origin } = await standIn(() => undefined);
  expect((await failureOf(fetchKeys(uri(origin), bench({ timeout: 50 })))).message).toContain(
    'no response within 50 ms',
  );
});

test.each([
  [4, 3],
  [2, 2],
  [1, 1],
])('with %d attempts a failing URL is called %d times', async (maxAttempts, times) => {
  let count = 0;
  const { origin } = await standIn(() =>
    ++count < 3 ? { status: 503, text: 'busy' } : { status: 200, text: keysAnswer() },
  );
  const fetched = fetchKeys(uri(origin), bench({ maxAttempts }));
  if (maxAttempts === 4) expect(await fetched).toEqual(KEYS);
  else expect((await failureOf(fetched)).message).toMatch(/HTTP 503/);
  expect(count).toBe(times);
});

test('a refusal is not retried, nor a call without time left', async () => {
  const refusing = await standIn(() => ({ status: 403, text: 'no' }));
  await failureOf(fetchKeys(uri(refusing.origin), bench()));
  const busy = await standIn(() => ({ status: 503, text: 'busy' }));
  const io = bench({ random: () => 0.5 });
  await failureOf(fetchKeys(uri(busy.origin), { ...io, until: io.clock.now + 100 }));
  expect([refusing.seen.length, busy.seen.length]).toEqual([1, 1]);
});

test.each(['file:///etc/keys', 'nonsense', 'http://me:testsecret@127.0.0.1/'])('%s is not a valid URL', async (at) => {
  const failed = await failureOf(fetchKeys(uri(at), bench()));
  expect([failed.exitCode, failed.message]).toEqual([4, expect.not.stringContaining('testsecret')]);
});
