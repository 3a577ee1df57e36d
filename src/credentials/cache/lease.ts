/** Who fetches, of all the processes that want the same keys at the same time. Changes what is kept in place. */
import { CLAIM, isFresh, type Kept, type KeptKeys, keptKeys, liveClaim } from './cache-entry.ts';

/** Who asks, when, and for which keys not. */
export interface Turn {
  /** The id of keys that the service takes no longer. */
  readonly refused: string | undefined;
  readonly me: string;
  readonly now: number;
  /** Does not wait for others, nor lets them wait. */
  readonly alone: boolean;
}

/** What to do now: take these keys, wait for who fetches, or fetch, which is claimed by the way. */
export function turnOf(kept: Kept, { refused, me, now, alone }: Turn): KeptKeys | 'wait' | 'fetch' {
  const keys = keptKeys(kept);
  if (keys !== undefined && keys.accessKeyId !== refused && isFresh(keys, now)) return keys;
  kept.keys = [];
  if (alone) return 'fetch';
  if (liveClaim(kept, now) !== undefined) return 'wait';
  kept.claims = [{ by: me, until: now + CLAIM }];
  return 'fetch';
}

/** Leaves the keys for the others, or at least the way free. */
export function settle(kept: Kept, keys: KeptKeys | undefined, me: string): void {
  if (keys !== undefined) kept.keys = [keys];
  kept.claims = kept.claims.filter(({ by }) => by !== me);
}
