/** Nonces of requests: a repeated request is refused while its timestamp is still accepted. */

/** The recorded nonces of one server. */
export interface Nonces {
  /** Records a nonce. False if it was recorded in the last half hour. `now` is epoch milliseconds. */
  take(nonce: string, now: number): boolean;
}

/** Milliseconds: twice the fifteen minutes by which a timestamp may be off in either direction. */
const KEPT = 30 * 60_000;

/**
 * Each server keeps its own in memory, so that a read writes no file and the state does not grow. There are two
 * generations, and the older one is dropped as a whole, which is cheap.
 */
export function newNonces(): Nonces {
  let [young, old] = [new Set<string>(), new Set<string>()];
  let since = Number.NEGATIVE_INFINITY;
  return {
    take(nonce, now) {
      if (now - since >= KEPT) {
        old = now - since >= 2 * KEPT ? new Set() : young;
        young = new Set();
        since = now;
      }
      const fresh = !young.has(nonce) && !old.has(nonce);
      young.add(nonce);
      return fresh;
    },
  };
}
