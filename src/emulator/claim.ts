/** The key id and signature of a request: version 1.0 in the parameters, or version 3 in a header. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { canonicalQuery, sha256Hex, sign, signV3, stringToSign } from '../core/signature.ts';
import { type Call, paramsOf } from './checks/call.ts';

/** What a request claims about its caller, before it is checked. */
export interface Claim {
  readonly accessKeyId: string | undefined;
  /** All parts of the signature are present and of a known kind. */
  readonly complete: boolean;
  /** As sent: `2016-02-23T12:46:24Z`. */
  readonly timestamp: string | undefined;
  readonly nonce: string;
  readonly token: string | undefined;
  /** What the service signs; its response to a wrong signature quotes it. */
  readonly stringToSign: string;
  /** Whether the signature was made with this secret, compared in constant time. */
  signedWith(secret: string): boolean;
}

const V3 = 'ACS3-HMAC-SHA256';

/** Whether a request has a version 3 signature, as newer SDKs of the vendor send. */
export function isV3(call: Call): boolean {
  return call.headers['authorization']?.startsWith(V3) === true;
}

/** The claim of a request with either version of the signature. */
export function claimOf(call: Call): Claim {
  return isV3(call) ? claimV3(call) : claimV1(call);
}

function claimV1(call: Call): Claim {
  const params = paramsOf(call);
  const { SignatureMethod, SignatureVersion, SignatureNonce = '', Signature = '' } = params;
  return {
    accessKeyId: params['AccessKeyId'],
    complete:
      SignatureMethod === 'HMAC-SHA1' && SignatureVersion === '1.0' && SignatureNonce !== '' && Signature !== '',
    timestamp: params['Timestamp'],
    nonce: SignatureNonce,
    token: params['SecurityToken'],
    stringToSign: stringToSign(call.method, params),
    signedWith: (secret) => same(Signature, sign(call.method, params, secret)),
  };
}

/** Headers that a version 3 signature must include. */
const COVERED = ['host', 'x-acs-action', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-version'];

function claimV3(call: Call): Claim {
  const { headers } = call;
  const parts = authorization(headers['authorization'] ?? '');
  const signedHeaders = (parts['SignedHeaders'] ?? '').split(';');
  const { Signature = '' } = parts;
  const request = { method: call.method, query: call.query, headers, signedHeaders, bodyHash: sha256Hex(call.body) };
  const nonce = headers['x-acs-signature-nonce'] ?? '';
  return {
    accessKeyId: parts['Credential'],
    complete: Signature !== '' && nonce !== '' && COVERED.every((name) => signedHeaders.includes(name)),
    timestamp: headers['x-acs-date'],
    nonce,
    token: headers['x-acs-security-token'],
    stringToSign: canonicalV3(request),
    signedWith: (secret) => same(Signature, signV3(request, secret)),
  };
}

/** `ACS3-HMAC-SHA256 Credential=…,SignedHeaders=…,Signature=…` to its parts. */
function authorization(header: string): Readonly<Record<string, string>> {
  const pairs = header.slice(V3.length).split(',');
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1).trim()]),
  );
}

/** The canonical request of version 3, in readable form (core hashes it). */
function canonicalV3({ method, query, headers, signedHeaders, bodyHash }: Parameters<typeof signV3>[0]): string {
  const lines = signedHeaders.map((name) => `${name}:${(headers[name] ?? '').trim()}\n`).join('');
  return [method, '/', canonicalQuery(query), lines, signedHeaders.join(';'), bodyHash].join('\n');
}

/** Compares secrets in constant time. */
export function same(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
