/** Which proxy applies to an address, and which values of the variables are valid: as in curl and in the vendor's CLI. */
import { describe, expect, test } from '@jest/globals';
import type { Failure } from '../../src/errors/failure.ts';
import { type ProxySettings, proxyFor, proxyRefusal, proxySecrets } from '../../src/transport/proxy.ts';

const NONE: ProxySettings = { https: undefined, http: undefined, all: undefined, noProxy: undefined, cgi: false };
const https = { name: 'HTTPS_PROXY', value: 'http://secure:1' };
const http = { name: 'HTTP_PROXY', value: 'http://plain:2' };
const all = { name: 'ALL_PROXY', value: 'http://every:3' };

const over = (origin: string, change: Partial<ProxySettings>): string | undefined =>
  proxyFor(origin, { ...NONE, ...change })?.origin;

describe('the variable', () => {
  test.each<[string, string, Partial<ProxySettings>, string | undefined]>([
    ['https uses its own', 'https://a.example', { https, http, all }, 'http://secure:1'],
    ['http uses its own', 'http://a.example', { https, http, all }, 'http://plain:2'],
    ['https uses the one for all', 'https://a.example', { http, all }, 'http://every:3'],
    ['http uses the one for all', 'http://a.example', { https, all }, 'http://every:3'],
    ['https never uses that of http', 'https://a.example', { http }, undefined],
    ['http never uses that of https', 'http://a.example', { https }, undefined],
    ['nothing is nothing', 'https://a.example', {}, undefined],
  ])('%s', (_says, origin, settings, expected) => expect(over(origin, settings)).toBe(expected));

  test.each(['https://localhost', 'https://127.0.0.1:8099', 'http://127.9.9.9', 'https://[::1]:1'])(
    'this machine itself uses none: %s',
    (origin) => expect(over(origin, { https, http, all })).toBeUndefined(),
  );

  test('without settings there is none', () => expect(proxyFor('https://a.example', undefined)).toBeUndefined());
});

describe('NO_PROXY', () => {
  const HOST = 'https://alikafka.cn-hangzhou.aliyuncs.com';
  test.each<[noProxy: string, origin: string, direct: boolean]>([
    ['*', HOST, true],
    ['example.com,*', HOST, true],
    ['alikafka.cn-hangzhou.aliyuncs.com', HOST, true],
    ['aliyuncs.com', HOST, true],
    ['.aliyuncs.com', HOST, true],
    ['*.aliyuncs.com', HOST, true],
    ['ALIYUNCS.COM', HOST, true],
    ['aliyuncs.com.', HOST, true],
    ['aliyuncs.com', 'https://alikafka.cn-hangzhou.aliyuncs.com.', true],
    ['.alikafka.cn-hangzhou.aliyuncs.com', HOST, true],
    ['yuncs.com', HOST, false],
    ['*yuncs.com', HOST, false],
    ['x.aliyuncs.com', HOST, false],
    ['a.example, aliyuncs.com ,b.example', HOST, true],
    ['a.example aliyuncs.com', HOST, true],
    [',, \n', HOST, false],
    ['', HOST, false],
    ['.', HOST, false],
    ['aliyuncs.com:443', HOST, true],
    ['.aliyuncs.com:443', HOST, true],
    ['aliyuncs.com:80', HOST, false],
    ['aliyuncs.com:8443', `${HOST}:8443`, true],
    ['aliyuncs.com', `${HOST}:8443`, true],
    [':443', HOST, false],
    ['https://alikafka.cn-hangzhou.aliyuncs.com', HOST, false],
    ['bücher.example', 'https://bücher.example', true],
    ['10.1.2.3', 'https://10.1.2.3', true],
    ['10.1.2.3', 'https://10.1.2.30', false],
    ['10.1.2.3:443', 'https://10.1.2.3', true],
    ['10.1.2.3:80', 'https://10.1.2.3', false],
    ['10.0.0.0/8', 'https://10.200.1.1', true],
    ['10.9.9.9/8', 'https://10.200.1.1', true],
    ['10.0.0.0/8', 'https://11.0.0.1', false],
    ['192.168.4.0/22', 'https://192.168.7.255', true],
    ['192.168.4.0/22', 'https://192.168.8.0', false],
    ['0.0.0.0/0', 'https://8.8.8.8', true],
    ['10.1.2.3/32', 'https://10.1.2.3', true],
    ['10.0.0.0/33', 'https://10.0.0.1', false],
    ['10.0.0.0/8', 'https://10.example.com', false],
    ['10.0.0.0/8', HOST, false],
    ['.1.2.3', 'https://10.1.2.3', false],
    ['fd00::1', 'https://[fd00::1]', true],
    ['FD00:0:0::1', 'https://[fd00::1]', true],
    ['[fd00::1]', 'https://[fd00::1]', true],
    ['[fd00::1]:443', 'https://[fd00::1]', true],
    ['[fd00::1]:80', 'https://[fd00::1]', false],
    ['fd00::/8', 'https://[fd12::9]', true],
    ['fd00::/8', 'https://[fe80::9]', false],
    ['fd00::/129', 'https://[fd00::1]', false],
    ['::ffff:10.1.2.3', 'https://10.1.2.3', true],
    ['10.0.0.0/8', 'https://[fd00::1]', false],
  ])('%j and %s: direct connection is %s', (noProxy, origin, direct) =>
    expect(over(origin, { https, noProxy })).toBe(direct ? undefined : 'http://secure:1'),
  );
});

const failureOf = (value: string, more: Partial<ProxySettings> = {}): Failure => {
  try {
    proxyFor('https://a.example', { ...NONE, https: { name: 'HTTPS_PROXY', value }, ...more });
  } catch (error) {
    return error as Failure;
  }
  throw new Error('it was accepted');
};

describe('the value', () => {
  test.each([
    ['http://proxy.example:3128', 'http://proxy.example:3128'],
    ['proxy.example:3128', 'http://proxy.example:3128'],
    ['proxy.example', 'http://proxy.example'],
    [' http://proxy.example:3128/ ', 'http://proxy.example:3128'],
    ['HTTP://Proxy.Example:80', 'http://proxy.example'],
    ['https://proxy.example', 'https://proxy.example'],
    ['10.1.2.3:3128', 'http://10.1.2.3:3128'],
    ['[fd00::1]:3128', 'http://[fd00::1]:3128'],
    ['http.example:3128', 'http://http.example:3128'],
  ])('%j is %s', (value, origin) =>
    expect(proxyFor('https://a.example', { ...NONE, https: { name: 'https_proxy', value } })).toEqual({
      origin,
      authorization: undefined,
      variable: 'https_proxy',
    }),
  );

  test.each([
    ['http://user:secret@proxy:1', 'user:secret'],
    ['user:secret@proxy:1', 'user:secret'],
    ['http://user@proxy:1', 'user:'],
    ['http://:secret@proxy:1', ':secret'],
    ['http://dom%5Cuser:p%40ss%2Fw%3Ard%C3%A9@proxy:1', 'dom\\user:p@ss/w:rdé'],
    ['http://user:p@ss@proxy:1', 'user:p@ss'],
  ])('%s has credentials, which are not in the origin', (value, credentials) => {
    const found = proxyFor('https://a.example', { ...NONE, https: { name: 'HTTPS_PROXY', value } });
    expect(found?.origin).toBe('http://proxy:1');
    expect(found?.authorization).toBe(`Basic ${Buffer.from(credentials).toString('base64')}`);
  });

  test.each([
    ['http://', 'must be a proxy address such as http://proxy.example:3128'],
    ['http://:3128', 'must be a proxy address such as http://proxy.example:3128'],
    ['http://user:testsecret@:x', 'must be a proxy address such as http://proxy.example:3128'],
    ['http://proxy:99999', 'must be a proxy address such as http://proxy.example:3128'],
    ['http://proxy:0', 'must be a proxy address such as http://proxy.example:3128'],
    ['http:/proxy:3128', 'must be a proxy address such as http://proxy.example:3128'],
    ['http//proxy:3128', 'must be a proxy address such as http://proxy.example:3128'],
    ['"http://proxy:3128"', 'must be a proxy address such as http://proxy.example:3128'],
    ['two words', 'must be a proxy address such as http://proxy.example:3128'],
    ['http://user:12/testsecret@proxy:3128', 'must be a proxy address such as http://proxy.example:3128'],
    ['http://user:12#testsecret@proxy:3128', 'must be a proxy address such as http://proxy.example:3128'],
    ['http://user:testsecret%zz@proxy:1', 'has a user name or password that is not percent-encoded correctly'],
    ['socks5://proxy:1080', 'is a SOCKS proxy (socks5://), which is not supported'],
    ['SOCKS5H://u:testsecret@proxy:1080', 'is a SOCKS proxy (socks5h://), which is not supported'],
    ['gopher://proxy', 'is a gopher:// proxy, which is not supported'],
    ['file:///etc/proxy', 'is a file:// proxy, which is not supported'],
  ])('%j is not valid: exit code 2 with the variable and without the value', (value, said) => {
    const failure = failureOf(value);
    expect(failure).toMatchObject({
      exitCode: 2,
      code: 'Usage',
      message: `HTTPS_PROXY ${said}`,
      details: [{ flag: 'HTTPS_PROXY', message: `HTTPS_PROXY ${said}` }],
      next: 'export HTTPS_PROXY=http://<host>:<port>',
    });
    expect(`${failure.message} ${failure.hint ?? ''}`).not.toMatch(/testsecret/);
  });

  test('a variable that does not apply is not checked', () => {
    const broken = { name: 'HTTPS_PROXY', value: 'socks5://proxy' };
    expect(over('http://a.example', { https: broken })).toBeUndefined();
    expect(over('https://127.0.0.1', { https: broken })).toBeUndefined();
    expect(over('https://a.example', { https: broken, noProxy: 'a.example' })).toBeUndefined();
  });
});

describe('in a CGI program', () => {
  test('HTTP_PROXY can be set by the caller: it is refused where it applies', () => {
    expect(() => over('http://a.example', { http, cgi: true })).toThrow(/^HTTP_PROXY cannot be used in a CGI program/);
    expect(over('https://a.example', { http, https, cgi: true })).toBe('http://secure:1');
    expect(over('http://a.example', { http, cgi: true, noProxy: '*' })).toBeUndefined();
  });

  test('http_proxy cannot, and is used', () => {
    expect(over('http://a.example', { http: { ...http, name: 'http_proxy' }, cgi: true })).toBe('http://plain:2');
  });
});

test('secrets are found as written, as decoded and as sent, also in values that are not valid', () => {
  const encoded = proxySecrets({ ...NONE, https: { name: 'HTTPS_PROXY', value: 'http://user:p%40ss@proxy:1' } });
  expect(encoded).toEqual(['p%40ss', 'p@ss', Buffer.from('user:p@ss').toString('base64')]);
  expect(proxySecrets({ ...NONE, all: { name: 'all_proxy', value: 'socks5://u:testsecret@p' } })).toContain(
    'testsecret',
  );
  expect(proxySecrets({ ...NONE, http: { name: 'http_proxy', value: 'u:a/testsecret@p:1' } })).toContain(
    'a/testsecret',
  );
  expect(proxySecrets({ ...NONE, http })).toEqual([]);
});

describe('the response of a proxy instead of the service', () => {
  const proxy = { origin: 'http://proxy:1', authorization: undefined, variable: 'https_proxy' };

  test.each([
    [407, true],
    [403, true],
    [404, true],
    [302, true],
    [408, false],
    [429, false],
    [502, false],
    [503, false],
  ])('%d: lasting is %s, and nothing was sent', (status, lasting) => {
    const fault = proxyRefusal(proxy, status);
    expect(fault).toMatchObject({ code: 'PROXY', sent: false, lasting });
    expect(fault.message).toContain(`the proxy http://proxy:1 (https_proxy)`);
    expect(fault.message).toContain(`(HTTP ${status})`);
  });

  test('to missing or wrong credentials has a hint how to set them', () => {
    expect(proxyRefusal(proxy, 407)).toMatchObject({
      message: 'the proxy http://proxy:1 (https_proxy) requires a user name and a password (HTTP 407)',
      hint: 'Add them to https_proxy: http://<user>:<pass>@proxy:1, with special characters percent-encoded.',
    });
    expect(proxyRefusal({ ...proxy, authorization: 'Basic eA==' }, 407)).toMatchObject({
      message:
        'the proxy http://proxy:1 (https_proxy) does not accept the user name and password in https_proxy (HTTP 407)',
      hint: expect.stringMatching(/^Check them in https_proxy: http:.*Basic/),
    });
  });
});
