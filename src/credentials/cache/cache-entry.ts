/** A cache entry: temporary credentials in the state folder, shared by all commands of one user, and its rules. */
import type { FetchedKeys } from '../source.ts';

/** The credentials, and the lease of the process that fetches newer ones; each a list of at most one. */
export interface CacheEntry {
  /** The layout's version: an entry with another one counts as empty. */
  layout1: true;
  keys: CachedKeys[];
  claims: Lease[];
}

/** Credentials that expire, with when they were fetched (epoch milliseconds). */
export type CachedKeys = Required<Omit<FetchedKeys, 'expires'>> & {
  readonly expires: number;
  readonly fetched: number;
};

/** Held by the process that fetches; the others wait for it, but not longer than `until` (epoch milliseconds). */
export interface Lease {
  readonly by: string;
  readonly until: number;
}

/** An entry without credentials. */
export const emptyEntry = (): CacheEntry => ({ layout1: true, keys: [], claims: [] });

/**
 * Milliseconds before their expiration at which credentials are no longer used: requests take time, and clocks differ.
 */
const MARGIN = 180_000;

/** Whether credentials may still be used: until three minutes, or a fifth of a short life, before their expiration. */
export function isFresh({ expires, fetched }: { expires: number; fetched: number }, now: number): boolean {
  return now < expires - Math.min(MARGIN, (expires - fetched) / 5) && now >= fetched - MARGIN;
}

/** The credentials of an entry; undefined if there are none, or where the file is damaged. */
export function cachedKeys({ keys: [keys] }: CacheEntry): CachedKeys | undefined {
  const { accessKeyId, accessKeySecret, securityToken, expires, fetched } = (keys ?? {}) as Partial<CachedKeys>;
  const texts = [accessKeyId, accessKeySecret, securityToken];
  const isWhole =
    texts.every((text) => typeof text === 'string' && text !== '') &&
    Number.isFinite(expires) &&
    Number.isFinite(fetched);
  return isWhole ? keys : undefined;
}

/**
 * Credentials in the form of the cache; undefined for those without a token or an expiration, which are never written.
 */
export function cacheable(keys: FetchedKeys, now: number): CachedKeys | undefined {
  const { accessKeyId, accessKeySecret, securityToken, expires } = keys;
  if (securityToken === undefined || expires === undefined || expires <= now) return undefined;
  return { accessKeyId, accessKeySecret, securityToken, expires, fetched: now };
}

/** The lease, while it is valid. */
export function liveLease({ claims: [lease] }: CacheEntry, now: number): Lease | undefined {
  return typeof lease?.until === 'number' && lease.until > now && lease.until <= now + LEASE ? lease : undefined;
}

/** Milliseconds that a lease is valid. If a fetch takes longer, another process fetches as well. */
export const LEASE = 10_000;
