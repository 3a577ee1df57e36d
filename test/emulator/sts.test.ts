/** The emulator as STS: roles taken with keys or a token, and keys that are good until they end. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Credentials } from '../../src/core/request.ts';
import type { Row } from '../../src/core/shape.ts';
import { answered, bench, type Bench, callV3, closeAll, type Sending } from './bench.ts';

afterEach(closeAll);

const ROLE = { RoleArn: 'acs:ram::123456789012:role/kafka', RoleSessionName: 'test' };
const STS: Sending = { common: { Version: '2015-04-01' } };
const PROVIDER = { OIDCProviderArn: 'acs:ram::123456789012:oidc-provider/ci', OIDCToken: 'testtoken' };

async function taken(emulator: Bench, params: Record<string, string> = {}): Promise<Credentials> {
  const { status, body } = await emulator.call('AssumeRole', { ...ROLE, ...params }, STS);
  expect(status).toBe(200);
  const given = body['Credentials'] as Record<'AccessKeyId' | 'AccessKeySecret' | 'SecurityToken', string>;
  return {
    accessKeyId: given.AccessKeyId,
    accessKeySecret: given.AccessKeySecret,
    securityToken: given.SecurityToken,
  };
}

/** A read of each product with these keys, signed the newer way: what came of it. */
async function reads({ url, clock }: Bench, credentials: Credentials): Promise<unknown[]> {
  const headers = { 'x-acs-security-token': credentials.securityToken ?? '' };
  const asked = [
    { action: 'GetInstanceList', params: { RegionId: 'cn-hangzhou' } },
    { action: 'DescribeProjectMeta', version: '2019-01-01' },
  ];
  const answers = await Promise.all(asked.map((one) => callV3(url, clock.now, { ...one, headers, credentials })));
  return answers.map(({ status, body }) => (status === 200 ? 200 : body['Code']));
}

describe('AssumeRole', () => {
  test('returns keys that expire as stated, for both products and STS', async () => {
    const emulator = await bench();
    const { body } = await emulator.call('AssumeRole', { ...ROLE, DurationSeconds: '900' }, STS);
    expect(body).toMatchObject({
      RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
      AssumedRoleUser: { Arn: 'acs:ram::123456789012:role/kafka/test', AssumedRoleId: expect.stringMatching(/:test$/) },
      Credentials: { AccessKeyId: expect.stringMatching(/^STS\./), Expiration: '2026-05-20T12:15:30Z' },
    });
    const keys = await taken(emulator);
    expect(await reads(emulator, keys)).toEqual([200, 200]);
    emulator.clock.now += 3_599_000;
    expect(await reads(emulator, keys)).toEqual([200, 200]);
    emulator.clock.now += 1000;
    expect(await reads(emulator, keys)).toEqual(['InvalidSecurityToken.Expired', 'InvalidSecurityToken.Expired']);
  });

  test('its keys require their own token', async () => {
    const emulator = await bench();
    const [one, other] = [await taken(emulator), await taken(emulator)];
    const mixed = { ...one, securityToken: other.securityToken ?? '' };
    expect((await reads(emulator, mixed))[0]).toBe('InvalidSecurityToken.MismatchWithAccessKey');
    expect((await reads(emulator, { ...one, securityToken: '' }))[0]).toBe('MissingSecurityToken');
    expect((await reads(emulator, { ...one, accessKeySecret: 'wrong' }))[0]).toBe('SignatureDoesNotMatch');
  });

  test('returns XML by default', async () => {
    const emulator = await bench();
    const { text } = await emulator.call('AssumeRole', ROLE, { common: { ...STS.common, Format: undefined } });
    expect(text).toMatch(/<AssumeRoleResponse><RequestId>.*<Credentials><AccessKeyId>STS\..*<\/AssumeRoleResponse>$/);
  });

  test.each<[string, Record<string, string>, [number, string]]>([
    ['a role that does not exist', { RoleArn: 'acs:ram::1:role/missing' }, [404, 'EntityNotExist.Role']],
    ['a role that may not be assumed', { RoleArn: 'acs:ram::1:role/forbidden' }, [403, 'NoPermission']],
    ['no role', { RoleArn: '' }, [400, 'MissingRoleArn']],
    ['an invalid ARN', { RoleArn: 'kafka' }, [400, 'InvalidParameter.RoleArn']],
    ['an invalid session name', { RoleSessionName: 'a b' }, [400, 'InvalidParameter.RoleSessionName']],
    ['too short a life', { DurationSeconds: '899' }, [400, 'InvalidParameter.DurationSeconds']],
  ])('refuses %s', async (_what, params, refusal) => {
    expect(await (await bench()).refused('AssumeRole', { ...ROLE, ...params }, STS)).toEqual(refusal);
  });

  test('refuses unknown keys, a wrong signature, and the version of another service', async () => {
    const emulator = await bench();
    const of = (sending: Sending) => emulator.refused('AssumeRole', ROLE, sending);
    expect(await of({ common: { ...STS.common, AccessKeyId: 'other' } })).toEqual([404, 'InvalidAccessKeyId.NotFound']);
    expect(await of({ ...STS, signature: 'AAAA' })).toEqual([400, 'SignatureDoesNotMatch']);
    expect(await of({})).toEqual([404, 'InvalidAction.NotFound']);
  });
});

describe('AssumeRoleWithOIDC', () => {
  const call = async ({ url }: Bench, params: Record<string, string>): Promise<[number, Row]> => {
    const common = { Action: 'AssumeRoleWithOIDC', Version: '2015-04-01', Format: 'JSON' };
    const body = new URLSearchParams({ ...common, ...ROLE, ...PROVIDER, ...params });
    const answer = await answered(await fetch(url, { method: 'POST', body }));
    return [answer.status, answer.body];
  };

  test('accepts a token instead of a signature', async () => {
    const [status, body] = await call(await bench(), {});
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({ Credentials: expect.objectContaining({ Expiration: '2026-05-20T13:00:30Z' }) }),
    ]);
  });

  test.each([
    ['without a token', { OIDCToken: '' }, 400, 'MissingOIDCToken'],
    ['with an invalid provider', { OIDCProviderArn: 'ci' }, 400, 'InvalidParameter.OIDCProviderArn'],
    ['for a role that does not exist', { RoleArn: 'acs:ram::1:role/missing' }, 404, 'EntityNotExist.Role'],
  ])('refuses a call %s', async (_what, params, status, code) => {
    expect(await call(await bench(), params)).toEqual([status, expect.objectContaining({ Code: code })]);
  });
});
