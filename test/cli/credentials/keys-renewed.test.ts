/** Temporary keys that the service no longer accepts: fetched again once, but never for what may be sent only once. */
import { expect, test } from '@jest/globals';
import type { Send } from '../../../src/transport/send.ts';
import { cli } from '../../support/context.ts';
import { http, ok, refusal } from '../../support/effects.ts';
import { topics } from '../../support/service.ts';

const ENV = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: undefined,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: undefined,
  ALIBABA_CLOUD_CREDENTIALS_URI: 'http://127.0.0.1:9/keys',
};

/** An address that gives other keys each time, and a service that takes all but the first. */
function twoKeys(): { send: Send; seen: string[] } {
  const seen: string[] = [];
  let fetched = 0;
  const send: Send = async ({ method, body }) => {
    if (method === 'GET') {
      const keys = {
        AccessKeyId: `STS.test${++fetched}`,
        AccessKeySecret: `testsecret${fetched}`,
        SecurityToken: 'token',
      };
      return http(200, { Code: 'Success', ...keys, Expiration: '2026-01-31T18:00:00Z' });
    }
    const id = new URLSearchParams(body).get('AccessKeyId') ?? '';
    seen.push(id);
    return id === 'STS.test1' ? refusal('InvalidSecurityToken.Expired', 400) : ok(topics());
  };
  return { send, seen };
}

test.each([
  ['topic list', 0, ['STS.test1', 'STS.test2']],
  ['topic create orders', 0, ['STS.test1', 'STS.test2']],
  ['topic list --max-attempts 1', 4, ['STS.test1']],
  ['api BuyMore Size=1 --yes', 4, ['STS.test1']],
])('%s: exit %i', async (line, code, ids) => {
  const { send, seen } = twoKeys();
  const ran = await cli(line, { env: ENV, send });
  expect({ stderr: ran.stderr, code: ran.code, seen }).toEqual({ stderr: ran.stderr, code, seen: ids });
});
