/** Masks fields by their names, for answers without a record. Known secrets are masked in errors/redact.ts. */
import { parseJson, toJson } from '../../core/text/json.ts';
import type { Json, Row } from '../../core/shape.ts';
import { MASK } from '../../errors/redact.ts';

const SECRET = /password|secret|(security|access|refresh)token/i;

/** A record with every field masked whose name is that of a secret, at any depth: for answers without a record. */
export const maskNamed = (row: Row): Row => masked(row) as Row;

function masked(value: Json): Json {
  if (typeof value === 'string') return inText(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(masked);
  return Object.fromEntries(
    Object.entries(value).map(([name, inside]) => [name, SECRET.test(name) ? covered(inside) : masked(inside)]),
  );
}

/** A value under the name of a secret, of any type. */
function covered(value: Json): Json {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value !== 'object') return MASK;
  if (Array.isArray(value)) return value.map(covered);
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, covered(inside)]));
}

/** JSON inside a text may hold secrets as well; a text without the name of one is not changed. */
function inText(text: string): string {
  if (!/^\s*[[{]/.test(text) || !SECRET.test(text)) return text;
  try {
    return toJson(masked(parseJson(text)));
  } catch {
    return MASK;
  }
}
