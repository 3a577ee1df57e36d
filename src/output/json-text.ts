import { toJson } from '../core/json.ts';
import type { Json } from '../core/shape.ts';
import { escapeLines, unicodeEscape } from '../core/safe-text.ts';

const PLAIN = /^[\x20-\x7e\n]*$/;

/** JSON with every hidden character escaped; the line ends that remain are the layout's own. `indent` as in JSON.stringify. */
export function jsonText(value: Json, indent?: number): string {
  const json = toJson(value, indent);
  return PLAIN.test(json) ? json : escapeLines(json, unicodeEscape);
}
