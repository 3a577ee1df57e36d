/**
 * Reads the data of a response by the shape of its operation: unwraps, checks and normalizes it. Errors of the service
 * are read in errors/.
 */
import { parseJson } from './text/json.ts';
import type { Answer } from './operation.ts';
import type { Fields, Json, Nested, Row, Shape } from './shape.ts';
import { t } from './text/texts.ts';
import { shapeAt } from './shape.ts';

/**
 * Removes the envelope of a response: `{"GetTopicListResponse": {…}}` becomes its content (docs/sources.md#envelope).
 */
export function unwrap(body: Row): Row {
  const keys = Object.keys(body);
  const only = keys.length === 1 ? keys[0] : undefined;
  const inside = only?.endsWith('Response') === true ? body[only] : undefined;
  return isRow(inside) ? inside : body;
}

/** Marks a body that was XML, in which an empty list can only be an empty element. */
const AS_XML = Symbol('as XML');

/** The body, marked as XML: empty texts are empty lists where the shape has a list. */
export const asXml = (body: Row): Row => Object.defineProperty(body, AS_XML, { value: true });

/** The printed data of an answer, at `answer.data`: a list of records, or an object; normalised. */
export function dataOf(answer: Answer, body: Row): Json {
  const shape = dataShape(answer);
  const data = normalise(shape, at(answer.data, body));
  if (data === null && isList(shape)) return [];
  return data === null ? normalise(shape, {}) : data;
}

function at(path: readonly string[], body: Row): Json {
  let found: Json | undefined = body;
  for (const name of path) found = isRow(found) ? found[name] : undefined;
  return found ?? null;
}

/** The data of an answer, or why it cannot be used, as a clause about the answer: `the answer lacks TopicList`. */
export type ReadData = { readonly data: Json } | { readonly wrong: string };

/**
 * Reads an answer's data strictly: as `dataOf`, but refuses values without the documented types. Scalars are not lists
 * or objects, records are objects, and the fields that the shape needs are present. With `whole`, a missing list or
 * object is refused too, where `dataOf` returns an empty one. Never throws.
 */
export function readData(answer: Answer, body: Row, whole: boolean): ReadData {
  const shape = dataShape(answer);
  const data = normalise(shape, at(answer.data, body), AS_XML in body);
  const place = answer.data.join('.');
  if (data === null)
    return whole && place !== ''
      ? { wrong: t('the response has no {place}', { place }) }
      : { data: dataOf(answer, body) };
  if (isList(shape) ? !Array.isArray(data) : !isRow(data))
    return {
      wrong: t(isList(shape) ? 'the response has no list at {place}' : 'the response has no object at {place}', {
        place,
      }),
    };
  const wrong = misfit(shape, data, place);
  return wrong === undefined ? { data } : { wrong };
}

/** The first mismatch between a value and its shape, in type or fields; undefined if there is none. */
function misfit(shape: Shape, value: Json, place: string): string | undefined {
  if (value === null) return undefined;
  if (typeof shape === 'string') return typeof value === 'object' && shape !== 'map' ? holds(value, place) : undefined;
  if (shape.kind === 'jsonText') return typeof value === 'string' ? undefined : misfit(shape.of, value, place);
  // what is only printed may differ: the reference has objects where the service sends lists
  if (shape.kind === 'object') return isRow(value) ? misfitOfRecord(shape, value, place) : undefined;
  if (value === '') return holds(value, place);
  const records = typeof shape.of !== 'string' && shape.of.kind === 'object';
  for (const one of value as Json[]) {
    if (one === null || (records && !isRow(one)))
      return t('the response has {kind} in the list {place}', { kind: kindOf(one), place });
    const wrong = misfit(shape.of, one, place);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function misfitOfRecord(shape: Nested, row: Row, place: string): string | undefined {
  const inside = (name: string): string => (place === '' ? name : `${place}.${name}`);
  const lacks = (name: string): boolean => (row[name] ?? '') === '';
  const missing = shape.needs?.find(lacks);
  if (missing !== undefined) return t('the response has no {place}', { place: inside(missing) });
  if (shape.needsOneOf?.every(lacks) === true)
    return t('the response has none of {places}', { places: shape.needsOneOf.map(inside).join(', ') });
  for (const [name, field] of entriesOf(shape.fields)) {
    const wrong = misfit(field, row[name] ?? null, inside(name));
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

const holds = (value: Json, place: string): string =>
  t('the response has {kind} at {place}', { kind: kindOf(value), place });

function kindOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return t('a list');
  if (typeof value === 'object') return t('an object');
  if (typeof value === 'string') return t('a string');
  return typeof value === 'boolean' ? t('a boolean') : t('a number');
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
 * A value as printed: without the level between a list and its records, a single object as a list where the shape
 * has a list, JSON in text decoded, numbers and booleans in text converted, and all documented fields present.
 * Undocumented fields are unchanged. An empty text in place of a list is an empty list, as in XML, unless `fromXml` is
 * false.
 */
export function normalise(shape: Shape | undefined, value: Json, fromXml: boolean = true): Json {
  if (value === null || shape === undefined) return value;
  if (typeof shape === 'string') return scalar(shape, value);
  if (shape.kind === 'jsonText') return decoded(shape.of, value);
  if (shape.kind === 'object') return isRow(value) ? record(shape.fields, value, fromXml) : value;
  const found = list(value, shape.item);
  if (found === '') return fromXml ? [] : found;
  return found?.map((one) => normalise(shape.of, one, fromXml)) ?? null;
}

function record(fields: Fields, row: Row, fromXml: boolean): Row {
  const result: Row = {};
  for (const [name, shape] of entriesOf(fields)) result[name] = normalise(shape, row[name] ?? null, fromXml);
  for (const name of Object.keys(row)) if (!Object.hasOwn(fields, name)) put(result, name, row[name] ?? null);
  return result;
}

/** Sets a field of any name: an assignment to `__proto__` would change what the record inherits. */
function put(row: Row, name: string, value: Json): void {
  if (name === '__proto__') Object.defineProperty(row, name, { value, enumerable: true, writable: true });
  else row[name] = value;
}

/** The entries of a record's fields, computed once: long lists have ten thousand records with the same fields. */
const made = new WeakMap<Fields, readonly [string, Shape][]>();

function entriesOf(fields: Fields): readonly [string, Shape][] {
  const known = made.get(fields);
  if (known !== undefined) return known;
  const entries = Object.entries(fields);
  made.set(fields, entries);
  return entries;
}

/**
 * The array of a list: below the level with the item's name (or any other name that a newer version gives it), or a
 * single object. Null if that level holds null, which is not a list; an empty text where there is nothing else.
 */
function list(value: Json, item: string | null): Json[] | '' | null {
  if (Array.isArray(value)) return value.length === 1 && Array.isArray(value[0]) ? list(value[0], null) : value;
  if (value === null) return null;
  if (!isRow(value)) return value === '' ? value : [value];
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
