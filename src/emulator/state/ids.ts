/** Ids of new instances and orders, derived from the counter of the state. */
import { createHash } from 'node:crypto';
import { PREPAID } from '../../core/local-names.ts';
import type { State } from './state.ts';

/** The next number of a state. Of two writers that get the same one, one runs again on the other's state. */
export function nextNumber(state: State): number {
  state.counter += 1;
  return state.counter;
}

/** An id that looks random but is derived from a number, so that the same changes always give the same state. */
export function instanceIdOf(number: number): string {
  const hash = createHash('sha256').update(['instance', number].join(' ')).digest('hex');
  return (
    PREPAID +
    BigInt(`0x${hash.slice(0, 20)}`)
      .toString(36)
      .padStart(12, '0')
      .slice(-12)
  );
}

/** An order id of fifteen digits (docs/sources.md#order-ids). */
export function orderIdOf(number: number): string {
  return `2081607${String(number).padStart(8, '0')}`;
}
