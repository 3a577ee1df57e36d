/** Changes one field of a response: removes it, or replaces it with a value that the service never sends there. */
import fc from 'fast-check';
import type { Json, Row } from '../../src/core/shape.ts';

/** Nested as deeply as a response may be. */
const deep = (levels: number): Json => (levels === 0 ? {} : { a: [deep(levels - 1)] });

/** Values that replace a field. Some are objects that fail when they are converted to text. */
export const ODD: readonly Json[] = [
  null,
  '',
  'text',
  'constructor',
  '__proto__',
  '\u001b[2J\u202e',
  -1,
  0,
  1.5,
  1e21,
  '1e3',
  true,
  false,
  [],
  {},
  [null],
  ['text', 5],
  [[[]]],
  { toString: null },
  { valueOf: 'text', toString: 5 },
  { toJSON: 'text' },
  JSON.parse('{"__proto__": {"Topic": "orders"}}') as Json,
  { constructor: null, hasOwnProperty: 1 },
  deep(20),
];

/** The paths of everything inside a value, without the value itself. */
function pathsOf(value: Json, at: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return at.length === 0 ? [] : [[...at]];
  const inner = Object.entries(value).flatMap(([name, inside]) => pathsOf(inside, [...at, name]));
  return at.length === 0 ? inner : [[...at], ...inner];
}

/** A change of one response: the place, and the new value; undefined removes the field. */
export interface Mutation {
  /** 0 ≤ x < 1: selects one of the places in the response. */
  readonly place: number;
  readonly put: Json | undefined;
  /** Changes the inside of a text that holds JSON. */
  readonly inText: boolean;
}

export const mutations: fc.Arbitrary<Mutation> = fc.record({
  // Random doubles are drawn by their bits, so nearly all of them are close to 0.
  place: fc.noBias(fc.nat(99_999)).map((n) => n / 100_000),
  put: fc.oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight: 6, arbitrary: fc.constantFrom(...ODD) }),
  inText: fc.boolean(),
});

/** The changed response and the path of the change. Short paths are as likely as all long ones together. */
export function mutated(text: string, { place, put, inText }: Mutation): { text: string; path: readonly string[] } {
  if (!text.startsWith('{')) return { text, path: [] }; // the request asked for another format
  const body = JSON.parse(text) as Json;
  const all = pathsOf(body);
  const shallow = all.filter((path) => path.length <= 2);
  const from = place < 0.5 ? shallow : all;
  const path = from[Math.floor(((place * 2) % 1) * from.length)] ?? [];
  return { text: JSON.stringify(changed(body, path, put, inText)), path };
}

function changed(
  value: Json,
  [name, ...rest]: readonly string[],
  put: Json | undefined,
  inText: boolean,
): Json | undefined {
  if (name === undefined) return inText && typeof value === 'string' ? opened(value, put) : put;
  if (Array.isArray(value))
    return value.flatMap((one, i) => (String(i) === name ? keep(changed(one, rest, put, inText)) : [one]));
  const fields = Object.entries(value as Row).flatMap(([key, one]): [string, Json][] => {
    const next = key === name ? changed(one, rest, put, inText) : one;
    return next === undefined ? [] : [[key, next]];
  });
  return Object.fromEntries(fields);
}

const keep = (value: Json | undefined): Json[] => (value === undefined ? [] : [value]);

/** JSON in a text (points, labels) with a change in its first record. */
function opened(text: string, put: Json | undefined): Json | undefined {
  try {
    const [first, ...others] = JSON.parse(text) as Json[];
    const name = Object.keys(first as object)[0] ?? '';
    return JSON.stringify([{ ...(first as object), [name]: put }, ...others]);
  } catch {
    return put;
  }
}
