/** Numbers used once: a request repeated as it was is refused for as long as its timestamp could still pass. */
export interface Nonces {
  /** False when this nonce was taken in the last half hour; otherwise takes it. `now` in epoch milliseconds. */
  take(nonce: string, now: number): boolean;
}

/** Twice the fifteen minutes by which a timestamp may be off either way. */
const KEPT = 30 * 60_000;

/**
 * Kept in memory, by each server for itself: a read writes no file, and the state does not grow. Two generations, so
 * that forgetting costs nothing: one is dropped whole when the next begins.
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
