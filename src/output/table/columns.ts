/** The columns of tables: names, alignment, times and labels. */
import type { View } from '../../core/view.ts';
import { type Fields, type Json, type Row, type Shape, valuesOf } from '../../core/shape.ts';
import type { Column } from '../document.ts';

const NUMERIC: readonly Shape[] = ['integer', 'long', 'number'];

/** Numeric fields that this tool adds; no shape has them. */
const ADDED_NUMERIC: readonly string[] = ['Lag', 'LagSeconds'];

/** The API's names of times, for fields without a shape: CreateTime, LastTimestamp, LastTimeStamp. */
const NAMED_TIME = /(?:Time|Time[Ss]tamp|^timestamp)$/;

/** The fields of a list's records, also where the list is JSON within a text, or of an object. */
export function recordFields(shape: Shape | undefined): Fields {
  if (shape === undefined || typeof shape === 'string') return {};
  return shape.kind === 'object' ? shape.fields : recordFields(shape.of);
}

/** The column of a field, by its shape, or by its name and values where it has no shape. */
function columnOf(name: string, view: Pick<View, 'labels'>, shape: Shape | undefined, values: readonly Json[]): Column {
  const labels = view.labels !== undefined && Object.hasOwn(view.labels, name) ? view.labels[name] : undefined;
  if (labels !== undefined) return { name, numeric: false, time: false, labels };
  if (shape !== undefined) return { name, numeric: NUMERIC.includes(shape), time: shape === 'time' };
  const time = NAMED_TIME.test(name) && values.length > 0 && values.every(isMoment);
  return { name, numeric: !time && (ADDED_NUMERIC.includes(name) || allNumbers(values)), time };
}

/** The columns of a record's fields; fields without a shape are judged by their values in `sample`. */
export function columnsOf(
  names: readonly string[],
  view: Pick<View, 'labels'>,
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

/** Every key of the rows, in the order of first occurrence. */
export function keysOf(rows: readonly Row[]): string[] {
  return union(...rows.map(Object.keys));
}

/** The names of several lists, each once, in order. */
export function union(...lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}

/** The spelling in `known` of a field that may be typed in any case; undefined where it is not among them. */
export function spelled(name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return name;
  const small = name.toLowerCase();
  return known.find((one) => one.toLowerCase() === small);
}

const allNumbers = (values: readonly Json[]): boolean =>
  values.length > 0 && values.every((value) => typeof value === 'number' || typeof value === 'bigint');

/** Epoch milliseconds of this century; 0 means no time. */
const isMoment = (value: Json): boolean => value === 0 || (typeof value === 'number' && value > 9e11 && value < 9e12);
