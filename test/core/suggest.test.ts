/** Who meant what: the nearest candidate, and none rather than a far one. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { suggest } from '../../src/core/text/suggest.ts';

const VERBS = ['create', 'delete', 'describe', 'list', 'status', 'set-remark'];

describe('suggest', () => {
  test.each([
    ['creat', 'create'],
    ['craete', 'create'],
    ['CREATE', 'create'],
    ['lsit', 'list'],
    ['liist', 'list'],
    ['discribe', 'describe'],
    ['setremark', 'set-remark'],
    ['listxx', 'list'],
    ['listxxx', undefined],
    ['li', 'list'],
    ['l', undefined],
    ['sett-remaarkk', 'set-remark'],
    ['xyzzyx', undefined],
    ['', undefined],
  ])('%j: %s', (typed, meant) => expect(suggest(typed, VERBS)).toBe(meant));

  test('two edits of three letters are another word', () => expect(suggest('tag', ['raw', 'top'])).toBeUndefined());

  test('the first of two equally similar ones', () => expect(suggest('b', ['ab', 'bc'])).toBe('ab'));

  test('a very long word is like none of the short ones, and like one almost as long', () => {
    const long = 'x'.repeat(100_000);
    expect(
      suggest(
        long,
        Array.from({ length: 20_000 }, (_, i) => `name-${i}`),
      ),
    ).toBeUndefined();
    expect(suggest('x'.repeat(12), [...VERBS, 'x'.repeat(16)])).toBe('x'.repeat(16));
    expect(suggest('x'.repeat(12), [...VERBS, 'x'.repeat(17)])).toBeUndefined();
  });

  test('nothing without candidates', () => expect(suggest('x', [])).toBeUndefined());

  test('a candidate itself is suggested', () => {
    fc.assert(
      fc.property(fc.constantFrom(...VERBS), (verb) => {
        expect(suggest(verb, VERBS)).toBe(verb);
      }),
    );
  });

  test('one typo in a word of four or more letters is accepted', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 4, maxLength: 12 });
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom('drop', 'swap', 'double', 'change'), (meant, where, slip) => {
        const at = where % (meant.length - 1);
        const [before, one, two, after] = [
          meant.slice(0, at),
          meant.charAt(at),
          meant.charAt(at + 1),
          meant.slice(at + 2),
        ];
        const middle = { drop: two, swap: two + one, double: one + one + two, change: `z${two}` }[slip];
        expect(suggest(`${before}${middle}${after}`, [meant, 'zzzzzzzzzzzzzzzz'])).toBe(meant);
      }),
    );
  });
});
