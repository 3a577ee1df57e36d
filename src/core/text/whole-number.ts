/** The values that a number may have; both ends belong to it. */
export interface WholeRange {
  readonly min?: number;
  readonly max?: number;
}

/** Digits as JSON writes an integer; no exponent, fraction, plus sign, blank or leading zero. */
const DIGITS = /^-?(?:0|[1-9]\d*)$/;

/**
 * Reads a number that the service sent and that decides what is sent next. The service sends integers as JSON numbers
 * and as text. Returns undefined for everything else: a missing or empty value, a fraction, an exponent in text,
 * a boolean, a list, an object, a number beyond 2^53 or outside of `range` (default: 0 and up).
 */
export function wholeNumber(
  value: unknown,
  { min = 0, max = Number.MAX_SAFE_INTEGER }: WholeRange = {},
): number | undefined {
  const exact = wholeLong(value);
  return typeof exact === 'number' && exact >= min && exact <= max ? exact : undefined;
}

/** The same for 64-bit integers such as offsets, of any sign: a bigint where the value is beyond 2^53. */
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
