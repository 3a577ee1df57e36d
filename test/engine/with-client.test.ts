/** A client is closed with the outcome of its work, or at once if there is none. */
import { expect, test } from '@jest/globals';
import type { Client } from '../../src/client/client.ts';
import { finished } from '../../src/engine/outcome.ts';
import { withClient } from '../../src/engine/with-client.ts';

function closing(): { client: Client; closed: () => number } {
  let closed = 0;
  const client = { close: async () => void closed++ } as Client;
  return { client, closed: () => closed };
}

test('stays open until the outcome is closed', async () => {
  const { client, closed } = closing();
  const outcome = await withClient(client, async (given) => {
    expect(given).toBe(client);
    return finished();
  });
  expect(closed()).toBe(0);
  await outcome.close?.();
  expect(closed()).toBe(1);
});

test('is closed if there is no outcome', async () => {
  const { client, closed } = closing();
  const failed = withClient(client, () => Promise.reject(new Error('no outcome')));
  await expect(failed).rejects.toThrow('no outcome');
  expect(closed()).toBe(1);
});
