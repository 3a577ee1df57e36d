/** What the network's error codes mean, in plain words: the one table for calls, credentials, doctor and the emulator. */

/** What went wrong, as far as its code and text tell. */
export interface NetworkFault {
  /** The end of a sentence, with the code in parentheses; never OpenSSL's own text. */
  readonly words: string;
  /** Repeating the same request does not help: a certificate stays what it is. */
  readonly lasting: boolean;
  /** What usually helps, where that is more than checking the network. */
  readonly hint?: string;
}

/** What lets a CA be trusted that Node does not know, for a hint. */
export const TRUST_CA =
  'If you trust its CA (that of a company proxy, for example), pass the CA as a PEM file: --ca-file <file>, the profile key ca-file, SSL_CERT_FILE or NODE_EXTRA_CA_CERTS.';

const CLOCK = "Check this machine's clock";

/** Codes of the system, of undici and of DNS. */
const CONNECTION: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused: nothing listens there',
  ECONNRESET: 'the connection was reset by the other side',
  ECONNABORTED: 'the connection was aborted',
  EPIPE: 'the connection was closed by the other side',
  UND_ERR_SOCKET: 'the connection was closed before a complete answer came',
  ENOTFOUND: 'the host name was not found in DNS',
  EAI_AGAIN: 'the host name could not be looked up: the name server did not answer',
  ETIMEDOUT: 'the connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  ENETDOWN: 'the network is down',
  EADDRNOTAVAIL: 'no local address or port is available for the connection',
  EADDRINUSE: 'the port is already in use',
  EACCES: 'the system does not allow it',
  EPERM: 'the system does not allow it',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open on this machine',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'the answer is too big',
  UND_ERR_HEADERS_OVERFLOW: 'the headers of the answer are too big',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer has another length than it says',
};

/** Certificates, by what OpenSSL and Node find wrong with them. */
const CERTIFICATES: Readonly<Record<string, readonly [words: string, hint: string]>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: ['its certificate is self-signed and not trusted here', TRUST_CA],
  SELF_SIGNED_CERT_IN_CHAIN: ['its certificate was issued by a CA that is not trusted here', TRUST_CA],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['its certificate was issued by a CA that is not trusted here', TRUST_CA],
  UNABLE_TO_GET_ISSUER_CERT: ['its certificate was issued by a CA that is not trusted here', TRUST_CA],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['its certificate was issued by a CA that is not trusted here', TRUST_CA],
  CERT_UNTRUSTED: ['its certificate was issued by a CA that is not trusted here', TRUST_CA],
  CERT_HAS_EXPIRED: [
    'its certificate has expired',
    `${CLOCK}. If it is right, the certificate must be renewed by whoever runs the server.`,
  ],
  CERT_NOT_YET_VALID: ['its certificate is not valid yet', `${CLOCK}.`],
  CERT_REVOKED: ['its certificate was revoked', 'It must be replaced by whoever runs the server.'],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'its certificate is for another host',
    'Check --endpoint and the other endpoint settings (alikafka config explain).',
  ],
};

/** Everything else that is said of a certificate. */
const CERTIFICATE =
  /^(CERT_|DEPTH_|UNABLE_TO_|SELF_SIGNED|HOSTNAME_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|ERR_TLS_CERT)/;

/** Reasons in which OpenSSL ends a handshake, in the order in which they are looked for. */
const HANDSHAKES: readonly (readonly [reason: RegExp, words: string, hint?: string])[] = [
  [
    /wrong version number|packet length too long|http request|unknown protocol/,
    'the server does not speak TLS on this port',
    'If it is meant to be reached without TLS, write the address with http://.',
  ],
  [/unsupported protocol|protocol version|inappropriate fallback/, 'it shares no TLS version with this Node'],
  [/handshake failure|no shared cipher|no ciphers/, 'TLS found no common parameters (cipher, key or version)'],
  [/unrecognized name/, 'the server does not know this host name'],
  [/certificate required|bad certificate/, 'the server wants a certificate of the client, which is not supported'],
];

/** The fault that an error tells of; several addresses that were tried are one error without words of its own. */
export function networkFault(error: unknown): NetworkFault {
  const { code = '', message = '' } = partsOf(error);
  const certificate = CERTIFICATES[code];
  if (certificate !== undefined) {
    const [words, hint] = certificate;
    return { words: `${words}${namesOf(error)} (${code})`, lasting: true, hint };
  }
  if (CERTIFICATE.test(code))
    return { words: `its certificate was not accepted (${code})`, lasting: true, hint: TRUST_CA };
  const reason = handshakeReason(code, message);
  if (reason !== undefined) return handshake(reason);
  if (code.startsWith('HPE_')) return { words: `the answer is not HTTP (${code})`, lasting: false };
  if (isNotHttp(error)) return { words: 'the answer is not HTTP', lasting: false };
  const known = CONNECTION[code];
  return { words: known === undefined ? message || 'no answer' : `${known} (${code})`, lasting: false };
}

/** The error of undici's HTTP parser, which may come without a code. */
const isNotHttp = (error: unknown): boolean => (error as { name?: unknown } | undefined)?.name === 'HTTPParserError';

/** The code of an error, that of the first address where several were tried. */
export const codeOf = (error: unknown): string | undefined => partsOf(error).code;

interface Parts {
  readonly code?: string;
  readonly message?: string;
}

function partsOf(error: unknown): Parts {
  const whole = (error ?? {}) as Parts & { errors?: readonly Parts[] };
  const first = whole.errors?.[0];
  const [code, message] = [whole.code ?? first?.code, first?.message ?? whole.message];
  return { ...(code === undefined ? {} : { code }), ...(message === undefined ? {} : { message }) };
}

/** Longer lists of names are cut. */
const LONGEST_NAMES = 200;

/** The hosts that a certificate is for, where the error says them. */
function namesOf(error: unknown): string {
  const names = (error as { cert?: { subjectaltname?: unknown } } | undefined)?.cert?.subjectaltname;
  return typeof names === 'string' && names !== '' ? `, ${names.slice(0, LONGEST_NAMES)}` : '';
}

/** `80BCC89A947F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../ssl/record.c:355:` */
const OPENSSL = /error:[0-9a-f]+:[^:]*:[^:]*:([^:]+)/i;

/** OpenSSL's reason in small letters; undefined where the error is not one of TLS. */
function handshakeReason(code: string, message: string): string | undefined {
  const quoted = OPENSSL.exec(message)?.[1];
  if (quoted !== undefined) return quoted.trim().toLowerCase();
  const named = /^ERR_(?:SSL|TLS)_(.+)$/.exec(code)?.[1];
  return named?.toLowerCase().replaceAll('_', ' ') ?? (code === 'EPROTO' ? 'protocol error' : undefined);
}

function handshake(reason: string): NetworkFault {
  const known = HANDSHAKES.find(([pattern]) => pattern.test(reason));
  if (known === undefined) return { words: `TLS failed (${reason})`, lasting: false };
  const [, words, hint] = known;
  return { words: `${words} (${reason})`, lasting: true, ...(hint === undefined ? {} : { hint }) };
}
