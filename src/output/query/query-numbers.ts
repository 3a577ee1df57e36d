/** Large integers in queries: JMESPath would round them. */
import type { Json } from '../../core/shape.ts';

/** Data for a query, and the conversion back. */
export interface QueryData {
  readonly data: Json;
  /** The query's result as JSON, with the exact integers again. */
  restore(result: unknown): Json;
}

/**
 * JMESPath has only doubles. Each integer beyond 2^53 is replaced by a double near it, in the same order, so that these
 * are compared, sorted and restored exactly. Results of calculations are as exact as doubles.
 */
export function queryData(data: Json): QueryData {
  const big = [...new Set(bigIn(data))].sort((a, b) => (a < b ? -1 : 1));
  const [doubles, exact] = [new Map<bigint, number>(), new Map<number, bigint>()];
  let last = Number.NEGATIVE_INFINITY;
  for (const value of big) {
    last = Number(value) > last ? Number(value) : nextUp(last);
    doubles.set(value, last);
    exact.set(last, value);
  }
  return { data: asDoubles(data, doubles), restore: (result) => asIntegers(result, exact) };
}

function* bigIn(value: Json): Generator<bigint> {
  if (typeof value === 'bigint') {
    if (!Number.isSafeInteger(Number(value))) yield value;
  } else if (value !== null && typeof value === 'object') for (const inner of Object.values(value)) yield* bigIn(inner);
}

/** The copies have no prototype: a query must not find `constructor` in each object. */
function asDoubles(value: Json, doubles: ReadonlyMap<bigint, number>): Json {
  if (typeof value === 'bigint') return doubles.get(value) ?? Number(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => asDoubles(item, doubles));
  const copy = Object.create(null) as { [name: string]: Json };
  for (const key of Object.keys(value)) copy[key] = asDoubles(value[key] as Json, doubles);
  return copy;
}

function asIntegers(value: unknown, exact: ReadonlyMap<number, bigint>): Json {
  if (typeof value === 'number') return exact.get(value) ?? (Number.isFinite(value) ? value : null);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item) => asIntegers(item, exact));
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asIntegers(item, exact)]));
}

/** The next double above one that is not zero. */
function nextUp(double: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, double);
  bits.setBigUint64(0, bits.getBigUint64(0) + (double > 0 ? 1n : -1n));
  return bits.getFloat64(0);
}
