/** Rate limits of the service: a token bucket for each operation, which holds the tokens of one second. */
import type { Operation } from '../../core/operation.ts';

/** The limits that are published today, or those of the reference of 2020. */
export type LimitsOf = 'today' | '2020';

/** Which limits, and with which tolerance. */
export interface FlowLimits {
  readonly of: LimitsOf;
  /** By how much a rate may be exceeded: 0.1 is ten percent. */
  readonly slack: number;
}

/** The tolerance of the service is not documented. Clients that keep the rate must pass on uneven networks too. */
export const USUAL_SLACK = 0.1;

/** The buckets of the account, in memory. */
export interface FlowControl extends FlowLimits {
  /** Takes a token and returns 0, or returns the milliseconds until there is one. `now` is epoch milliseconds. */
  take(operation: Operation, now: number): number;
}

interface Bucket {
  tokens: number;
  /** When `tokens` was computed, epoch milliseconds. */
  at: number;
}

/** From here on, a sum of fractions is treated as a whole token, since sums are not exact. */
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
      // a clock that was set back neither adds nor removes tokens
      const available = Math.min(holds, tokens + (Math.max(0, now - at) / 1000) * perSecond);
      const passes = available >= WHOLE;
      buckets.set(action, { tokens: passes ? available - 1 : available, at: now });
      return passes ? 0 : Math.ceil(((WHOLE - available) / perSecond) * 1000);
    },
  };
}
