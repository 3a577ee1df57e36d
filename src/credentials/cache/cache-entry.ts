/** Temporary keys as they are kept in the state folder, for all commands of one user. */
import type { FetchedKeys } from '../source.ts';

/** The keys, and who is fetching newer ones; lists of one or none. */
export interface CacheEntry {
  /** Raised when the layout changes: other files then count as none. */
  layout1: true;
  keys: CachedKeys[];
  claims: Lease[];
}

/** Keys that end, with the moment that they were fetched at. */
export type CachedKeys = Required<Omit<FetchedKeys, 'expires'>> & {
  readonly expires: number;
  readonly fetched: number;
};

/** A process that fetches; the others wait for it, but not longer than `until` (epoch milliseconds). */
export interface Lease {
  readonly by: string;
  readonly until: number;
}

/** Nothing kept. */
export const emptyEntry = (): CacheEntry => ({ layout1: true, keys: [], claims: [] });

/** Keys are used until so long before their end, in milliseconds: a request takes a while, and clocks differ. */
const MARGIN = 180_000;

/** Whether keys are good enough to be used: until three minutes, or a fifth of a short life, before their end. */
export function isFresh({ expires, fetched }: { expires: number; fetched: number }, now: number): boolean {
  return now < expires - Math.min(MARGIN, (expires - fetched) / 5) && now >= fetched - MARGIN;
}

/** Keys of a file that may have been damaged: only what is whole counts. */
export function cachedKeys({ keys: [keys] }: CacheEntry): CachedKeys | undefined {
  const { accessKeyId, accessKeySecret, securityToken, expires, fetched } = (keys ?? {}) as Partial<CachedKeys>;
  const texts = [accessKeyId, accessKeySecret, securityToken];
  const isWhole =
    texts.every((text) => typeof text === 'string' && text !== '') &&
    Number.isFinite(expires) &&
    Number.isFinite(fetched);
  return isWhole ? keys : undefined;
}

/** Keys as they are kept; undefined for those without a token or an end, which are never written. */
export function keepable(keys: FetchedKeys, now: number): CachedKeys | undefined {
  const { accessKeyId, accessKeySecret, securityToken, expires } = keys;
  if (securityToken === undefined || expires === undefined || expires <= now) return undefined;
  return { accessKeyId, accessKeySecret, securityToken, expires, fetched: now };
}

/** A claim that still counts. */
export function liveLease({ claims: [claim] }: CacheEntry, now: number): Lease | undefined {
  return typeof claim?.until === 'number' && claim.until > now && claim.until <= now + LEASE ? claim : undefined;
}

/** How long one who fetches is waited for. Who takes longer than this is not waited for: then two fetch. */
export const LEASE = 10_000;
