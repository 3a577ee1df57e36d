/** The keys of a source while a command runs, and between commands where they are temporary. */
import type { FetchEffects } from '../providers/effects.ts';
import { fetchKeys } from '../providers/fetch.ts';
import { fileOf } from '../sources/key-file.ts';
import { isFresh, keepable, type CacheEntry, type CachedKeys, emptyEntry } from './cache-entry.ts';
import { type FetchedKeys, hideKeys, type Source } from '../source.ts';
import { releaseLease, acquireLease } from './lease.ts';

/** Keys that renew themselves. */
export interface Keys {
  /** Keys that will last a while: known, remembered, or fetched now. Throws the Failure of fetching. */
  current(): Promise<FetchedKeys>;
  /**
   * Others than the current ones, or than those with the id that was refused: the service takes them no longer
   * (InvalidSecurityToken.Expired). Keys that are known at once stay the same.
   */
  renew(refused?: string): Promise<FetchedKeys>;
}

type Change = <T>(change: (kept: CacheEntry) => T) => Promise<T>;

/** Where temporary keys are kept between commands: a file for each source; rejects where the disk refuses. */
export interface KeyStore {
  shared(name: string, initial: () => CacheEntry): { readonly change: Change };
}

/** The keys of a source. Nothing is asked or read before the first use; long-lived keys are never written. */
export function keysOf(source: Source, io: FetchEffects, state: KeyStore): Keys {
  const change = source.kind === 'known' ? undefined : lateShared(source, io, state);
  let held: Promise<Timed> | undefined;
  const fetched = async (refused?: string): Promise<FetchedKeys> => {
    const made = change === undefined ? fresh(source, io) : shared(source, change, refused, io);
    held = made;
    made.catch(() => {
      if (held === made) held = undefined; // and no more is returned: another's failure would be nobody's
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

/** The file of a source: which account, and where it is asked, without saying either. */
function lateShared(source: Source, io: FetchEffects, state: KeyStore): Change {
  let file: { readonly change: Change } | undefined;
  return (change) => (file ??= state.shared(fileOf(source, io), emptyEntry)).change(change);
}

/** Keys from the file, else fetched by one process for all; where there is no file, by this one for itself. */
async function shared(source: Source, change: Change, refused: string | undefined, io: FetchEffects): Promise<Timed> {
  const me = io.nonce();
  // Where nobody knows whether there are keys at all, waiting for each other would only add up.
  const alone = source.kind === 'machine' && source.guessed;
  for (let first = true; ; first = false) {
    const turn = await quietly(() =>
      change((kept) => acquireLease(kept, { refused: first ? refused : undefined, me, now: io.now(), alone })),
    );
    if (turn === undefined) return fresh(source, io);
    if (turn === 'fetch') return claimed(source, change, me, io);
    if (turn !== 'wait') return timed(turn, io);
    await io.sleep(LOOK_AGAIN, io.stop);
    if (io.stop.aborted) return fresh(source, io); // which ends at once, as interrupted
  }
}

/** Milliseconds between two looks at what another process fetches. */
const LOOK_AGAIN = 100;

async function claimed(source: Source, change: Change, me: string, io: FetchEffects): Promise<Timed> {
  let keys: CachedKeys | undefined;
  try {
    const made = await fresh(source, io);
    keys = keepable(made.keys, made.at);
    return made;
  } finally {
    await quietly(() => change((kept) => releaseLease(kept, keys, me)));
  }
}

function timed({ fetched, ...keys }: CachedKeys, io: FetchEffects): Timed {
  hideKeys(keys, io);
  return { keys, at: fetched };
}

/** A disk that refuses costs a fetch, not the command. */
async function quietly<T>(use: () => Promise<T>): Promise<T | undefined> {
  try {
    return await use();
  } catch {
    return undefined;
  }
}
