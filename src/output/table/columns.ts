import type { View } from '../../core/view.ts';
import { type Fields, type Json, type Row, type Shape, valuesOf } from '../../core/shape.ts';
import type { Column } from '../document.ts';

const NUMERIC: readonly Shape[] = ['integer', 'long', 'number'];

/** Fields that this tool adds; no shape knows them. */
const ADDED_NUMERIC: readonly string[] = ['Lag', 'LagSeconds'];

/** How the API names its moments, for fields that stand in no shape: CreateTime, LastTimestamp, LastTimeStamp. */
const NAMED_TIME = /(?:Time|Time[Ss]tamp|^timestamp)$/;

/** The fields of a list's records, also where the list is JSON in a text, or of an object. */
export function recordFields(shape: Shape | undefined): Fields {
  if (shape === undefined || typeof shape === 'string') return {};
  return shape.kind === 'object' ? shape.fields : recordFields(shape.of);
}

/** The part of a view that its columns depend on. */
export type ColumnSource = Partial<
  Pick<View, 'name' | 'labels' | 'typed' | 'essential' | 'freeText' | 'tones' | 'expires' | 'bars'>
>;

/** The column of a field, by its shape, or by its name and values where it has no shape. */
function columnOf(name: string, view: ColumnSource, shape: Shape | undefined, values: readonly Json[]): Column {
  return { name, ...kindOf(name, view, shape, values), ...styleOf(name, view) };
}

function kindOf(
  name: string,
  { labels, typed }: ColumnSource,
  shape: Shape | undefined,
  values: readonly Json[],
): Pick<Column, 'numeric' | 'time' | 'labels' | 'typed'> {
  const own = labels !== undefined && Object.hasOwn(labels, name) ? labels[name] : undefined;
  if (own !== undefined) return { numeric: false, time: false, labels: own };
  const asTyped = typed !== undefined && Object.hasOwn(typed, name) ? typed[name] : undefined;
  if (asTyped !== undefined) return { numeric: false, time: false, typed: asTyped };
  if (shape !== undefined) return { numeric: NUMERIC.includes(shape), time: shape === 'time' };
  const time = NAMED_TIME.test(name) && values.length > 0 && values.every(isMoment);
  return { numeric: !time && (ADDED_NUMERIC.includes(name) || allNumbers(values)), time };
}

function styleOf(
  name: string,
  { name: identity, essential, freeText, tones, expires, bars }: ColumnSource,
): Partial<Column> {
  const tone = tones !== undefined && Object.hasOwn(tones, name) ? tones[name] : undefined;
  return {
    ...(name === identity || (freeText !== undefined && !freeText.includes(name)) ? { exact: true } : {}),
    ...(name === identity || essential?.includes(name) === true ? { essential: true } : {}),
    ...(tone === undefined ? {} : { tone }),
    ...(expires?.includes(name) === true ? { expires: true } : {}),
    ...(bars?.includes(name) === true ? { bar: true } : {}),
  };
}

/** Columns of several fields of one record; what no shape knows looks as its values in `sample` do. */
export function columnsOf(
  names: readonly string[],
  view: ColumnSource,
  fields: Fields,
  sample: readonly Row[] = [],
): Column[] {
  const unknown = names.filter((name) => !Object.hasOwn(fields, name));
  const values = valuesOf(sample, unknown);
  const seenIn = (at: number): Json[] => values.map((row) => row[at] ?? null).filter((value) => value !== null);
  return names.map((name) =>
    Object.hasOwn(fields, name)
      ? columnOf(name, view, fields[name], [])
      : columnOf(name, view, undefined, seenIn(unknown.indexOf(name))),
  );
}

/** Every key of the rows, in the order of first sight. */
export function keysOf(rows: readonly Row[]): string[] {
  return union(...rows.map(Object.keys));
}

/** The names of several lists, each once, in order. */
export function union(...lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}

/** A field as it is spelled among `known`, where it may be typed in any case; undefined where it is none of them. */
export function spelled(name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return name;
  const small = name.toLowerCase();
  return known.find((one) => one.toLowerCase() === small);
}

const allNumbers = (values: readonly Json[]): boolean =>
  values.length > 0 && values.every((value) => typeof value === 'number' || typeof value === 'bigint');

/** Milliseconds of this century; 0 means none. */
const isMoment = (value: Json): boolean => value === 0 || (typeof value === 'number' && value > 9e11 && value < 9e12);
