import { parseJson } from './json.ts';
import type { Answer } from './operation.ts';
import type { Fields, Json, Nested, Row, Shape } from './shape.ts';
import { shapeAt } from './shape.ts';

/**
 * Takes what an answer came wrapped in off it: `{"GetTopicListResponse": {…}}` becomes its inside (errata B1).
 */
export function unwrap(body: Row): Row {
  const keys = Object.keys(body);
  const only = keys.length === 1 ? keys[0] : undefined;
  const inside = only?.endsWith('Response') === true ? body[only] : undefined;
  return isRow(inside) ? inside : body;
}

/** The printed data of an answer, at `answer.data`: a list of records, or an object; normalised. */
export function dataOf(answer: Answer, body: Row): Json {
  const shape = dataShape(answer);
  let at: Json | undefined = body;
  for (const name of answer.data) at = isRow(at) ? at[name] : undefined;
  const data = normalise(shape, at ?? null);
  if (data === null && isList(shape)) return [];
  return data === null ? normalise(shape, {}) : data;
}

/** The shape of what `dataOf` returns; an empty object for operations that only acknowledge. */
export function dataShape(answer: Answer): Shape {
  return shapeAt(topShape(answer), answer.data) ?? topShape(answer);
}

const topShape = (answer: Answer): Nested => ({ kind: 'object', fields: answer.fields });

/** The shape of one record of a list, or of the object itself. */
export function recordShape(answer: Answer): Shape {
  let shape = dataShape(answer);
  if (typeof shape !== 'string' && shape.kind === 'jsonText') shape = shape.of;
  return typeof shape !== 'string' && shape.kind === 'list' ? shape.of : shape;
}

function isList(shape: Shape): boolean {
  if (typeof shape === 'string') return false;
  return shape.kind === 'list' || (shape.kind === 'jsonText' && isList(shape.of));
}

/**
 * A value as the contract prints it: the level between a list and its records off, a lone object where a list
 * belongs made a list, JSON in text decoded, numbers and booleans that came as text made what they are,
 * documented fields always there. Fields that are not documented stay as they came.
 */
export function normalise(shape: Shape | undefined, value: Json): Json {
  if (value === null || shape === undefined) return value;
  if (typeof shape === 'string') return scalar(shape, value);
  if (shape.kind === 'jsonText') return decoded(shape.of, value);
  if (shape.kind === 'list') return list(value, shape.item).map((one) => normalise(shape.of, one));
  return isRow(value) ? record(shape.fields, value) : value;
}

function record(fields: Fields, row: Row): Row {
  const result: Row = {};
  for (const [name, shape] of entriesOf(fields)) result[name] = normalise(shape, row[name] ?? null);
  for (const name of Object.keys(row)) if (!Object.hasOwn(fields, name)) result[name] = row[name] ?? null;
  return result;
}

/** The entries of a record's fields, made once: long lists have ten thousand records of the same fields. */
const made = new WeakMap<Fields, readonly [string, Shape][]>();

function entriesOf(fields: Fields): readonly [string, Shape][] {
  const known = made.get(fields);
  if (known !== undefined) return known;
  const entries = Object.entries(fields);
  made.set(fields, entries);
  return entries;
}

/** Down to the array: through the level with the item's name, whatever name a newer version gives it, and through lone objects. */
function list(value: Json, item: string | null): Json[] {
  if (Array.isArray(value)) return value.length === 1 && Array.isArray(value[0]) ? list(value[0], null) : value;
  if (!isRow(value)) return value === null || value === '' ? [] : [value];
  if (item !== null && item in value) return list(value[item] ?? null, null);
  const keys = Object.keys(value);
  const only = keys.length === 1 ? value[keys[0] as string] : undefined;
  if (Array.isArray(only) || (item !== null && isRow(only))) return list(only, null);
  return keys.length === 0 ? [] : [value];
}

function decoded(shape: Shape, value: Json): Json {
  if (typeof value !== 'string') return normalise(shape, value);
  if (value === '') return null;
  try {
    return normalise(shape, parseJson(value));
  } catch {
    return value;
  }
}

function scalar(shape: string, value: Json): Json {
  if (typeof value !== 'string')
    return shape === 'text' && (typeof value === 'number' || typeof value === 'bigint') ? String(value) : value;
  if (shape === 'boolean') return /^true$/i.test(value) ? true : /^false$/i.test(value) ? false : value;
  if (shape === 'integer' || shape === 'long' || shape === 'time' || shape === 'number') return asNumber(value);
  return value;
}

function asNumber(text: string): Json {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text === '' ? null : text;
  const value = Number(text);
  return Number.isSafeInteger(value) || text.includes('.') ? value : BigInt(text);
}

/** Whether a value is an object with names. */
export function isRow(value: Json | undefined): value is Row {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
