/** Decodes a secret from the bytes of a file or of stdin. Where the bytes come from is in engine/input. */
import { plural, type Sentence, sentence } from './texts.ts';

/** The lines of a secret, or why its bytes are not valid; `violation` quotes none of them. */
export type SecretText = { readonly lines: readonly string[] } | { readonly violation: Sentence };

/**
 * Reads a secret of `most` lines from bytes: a byte order mark and one trailing newline (`\n` or `\r\n`) are dropped,
 * nothing else is changed. Bytes that are not valid text are refused, since decoding would change the secret.
 */
export function secretText(bytes: Uint8Array, most = 1): SecretText {
  if (isUtf16(bytes)) return { violation: sentence('{name} is encoded in UTF-16; save it as UTF-8') };
  const text = strictUtf8(bytes);
  if (text === undefined) return { violation: sentence('{name} is not valid UTF-8') };
  if (text.includes('\0')) return { violation: sentence('{name} contains NUL bytes') };
  const lines = text.replace(/\r?\n$/, '').split(/\r\n|\n|\r/);
  if (lines.length > most) return { violation: tooMany(lines.length, most) };
  return lines.every((line) => line === '') ? { violation: sentence('{name} is empty') } : { lines };
}

const tooMany =
  (count: number, most: number): Sentence =>
  (name) =>
    plural(
      most,
      '{name} contains {found} lines; expected one',
      '{name} contains {found} lines; expected at most {count}',
      { name, found: count },
    );

/** The text without a byte order mark; undefined if the bytes are not UTF-8. */
function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-16 has a byte order mark, or in Latin text a NUL next to each of the first characters. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const pairs = Math.min(bytes.length >> 1, 4);
  const isNul = (odd: number): boolean =>
    Array.from({ length: pairs }, (_, i) => i).every((i) => bytes[2 * i + odd] === 0 && bytes[2 * i + 1 - odd] !== 0);
  return pairs > 0 && (isNul(0) || isNul(1));
}
