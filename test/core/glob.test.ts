/** Patterns of `--name`: `*` and `?` alone mean something, and they are compared with the whole name. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { glob } from '../../src/core/text/glob.ts';

describe('glob', () => {
  test.each([
    ['orders*', 'orders', true],
    ['orders*', 'orders-2026', true],
    ['orders*', 'my-orders', false],
    ['*orders', 'my-orders', true],
    ['*', '', true],
    ['*', 'a\nb', true],
    ['?', 'a', true],
    ['?', '', false],
    ['?', 'ab', false],
    ['?', '😀', true],
    ['a.c', 'a.c', true],
    ['a.c', 'abc', false],
    ['a+', 'a+', true],
    ['a+', 'aa', false],
    ['[ab]', 'a', false],
    ['[ab]', '[ab]', true],
    ['(a|b)', '(a|b)', true],
    ['^a$', '^a$', true],
    ['a\\b', 'a\\b', true],
    ['{1,2}', '{1,2}', true],
    ['Orders', 'orders', false],
    ['', '', true],
    ['', 'a', false],
  ])('%j and %j: %j', (pattern, name, fits) => expect(glob(pattern)(name)).toBe(fits));

  test('any text without * and ? matches only itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, other) => {
        const plain = text.replaceAll(/[*?]/g, '.');
        expect(glob(plain)(plain)).toBe(true);
        expect(glob(plain)(other)).toBe(plain === other);
        expect(glob(`*${plain}*`)(`${other}${plain}${other}`)).toBe(true);
      }),
    );
  });

  test('many stars take little time', () => {
    expect(glob('*a*a*a*a*b')('a'.repeat(64))).toBe(false);
  });
});
