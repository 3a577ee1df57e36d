import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { aligned, alignedPlain, cut, displayWidth, isPlain, readyToMeasure } from '../../src/output/table/width.ts';
import { safeText } from '../../src/core/text/safe-text.ts';
import { nastyText } from './help.ts';

beforeAll(() => readyToMeasure([['é']]));

test.each([
  ['', 0],
  ['orders', 6],
  ['cut…', 4],
  ['订单', 4],
  ['ｱ한국어！', 9],
  ['e\u0301', 1],
  ['👨‍👩‍👧', 2],
  ['👍🏽 ok', 5],
  ['ไทย', 3],
])('%s is %d wide', (text, width) => expect(displayWidth(text)).toBe(width));

describe('cut', () => {
  test.each([
    ['orders', 6, 'orders'],
    ['orders', 5, 'orde…'],
    ['orders', 1, '…'],
    ['订单系统', 8, '订单系统'],
    ['订单系统', 7, '订单系…'],
    ['订单系统', 6, '订单…'],
    ['订单', 1, '…'],
    ['👨‍👩‍👧👨‍👩‍👧', 3, '👨‍👩‍👧…'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
  ])('%s to %d', (text, width, shown) => expect(cut(text, width)).toBe(shown));
});

test('aligned', () => {
  expect(aligned('订单', 6, false, true)).toBe('订单  ');
  expect(aligned('12', 4, true, true)).toBe('  12');
  expect(aligned('orders', 3, false, false)).toBe('orders');
  expect(aligned('a', 3, true, true, (text) => `<${text}>`)).toBe('  <a>');
});

test('a cut text fits, and is a prefix of the text', () => {
  fc.assert(
    fc.property(nastyText.map(safeText), fc.integer({ min: 1, max: 12 }), (text, width) => {
      const shown = cut(text, width);
      expect(displayWidth(shown)).toBeLessThanOrEqual(width);
      expect(shown === text || text.startsWith(shown.slice(0, -1))).toBe(true);
    }),
  );
});

test('the fast paths agree with the general one', () => {
  const simple = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...'abc 、。…'),
      fc.integer({ min: 0x3041, max: 0xff5e }).map((code) => String.fromCharCode(code)),
    ),
  });
  fc.assert(fc.property(simple.map(safeText), (text) => expect(displayWidth(text)).toBe(stringWidth(text))));
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'abc …12') }),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      fc.boolean(),
      (text, width, right, cutting) => {
        expect(isPlain(text)).toBe(true);
        expect(alignedPlain(text, width, right, cutting)).toBe(aligned(text, width, right, cutting));
      },
    ),
  );
});
