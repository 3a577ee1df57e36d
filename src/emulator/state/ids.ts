import { createHash } from 'node:crypto';
import { PREPAID } from '../../core/local-names.ts';
import type { State } from './state.ts';

/** The next number of a state; two writers never get the same, since one of them is run again on the other's state. */
export function nextNumber(state: State): number {
  state.counter += 1;
  return state.counter;
}

/** An id that looks drawn but follows from a number, so that a state is the same however often it is made. */
export function instanceIdOf(number: number): string {
  const hash = createHash('sha256').update(`instance ${number}`).digest('hex');
  return (
    PREPAID +
    BigInt(`0x${hash.slice(0, 20)}`)
      .toString(36)
      .padStart(12, '0')
      .slice(-12)
  );
}

/** Fifteen digits: an order id is opaque, and longer than a number should be (docs/sources.md#order-ids). */
export function orderIdOf(number: number): string {
  return `2081607${String(number).padStart(8, '0')}`;
}
