/** What the bytes of a secret hold, or why they hold none. `trouble` completes a sentence and quotes nothing. */
export type SecretText = { readonly lines: readonly string[] } | { readonly violation: string };

const UTF_16 = 'contains UTF-16 text; save it as UTF-8';

/**
 * Reads a secret of `most` lines from bytes: a byte order mark and one trailing newline (`\n` or `\r\n`) are dropped,
 * nothing else is changed. Bytes that would have to be altered to become text are refused: a secret that was stored
 * altered is one that nobody knows.
 */
export function secretText(bytes: Uint8Array, most = 1): SecretText {
  if (isUtf16(bytes)) return { violation: UTF_16 };
  const text = strictUtf8(bytes);
  if (text === undefined) return { violation: 'contains bytes that are not valid UTF-8' };
  if (text.includes('\0')) return { violation: 'contains NUL bytes' };
  const lines = text.replace(/\r?\n$/, '').split(/\r\n|\n|\r/);
  if (lines.length > most)
    return { violation: `contains ${lines.length} lines; expected ${most === 1 ? 'one' : `at most ${most}`}` };
  return lines.every((line) => line === '') ? { violation: 'is empty' } : { lines };
}

/** The text, without a byte order mark; undefined where the bytes are not UTF-8. */
function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** By its byte order mark, or by a NUL beside each of the first characters: Latin letters have one. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const pairs = Math.min(bytes.length >> 1, 4);
  const isNul = (odd: number): boolean =>
    Array.from({ length: pairs }, (_, i) => i).every((i) => bytes[2 * i + odd] === 0 && bytes[2 * i + 1 - odd] !== 0);
  return pairs > 0 && (isNul(0) || isNul(1));
}
