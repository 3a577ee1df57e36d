import type { Json } from '../../core/shape.ts';

/** Data as a query can work on it, and the way back. */
export interface Lent {
  readonly data: Json;
  /** The query's result with the exact integers again, and nothing in it that is no JSON. */
  restore(result: unknown): Json;
}

/**
 * JMESPath knows doubles only. Integers beyond 2^53 go through it as doubles near them, one for each and in their order,
 * so that they compare and sort, and come back exact. What is computed from them is as exact as a double.
 */
export function lend(data: Json): Lent {
  const big = [...new Set(bigIn(data))].sort((a, b) => (a < b ? -1 : 1));
  const [doubles, exact] = [new Map<bigint, number>(), new Map<number, bigint>()];
  let last = Number.NEGATIVE_INFINITY;
  for (const value of big) {
    last = Number(value) > last ? Number(value) : nextUp(last);
    doubles.set(value, last);
    exact.set(last, value);
  }
  return { data: lowered(data, doubles), restore: (result) => raised(result, exact) };
}

function* bigIn(value: Json): Generator<bigint> {
  if (typeof value === 'bigint') {
    if (!Number.isSafeInteger(Number(value))) yield value;
  } else if (value !== null && typeof value === 'object') for (const inner of Object.values(value)) yield* bigIn(inner);
}

/** Objects lose their prototype, or `constructor` would be a field of each. */
function lowered(value: Json, doubles: ReadonlyMap<bigint, number>): Json {
  if (typeof value === 'bigint') return doubles.get(value) ?? Number(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => lowered(item, doubles));
  const copy = Object.create(null) as { [name: string]: Json };
  for (const key of Object.keys(value)) copy[key] = lowered(value[key] as Json, doubles);
  return copy;
}

function raised(value: unknown, exact: ReadonlyMap<number, bigint>): Json {
  if (typeof value === 'number') return exact.get(value) ?? (Number.isFinite(value) ? value : null);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item) => raised(item, exact));
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, raised(item, exact)]));
}

/** The next double above one that is not zero. */
function nextUp(double: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, double);
  bits.setBigUint64(0, bits.getBigUint64(0) + (double > 0 ? 1n : -1n));
  return bits.getFloat64(0);
}
