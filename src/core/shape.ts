/**
 * Response shapes: the documented fields of the service's answers. The normaliser, the XML writer, the emulator's
 * replies, the columns and the reference pages are made from them. Source of each shape: the vendor's metadata and SDKs
 * (docs/architecture.md, "Records").
 */

/** A value as formatters see it: JSON plus exact big integers. */
export type Json = string | number | bigint | boolean | null | Json[] | { [name: string]: Json };

/** One record of a list, or one described object. */
export type Row = { [name: string]: Json };

/**
 * Scalars by the API's names. `integer` and `long` differ in range only; `time` is a long in epoch
 * milliseconds; `map` is an object whose keys are data; `secret` is text that is masked unless asked for.
 */
export type Scalar = 'text' | 'integer' | 'long' | 'number' | 'boolean' | 'time' | 'map' | 'secret';

/** An object of documented fields, in the order in which they are printed. */
export interface Fields {
  readonly [name: string]: Shape;
}

/** A list. `item` names the level between list and records on the wire (TopicVO); null means there is none. */
export interface List {
  readonly kind: 'list';
  readonly item: string | null;
  readonly of: Shape;
}

/** A text field that holds JSON (Datapoints, Labels). */
export interface JsonText {
  readonly kind: 'jsonText';
  readonly of: Shape;
}

/** A nested object. */
export interface Nested extends Needs {
  readonly kind: 'object';
  readonly fields: Fields;
}

/** The fields that an object must have: an answer without them is not the service's. */
export interface Needs {
  /** Each of these fields has a value: lists are present, names are not empty. */
  readonly needs?: readonly string[];
  /** At least one of these fields has a value. */
  readonly needsOneOf?: readonly string[];
}

/** The type of a value in an answer. */
export type Shape = Scalar | List | JsonText | Nested;

/** A list whose records sit one level down, under `item` (InstanceList.InstanceVO[]). `needs` are the records'. */
export const listOf = (item: string, of: Fields | Scalar, needs?: readonly string[]): List => ({
  kind: 'list',
  item,
  of: shapeOf(of, needs),
});

/** A plain array without a level between (AllowedIpList). `needs` are the records'. */
export const arrayOf = (of: Fields | Scalar, needs?: readonly string[]): List => ({
  kind: 'list',
  item: null,
  of: shapeOf(of, needs),
});

/** An object inside an object. */
export const object = (fields: Fields, needs: Needs = {}): Nested => ({ kind: 'object', fields, ...needs });

/** JSON held in a text field. */
export const jsonText = (of: Shape): JsonText => ({ kind: 'jsonText', of });

const shapeOf = (of: Fields | Scalar, needs?: readonly string[]): Shape =>
  typeof of === 'string' ? of : object(of, needs === undefined ? {} : { needs });

/**
 * The value of a record's own field; null if it has none. Inherited properties are ignored, since names come from the
 * service.
 */
export const fieldOf = (row: Row, name: string): Json => (Object.hasOwn(row, name) ? (row[name] ?? null) : null);

/** The values of several fields of each record, in the order of the names. */
export const valuesOf = (rows: readonly Row[], names: readonly string[]): Json[][] =>
  rows.map((row) => names.map((name) => fieldOf(row, name)));

/**
 * The shape found by walking `path` through objects and lists; undefined if the path leaves the documented fields.
 */
export function shapeAt(shape: Shape | undefined, path: readonly string[]): Shape | undefined {
  let at = shape;
  for (const name of path) {
    if (at !== undefined && typeof at !== 'string' && at.kind === 'list') at = at.of;
    if (at === undefined || typeof at === 'string' || at.kind !== 'object') return undefined;
    at = at.fields[name];
  }
  return at;
}

/** The names of an object's fields that hold secrets. */
export const secretNames = (shape: Shape): string[] =>
  typeof shape !== 'string' && shape.kind === 'object'
    ? Object.keys(shape.fields).filter((name) => shape.fields[name] === 'secret')
    : [];

/** The documented field names of a list's records or of an object; empty for anything else. */
export function fieldNames(shape: Shape | undefined): string[] {
  if (shape === undefined || typeof shape === 'string') return [];
  if (shape.kind === 'object') return Object.keys(shape.fields);
  return fieldNames(shape.of);
}
