/** Certificates for TLS servers in tests (X.509 in DER, signed with a new key). They are created in memory for each run. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A certificate and its key, in PEM. */
export interface Certified {
  readonly cert: string;
  readonly key: string;
}

export interface Wanted {
  /** The common name of subject and issuer: the certificate is self-signed. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly until: number;
  /** The only host that it is valid for; 127.0.0.1 and localhost when absent. */
  readonly host?: string;
}

/** A self-signed certificate, which is its own CA. */
export function selfSigned(wanted: Wanted): Certified {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = toBeSigned(wanted, publicKey);
  const cert = sequence(body, ECDSA_SHA256, tlv(0x03, Buffer.of(0), sign('sha256', body, privateKey)));
  const lines = cert.toString('base64').replace(/.{1,64}/g, '$&\n');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}-----END CERTIFICATE-----\n`,
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
}

function toBeSigned({ name, from, until, host }: Wanted, key: KeyObject): Buffer {
  const named = sequence(tlv(0x31, sequence(oid(0x55, 4, 3), tlv(0x0c, Buffer.from(name)))));
  const spki = key.export({ type: 'spki', format: 'der' });
  return sequence(
    tlv(0xa0, integer(2)),
    integer(1),
    ECDSA_SHA256,
    named,
    sequence(time(from), time(until)),
    named,
    spki,
    tlv(
      0xa3,
      sequence(
        extension(oid(0x55, 0x1d, 0x13), sequence(TRUE)),
        extension(oid(0x55, 0x1d, 0x11), host === undefined ? HERE : sequence(dns(host))),
      ),
    ),
  );
}

/** Tag, length, value. */
function tlv(tag: number, ...parts: Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const { length } = value;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.of(tag, ...size), value]);
}

const sequence = (...parts: Buffer[]): Buffer => tlv(0x30, ...parts);
const integer = (value: number): Buffer => tlv(0x02, Buffer.of(value));
const oid = (...bytes: number[]): Buffer => tlv(0x06, Buffer.of(...bytes));
const extension = (id: Buffer, value: Buffer): Buffer => sequence(id, tlv(0x04, value));

/** `YYMMDDhhmmssZ`. */
const time = (at: number): Buffer =>
  tlv(0x17, Buffer.from(`${new Date(at).toISOString().replace(/\D/g, '').slice(2, 14)}Z`));

const TRUE = tlv(0x01, Buffer.of(0xff));
const ECDSA_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2));
const dns = (host: string): Buffer => tlv(0x82, Buffer.from(host));
const HERE = sequence(dns('localhost'), tlv(0x87, Buffer.of(127, 0, 0, 1)));
