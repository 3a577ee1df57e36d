/**
 * Leases: of several processes that need the same credentials, one fetches them. The functions change the cache entry.
 */
import { LEASE, isFresh, type CacheEntry, type CachedKeys, cachedKeys, liveLease } from './cache-entry.ts';

/** Who asks for a lease, and when. */
export interface LeaseRequest {
  /** The id of credentials that the service no longer accepts. */
  readonly refused: string | undefined;
  readonly me: string;
  readonly now: number;
  /** Neither waits for other processes nor makes them wait. */
  readonly alone: boolean;
}

/** What to do: use these credentials, wait for the process that fetches, or fetch, in which case the lease is taken. */
export function acquireLease(
  entry: CacheEntry,
  { refused, me, now, alone }: LeaseRequest,
): CachedKeys | 'wait' | 'fetch' {
  const keys = cachedKeys(entry);
  if (keys !== undefined && keys.accessKeyId !== refused && isFresh(keys, now)) return keys;
  entry.keys = [];
  if (alone) return 'fetch';
  if (liveLease(entry, now) !== undefined) return 'wait';
  entry.claims = [{ by: me, until: now + LEASE }];
  return 'fetch';
}

/** Ends the lease, and stores the credentials where there are any. */
export function releaseLease(entry: CacheEntry, keys: CachedKeys | undefined, me: string): void {
  if (keys !== undefined) entry.keys = [keys];
  entry.claims = entry.claims.filter(({ by }) => by !== me);
}
