import { randomUUID } from 'node:crypto';
import type { LockEffects } from '../../src/host/storage/lock.ts';

/** The real effects of waiting for a lock, some of which a test replaces. */
export const lockEffects = (more: Partial<LockEffects> = {}): LockEffects => ({
  pid: process.pid,
  isRunning: () => true,
  nonce: () => randomUUID(),
  random: () => Math.random(),
  sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
  ...more,
});
