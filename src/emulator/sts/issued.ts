/** Temporary keys that were given, and until when; in memory, as the nonces are. */
import { randomBytes } from 'node:crypto';
import type { HeldKeys } from '../checks/gateway.ts';

/** Keys with their end. */
export type TemporaryKeys = Required<HeldKeys>;

export interface Issued {
  /** New keys that end after so many seconds. `now` in epoch milliseconds. */
  issue(seconds: number, now: number): TemporaryKeys;
  /** Keys by their id, also those that have ended of late: they are refused in other words. */
  of(accessKeyId: string): TemporaryKeys | undefined;
}

/** So long after their end keys are remembered, in milliseconds. */
const REMEMBERED = 24 * 3_600_000;

/** Nothing given yet. */
export function newIssued(): Issued {
  const issued = new Map<string, TemporaryKeys>();
  return {
    issue: (seconds, now) => {
      for (const { accessKeyId, expires } of issued.values())
        if (expires + REMEMBERED < now) issued.delete(accessKeyId);
      const keys = {
        accessKeyId: `STS.${word(18)}`,
        accessKeySecret: word(33),
        securityToken: `CAIS${word(90)}`,
        // The answer says it in whole seconds.
        expires: Math.floor(now / 1000) * 1000 + seconds * 1000,
      };
      issued.set(keys.accessKeyId, keys);
      return keys;
    },
    of: (accessKeyId) => issued.get(accessKeyId),
  };
}

const word = (bytes: number): string => randomBytes(bytes).toString('base64url').replaceAll(/[-_]/g, 'x');
