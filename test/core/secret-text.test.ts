/** What the bytes of a secret hold: never anything that was altered on the way. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import '../support/properties.ts';
import { type SecretText, secretText } from '../../src/core/text/secret-text.ts';

/** The violation of bytes that are given with --stdin; undefined if they are a secret. */
const violationOf = (read: SecretText): string | undefined =>
  'violation' in read ? read.violation('--stdin') : undefined;

const line = fc
  .string({ unit: 'binary', minLength: 1 })
  .filter((text) => !/[\r\n\0]/.test(text) && !text.startsWith('\ufeff'));

describe('one line of UTF-8', () => {
  test('is the secret, with or without a byte order mark and a trailing newline', () => {
    fc.assert(
      fc.property(line, fc.constantFrom('', '\ufeff'), fc.constantFrom('', '\n', '\r\n'), (text, mark, end) => {
        expect(secretText(Buffer.from(`${mark}${text}${end}`))).toEqual({ lines: [text] });
      }),
    );
  });

  test('keeps blanks', () => expect(secretText(Buffer.from(' a\t b '))).toEqual({ lines: [' a\t b '] }));
});

describe.each<[string, Uint8Array, string]>([
  ['nothing', Buffer.from(''), 'is empty'],
  ['a newline alone', Buffer.from('\r\n'), 'is empty'],
  ['a byte order mark alone', Buffer.from('\ufeff'), 'is empty'],
  ['two lines', Buffer.from('pass\nword'), 'contains 2 lines; expected one'],
  ['two lines by a carriage return', Buffer.from('pass\rword\n'), 'contains 2 lines; expected one'],
  ['two trailing newlines', Buffer.from('pass\n\n'), 'contains 2 lines; expected one'],
  ['a trailing carriage return', Buffer.from('pass\r'), 'contains 2 lines; expected one'],
  ['UTF-16', Buffer.from('\ufeffpass\r\n', 'utf16le'), 'is encoded in UTF-16; save it as UTF-8'],
  ['UTF-16, big-endian', Buffer.from('\ufeffpass', 'utf16le').swap16(), 'is encoded in UTF-16; save it as UTF-8'],
  ['UTF-16 without a mark', Buffer.from('pässwörd', 'utf16le'), 'is encoded in UTF-16; save it as UTF-8'],
  [
    'UTF-16 without a mark, big-endian',
    Buffer.from('pass', 'utf16le').swap16(),
    'is encoded in UTF-16; save it as UTF-8',
  ],
  ['Latin-1', Buffer.from('caf\u00e9', 'latin1'), 'is not valid UTF-8'],
  ['an incomplete character', Buffer.from('caf\u00e9').subarray(0, 4), 'is not valid UTF-8'],
  ['a NUL byte', Buffer.from('pass\0word'), 'contains NUL bytes'],
])('%s', (_says, bytes, violation) => {
  test('is refused', () => expect(violationOf(secretText(bytes))).toBe(`--stdin ${violation}`));
});

test('several lines where several are expected', () => {
  expect(secretText(Buffer.from('secret\r\ntoken\r\n'), 2)).toEqual({ lines: ['secret', 'token'] });
  expect(violationOf(secretText(Buffer.from('a\nb\nc'), 2))).toBe('--stdin contains 3 lines; expected at most 2');
});
