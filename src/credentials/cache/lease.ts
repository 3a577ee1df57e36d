/** Who fetches, of all the processes that want the same keys at the same time. Changes what is kept in place. */
import { LEASE, isFresh, type CacheEntry, type CachedKeys, cachedKeys, liveLease } from './cache-entry.ts';

/** Who asks, when, and for which keys not. */
export interface LeaseRequest {
  /** The id of keys that the service takes no longer. */
  readonly refused: string | undefined;
  readonly me: string;
  readonly now: number;
  /** Does not wait for others, nor lets them wait. */
  readonly alone: boolean;
}

/** What to do now: take these keys, wait for who fetches, or fetch, which is claimed by the way. */
export function acquireLease(
  kept: CacheEntry,
  { refused, me, now, alone }: LeaseRequest,
): CachedKeys | 'wait' | 'fetch' {
  const keys = cachedKeys(kept);
  if (keys !== undefined && keys.accessKeyId !== refused && isFresh(keys, now)) return keys;
  kept.keys = [];
  if (alone) return 'fetch';
  if (liveLease(kept, now) !== undefined) return 'wait';
  kept.claims = [{ by: me, until: now + LEASE }];
  return 'fetch';
}

/** Leaves the keys for the others, or at least the way free. */
export function releaseLease(kept: CacheEntry, keys: CachedKeys | undefined, me: string): void {
  if (keys !== undefined) kept.keys = [keys];
  kept.claims = kept.claims.filter(({ by }) => by !== me);
}
