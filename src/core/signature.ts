/**
 * The signatures of the vendor's RPC style (version 1.0) and of ACS3-HMAC-SHA256, from plain values. Time and nonce
 * come from the caller.
 */
import { createHash, createHmac } from 'node:crypto';

/** Request parameters as sent: names and values before encoding. */
export type WireParams = Readonly<Record<string, string>>;

/**
 * Percent-encodes by RFC 3986: all but A-Z a-z 0-9 - _ . ~ as upper-case %XX of the UTF-8 bytes
 * (docs/sources.md#signature).
 */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A form body, encoded as the signature is. */
export const formBody = (params: WireParams): string => joined(Object.entries(params));

const joined = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join('&');

/**
 * The canonical query: every parameter but Signature, sorted by raw name in byte order (never by locale:
 * docs/sources.md#signature), names and values encoded, joined by = and &.
 */
export function canonicalQuery(params: WireParams): string {
  const signed = Object.entries(params).filter(([name]) => name !== 'Signature');
  return joined(signed.sort(([a], [b]) => byteOrder(a, b)));
}

/**
 * Byte order of UTF-8 equals code point order; the operator < compares code units, which differ for astral characters.
 */
function byteOrder(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** The string that is signed: METHOD & %2F & the canonical query, encoded once more. */
export function stringToSign(method: string, params: WireParams): string {
  return `${method}&%2F&${percentEncode(canonicalQuery(params))}`;
}

/** Signature version 1.0: HMAC-SHA1 with the secret and an ampersand as the key, in Base64. */
export function sign(method: string, params: WireParams, secret: string): string {
  return createHmac('sha1', `${secret}&`).update(stringToSign(method, params)).digest('base64');
}

/** What a v3 signature covers. */
export interface V3Request {
  readonly method: string;
  readonly query: WireParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly signedHeaders: readonly string[];
  /** Hex SHA-256 of the body. */
  readonly bodyHash: string;
}

/** ACS3-HMAC-SHA256, which the vendor's newer SDKs send and the emulator accepts. Lower-case hex. */
export function signV3(request: V3Request, secret: string): string {
  const headers = request.signedHeaders.map((name) => `${name}:${(request.headers[name] ?? '').trim()}\n`).join('');
  const canonical = [
    request.method,
    '/',
    canonicalQuery(request.query),
    headers,
    request.signedHeaders.join(';'),
    request.bodyHash,
  ].join('\n');
  return createHmac('sha256', secret)
    .update(`ACS3-HMAC-SHA256\n${sha256Hex(canonical)}`)
    .digest('hex');
}

/** Hex SHA-256, as x-acs-content-sha256 carries it. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
