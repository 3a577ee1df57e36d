/** Keys that several calls of one command want at the same time, and that cannot be had. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { keysOf } from '../../src/credentials/cache/cached.ts';
import { memoryFolder } from '../support/memory-folder.ts';
import { http } from '../support/effects.ts';
import { bench } from './bench.ts';

test('each call gets the failure, and none is unhandled', async () => {
  const uri = 'http://127.0.0.1:9/keys';
  const io = bench({ send: async () => http(403, 'no keys'), sleep: async () => undefined });
  const keys = keysOf({ kind: 'uri', mode: 'CredentialsURI', from: 'the environment', uri }, io, memoryFolder());
  for (let round = 0; round < 3; round++) {
    const all = await Promise.allSettled([keys.current(), keys.current(), keys.current()]);
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await pause(0); // what nobody hears of ends the test here
  }
});
