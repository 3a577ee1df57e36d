/**
 * The credentials of a source: kept in memory during a command, and cached between commands where they are temporary.
 */
import type { FetchEffects } from '../providers/effects.ts';
import { fetchKeys } from '../providers/fetch.ts';
import { fileOf } from '../sources/key-file.ts';
import { isFresh, cacheable, type CacheEntry, type CachedKeys, emptyEntry } from './cache-entry.ts';
import { type FetchedKeys, hideKeys, type Source } from '../source.ts';
import { releaseLease, acquireLease } from './lease.ts';

/** Credentials that are renewed as needed. */
export interface Keys {
  /** Credentials that are valid for a while: known, cached, or fetched now. Throws the Failure of fetching. */
  current(): Promise<FetchedKeys>;
  /**
   * Other credentials than the current ones, or than those with the id `refused`, which the service no longer accepts
   * (InvalidSecurityToken.Expired). Credentials that need no request stay the same.
   */
  renew(refused?: string): Promise<FetchedKeys>;
}

type Change = <T>(change: (entry: CacheEntry) => T) => Promise<T>;

/** Where temporary credentials are cached: a file for each source. Rejects if the file cannot be written. */
export interface KeyStore {
  shared(name: string, initial: () => CacheEntry): { readonly change: Change };
}

/**
 * The credentials of a source. Nothing is requested or read before the first use; long-lived keys are never written.
 */
export function keysOf(source: Source, io: FetchEffects, state: KeyStore): Keys {
  const change = source.kind === 'known' ? undefined : lateShared(source, io, state);
  let held: Promise<Timed> | undefined;
  const fetched = async (refused?: string): Promise<FetchedKeys> => {
    const made = change === undefined ? fresh(source, io) : shared(source, change, refused, io);
    held = made;
    made.catch(() => {
      if (held === made) held = undefined; // the failure belongs to the callers of `made` alone
    });
    return (await made).keys;
  };
  return {
    current: async () => {
      const now = await held;
      return now !== undefined && lasts(now, io.now()) ? now.keys : fetched();
    },
    renew: async (refused) => {
      const now = await held;
      const keyId = refused ?? now?.keys.accessKeyId;
      return now !== undefined && now.keys.accessKeyId !== keyId ? now.keys : fetched(keyId);
    },
  };
}

interface Timed {
  readonly keys: FetchedKeys;
  readonly at: number;
}

const lasts = ({ keys: { expires }, at }: Timed, now: number): boolean =>
  expires === undefined || isFresh({ expires, fetched: at }, now);

async function fresh(source: Source, io: FetchEffects): Promise<Timed> {
  return { keys: await fetchKeys(source, io), at: io.now() };
}

/** The cache file of a source, opened at its first use. */
function lateShared(source: Source, io: FetchEffects, state: KeyStore): Change {
  let file: { readonly change: Change } | undefined;
  return (change) => (file ??= state.shared(fileOf(source, io), emptyEntry)).change(change);
}

/** Credentials from the cache, else fetched by one process for all; without a cache file, this process fetches. */
async function shared(source: Source, change: Change, refused: string | undefined, io: FetchEffects): Promise<Timed> {
  const me = io.nonce();
  // Where it is not known whether there are credentials at all, waiting for other processes would only add up.
  const alone = source.kind === 'machine' && source.guessed;
  for (let first = true; ; first = false) {
    const lease = await quietly(() =>
      change((entry) => acquireLease(entry, { refused: first ? refused : undefined, me, now: io.now(), alone })),
    );
    if (lease === undefined) return fresh(source, io);
    if (lease === 'fetch') return fetchedFor(source, change, me, io);
    if (lease !== 'wait') return timed(lease, io);
    await io.sleep(POLL_INTERVAL, io.stop);
    if (io.stop.aborted) return fresh(source, io); // which ends at once, as interrupted
  }
}

/** Milliseconds between two reads of the cache while another process fetches. */
const POLL_INTERVAL = 100;

/** Fetches under the lease, and stores the credentials for the other processes. */
async function fetchedFor(source: Source, change: Change, me: string, io: FetchEffects): Promise<Timed> {
  let keys: CachedKeys | undefined;
  try {
    const made = await fresh(source, io);
    keys = cacheable(made.keys, made.at);
    return made;
  } finally {
    await quietly(() => change((entry) => releaseLease(entry, keys, me)));
  }
}

function timed({ fetched, ...keys }: CachedKeys, io: FetchEffects): Timed {
  hideKeys(keys, io);
  return { keys, at: fetched };
}

/** A cache that cannot be used costs a request; the command continues. */
async function quietly<T>(use: () => Promise<T>): Promise<T | undefined> {
  try {
    return await use();
  } catch {
    return undefined;
  }
}
