/** A number drawn as a bar of squares, which leave a gap between two rows. The numbers that get bars are chosen by the view of an operation. */
import type { Json } from '../../core/shape.ts';

/** Width of the longest bar, in columns of the terminal. */
const LONGEST = 10;

/**
 * A number as a bar of up to ten columns, which `most` has; a number above 0 has at least one. Anything else is empty.
 */
export function barText(value: Json, most: number): string {
  if (typeof value !== 'number' || value <= 0 || most <= 0) return '';
  return '■'.repeat(Math.max(1, Math.round((LONGEST * value) / most)));
}
