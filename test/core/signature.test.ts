/**
 * The signature, at each of its stages: the vectors of the vendor's method (corrected figures of the reference's own
 * example among them), characters that encoders get wrong, and agreement with a second implementation.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { percentEncode } from '../../src/core/signature.ts';
import { canonicalQuery, sha256Hex, sign, signV3, stringToSign, type WireParams } from '../../src/core/signature.ts';
import {
  canonicalByHand,
  decodeByHand,
  encodeByHand,
  formByHand,
  hmacSha1ByHand,
  signByHand,
  stringToSignByHand,
} from '../support/by-hand.ts';
import { jsonOf } from '../support/files.ts';

interface Vector {
  readonly name: string;
  readonly method: string;
  readonly params: WireParams;
  readonly canonical: string;
  readonly stringToSign: string;
  readonly signature: string;
}

interface Vectors {
  readonly secret: string;
  readonly v1: readonly Vector[];
  readonly v3: {
    readonly method: string;
    readonly query: WireParams;
    readonly headers: Readonly<Record<string, string>>;
    readonly signedHeaders: readonly string[];
    readonly canonical: string;
    readonly signature: string;
  };
}

const { secret, v1, v3 } = jsonOf<Vectors>(import.meta.url, '../vectors/signature.json');

/** Any UTF-16 text, lone surrogates and all. */
const anyText = fc.string({
  unit: fc.oneof(
    fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme' }),
    fc.constantFrom(...' *~\'()!+/=&%"<>\\\n\t\0éß中😀'),
    fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  ),
  maxLength: 12,
});
const paramMap = fc.dictionary(fc.oneof(anyText, fc.constantFrom('Tag.1.Key', 'Tag.10.Key', 'Tag.2.Key')), anyText, {
  maxKeys: 12,
  noNullPrototype: true,
});

describe('vectors of signature version 1.0', () => {
  test('there are nine', () => expect(v1).toHaveLength(9));

  test.each(v1)('$name', (vector) => {
    expect(canonicalQuery(vector.params)).toBe(vector.canonical);
    expect(stringToSign(vector.method, vector.params)).toBe(vector.stringToSign);
    expect(sign(vector.method, vector.params, secret)).toBe(vector.signature);
  });

  test.each(v1)('by hand: $name', (vector) => {
    expect(canonicalByHand(vector.params)).toBe(vector.canonical);
    expect(stringToSignByHand(vector.method, vector.params)).toBe(vector.stringToSign);
    expect(signByHand(vector.method, vector.params, secret)).toBe(vector.signature);
  });

  test('a Signature among the parameters is not signed', () => {
    const [{ params, canonical, signature }] = v1 as [Vector];
    expect(canonicalQuery({ ...params, Signature: 'x' })).toBe(canonical);
    expect(sign('GET', { ...params, Signature: 'x' }, secret)).toBe(signature);
  });

  test('the method and the secret count', () => {
    const [{ params }] = v1 as [Vector];
    const signatures = [
      sign('GET', params, secret),
      sign('POST', params, secret),
      sign('GET', params, 'other'),
      sign('GET', params, ''),
    ];
    expect(new Set(signatures).size).toBe(4);
  });
});

describe('the vector of version 3', () => {
  const request = { ...v3, bodyHash: sha256Hex('') };

  test('the canonical request and its signature', () => {
    const { canonical, signature } = v3;
    expect(canonical.split('\n').at(-1)).toBe(sha256Hex(''));
    expect(signV3(request, secret)).toBe(signature);
  });

  test('header values are trimmed, and only signed headers are included', () => {
    const headers = { ...v3.headers, host: `  ${v3.headers['host'] ?? ''} `, 'x-other': 'not signed' };
    expect(signV3({ ...request, headers }, secret)).toBe(v3.signature);
  });

  test.each([
    ['the method', { method: 'GET' }],
    ['the query', { query: { RegionId: 'cn-beijing' } }],
    ['the body', { bodyHash: sha256Hex('a=b') }],
    ['a signed header', { headers: { ...v3.headers, 'x-acs-action': 'GetTopicList' } }],
  ])('%s is included', (_what, change) => {
    expect(signV3({ ...request, ...change }, secret)).not.toBe(v3.signature);
  });
});

describe('the hash function', () => {
  test.each([
    [
      'a short key (RFC 2202, case 2)',
      'Jefe',
      'what do ya want for nothing?',
      'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
    ],
    ['a key longer than a block', 'k'.repeat(100), 'a text', 'f34bf62d1303e8ca43c23723f514b19912b1a950'],
  ])('the own HMAC equals the standard one: %s', (_says, key, text, hex) => {
    expect(hmacSha1ByHand(key, text).toString('hex')).toBe(hex);
  });

  test('SHA-256 of an empty text', () => {
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sha256Hex(Buffer.from('abc'))).toBe(sha256Hex('abc'));
  });
});

describe('percent-encoding', () => {
  test.each([
    ["a b*~'()!+/=&%", 'a%20b%2A~%27%28%29%21%2B%2F%3D%26%25'],
    ['A-Z_a.z~0', 'A-Z_a.z~0'],
    ['中文 é', '%E4%B8%AD%E6%96%87%20%C3%A9'],
    ['😀', '%F0%9F%98%80'],
    ['\u{10ffff}', '%F4%8F%BF%BF'],
    ['\uffff', '%EF%BF%BF'],
    ['\ud800', '%EF%BF%BD'],
    ['a\udc00b', 'a%EF%BF%BDb'],
    ['\0\t\n\r', '%00%09%0A%0D'],
    ['"#$,:;<>?@[\\]^`{|}', '%22%23%24%2C%3A%3B%3C%3E%3F%40%5B%5C%5D%5E%60%7B%7C%7D'],
    ['', ''],
  ])('%j', (text, encoded) => {
    expect(percentEncode(text)).toBe(encoded);
    expect(encodeByHand(text)).toBe(encoded);
  });

  test('leaves only unreserved characters, and is reversible', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const encoded = percentEncode(text);
        expect(encoded).toMatch(/^(?:[A-Za-z0-9\-_.~]|%[0-9A-F]{2})*$/);
        expect(decodeURIComponent(encoded)).toBe(text.toWellFormed());
        expect(decodeByHand(encoded)).toBe(text.toWellFormed());
      }),
    );
  });
});

describe('the order of parameters', () => {
  const order = (...names: string[]): string[] =>
    Object.keys(formByHand(canonicalQuery(Object.fromEntries(names.map((name) => [name, 'v'])))));

  test.each([
    ['numbers are text', ['Tag.2.Key', 'Tag.10.Key', 'Tag.1.Key'], ['Tag.1.Key', 'Tag.10.Key', 'Tag.2.Key']],
    ['upper case before lower', ['b', 'a', 'Z', 'A'], ['A', 'Z', 'a', 'b']],
    ['a name before those that it begins', ['TagX', 'Tag', 'Tag.1'], ['Tag', 'Tag.1', 'TagX']],
    ['raw names, not encoded ones', ['a~', 'a}', 'aé'], ['a}', 'a~', 'aé']],
    ['bytes, not UTF-16 units', ['\u{10000}', '\uffff', '\ue000'], ['\ue000', '\uffff', '\u{10000}']],
    ['no locale', ['ä', 'z', 'Z', 'a'], ['Z', 'a', 'z', 'ä']],
  ])('%s', (_says, given, sorted) => {
    expect(order(...given)).toEqual(sorted);
    expect(order(...[...given].reverse())).toEqual(sorted);
  });

  test('does not depend on the order in which they were set', () => {
    fc.assert(
      fc.property(paramMap, (params) => {
        // Two lone surrogates are one and the same name once they are encoded.
        const named = Object.entries(params).map(([name, value]) => [name.toWellFormed(), value] as const);
        const distinct = [...new Map(named)];
        expect(canonicalQuery(Object.fromEntries(distinct.reverse()))).toBe(canonicalQuery(Object.fromEntries(named)));
      }),
    );
  });
});

test('equals a second implementation for any parameters', () => {
  fc.assert(
    fc.property(fc.constantFrom('GET', 'POST'), paramMap, anyText, (method, params, key) => {
      expect(canonicalQuery(params)).toBe(canonicalByHand(params));
      expect(stringToSign(method, params)).toBe(stringToSignByHand(method, params));
      expect(sign(method, params, key)).toBe(signByHand(method, params, key));
    }),
  );
});
