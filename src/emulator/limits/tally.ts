/** What has come in so far, for whoever tests a client. */

/** Numbers by action; actions that were not called are absent. */
export type Counts = Readonly<Record<string, number>>;

/** Counts calls that passed the gateway. */
export interface Tally {
  called(action: string): void;
  /** It was answered with a throttling code, by the limits or by a fault. */
  throttled(action: string): void;
  counts(): { readonly calls: Counts; readonly throttled: Counts };
}

/** Nothing counted yet. */
export function newTally(): Tally {
  const [calls, throttled] = [new Map<string, number>(), new Map<string, number>()];
  const add = (to: Map<string, number>, action: string): void => void to.set(action, (to.get(action) ?? 0) + 1);
  return {
    called: (action) => add(calls, action),
    throttled: (action) => add(throttled, action),
    counts: () => ({ calls: Object.fromEntries(calls), throttled: Object.fromEntries(throttled) }),
  };
}
