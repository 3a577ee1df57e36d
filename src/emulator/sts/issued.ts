/** Issued temporary keys with their expiration, in memory like the nonces. */
import { randomBytes } from 'node:crypto';
import type { HeldKeys } from '../checks/gateway.ts';

/** Keys with their expiration. */
export type TemporaryKeys = Required<HeldKeys>;

/** The issued keys. */
export interface Issued {
  /** Issues keys that expire after `seconds`. `now` is epoch milliseconds. */
  issue(seconds: number, now: number): TemporaryKeys;
  /** Keys by id, including recently expired ones, which have their own refusal. */
  of(accessKeyId: string): TemporaryKeys | undefined;
}

/** How long expired keys are kept, in milliseconds. */
const REMEMBERED = 24 * 3_600_000;

/** A store without keys. */
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
        // the response has whole seconds
        expires: Math.floor(now / 1000) * 1000 + seconds * 1000,
      };
      issued.set(keys.accessKeyId, keys);
      return keys;
    },
    of: (accessKeyId) => issued.get(accessKeyId),
  };
}

const word = (bytes: number): string => randomBytes(bytes).toString('base64url').replaceAll(/[-_]/g, 'x');
