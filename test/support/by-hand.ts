/**
 * A second implementation of the signature, written from the vendor's description without code of src/core: a byte table
 * instead of encodeURIComponent, an insertion sort over UTF-8 bytes, HMAC from plain SHA-1. Tests compare the two.
 */
import { createHash } from 'node:crypto';

const PASSES = new Set(Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~'));
const HEX = '0123456789ABCDEF';

/** The encoding of each of the 256 bytes. */
const TABLE = Array.from({ length: 256 }, (_, byte) =>
  PASSES.has(byte) ? String.fromCharCode(byte) : `%${HEX.charAt(byte >> 4)}${HEX.charAt(byte & 15)}`,
);

export function encodeByHand(text: string): string {
  let encoded = '';
  for (const byte of Buffer.from(text, 'utf8')) encoded += TABLE[byte];
  return encoded;
}

/** In a form, `+` is a space. This tool never writes one. */
export function decodeByHand(text: string): string {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '%') {
      bytes.push(Number.parseInt(text.slice(i + 1, i + 3), 16));
      i += 2;
    } else bytes.push(text.charCodeAt(i));
  }
  return Buffer.from(bytes).toString('utf8');
}

function isBefore(a: Buffer, b: Buffer): boolean {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return (a[i] as number) < (b[i] as number);
  return a.length < b.length;
}

export function canonicalByHand(params: Readonly<Record<string, string>>): string {
  const sorted: [Buffer, string, string][] = [];
  for (const name of Object.keys(params)) {
    if (name === 'Signature') continue;
    const bytes = Buffer.from(name, 'utf8');
    let at = sorted.length;
    while (at > 0 && isBefore(bytes, (sorted[at - 1] as [Buffer, string, string])[0])) at -= 1;
    sorted.splice(at, 0, [bytes, name, params[name] as string]);
  }
  let query = '';
  for (const [, name, value] of sorted)
    query += `${query === '' ? '' : '&'}${encodeByHand(name)}=${encodeByHand(value)}`;
  return query;
}

export function stringToSignByHand(method: string, params: Readonly<Record<string, string>>): string {
  return `${method}&${encodeByHand('/')}&${encodeByHand(canonicalByHand(params))}`;
}

const sha1 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** RFC 2104 with the 64-byte blocks of SHA-1. */
export function hmacSha1ByHand(key: string, text: string): Buffer {
  const raw = Buffer.from(key, 'utf8');
  const block = Buffer.alloc(64);
  (raw.length > 64 ? sha1(raw) : raw).copy(block);
  const [inner, outer] = [block.map((byte) => byte ^ 0x36), block.map((byte) => byte ^ 0x5c)];
  return sha1(outer, sha1(inner, Buffer.from(text, 'utf8')));
}

export function signByHand(method: string, params: Readonly<Record<string, string>>, secret: string): string {
  return hmacSha1ByHand(`${secret}&`, stringToSignByHand(method, params)).toString('base64');
}

/** The names and values of a form body. */
export function formByHand(body: string): Record<string, string> {
  if (body === '') return {};
  const pairs = body.split('&').map((pair) => {
    const at = pair.indexOf('=');
    return [decodeByHand(pair.slice(0, at)), decodeByHand(pair.slice(at + 1))] as const;
  });
  return Object.fromEntries(pairs);
}
