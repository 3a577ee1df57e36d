import { randomUUID } from 'node:crypto';
import type { LockEffects } from '../../src/host/storage/lock.ts';

/** The effects of waiting for a lock as this process has them, with others in their place. */
export const lockEffects = (more: Partial<LockEffects> = {}): LockEffects => ({
  pid: process.pid,
  isRunning: () => true,
  nonce: () => randomUUID(),
  random: () => Math.random(),
  sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
  ...more,
});
