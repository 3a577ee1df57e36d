/**
 * The meanings of network error codes, for calls, credentials, doctor and the emulator: connections, certificates and TLS
 * handshakes. Which requests are retried is in retry.ts.
 */
import { alikafka } from '../core/text/command-line.ts';
import { labelled, noted, t } from '../core/text/texts.ts';

/** The meaning of a network error. */
export interface NetworkFault {
  /** A clause for an error message, with the code in parentheses; never OpenSSL's own text. */
  readonly words: string;
  /** A retry does not help, as with a certificate. */
  readonly lasting: boolean;
  /** What to do, where that is more than checking the network. */
  readonly hint?: string;
}

/** A line of the tables below. Texts are English templates: the code that prints them calls `t`. */
interface Known {
  readonly meaning: string;
  readonly advice?: string;
  /** The command of the advice. */
  readonly command?: string;
}

/** Codes of the system, of undici and of DNS. */
const CONNECTION: Readonly<Record<string, Known>> = {
  ECONNREFUSED: { meaning: 'the connection was refused: nothing is listening on this port' },
  ECONNRESET: { meaning: 'the connection was reset by the remote host' },
  ECONNABORTED: { meaning: 'the connection was aborted' },
  EPIPE: { meaning: 'the connection was closed by the remote host' },
  UND_ERR_SOCKET: { meaning: 'the connection was closed before the response was complete' },
  ENOTFOUND: { meaning: 'the host name was not found in DNS' },
  EAI_AGAIN: { meaning: 'the host name could not be resolved: the DNS server did not respond' },
  ETIMEDOUT: { meaning: 'the connection timed out' },
  UND_ERR_CONNECT_TIMEOUT: { meaning: 'the connection timed out' },
  EHOSTUNREACH: { meaning: 'there is no route to the host' },
  ENETUNREACH: { meaning: 'there is no route to the network' },
  ENETDOWN: { meaning: 'the network is down' },
  EADDRNOTAVAIL: { meaning: 'no local address or port is available for the connection' },
  EADDRINUSE: { meaning: 'the port is already in use' },
  EACCES: { meaning: 'the operating system denied permission' },
  EPERM: { meaning: 'the operating system denied permission' },
  EMFILE: { meaning: 'too many files are open in this process' },
  ENFILE: { meaning: 'too many files are open on this machine' },
  UND_ERR_RES_EXCEEDED_MAX_SIZE: { meaning: 'the response is too large' },
  UND_ERR_HEADERS_OVERFLOW: { meaning: 'the headers of the response are too large' },
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: { meaning: 'the response is longer or shorter than announced' },
};

const NOT_ACCEPTED = {
  meaning: 'the certificate was not accepted',
  advice:
    'If you trust its CA, for example that of a company proxy, pass the CA as a PEM file with --ca-file <file>, the profile key ca-file, SSL_CERT_FILE or NODE_EXTRA_CA_CERTS.',
} as const satisfies Known;

/** How to trust a CA that Node does not know. */
export const TRUST_CA: string = NOT_ACCEPTED.advice;

const UNKNOWN_CA: Known = { ...NOT_ACCEPTED, meaning: 'the certificate was issued by a CA that is not trusted here' };

/** What OpenSSL and Node report about certificates. */
const CERTIFICATES: Readonly<Record<string, Known>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: { ...NOT_ACCEPTED, meaning: 'the certificate is self-signed and not trusted here' },
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_CA,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_CA,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_CA,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_CA,
  CERT_UNTRUSTED: UNKNOWN_CA,
  CERT_HAS_EXPIRED: {
    meaning: 'the certificate has expired',
    advice:
      'Check the clock of this machine. If it is correct, the administrator of the server must renew the certificate.',
  },
  CERT_NOT_YET_VALID: {
    meaning: 'the certificate is not valid yet',
    advice: 'Check the clock of this machine.',
  },
  CERT_REVOKED: {
    meaning: 'the certificate was revoked',
    advice: 'The administrator of the server must replace the certificate.',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    meaning: 'the certificate is for another host',
    advice: 'Check --endpoint and the other endpoint settings: run "{command}".',
    command: alikafka`config explain`,
  },
};

/** Other codes that are about a certificate. */
const CERTIFICATE =
  /^(CERT_|DEPTH_|UNABLE_TO_|SELF_SIGNED|HOSTNAME_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|ERR_TLS_CERT)/;

/** OpenSSL's reasons for a failed handshake; the first that matches applies. */
const HANDSHAKES: readonly (Known & { readonly reason: RegExp })[] = [
  {
    reason: /wrong version number|packet length too long|http request|unknown protocol/,
    meaning: 'the server does not use TLS on this port',
    advice: 'To connect without TLS, write the address with http://.',
  },
  {
    reason: /unsupported protocol|protocol version|inappropriate fallback/,
    meaning: 'the server supports no TLS version that this version of Node supports',
  },
  {
    reason: /handshake failure|no shared cipher|no ciphers/,
    meaning: 'the server supports no TLS cipher, key or version that this version of Node supports',
  },
  { reason: /unrecognized name/, meaning: 'the server does not know this host name' },
  {
    reason: /certificate required|bad certificate/,
    meaning: 'the server requires a client certificate, which is not supported',
  },
];

/** The meaning of an error; where several addresses were tried, the error itself has no message. */
export function networkFault(error: unknown): NetworkFault {
  const { code = '', message = '' } = partsOf(error);
  const certificate = CERTIFICATES[code] ?? (CERTIFICATE.test(code) ? NOT_ACCEPTED : undefined);
  if (certificate !== undefined) return certificateFault(certificate, code, error);
  const reason = handshakeReason(code, message);
  if (reason !== undefined) return handshakeFault(reason);
  if (code.startsWith('HPE_')) return { words: t('the response is not HTTP ({code})', { code }), lasting: false };
  if (isNotHttp(error)) return { words: t('the response is not HTTP'), lasting: false };
  const known = CONNECTION[code];
  if (known !== undefined) return { words: coded(t(known.meaning), code), lasting: false };
  return { words: message || t('no response'), lasting: false };
}

const coded = (meaning: string, code: string): string => noted(meaning, code);

const hintOf = ({ advice, command = '' }: Known): Pick<NetworkFault, 'hint'> =>
  advice === undefined ? {} : { hint: t<string>(advice, { command }) };

/** With the hosts that the certificate is for, where the error names them. */
function certificateFault(known: Known, code: string, error: unknown): NetworkFault {
  const [meaning, names] = [t(known.meaning), namesOf(error)];
  const words = names === undefined ? coded(meaning, code) : labelled(meaning, noted(names, code));
  return { words, lasting: true, ...hintOf(known) };
}

/** The error of undici's HTTP parser, which can have no code. */
const isNotHttp = (error: unknown): boolean => (error as { name?: unknown } | undefined)?.name === 'HTTPParserError';

/** The code of an error; where several addresses were tried, that of the first. */
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

/** Characters of a list of names; longer lists are cut. */
const LONGEST_NAMES = 200;

/** The hosts that a certificate is for: `DNS:a.example, DNS:b.example`; undefined if the error does not name them. */
function namesOf(error: unknown): string | undefined {
  const names = (error as { cert?: { subjectaltname?: unknown } } | undefined)?.cert?.subjectaltname;
  return typeof names === 'string' && names !== '' ? names.slice(0, LONGEST_NAMES) : undefined;
}

/** `80BCC89A947F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../ssl/record.c:355:` */
const OPENSSL = /error:[0-9a-f]+:[^:]*:[^:]*:([^:]+)/i;

/** OpenSSL's reason in small letters: `wrong version number`; undefined for an error that is not about TLS. */
function handshakeReason(code: string, message: string): string | undefined {
  const quoted = OPENSSL.exec(message)?.[1];
  if (quoted !== undefined) return quoted.trim().toLowerCase();
  const named = /^ERR_(?:SSL|TLS)_(.+)$/.exec(code)?.[1];
  return named?.toLowerCase().replaceAll('_', ' ') ?? (code === 'EPROTO' ? t('protocol error') : undefined);
}

function handshakeFault(reason: string): NetworkFault {
  const known = HANDSHAKES.find((one) => one.reason.test(reason));
  if (known === undefined) return { words: t('the TLS handshake failed ({reason})', { reason }), lasting: false };
  return { words: coded(t(known.meaning), reason), lasting: true, ...hintOf(known) };
}
