/** Reads whole numbers from responses of the service. Numbers that users type are checked by core/params.ts. */

/** A range of numbers, with both ends. */
export interface WholeRange {
  readonly min?: number;
  readonly max?: number;
}

/** An integer as in JSON: no exponent, fraction, plus sign, space or leading zero. */
const DIGITS = /^-?(?:0|[1-9]\d*)$/;

/**
 * Reads an integer, which the service sends as a JSON number or as text. Returns undefined for anything else: a missing
 * or empty value, a fraction, an exponent in text, a boolean, a list, an object, or a number beyond 2^53 or outside of
 * the range (default: 0 and above). So a wrong value never decides what is sent next.
 */
export function wholeNumber(
  value: unknown,
  { min = 0, max = Number.MAX_SAFE_INTEGER }: WholeRange = {},
): number | undefined {
  const exact = wholeLong(value);
  return typeof exact === 'number' && exact >= min && exact <= max ? exact : undefined;
}

/** The same for 64-bit integers such as offsets, also negative ones: a bigint if the value is beyond 2^53. */
export function wholeLong(value: unknown): number | bigint | undefined {
  if (typeof value === 'bigint') return asLong(value);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value + 0 : undefined;
  return typeof value === 'string' && DIGITS.test(value) ? asLong(BigInt(value)) : undefined;
}

const LONG = 2n ** 63n;

function asLong(value: bigint): number | bigint | undefined {
  if (value < -LONG || value >= LONG) return undefined;
  const short = Number(value);
  return Number.isSafeInteger(short) ? short + 0 : value;
}
