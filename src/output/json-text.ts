import { toJson } from '../core/text/json.ts';
import type { Json } from '../core/shape.ts';
import { escapeLines, unicodeEscape } from '../core/text/safe-text.ts';

const PLAIN = /^[\x20-\x7e\n]*$/;

/** Values as JSON, one a line. A page is looked over as a whole: ten thousand small looks take longer than one large. */
export function jsonLines(values: readonly Json[]): string {
  let lines = '';
  for (const value of values) lines += `${toJson(value)}\n`;
  return shown(lines);
}

/** JSON with every hidden character escaped; the line ends that remain are the layout's own. `indent` as in JSON.stringify. */
export function jsonText(value: Json, indent?: number): string {
  return shown(toJson(value, indent));
}

const shown = (json: string): string => (PLAIN.test(json) ? json : escapeLines(json, unicodeEscape));
