/** The texts of network errors: a meaning with the code, never OpenSSL's own text. */
import { describe, expect, test } from '@jest/globals';
import { codeOf, networkFault, TRUST_CA } from '../../src/transport/network-errors.ts';

const openssl = (reason: string): string =>
  `80BCC89A947F0000:error:0A00010B:SSL routines:ssl3_get_record:${reason}:../deps/openssl/openssl/ssl/record/ssl3_record.c:355:\n`;

const error = (code: string | undefined, message = '', more: object = {}): object => ({ code, message, ...more });

describe('a connection', () => {
  test.each([
    [
      'ECONNREFUSED',
      'connect ECONNREFUSED 127.0.0.1:1',
      'the connection was refused: nothing is listening on this port (ECONNREFUSED)',
    ],
    ['ECONNRESET', 'read ECONNRESET', 'the connection was reset by the remote host (ECONNRESET)'],
    ['ENOTFOUND', 'getaddrinfo ENOTFOUND a.b', 'the host name was not found in DNS (ENOTFOUND)'],
    [
      'EAI_AGAIN',
      'getaddrinfo EAI_AGAIN a.b',
      'the host name could not be resolved: the DNS server did not respond (EAI_AGAIN)',
    ],
    ['ETIMEDOUT', 'connect ETIMEDOUT', 'the connection timed out (ETIMEDOUT)'],
    ['UND_ERR_CONNECT_TIMEOUT', 'Connect Timeout Error', 'the connection timed out (UND_ERR_CONNECT_TIMEOUT)'],
    ['EADDRINUSE', 'listen EADDRINUSE: address already in use', 'the port is already in use (EADDRINUSE)'],
    ['EACCES', 'listen EACCES: permission denied', 'the operating system denied permission (EACCES)'],
    ['HPE_INVALID_CONSTANT', 'Expected HTTP/', 'the response is not HTTP (HPE_INVALID_CONSTANT)'],
    ['SOMETHING_NEW', 'what it says', 'what it says'],
    [undefined, '', 'no response'],
  ])('%s', (code, message, words) => expect(networkFault(error(code, message))).toEqual({ words, lasting: false }));

  test('to several addresses is described by the first error', () => {
    const first = error('ECONNREFUSED', 'connect ECONNREFUSED ::1:1');
    for (const many of [{ code: 'ECONNREFUSED', errors: [first] }, { errors: [first, error('ETIMEDOUT')] }]) {
      expect(networkFault(many).words).toMatch(/^the connection was refused/);
      expect(codeOf(many)).toBe('ECONNREFUSED');
    }
  });

  test.each([undefined, null, 'text', 7])('%j is no response', (odd) =>
    expect(networkFault(odd)).toEqual({ words: 'no response', lasting: false }),
  );
});

describe('TLS', () => {
  test.each([
    ['EPROTO', openssl('wrong version number'), 'the server does not use TLS on this port (wrong version number)'],
    [
      'ERR_SSL_WRONG_VERSION_NUMBER',
      openssl('wrong version number'),
      'the server does not use TLS on this port (wrong version number)',
    ],
    ['ERR_SSL_PACKET_LENGTH_TOO_LONG', '', 'the server does not use TLS on this port (packet length too long)'],
    [
      'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
      openssl('tlsv1 alert protocol version'),
      'the server supports no TLS version that this version of Node supports (tlsv1 alert protocol version)',
    ],
    [
      'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
      openssl('sslv3 alert handshake failure'),
      'the server supports no TLS cipher, key or version that this version of Node supports (sslv3 alert handshake failure)',
    ],
    [
      'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
      '',
      'the server requires a client certificate, which is not supported (tlsv13 alert certificate required)',
    ],
  ])('%s', (code, message, words) => {
    expect(networkFault(error(code, message))).toMatchObject({ words, lasting: true });
  });

  test.each([
    ['EPROTO', openssl('bad record mac'), 'the TLS handshake failed (bad record mac)'],
    ['EPROTO', 'write EPROTO', 'the TLS handshake failed (protocol error)'],
    ['ERR_SSL_SOMETHING_NEW', 'whatever', 'the TLS handshake failed (something new)'],
  ])('an unknown error can pass: %s %j', (code, message, words) =>
    expect(networkFault(error(code, message))).toEqual({ words, lasting: false }),
  );
});

describe('a certificate', () => {
  test.each([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_UNTRUSTED',
    'CERT_CHAIN_TOO_LONG',
    'INVALID_CA',
  ])('%s has a hint with the ways to trust a CA', (code) => {
    const { words, lasting, hint } = networkFault(error(code, 'x'));
    expect([lasting, hint]).toEqual([true, TRUST_CA]);
    expect(words).toMatch(new RegExp(`^the certificate .*\\(${code}\\)$`));
  });

  test('for other hosts names them, up to a limit', () => {
    const subjectaltname = Array.from({ length: 90 }, (_, i) => `DNS:host-${i}.example`).join(', ');
    const words = (cert: unknown): string => networkFault(error('ERR_TLS_CERT_ALTNAME_INVALID', '', { cert })).words;
    expect(words({ subjectaltname: 'DNS:a.example' })).toContain(': DNS:a.example (');
    expect(words({ subjectaltname }).length).toBeLessThan(300);
    expect(words({ subjectaltname: 7 })).toBe('the certificate is for another host (ERR_TLS_CERT_ALTNAME_INVALID)');
  });
});
