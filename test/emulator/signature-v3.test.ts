import { afterEach, describe, expect, test } from '@jest/globals';
import { SEEDED_INSTANCE } from '../../src/core/local-names.ts';
import { claimOf } from '../../src/emulator/claim.ts';
import { bench, callV3, closeAll, KEYS, START } from './bench.ts';

afterEach(closeAll);

const params = { RegionId: 'cn-hangzhou', InstanceId: SEEDED_INSTANCE };

test("accepts the signature of the vendor's documentation", () => {
  const headers = {
    host: 'alikafka.cn-hangzhou.aliyuncs.com',
    'x-acs-action': 'GetInstanceList',
    'x-acs-version': '2019-09-16',
    'x-acs-date': '2016-02-23T12:46:24Z',
    'x-acs-signature-nonce': '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
    'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    authorization:
      'ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,' +
      'Signature=418ad924a1a6a7b2934d9c8ceb01ceaeec424a2f14643966559340b22425d80f',
  };
  const claim = claimOf({
    method: 'POST',
    query: { RegionId: 'cn-hangzhou' },
    form: {},
    headers,
    body: new Uint8Array(),
    host: headers.host,
  });
  expect(claim).toMatchObject({
    accessKeyId: 'testid',
    complete: true,
    timestamp: '2016-02-23T12:46:24Z',
    token: undefined,
  });
  expect([claim.signedWith('testsecret'), claim.signedWith('testsecrets')]).toEqual([true, false]);
});

describe('a call with signature version 3', () => {
  test('gets JSON by default', async () => {
    const { url } = await bench();
    const { status, headers, body } = await callV3(url, START, { action: 'GetTopicList', params });
    expect([status, headers.get('content-type'), body['Total']]).toEqual([200, 'application/json;charset=utf-8', 5]);
  });

  test('may be a GET if the operation allows GET', async () => {
    const { url } = await bench();
    expect((await callV3(url, START, { action: 'GetTopicList', params, method: 'GET' })).status).toBe(200);
    const { status, body } = await callV3(url, START, { action: 'CreateTopic', params, method: 'GET' });
    expect([status, body['Code']]).toEqual([403, 'UnsupportedHTTPMethod']);
  });

  test('may be a change, with parameters that need encoding', async () => {
    const { url, state } = await bench();
    const remark = "a b*~'()!+/=&% 中文 é";
    const { status } = await callV3(url, START, {
      action: 'ModifyTopicRemark',
      params: { ...params, Topic: 'orders', Remark: remark },
    });
    expect([status, state.instances[0]?.topics.find(({ name }) => name === 'orders')?.remark]).toEqual([200, remark]);
  });

  test('may have parameters in a form, which its hash covers', async () => {
    const { url } = await bench();
    const form = { body: 'ConsumerId=billing', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    expect((await callV3(url, START, { action: 'GetConsumerProgress', params, ...form })).status).toBe(200);
  });

  test.each([
    ['a wrong signature', 400, 'SignatureDoesNotMatch', { signature: '00' }],
    ['a wrong secret', 400, 'SignatureDoesNotMatch', { credentials: { ...KEYS, accessKeySecret: 'other' } }],
    ['an unknown key', 404, 'InvalidAccessKeyId.NotFound', { credentials: { ...KEYS, accessKeyId: 'other' } }],
    ['no key', 400, 'MissingAccessKeyId', { credentials: { ...KEYS, accessKeyId: '' } }],
    ['an old date', 400, 'InvalidTimeStamp.Expired', { date: '2016-02-23T12:46:24Z' }],
    ['a date in another form', 400, 'InvalidTimeStamp.Format', { date: '20160223T124624Z' }],
    ['no nonce', 400, 'IncompleteSignature', { nonce: '' }],
    ['another version', 400, 'InvalidVersion', { version: '2018-10-15' }],
    ['an unknown action', 404, 'InvalidAction.NotFound', { action: 'Other' }],
    [
      'a token without temporary keys',
      400,
      'InvalidSecurityToken.MismatchWithAccessKey',
      { headers: { 'x-acs-security-token': 't' } },
    ],
  ])('is refused with %s', async (_what, status, code, change) => {
    const { url } = await bench();
    const answer = await callV3(url, START, { action: 'GetTopicList', params, ...change });
    expect([answer.status, answer.body['Code']]).toEqual([status, code]);
  });

  test('gets the canonical request if its signature is wrong', async () => {
    const { url } = await bench();
    const { body } = await callV3(url, START, { action: 'GetTopicList', params, signature: '00' });
    expect(body['Message']).toContain(
      `server string to sign is:POST\n/\nInstanceId=${SEEDED_INSTANCE}&RegionId=cn-hangzhou\nhost:`,
    );
  });

  test('is accepted once', async () => {
    const { url } = await bench();
    const call = { action: 'GetTopicList', params, nonce: 'once' };
    expect((await callV3(url, START, call)).status).toBe(200);
    expect((await callV3(url, START, call)).body['Code']).toBe('SignatureNonceUsed');
  });

  test('has the token of temporary keys in a header', async () => {
    const credentials = { ...KEYS, securityToken: 'CAIS/+token==' };
    const { url } = await bench({ credentials });
    const token = { 'x-acs-security-token': credentials.securityToken, 'x-acs-accesskey-id': credentials.accessKeyId };
    expect((await callV3(url, START, { action: 'GetTopicList', params, credentials, headers: token })).status).toBe(
      200,
    );
    expect((await callV3(url, START, { action: 'GetTopicList', params, credentials })).body['Code']).toBe(
      'MissingSecurityToken',
    );
  });
});

test('unsigned headers are ignored', async () => {
  const { url } = await bench();
  const Authorization = 'ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=x-acs-date,Signature=00';
  const headers = {
    Authorization,
    'x-acs-action': 'GetTopicList',
    'x-acs-version': '2019-09-16',
    'x-acs-date': '2026-05-20T12:00:30Z',
    'x-acs-signature-nonce': 'n',
  };
  const answer = await fetch(`${url}/?InstanceId=x`, { method: 'POST', headers });
  expect(((await answer.json()) as Record<string, unknown>)['Code']).toBe('IncompleteSignature');
});
