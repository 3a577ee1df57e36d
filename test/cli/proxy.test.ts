/** Which proxy a request is given: the environment's, in either spelling, and none for this machine itself. */
import { describe, expect, test } from '@jest/globals';
import type { HttpRequest } from '../../src/wire/send.ts';
import { cli } from '../support/context.ts';
import { ok } from '../support/effects.ts';
import { topicStatus } from '../support/service.ts';

async function proxyOf(env: Record<string, string>, flags = ''): Promise<HttpRequest['proxy']> {
  const sent: HttpRequest[] = [];
  const send = async (request: HttpRequest) => {
    sent.push(request);
    return ok(topicStatus());
  };
  expect((await cli(`topic status orders ${flags}`, { env, send })).code).toBe(0);
  return sent[0]?.proxy;
}

const settings = (change: object) => ({ httpsProxy: undefined, httpProxy: undefined, noProxy: undefined, ...change });

describe('the environment', () => {
  test.each<[Record<string, string>, object]>([
    [{ HTTPS_PROXY: 'http://p:1' }, { httpsProxy: 'http://p:1' }],
    [{ https_proxy: 'http://p:1' }, { httpsProxy: 'http://p:1' }],
    [{ HTTP_PROXY: 'http://p:1' }, { httpProxy: 'http://p:1' }],
    [{ https_proxy: 'http://low:1', HTTPS_PROXY: 'http://up:1' }, { httpsProxy: 'http://low:1' }],
    [{ https_proxy: '', HTTPS_PROXY: 'http://up:1' }, { httpsProxy: 'http://up:1' }],
    [
      { HTTPS_PROXY: 'http://p:1', HTTP_PROXY: 'http://p:2', NO_PROXY: 'a,b' },
      { httpsProxy: 'http://p:1', httpProxy: 'http://p:2', noProxy: 'a,b' },
    ],
    [
      { HTTPS_PROXY: 'http://p:1', no_proxy: 'x' },
      { httpsProxy: 'http://p:1', noProxy: 'x' },
    ],
  ])('%j', async (env, expected) => expect(await proxyOf(env)).toEqual(settings(expected)));

  test('none is none', async () => {
    expect(await proxyOf({})).toBeUndefined();
    expect(await proxyOf({ NO_PROXY: 'x', HTTPS_PROXY: '' })).toBeUndefined();
  });
});

test.each(['http://127.0.0.1:8099', 'http://localhost:8099', 'http://[::1]:8099'])(
  '%s is reached without one',
  async (endpoint) => {
    expect(
      await proxyOf({ HTTPS_PROXY: 'http://p:1', HTTP_PROXY: 'http://p:1' }, `--endpoint ${endpoint}`),
    ).toBeUndefined();
  },
);
