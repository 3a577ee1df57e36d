import type { Operation } from '../core/operation.ts';

/** An operation as a rate limiter is asked about it. */
export interface RateLimitedCall {
  readonly action: string;
  /** Calls a second; 0 is not limited. */
  readonly rate: number;
  /** The rate to which a first throttled answer lowers the calls. */
  readonly older?: number;
  readonly change: boolean;
}

/** Lets calls through at the rate of their account. */
export interface RateLimiter {
  /**
   * Waits until this call may be sent; true at once where it is not limited. False as soon as the command is stopped,
   * and where its deadline comes first: nothing may be sent then.
   */
  acquire(call: RateLimitedCall): Promise<boolean>;
  /** A throttled answer came, with the milliseconds that it names, if any: the operation is lowered. */
  throttled(call: RateLimitedCall, named: number | undefined): Promise<void>;
  /** Calls a second that a change may make now; 0 where it is not limited. */
  rate(call: RateLimitedCall): Promise<number>;
}

/** An operation's call, as a rate limiter is asked about it. */
export const rateLimited = ({
  action,
  rate,
  olderRate,
  effect,
}: Pick<Operation, 'action' | 'rate' | 'effect'> & Pick<Partial<Operation>, 'olderRate'>): RateLimitedCall => ({
  action,
  rate,
  ...(olderRate === undefined ? {} : { older: olderRate }),
  change: effect !== 'read',
});
