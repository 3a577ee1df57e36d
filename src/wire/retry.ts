import type { Effect } from '../core/operation.ts';

/** What one attempt came to, as far as repeating is concerned. */
export type Attempt =
  | { readonly kind: 'fault' /** The request may have reached the service. */; readonly sent: boolean }
  | { readonly kind: 'refused'; readonly httpStatus: number }
  | { readonly kind: 'unclear'; readonly httpStatus: number };

export interface Budget {
  /** Attempts done, from 1. */
  readonly done: number;
  readonly max: number;
}

const FIRST_WAIT = 200;
const LONGEST_WAIT = 10_000;

/**
 * Whether to try again, and after how many milliseconds; undefined means no.
 * Reads are repeated on network faults and 5xx, since they change nothing; everything else is sent once.
 * The wait is full jitter over 0.2 s doubling to 10 s. `random` is 0 ≤ x < 1.
 */
export function waitBeforeNext(effect: Effect, attempt: Attempt, budget: Budget, random: number): number | undefined {
  if (budget.done >= budget.max || effect !== 'read') return undefined;
  if (attempt.kind !== 'fault' && attempt.httpStatus < 500) return undefined;
  return Math.floor(random * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (budget.done - 1)));
}
