import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSafe, safeText } from '../../src/core/text/safe-text.ts';
import { nastyText, OBEYED } from '../output/help.ts';

describe('control and invisible characters are made visible', () => {
  test.each([
    ['a\u001b[31mred', 'a\\u001b[31mred'],
    ['two\nlines\tand\rmore', 'two\\nlines\\tand\\rmore'],
    ['\u0000\u0008\u007f\u0085\u009b', '\\u0000\\u0008\\u007f\\u0085\\u009b'],
    ['user\u202Etxt.exe', 'user\\u202etxt.exe'],
    ['\u061c\u200e\u200f\u2066\u2069', '\\u061c\\u200e\\u200f\\u2066\\u2069'],
    ['a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
    ['or\u200bders \u2060 \ufeff \u00ad', 'or\\u200bders \\u2060 \\ufeff \\u00ad'],
    ['\ud800 alone', '\\ud800 alone'],
    ['hidden \u{e0041}', 'hidden \\u{e0041}'],
    ['or\u200dders a\ufe0f', 'or\\u200dders a\\ufe0f'],
    ['\ufe0f\u200c\u0620', '\\ufe0f\\u200c\u0620'],
    ['\u0645\u200c\u115f', '\u0645\\u200c\\u115f'],
  ])('%j', (text, shown) => {
    expect(safeText(text)).toBe(shown);
    expect(isSafe(text)).toBe(false);
  });
});

describe('characters of the script stay unchanged', () => {
  test.each([
    'orders-2026',
    '订单 한국어 日本語',
    '👨‍👩‍👧',
    '❤️ 1️⃣ 👍🏽 🏳️‍🌈',
    'e\u0301',
    'می\u200cخواهم',
    'क्\u200dष',
    '葛\u{e0100}',
  ])('%s', (text) => {
    expect(safeText(text)).toBe(text);
    expect(isSafe(text)).toBe(true);
  });
});

test('no control character remains, and safe text is unchanged', () => {
  fc.assert(
    fc.property(nastyText, (text) => {
      const shown = safeText(text);
      expect(shown).not.toMatch(OBEYED);
      expect(shown).not.toContain('\n');
      expect(safeText(shown)).toBe(shown);
      expect(isSafe(text)).toBe(shown === text);
    }),
  );
});
