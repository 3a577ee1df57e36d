/** Fields that JSON gives twice. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { givenTwice, parseSettings } from '../../src/core/text/json-fields.ts';

describe('a field that is given twice', () => {
  test.each<[string, { field: string; at: number } | undefined]>([
    ['{"a":1,"a":1}', { field: 'a', at: 7 }],
    ['{"a":{"a":1},"b":[{"a":1},{"a":2}]}', undefined],
    ['[{"a":1},{"b":1,"c":{"d":0},"b":2}]', { field: 'b', at: 28 }],
    ['{"a":[1],"a":2}', { field: 'a', at: 9 }],
    ['{"a":{"x":1,"x":2}}', { field: 'x', at: 12 }],
    ['{"a":1, "\\u0061" : 2}', { field: 'a', at: 8 }],
    ['{"a":"\\"a\\":","b":"{\\"b\\":1,\\"b\\":2}"}', undefined],
    ['{"a":"a","b":["a","a"],"c":"c"}', undefined],
    ['{"":1,"":2}', { field: '', at: 6 }],
    ['{"__proto__":1,"constructor":1}', undefined],
    ['{"__proto__":1,"__proto__":1}', { field: '__proto__', at: 15 }],
    ['{"a\\\\":1,"a":2}', undefined],
    ['"a"', undefined],
  ])('%s', (text, expected) => {
    expect(givenTwice(text)).toEqual(expected);
  });

  test('never occurs in the output of JSON.stringify', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        expect(givenTwice(JSON.stringify(value, undefined, indent))).toBeUndefined();
      }),
    );
  });

  test('is found at any position, also in a long text', () => {
    const long = JSON.stringify(
      Array.from({ length: 20_000 }, (_, i) => ({ Topic: `t-${i}`, Remark: '\\"x'.repeat(20) })),
    );
    expect(givenTwice(long)).toBeUndefined();
    expect(givenTwice(JSON.stringify('x'.repeat(5_000_000)))).toBeUndefined();
    expect(givenTwice(`${long.slice(0, -1)},{"Topic":1,"Topic":2}]`)?.field).toBe('Topic');
  });
});

test('errors about settings contain no values', () => {
  expect(parseSettings('{"a":1}')).toEqual({ a: 1 });
  expect(() => parseSettings('{"a": testsecret')).toThrow(/^it is not JSON$/);
  expect(() => parseSettings('{"a":"testsecret","a":1}')).toThrow(/^it gives "a" twice$/);
});
