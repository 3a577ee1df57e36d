/** Reads and writes JSON without losing digits of integers beyond 2^53. JSON that people write is in json-fields.ts. */
import { isSafeNumber, parse as parseExact, stringify as stringifyExact } from '../../vendor/lossless-json.ts';
import type { Json } from '../shape.ts';

/** Integers beyond 2^53 have at least 16 digits; without these the fast parser is exact. */
const MAY_BE_BIG = /\d{16}/;

/** JSON text to values; integers beyond 2^53 become bigint. Throws SyntaxError on anything that is not JSON. */
export function parseJson(text: string): Json {
  if (!MAY_BE_BIG.test(text)) return JSON.parse(text) as Json;
  return parseExact(text, undefined, { parseNumber: exactNumber, onDuplicateKey: ({ newValue }) => newValue }) as Json;
}

/** Values to JSON text; bigint is written as a plain integer. `indent` as in JSON.stringify. */
export function toJson(value: Json, indent?: number): string {
  try {
    return JSON.stringify(value, undefined, indent);
  } catch (error) {
    // JSON.stringify throws on a bigint; these are rare, and a search for them would take longer
    if ((error as { name?: string }).name !== 'TypeError') throw error;
    return stringifyExact(value, undefined, indent) ?? 'null';
  }
}

function exactNumber(digits: string): number | bigint {
  return /^-?\d+$/.test(digits) && !isSafeNumber(digits) ? BigInt(digits) : Number(digits);
}
