/** Which proxy a request is given: the environment's, in either spelling; and what cannot work, before anything is sent. */
import { describe, expect, test } from '@jest/globals';
import type { HttpRequest } from '../../../src/transport/send.ts';
import { cli, errorOf } from '../../support/context.ts';
import { ok } from '../../support/effects.ts';
import { topicStatus } from '../../support/service.ts';

async function proxyOf(env: Record<string, string>, flags = ''): Promise<[string, string] | undefined> {
  const sent: HttpRequest[] = [];
  const send = async (request: HttpRequest) => {
    sent.push(request);
    return ok(topicStatus());
  };
  expect((await cli(`topic status orders ${flags}`, { env, send })).code).toBe(0);
  const proxy = sent[0]?.proxy;
  return proxy === undefined ? undefined : [proxy.origin, proxy.variable];
}

describe('the environment', () => {
  test.each<[Record<string, string>, [string, string] | undefined]>([
    [{ HTTPS_PROXY: 'http://p:1' }, ['http://p:1', 'HTTPS_PROXY']],
    [{ https_proxy: 'http://p:1' }, ['http://p:1', 'https_proxy']],
    [{ https_proxy: 'http://low:1', HTTPS_PROXY: 'http://up:1' }, ['http://low:1', 'https_proxy']],
    [{ https_proxy: '', HTTPS_PROXY: 'http://up:1' }, ['http://up:1', 'HTTPS_PROXY']],
    [{ https_proxy: ' ', HTTPS_PROXY: 'http://up:1' }, ['http://up:1', 'HTTPS_PROXY']],
    [{ HTTP_PROXY: 'http://p:1' }, undefined],
    [{ ALL_PROXY: 'http://p:1' }, ['http://p:1', 'ALL_PROXY']],
    [{ all_proxy: 'http://p:1', HTTPS_PROXY: 'http://s:1' }, ['http://s:1', 'HTTPS_PROXY']],
    [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'a,b' }, ['http://p:1', 'HTTPS_PROXY']],
    [{ HTTPS_PROXY: 'http://p:1', no_proxy: 'aliyuncs.com', NO_PROXY: 'x' }, undefined],
    [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: '.aliyuncs.com' }, undefined],
    [{ NO_PROXY: 'x', HTTPS_PROXY: '' }, undefined],
    [{}, undefined],
  ])('%j', async (env, expected) => expect(await proxyOf(env)).toEqual(expected));

  test('HTTP_PROXY is for URLs that begin with http://', async () => {
    const env = { HTTP_PROXY: 'http://p:1' };
    expect(await proxyOf(env, '--endpoint http://kafka.example')).toEqual(['http://p:1', 'HTTP_PROXY']);
  });
});

test.each(['http://127.0.0.1:8099', 'http://localhost:8099', 'http://[::1]:8099'])(
  '%s is reached without a proxy',
  async (endpoint) => {
    expect(
      await proxyOf({ HTTPS_PROXY: 'http://p:1', HTTP_PROXY: 'http://p:1' }, `--endpoint ${endpoint}`),
    ).toBeUndefined();
  },
);

describe('an unusable proxy is exit 2 at once', () => {
  const VALUES = ['socks5://u:testsecret@p:1080', 'http://u:test/secret@p:1', 'gopher://p'];

  test.each(VALUES)('%s', async (HTTPS_PROXY) => {
    const ran = await cli('topic create a1b c2d -o json --debug', { env: { HTTPS_PROXY }, script: {} });
    expect(ran).toMatchObject({ code: 2, stdout: '', calls: [] });
    expect(errorOf(ran).details).toMatchObject([{ flag: 'HTTPS_PROXY' }]);
    expect(ran.stderr).not.toMatch(/testsecret|test\/secret/);
  });

  test.each(['topic delete orders', 'api DeleteTopic Topic=orders'])('%s: before a question', async (line) => {
    const ran = await cli(line, { env: { ALL_PROXY: 'socks5://p:1' }, script: {}, terminal: true });
    expect([ran.code, ran.calls, ran.asked]).toEqual([2, [], []]);
    expect(ran.stderr).toMatch(/ALL_PROXY is a SOCKS proxy/);
  });

  test('requests for keys follow the same rule', async () => {
    const env = {
      ALIBABA_CLOUD_ACCESS_KEY_ID: undefined,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined,
      ALIBABA_CLOUD_CREDENTIALS_URI: 'http://keys.example/k',
      http_proxy: 'socks4://p:1',
    };
    const ran = await cli('topic list', { env, script: {} });
    expect([ran.code, ran.calls]).toEqual([2, []]);
    expect(ran.stderr).toMatch(/http_proxy is a SOCKS proxy \(socks4:\/\/\)/);
  });

  test('a dry run and local addresses do not use it', async () => {
    const env = { HTTPS_PROXY: 'socks5://p:1080' };
    expect((await cli('topic create a1b --dry-run', { env, script: {} })).code).toBe(0);
    expect(await proxyOf(env, '--endpoint https://127.0.0.1:8099')).toBeUndefined();
  });
});
