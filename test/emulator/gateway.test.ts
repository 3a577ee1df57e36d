import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { stringToSign } from '../../src/core/signature.ts';
import { apiTime } from '../../src/core/text/time.ts';
import { newNonces } from '../../src/emulator/limits/nonces.ts';
import { bench, closeAll, KEYS, START, textOf, type Sending } from './bench.ts';

afterEach(closeAll);

const MINUTE = 60_000;
const at = (offset: number): Sending => ({
  common: { Timestamp: new Date(START + offset).toISOString().replace('.000', '') },
});
const without = (name: string): Sending => ({ common: { [name]: undefined } });
const having = (name: string, value: string): Sending => ({ common: { [name]: value } });

describe('refuses, in JSON,', () => {
  test.each<[string, number, string, Sending]>([
    ['a call without Action', 400, 'MissingAction', without('Action')],
    [
      'an Action with a space before its name',
      400,
      'MissingAction',
      { common: { Action: undefined, ' Action': 'GetTopicList' } },
    ],
    ['an Action in another case', 404, 'InvalidAction.NotFound', having('Action', 'gettopiclist')],
    ['an Action that is no operation', 404, 'InvalidAction.NotFound', having('Action', 'constructor')],
    ['a call without Version', 400, 'MissingVersion', without('Version')],
    ['the older Version', 400, 'InvalidVersion', having('Version', '2018-10-15')],
    ["the other product's Version", 400, 'InvalidVersion', having('Version', '2019-01-01')],
    ['PUT', 403, 'UnsupportedHTTPMethod', { method: 'PUT' }],
    ['a call without AccessKeyId', 400, 'MissingAccessKeyId', without('AccessKeyId')],
    ['an unknown key', 404, 'InvalidAccessKeyId.NotFound', having('AccessKeyId', 'other')],
    ['no SignatureMethod', 400, 'IncompleteSignature', without('SignatureMethod')],
    ['another SignatureMethod', 400, 'IncompleteSignature', having('SignatureMethod', 'HMAC-MD5')],
    ['another SignatureVersion', 400, 'IncompleteSignature', having('SignatureVersion', '2.0')],
    ['no SignatureVersion', 400, 'IncompleteSignature', without('SignatureVersion')],
    ['no SignatureNonce', 400, 'IncompleteSignature', without('SignatureNonce')],
    ['no Signature', 400, 'IncompleteSignature', { signature: '' }],
    ['no Timestamp', 400, 'MissingTimestamp', without('Timestamp')],
    ['a Timestamp with milliseconds', 400, 'InvalidTimeStamp.Format', having('Timestamp', '2026-05-20T12:00:30.000Z')],
    ['a Timestamp that is no date', 400, 'InvalidTimeStamp.Format', having('Timestamp', '2026-13-20T12:00:30Z')],
    ['a Timestamp too old', 400, 'InvalidTimeStamp.Expired', at(-16 * MINUTE)],
    ['a Timestamp too new', 400, 'InvalidTimeStamp.Expired', at(16 * MINUTE)],
    ['a wrong Signature', 400, 'SignatureDoesNotMatch', { signature: 'AAAA' }],
    [
      'a security token of another key',
      400,
      'InvalidSecurityToken.MismatchWithAccessKey',
      having('SecurityToken', 'any'),
    ],
  ])('%s', async (_what, status, code, sending) => {
    const { refused } = await bench();
    expect(await refused('GetTopicList', {}, sending)).toEqual([status, code]);
  });

  test('GET where only POST is accepted, before the key', async () => {
    const { refused } = await bench();
    const sending = { method: 'GET', ...having('AccessKeyId', 'other') };
    expect(await refused('CreateTopic', {}, sending)).toEqual([403, 'UnsupportedHTTPMethod']);
  });

  test('an invalid Format', async () => {
    const { call } = await bench();
    const { status, text } = await call('GetTopicList', {}, { format: 'yaml' });
    expect([status, /<Code>(.*)<\/Code>/.exec(text)?.[1]]).toEqual([400, 'InvalidFormat']);
  });
});

describe('accepts', () => {
  test.each<[string, Sending]>([
    ['a POST with a form', {}],
    ['a POST with everything in its address', { inAddress: () => true }],
    ['a GET of a read', { method: 'GET' }],
    ['Format in lower case', { format: 'json' }],
    ['a Timestamp almost a quarter of an hour old', at(-14 * MINUTE)],
    ['a Timestamp almost a quarter of an hour ahead', at(14 * MINUTE)],
    ['unknown parameters', having('IdontKnow', '中文 é ~*')],
  ])('%s', async (_what, sending) => {
    expect((await (await bench()).call('GetTopicList', {}, sending)).status).toBe(200);
  });

  test('a call with parameters in both URL and form', async () => {
    const inAddress = (name: string): boolean => ['Action', 'Version', 'InstanceId', 'Signature'].includes(name);
    const { status, headers } = await (await bench()).call('GetTopicList', {}, { inAddress });
    expect([status, headers.get('date')]).toEqual([200, new Date(START).toUTCString()]);
  });
});

test('checks in the order of the service, and reports the first error', async () => {
  const emulator = await bench();
  const wrong = new Map<string, string | undefined>(
    Object.entries({
      Action: undefined,
      Version: '2018-10-15',
      AccessKeyId: 'other',
      SignatureMethod: 'none',
      Timestamp: 'then',
    }),
  );
  const codes: unknown[] = [];
  for (const repaired of [
    'Action',
    'Version',
    'AccessKeyId',
    'SignatureMethod',
    'Timestamp',
    'Signature',
    'InstanceId',
    '',
  ]) {
    const [, code] = await emulator.refused(
      'GetTopicList',
      { ...(repaired === '' ? { CurrentPage: 'x' } : { InstanceId: '' }) },
      {
        common: Object.fromEntries(wrong),
        ...(repaired === 'InstanceId' || repaired === '' ? {} : { signature: 'AAAA' }),
      },
    );
    codes.push(code);
    wrong.delete(repaired);
  }
  expect(codes).toEqual([
    'MissingAction',
    'InvalidVersion',
    'InvalidAccessKeyId.NotFound',
    'IncompleteSignature',
    'InvalidTimeStamp.Format',
    'SignatureDoesNotMatch',
    'MissingInstanceId',
    'InvalidCurrentPage',
  ]);
});

test('a wrong signature returns the whole string to sign', async () => {
  const { call } = await bench();
  const nonce = 'n-1';
  const { body } = await call(
    'CreateSaslUser',
    { Username: 'u', Password: 'not-a-real secret' },
    { signature: 'AAAA', ...having('SignatureNonce', nonce) },
  );
  const message = textOf(body['Message']);
  const start = 'Specified signature is not matched with our calculation. server string to sign is:';
  expect(message.startsWith(start)).toBe(true);
  const params = {
    AccessKeyId: KEYS.accessKeyId,
    Action: 'CreateSaslUser',
    Format: 'JSON',
    InstanceId: 'alikafka_pre-cn-0local0run01',
    Password: 'not-a-real secret',
    RegionId: 'cn-hangzhou',
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: nonce,
    SignatureVersion: '1.0',
    Timestamp: '2026-05-20T12:00:30Z',
    Username: 'u',
    Version: '2019-09-16',
  };
  expect(message.slice(start.length)).toBe(stringToSign('POST', params));
});

test('an error has the form of the gateway, in both formats', async () => {
  const emulator = await bench({ requestId: undefined } as never);
  const json = await emulator.call('GetTopicList', {}, having('AccessKeyId', 'other'));
  const host = new URL(emulator.url).host;
  expect(json.body).toEqual({
    RequestId: json.headers.get('x-acs-request-id'),
    HostId: host,
    Code: 'InvalidAccessKeyId.NotFound',
    Message: 'Specified access key is not found.',
    Recommend: expect.stringMatching(
      /^https:\/\/api\.aliyun\.com\/troubleshoot\?q=InvalidAccessKeyId\.NotFound&product=alikafka&requestId=/,
    ),
  });
  const xml = await emulator.call('DescribeProjectMeta', {}, { format: 'XML', ...having('AccessKeyId', 'o<t>h&er') });
  expect(xml.headers.get('content-type')).toBe('text/xml;charset=utf-8');
  expect(xml.text.startsWith("<?xml version='1.0' encoding='UTF-8'?><Error>")).toBe(true);
  expect(xml.text).toContain('<Recommend><![CDATA[https://');
  const { Error: inside } = new XMLParser({ ignoreDeclaration: true }).parse(xml.text) as {
    Error: Record<string, string>;
  };
  expect(Object.keys(inside)).toEqual(['RequestId', 'HostId', 'Code', 'Message', 'Recommend']);
  expect(inside['Recommend']).toContain('product=cms');
});

test('XML is the format if none is requested', async () => {
  const { text } = await (await bench()).call('GetTopicList', {}, without('Format'));
  expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?><GetTopicListResponse>/);
});

describe('a nonce', () => {
  test('is accepted once, for at least half an hour', async () => {
    const { refused, call, clock } = await bench();
    const sending = having('SignatureNonce', 'once');
    expect((await call('GetTopicList', {}, sending)).status).toBe(200);
    expect(await refused('GetTopicList', {}, sending)).toEqual([400, 'SignatureNonceUsed']);
    clock.now += 29 * MINUTE;
    expect(await refused('GetInstanceList', {}, sending)).toEqual([400, 'SignatureNonceUsed']);
    clock.now += 61 * MINUTE;
    expect((await call('GetTopicList', {}, sending)).status).toBe(200);
  });

  test.each([
    ['without another call between', []],
    ['with calls between', [5, 10, 15, 16, 29]],
  ])('is refused as long as the time of its request is valid, %s', async (_name, between) => {
    const { refused, call, clock } = await bench();
    // the latest time that passes now passes for half an hour
    const sending = { common: { SignatureNonce: 'once', Timestamp: apiTime(START + 15 * MINUTE) } };
    expect((await call('GetTopicList', {}, sending)).status).toBe(200);
    for (const minutes of between) {
      clock.now = START + minutes * MINUTE;
      expect((await call('GetTopicList')).status).toBe(200);
    }
    clock.now = START + 30 * MINUTE;
    expect(await refused('GetTopicList', {}, sending)).toEqual([400, 'SignatureNonceUsed']);
    clock.now += 1;
    expect(await refused('GetTopicList', {}, sending)).toEqual([400, 'InvalidTimeStamp.Expired']);
  });

  test('is refused for half an hour after its use, and not forever', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 12 * MINUTE }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(gaps, fc.nat(29), (waits, mine) => {
        const nonces = newNonces();
        let [now, taken] = [START, Number.NaN];
        waits.forEach((wait, i) => {
          now += wait;
          if (i === Math.min(mine, waits.length - 1)) {
            expect(nonces.take('mine', now)).toBe(true);
            taken = now;
          } else nonces.take(`other-${i}`, now);
        });
        const until = Math.max(now, taken + 30 * MINUTE);
        if (until === taken + 30 * MINUTE) expect(nonces.take('mine', until)).toBe(false);
        expect(nonces.take('mine', until + 121 * MINUTE)).toBe(true);
      }),
      { seed: 24, numRuns: 500 },
    );
  });

  test('is not used by a refused call', async () => {
    const { refused, call } = await bench();
    const sending = having('SignatureNonce', 'once');
    expect(await refused('GetTopicList', {}, { ...sending, signature: 'AAAA' })).toEqual([
      400,
      'SignatureDoesNotMatch',
    ]);
    expect((await call('GetTopicList', {}, sending)).status).toBe(200);
  });
});

describe('with temporary keys', () => {
  const credentials = { ...KEYS, securityToken: 'CAIS/+token==' };

  test('the token is required and checked', async () => {
    const { refused, call } = await bench({ credentials });
    expect((await call('GetTopicList')).status).toBe(200);
    expect(await refused('GetTopicList', {}, without('SecurityToken'))).toEqual([400, 'MissingSecurityToken']);
    expect(await refused('GetTopicList', {}, having('SecurityToken', 'x'))).toEqual([
      400,
      'InvalidSecurityToken.MismatchWithAccessKey',
    ]);
  });
});

describe('refusals with HTTP 200', () => {
  test('come only from the product', async () => {
    const { call, refused } = await bench({ refusalsAs200: true });
    const product = await call('CreateTopic', { Topic: 'orders', Remark: 'again' });
    expect([product.status, product.body]).toEqual([
      200,
      { Code: 'Topic.Exist', Message: 'The topic already exists.', RequestId: expect.any(String), Success: false },
    ]);
    const cms = await call('DescribeMetricLast', { Namespace: 'acs_kafka', MetricName: 'none' });
    expect([cms.status, cms.body['Code'], cms.body['Success']]).toEqual([200, '404', false]);
    expect(await refused('GetTopicList', {}, { signature: 'AAAA' })).toEqual([400, 'SignatureDoesNotMatch']);
    const xml = await call('DeleteTopic', { Topic: 'none' }, { format: 'XML' });
    expect([xml.status, xml.text]).toEqual([
      200,
      expect.stringContaining('<DeleteTopicResponse><Code>Topic.NotFound</Code>'),
    ]);
  });
});

test('ids of requests can be given', async () => {
  let count = 0;
  const { call } = await bench({ requestId: () => `ID-${++count}` } as never);
  expect((await call('GetTopicList')).body['RequestId']).toBe('ID-1');
  expect((await call('GetTopicList', {}, { signature: 'AAAA' })).body['RequestId']).toBe('ID-2');
});
