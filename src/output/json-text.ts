/** JSON output: hidden characters are escaped. */
import { toJson } from '../core/text/json.ts';
import type { Json } from '../core/shape.ts';
import { escapeLines, unicodeEscape } from '../core/text/safe-text.ts';

const PLAIN = /^[\x20-\x7e\n]*$/;

/**
 * Values as JSON, one per line. The page is checked for hidden characters as a whole, which is faster than each line.
 */
export function jsonLines(values: readonly Json[]): string {
  let lines = '';
  for (const value of values) lines += `${toJson(value)}\n`;
  return shown(lines);
}

/** JSON with every hidden character escaped; only line ends of the layout remain. `indent` as in JSON.stringify. */
export function jsonText(value: Json, indent?: number): string {
  return shown(toJson(value, indent));
}

const shown = (json: string): string => (PLAIN.test(json) ? json : escapeLines(json, unicodeEscape));
