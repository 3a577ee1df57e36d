/** JSON in and out with integers beyond 2^53 exact, and nothing else changed. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseJson, toJson } from '../../src/core/text/json.ts';
import type { Json } from '../../src/core/shape.ts';

describe('parseJson', () => {
  test.each<[string, Json]>([
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 9007199254740993n],
    ['-9007199254740993', -9007199254740993n],
    ['123456789012345678901234567890', 123456789012345678901234567890n],
    ['{"a":[9007199254740993,1]}', { a: [9007199254740993n, 1] }],
    ['0.12345678901234567', 0.12345678901234567],
    ['1234567890123456789.5', 1234567890123456789.5],
    ['1e21', 1e21],
    ['"9007199254740993"', '9007199254740993'],
    ['{"a":9007199254740993,"b":null,"c":true,"d":"x\\u00e9"}', { a: 9007199254740993n, b: null, c: true, d: 'xé' }],
    ['{"a":1,"a":2}', { a: 2 }],
    ['{"a":1,"a":9007199254740993}', { a: 9007199254740993n }],
    [' [ ] ', []],
  ])('%s', (text, value) => expect(parseJson(text)).toEqual(value));

  test.each(['', '{', '{"a":1', '[1,]', '{"a":9007199254740993', "{'a':1}", 'undefined', '9007199254740993x'])(
    'refuses %j as a SyntaxError',
    (text) => {
      expect(() => parseJson(text)).toThrow(expect.objectContaining({ name: 'SyntaxError' }));
    },
  );

  test('agrees with JSON.parse if that is exact', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/\d{16}/.test(text));
        expect(parseJson(text)).toEqual(JSON.parse(text));
        expect(parseJson(`[${text},9007199254740993]`)).toEqual([JSON.parse(text), 9007199254740993n]);
      }),
    );
  });
});

describe('toJson', () => {
  test.each<[Json, string]>([
    [{ a: 9007199254740993n }, '{"a":9007199254740993}'],
    [[1, 'x', null, true], '[1,"x",null,true]'],
    [{ a: [{ b: 1n }] }, '{"a":[{"b":1}]}'],
    [null, 'null'],
    ['é"', '"é\\""'],
  ])('%p is %s', (value, text) => expect(toJson(value)).toBe(text));

  test('has the same indentation with and without big integers', () => {
    expect(toJson({ a: [1] }, 2)).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(toJson({ a: [9007199254740993n] }, 2)).toBe('{\n  "a": [\n    9007199254740993\n  ]\n}');
  });

  test('is the inverse of parseJson, big integers included', () => {
    const big = fc.bigInt({ min: 2n ** 53n, max: 2n ** 80n });
    const value = fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), big, fc.array(big)), { noNullPrototype: true });
    fc.assert(
      fc.property(value, (row) => {
        // -0 is written as 0.
        const plain = parseJson(toJson(row as Json));
        expect(toJson(plain)).toBe(toJson(row as Json));
      }),
    );
  });
});
