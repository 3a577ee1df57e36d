/**
 * The columns of a table: which fields are numbers, times or labels, by their shape, name and values. Texts of cells
 * are in cells.ts.
 */
import type { View } from '../../core/view.ts';
import { type Fields, type Json, type Row, type Shape, valuesOf } from '../../core/shape.ts';
import type { Column } from '../document.ts';

const NUMERIC: readonly Shape[] = ['integer', 'long', 'number'];

/** Numeric fields that this tool adds, which are in no shape. */
const ADDED_NUMERIC: readonly string[] = ['Lag', 'LagSeconds'];

/** Names of times in the API, for fields that are in no shape: CreateTime, LastTimestamp, LastTimeStamp. */
const NAMED_TIME = /(?:Time|Time[Ss]tamp|^timestamp)$/;

/** The fields of an object, or of the records of a list, even if the list is JSON in a text; empty without a shape. */
export function recordFields(shape: Shape | undefined): Fields {
  if (shape === undefined || typeof shape === 'string') return {};
  return shape.kind === 'object' ? shape.fields : recordFields(shape.of);
}

/** The part of a view that its columns depend on. */
export type ColumnSource = Partial<
  Pick<
    View,
    'name' | 'labels' | 'typed' | 'essential' | 'freeText' | 'tones' | 'expires' | 'exactTimes' | 'bars' | 'units'
  >
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
  { name: identity, essential, freeText, tones, expires, exactTimes, bars, units }: ColumnSource,
): Partial<Column> {
  const tone = tones !== undefined && Object.hasOwn(tones, name) ? tones[name] : undefined;
  const unit = units !== undefined && Object.hasOwn(units, name) ? units[name] : undefined;
  return {
    ...(unit === undefined ? {} : { unit }),
    ...(name === identity || (freeText !== undefined && !freeText.includes(name)) ? { exact: true } : {}),
    ...(name === identity || essential?.includes(name) === true ? { essential: true } : {}),
    ...(tone === undefined ? {} : { tone }),
    ...(exactTimes === true ? { exactTime: true } : {}),
    ...(expires?.includes(name) === true ? { expires: true } : {}),
    ...(bars?.includes(name) === true ? { bar: true } : {}),
  };
}

/** The columns of fields. Those without a shape are numbers or times if their values in `sample` are. */
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

/** Every key of the rows, in the order in which they first appear. */
export function keysOf(rows: readonly Row[]): string[] {
  return union(...rows.map(Object.keys));
}

/** The names of several lists, each once, in order. */
export function union(...lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}

/** A field typed in any case, in the spelling of `known`; undefined if it is not among them. */
export function spelled(name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return name;
  const small = name.toLowerCase();
  return known.find((one) => one.toLowerCase() === small);
}

const allNumbers = (values: readonly Json[]): boolean =>
  values.length > 0 && values.every((value) => typeof value === 'number' || typeof value === 'bigint');

/** Whether a value may be epoch milliseconds (1998 to 2255); 0 means none. */
const isMoment = (value: Json): boolean => value === 0 || (typeof value === 'number' && value > 9e11 && value < 9e12);
