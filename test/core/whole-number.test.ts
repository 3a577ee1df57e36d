import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { wholeLong, wholeNumber } from '../../src/core/text/whole-number.ts';

describe('wholeNumber', () => {
  test.each([
    [0, 0],
    [-0, 0],
    [13, 13],
    ['13', 13],
    ['0', 0],
    [9007199254740991, 9007199254740991],
  ])('%p is %p', (value, read) => {
    expect(wholeNumber(value)).toBe(read);
  });

  test.each([
    [undefined],
    [null],
    [''],
    [' 1'],
    ['1 '],
    ['+1'],
    ['01'],
    ['1e3'],
    ['1.0'],
    ['0x10'],
    ['abc'],
    [1.5],
    [-1],
    ['-1'],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [1e21],
    ['9007199254740992'],
    [9007199254740992n],
    [true],
    [false],
    [[]],
    [[7]],
    [{}],
    [{ valueOf: null, toString: null }],
  ])('%p is refused', (value) => {
    expect(wholeNumber(value)).toBeUndefined();
  });

  test('both ends belong to the range', () => {
    expect([1, 2, 3, 4, 5].map((n) => wholeNumber(n, { min: 2, max: 4 }))).toEqual([undefined, 2, 3, 4, undefined]);
    expect(wholeNumber(-1, { min: -1 })).toBe(-1);
  });

  test('an integer is read equally from a number and a text', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (n) => {
        const min = Number.MIN_SAFE_INTEGER;
        expect(wholeNumber(n, { min })).toBe(n + 0);
        expect(wholeNumber(String(n), { min })).toBe(n + 0);
      }),
      { seed: 1 },
    );
  });
});

describe('wholeLong', () => {
  test.each([
    ['9223372036854775807', 9223372036854775807n],
    ['-9223372036854775808', -9223372036854775808n],
    [9007199254740993n, 9007199254740993n],
    [5n, 5],
    ['-1', -1],
    ['9223372036854775808', undefined],
    ['-9223372036854775809', undefined],
    [12345.5, undefined],
    ['12345.5', undefined],
    ['1e3', undefined],
    [true, undefined],
    [null, undefined],
  ])('%p is %p', (value, read) => {
    expect(wholeLong(value)).toBe(read);
  });
});
