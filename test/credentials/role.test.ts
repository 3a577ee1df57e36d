/** Roles taken through STS, which the emulator is, over real HTTP. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { fetchKeys } from '../../src/credentials/providers/fetch.ts';
import type { AssumedRole, OidcRole } from '../../src/credentials/source.ts';
import { NetworkFault } from '../../src/transport/send.ts';
import { bench as emulate, closeAll } from '../emulator/bench.ts';
import { bench, cleaning, deadOrigin, failureOf, KNOWN, standIn, START } from './bench.ts';
import { http, refusal, scripted } from '../support/effects.ts';

afterEach(closeAll);
cleaning();

const ROLE: AssumedRole = {
  kind: 'role',
  mode: 'RamRoleArn',
  from: 'profile prod',
  with: KNOWN,
  roleArn: 'acs:ram::123456789012:role/kafka',
  sessionName: 'alikafka',
};

const OIDC: OidcRole = {
  kind: 'oidc',
  mode: 'OIDC',
  from: 'ALIBABA_CLOUD_ROLE_ARN',
  roleArn: ROLE.roleArn,
  providerArn: 'acs:ram::123456789012:oidc-provider/ci',
  tokenFile: '/var/run/token',
  sessionName: 'alikafka',
};

const ANSWERED = {
  accessKeyId: expect.stringMatching(/^STS\./),
  accessKeySecret: expect.any(String),
  securityToken: expect.any(String),
};

const badDay = (code: string, status: number) => refusal(code, status, `${code} said STS.`);

describe('AssumeRole', () => {
  test('supplies keys with their expiration, and the trace contains no secret', async () => {
    const emulator = await emulate();
    const io = bench({ stsOrigin: () => emulator.url });
    const keys = await fetchKeys({ ...ROLE, duration: 900, policy: '{}', externalId: 'x' }, io);
    expect(keys).toEqual({ ...ANSWERED, expires: START + 900_000 });
    expect(io.secrets).toEqual(['testsecret', keys.accessKeySecret, keys.securityToken]);
    expect(io.lines).toEqual([`> POST ${emulator.url} AssumeRole`, expect.stringMatching(/^< 200 in/)]);
  });

  test('a role can be assumed with the keys of another role', async () => {
    const emulator = await emulate();
    const io = bench({ stsOrigin: () => emulator.url });
    const keys = await fetchKeys({ ...ROLE, mode: 'ChainableRamRoleArn', with: ROLE }, io);
    expect(keys).toEqual({ ...ANSWERED, expires: START + 3_600_000 });
    expect(emulator.live.tally.counts().calls).toEqual({ AssumeRole: 2 });
  });

  test('all parameters are sent, also the token of the keys', async () => {
    const { send, forms } = scripted({ Credentials: {} });
    const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret', securityToken: 'testtoken' };
    const source = {
      ...ROLE,
      with: { ...KNOWN, keys },
      duration: 900,
      policy: '{"a":1}',
      externalId: 'x',
    } as AssumedRole;
    await failureOf(fetchKeys(source, bench({ send })));
    expect(forms[0]).toMatchObject({
      Action: 'AssumeRole',
      Version: '2015-04-01',
      RoleArn: ROLE.roleArn,
      RoleSessionName: 'alikafka',
      DurationSeconds: '900',
      Policy: '{"a":1}',
      ExternalId: 'x',
      AccessKeyId: 'testid',
      SecurityToken: 'testtoken',
      Signature: expect.any(String),
    });
  });

  test.each([
    ['missing', 'EntityNotExist.Role', 404],
    ['forbidden', 'NoPermission', 403],
  ])('a role that is %s is exit 4, and is named', async (role, code, httpStatus) => {
    const emulator = await emulate();
    const source = { ...ROLE, roleArn: `acs:ram::1:role/${role}` };
    const failed = await failureOf(fetchKeys(source, bench({ stsOrigin: () => emulator.url })));
    expect(failed).toMatchObject({ exitCode: 4, code: 'CredentialsFailed', httpStatus, hint: expect.any(String) });
    expect(failed.message).toMatch(new RegExp(`profile prod \\(RamRoleArn\\).*${source.roleArn}.*${code}`));
    expect(failed.requestId).toBeDefined();
  });

  test('the error for a wrong secret does not contain the whole request', async () => {
    const emulator = await emulate();
    const keys = { accessKeyId: 'testid', accessKeySecret: 'testsecret-wrong' };
    const io = bench({ stsOrigin: () => emulator.url });
    const failed = await failureOf(fetchKeys({ ...ROLE, with: { ...KNOWN, keys } as AssumedRole['with'] }, io));
    expect(failed.message).toContain('SignatureDoesNotMatch');
    expect(failed.message).not.toMatch(/testid|string to sign|%26/);
  });

  test('a wrong clock is corrected once', async () => {
    const emulator = await emulate();
    const io = bench({ stsOrigin: () => emulator.url });
    io.clock.now -= 3_600_000;
    expect(await fetchKeys(ROLE, io)).toMatchObject(ANSWERED);
  });

  test.each([
    ['it is throttled', badDay('Throttling.User', 400)],
    ['it stumbles', http(502, '<html>Bad Gateway</html>')],
    ['the network does', new NetworkFault('other side closed', 'UND_ERR_SOCKET', true)],
  ])('retries: %s', async (_what, bad) => {
    const good = { Credentials: { AccessKeyId: 'STS.a', AccessKeySecret: 'testsecret', SecurityToken: 'testtoken' } };
    const { send, requests } = scripted(bad, good);
    expect(await fetchKeys(ROLE, bench({ send }))).toMatchObject({ accessKeyId: 'STS.a' });
    expect(requests).toHaveLength(2);
  });

  test.each([4, 1, 2])('ends after %d attempts if that is the maximum', async (maxAttempts) => {
    const bad = new NetworkFault('other side closed', 'UND_ERR_SOCKET', true);
    const { send, requests } = scripted(bad, bad, bad, bad);
    expect(await failureOf(fetchKeys(ROLE, bench({ send, maxAttempts })))).toMatchObject({
      exitCode: 4,
      message: expect.stringContaining('is not reachable: other side closed'),
    });
    expect(requests).toHaveLength(maxAttempts);
  });

  test('does not correct the clock with a single attempt', async () => {
    const emulator = await emulate();
    const io = bench({ stsOrigin: () => emulator.url, maxAttempts: 1 });
    io.clock.now -= 3_600_000;
    expect(await failureOf(fetchKeys(ROLE, io))).toMatchObject({
      exitCode: 4,
      message: expect.stringContaining('InvalidTimeStamp.Expired'),
    });
  });

  test('is not retried if that cannot help', async () => {
    const facts = { lasting: true, hint: 'Trust its CA.' };
    const bad = new NetworkFault(
      'its certificate is self-signed',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      false,
      undefined,
      facts,
    );
    const { send, requests } = scripted(bad);
    expect(await failureOf(fetchKeys(ROLE, bench({ send })))).toMatchObject({
      hint: 'Trust its CA.',
      retryable: false,
    });
    expect(requests).toHaveLength(1);
  });

  test('no server, or another one', async () => {
    const dead = await deadOrigin();
    const failed = await failureOf(fetchKeys(ROLE, bench({ stsOrigin: () => dead })));
    expect(failed).toMatchObject({ exitCode: 4, message: expect.stringContaining(dead) });
    const { origin } = await standIn(() => ({ status: 200, text: '<html>log in, secret=testsecret</html>' }));
    const other = await failureOf(fetchKeys(ROLE, bench({ stsOrigin: () => origin })));
    expect(other).toMatchObject({ exitCode: 4, message: expect.stringContaining('did not respond like STS') });
    expect(other.message).not.toContain('testsecret');
  });

  test('a server that never responds ends in a timeout', async () => {
    const { origin } = await standIn(() => undefined);
    const io = bench({ stsOrigin: () => origin, timeout: 50 });
    expect((await failureOf(fetchKeys(ROLE, io))).message).toContain('no response within 50 ms');
  });

  test('a stopped command ends as interrupted', async () => {
    const stop = AbortSignal.abort(130);
    expect(await failureOf(fetchKeys(ROLE, bench({ stop })))).toMatchObject({ exitCode: 130 });
  });

  test('uses the proxy except for local addresses, and trusts the CA of the command', async () => {
    const https = { name: 'HTTPS_PROXY', value: 'http://proxy:1' };
    const proxy = { https, http: undefined, all: undefined, noProxy: undefined, cgi: false };
    const applies = { origin: 'http://proxy:1', authorization: undefined, variable: 'HTTPS_PROXY' };
    for (const [origin, used] of [
      ['https://sts.aliyuncs.com', applies],
      ['http://127.0.0.1:9', undefined],
    ] as const) {
      const { send, requests } = scripted({ Credentials: {} });
      await failureOf(fetchKeys(ROLE, bench({ send, proxy, ca: 'PEM', stsOrigin: () => origin })));
      expect([requests[0]?.proxy, requests[0]?.ca]).toEqual([used, 'PEM']);
    }
  });
});

describe('AssumeRoleWithOIDC', () => {
  test('sends the current token of the file, unsigned', async () => {
    const tokens = ['testtoken-one\n', 'testtoken-two'];
    const { send, forms } = scripted({ Credentials: {} }, { Credentials: {} });
    const io = bench({ send, readFile: async () => tokens.shift() });
    await failureOf(fetchKeys(OIDC, io));
    await failureOf(fetchKeys(OIDC, io));
    expect(forms.map(({ OIDCToken }) => OIDCToken)).toEqual(['testtoken-one', 'testtoken-two']);
    expect(forms[0]).toMatchObject({ Action: 'AssumeRoleWithOIDC', OIDCProviderArn: OIDC.providerArn });
    expect(forms[0]).not.toHaveProperty('Signature');
    expect(io.secrets).toEqual(['testtoken-one', 'testtoken-two']);
  });

  test('supplies keys', async () => {
    const emulator = await emulate();
    const io = bench({ stsOrigin: () => emulator.url, readFile: async () => 'testtoken' });
    expect(await fetchKeys(OIDC, io)).toEqual({ ...ANSWERED, expires: START + 3_600_000 });
  });

  test.each([
    ['OIDC token file /var/run/token not found', async () => undefined],
    ['OIDC token file /var/run/token is empty', async () => ' \n'],
    [
      'cannot read OIDC token file /var/run/token: EACCES',
      async () => {
        throw new Error('EACCES');
      },
    ],
  ])('an invalid token file is named: %s', async (said, readFile) => {
    expect(await failureOf(fetchKeys(OIDC, bench({ readFile })))).toMatchObject({
      exitCode: 4,
      message: expect.stringContaining(said),
    });
  });
});
