/** The interface of rate limiters; the one that limits an account across processes is in client/rate-limit. */
import type { Operation } from '../core/operation.ts';

/** What a rate limiter needs to know about a call. */
export interface RateLimitedCall {
  readonly action: string;
  /** Requests per second; 0 means no limit. */
  readonly rate: number;
  /** Requests per second after the first throttled response. */
  readonly older?: number;
  readonly change: boolean;
  /** A read of many, which is limited like a change. */
  readonly paced?: boolean;
}

/** Limits the calls of an account to the rate of their operation. */
export interface RateLimiter {
  /**
   * Waits until this call may be sent; true at once if it is not limited. False as soon as the command is stopped, or if
   * its deadline comes first: nothing may be sent then.
   */
  acquire(call: RateLimitedCall): Promise<boolean>;
  /** Lowers the rate of the operation after a throttled response, with the milliseconds that it asks to wait, if any. */
  throttled(call: RateLimitedCall, named: number | undefined): Promise<void>;
  /** The current rate in requests per second; 0 means no limit. */
  rate(call: RateLimitedCall): Promise<number>;
}

/** The rate-limited call of an operation; `paced` limits reads too. */
export const rateLimited = (
  {
    action,
    rate,
    olderRate,
    effect,
  }: Pick<Operation, 'action' | 'rate' | 'effect'> & Pick<Partial<Operation>, 'olderRate'>,
  paced: boolean = false,
): RateLimitedCall => ({
  action,
  rate,
  ...(olderRate === undefined ? {} : { older: olderRate }),
  change: effect !== 'read',
  ...(paced ? { paced } : {}),
});
