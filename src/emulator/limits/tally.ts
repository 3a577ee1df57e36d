/** Counts of calls, for tests of clients. */

/** Counts by action, without actions that were not called. */
export type Counts = Readonly<Record<string, number>>;

/** Counts the calls that passed the checks of the gateway. */
export interface Tally {
  called(action: string): void;
  /** A call was throttled by the rate limits or by a fault. */
  throttled(action: string): void;
  counts(): { readonly calls: Counts; readonly throttled: Counts };
}

/** A tally with all counts 0. */
export function newTally(): Tally {
  const [calls, throttled] = [new Map<string, number>(), new Map<string, number>()];
  const add = (to: Map<string, number>, action: string): void => void to.set(action, (to.get(action) ?? 0) + 1);
  return {
    called: (action) => add(calls, action),
    throttled: (action) => add(throttled, action),
    counts: () => ({ calls: Object.fromEntries(calls), throttled: Object.fromEntries(throttled) }),
  };
}
