import type { Json } from '../../core/shape.ts';

/** Columns of the longest bar. */
const LONGEST = 10;

/** A number as a bar of up to ten columns, `most` being the longest; whatever is more than nothing has one column at least. */
export function barText(value: Json, most: number): string {
  if (typeof value !== 'number' || value <= 0 || most <= 0) return '';
  return '█'.repeat(Math.max(1, Math.round((LONGEST * value) / most)));
}
