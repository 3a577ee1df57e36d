/** Numbers with their unit, as tables show them on a terminal: `1.4 MB/s`. */

/** The suffix of scaled units; other units are appended unchanged. */
const SCALED: Readonly<Record<string, string>> = { bytes: '', 'bytes/s': '/s' };

const STEP = 1000;
const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E'] as const;

/** A number with its unit. Bytes have one decimal and a prefix of powers of 1000; others at most two decimals. */
export function unitText(value: number | bigint, unit: string): string {
  const per = SCALED[unit];
  if (per !== undefined) return scaledText(Number(value), per);
  const number = typeof value === 'bigint' ? String(value) : String(rounded(value, 2));
  return unit === '%' ? `${number}%` : `${number} ${unit}`;
}

function scaledText(value: number, per: string): string {
  let [scaled, at] = [value, 0];
  while (Math.abs(rounded(scaled, 1)) >= STEP && at < PREFIXES.length - 1) {
    scaled /= STEP;
    at++;
  }
  return `${at === 0 ? rounded(scaled, 1) : scaled.toFixed(1)} ${PREFIXES[at]}B${per}`;
}

/** Rounded to some decimals. */
const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));
