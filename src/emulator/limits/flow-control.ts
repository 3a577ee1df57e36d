/** Calls a second, as the service limits them: a bucket for each operation that holds one second's worth and refills. */
import type { Operation } from '../../core/operation.ts';

/** Whose limits: those that are published today, or those of the reference of 2020. */
export type LimitsOf = 'today' | '2020';

/** Which limits, and how strictly. */
export interface FlowLimits {
  readonly of: LimitsOf;
  /** How much more than that rate passes: 0.1 is ten per cent. */
  readonly slack: number;
}

/** The service's slack is not documented; clients that keep the rate must pass in spite of unsteady networks. */
export const USUAL_SLACK = 0.1;

/** One account's buckets; a server has one account, and keeps them in memory. */
export interface FlowControl extends FlowLimits {
  /** Takes a token and returns 0, or takes none and returns the milliseconds until there is one. */
  take(operation: Operation, now: number): number;
}

interface Bucket {
  tokens: number;
  /** Epoch milliseconds of the last look. */
  at: number;
}

/** What counts as a whole token: sums of fractions fall short of one by a hair. */
const WHOLE = 1 - 1e-6;

/** Full buckets at the rates of the records. */
export function newFlowControl({ of, slack }: FlowLimits): FlowControl {
  const buckets = new Map<string, Bucket>();
  return {
    of,
    slack,
    take: ({ action, rate, olderRate }, now) => {
      const perSecond = (of === '2020' ? olderRate : rate) * (1 + slack);
      const holds = Math.max(1, perSecond);
      const { tokens, at } = buckets.get(action) ?? { tokens: holds, at: now };
      // a clock that was set back gives nothing and takes nothing
      const there = Math.min(holds, tokens + (Math.max(0, now - at) / 1000) * perSecond);
      const passes = there >= WHOLE;
      buckets.set(action, { tokens: passes ? there - 1 : there, at: now });
      return passes ? 0 : Math.ceil(((WHOLE - there) / perSecond) * 1000);
    },
  };
}
