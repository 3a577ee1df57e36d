/** The texts and colors of the cells of a table. Widths are in layout.ts. */
import type { Tone } from '../../core/view.ts';
import { apiTime } from '../../core/text/time.ts';
import { type Json, type Row, valuesOf } from '../../core/shape.ts';
import type { Column, RenderOptions } from '../document.ts';
import { jsonText } from '../json-text.ts';
import { safeText } from '../../core/text/safe-text.ts';
import { barText } from './bar.ts';
import { expiryText, isNear, relativeText } from './relative-time.ts';
import { unitText } from './unit.ts';
import { isPlain, readyToMeasure } from './width.ts';

/** The latest time of a Date, in epoch milliseconds. */
const END_OF_TIME = 8.64e15;

/** The texts of several records, in columns, ready to be measured. */
export interface Texts {
  readonly rows: readonly (readonly string[])[];
  /** Whether all of them are plain (`isPlain`). */
  readonly plain: boolean;
  /** The tone of each cell, in the order of `rows`; undefined if no column has tones. */
  readonly tones?: readonly (readonly (Tone | undefined)[])[] | undefined;
}

/** The options that cells depend on. */
export type CellOptions = Pick<RenderOptions, 'terminal' | 'wide' | 'now'>;

/** The cells of records: codes with labels, times in UTC or relative, numbers with units, lists joined, hidden characters escaped. */
export async function textsOf(
  columns: readonly Column[],
  records: readonly Row[],
  options: CellOptions,
): Promise<Texts> {
  const values = valuesOf(
    records,
    columns.map(({ name, barOf }) => barOf ?? name),
  );
  const most = columns.map(({ barOf }, i) => (barOf === undefined ? 0 : largest(values.map((row) => row[i] ?? null))));
  const cell = (row: Row, nth: number, column: Column, i: number): string => {
    const value = values[nth]?.[i] ?? null;
    return column.barOf === undefined ? cellText(column, value, row, options) : barText(value, most[i] ?? 0);
  };
  const texts = await harmless(records.map((row, nth) => columns.map((column, i) => cell(row, nth, column, i))));
  if (!columns.some(({ tone, expires }) => tone !== undefined || expires === true)) return texts;
  const tones = records.map((row, nth) =>
    columns.map((column, i) => toneOf(column, values[nth]?.[i] ?? null, row, options)),
  );
  return { ...texts, tones };
}

const largest = (values: readonly Json[]): number =>
  values.reduce<number>((most, value) => (typeof value === 'number' && value > most ? value : most), 0);

function toneOf(column: Column, value: Json, row: Row, { now }: CellOptions): Tone | undefined {
  if (value === null) return undefined;
  if (column.expires === true && isNear(Number(value), now)) return Number(value) <= now ? 'bad' : 'warning';
  return column.tone?.(value, row);
}

/** Texts with hidden characters escaped, ready to be measured. */
export async function harmless(texts: Texts['rows']): Promise<Texts> {
  if (texts.every((row) => row.every(isPlain))) return { rows: texts, plain: true };
  const rows = texts.map((row) => row.map((text) => (isPlain(text) ? text : visible(text))));
  await readyToMeasure(rows);
  return { rows, plain: false };
}

/** Combining marks and the blocks reserved for them: terminals give these no column. */
const COMBINES = /^(?=[\p{M}\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f])/u;

/**
 * Text from the service as a table shows it: control characters escaped, and a combining mark at its start placed on a
 * dotted circle, so that it does not combine with the border before it.
 */
function visible(text: string): string {
  return safeText(text).replace(COMBINES, '◌');
}

function cellText(column: Column, value: Json, row: Row, options: CellOptions): string {
  if (value === null) return '';
  if (column.typed !== undefined) return column.typed(value, row);
  if (column.labels !== undefined) return withLabel(column.labels(value, row), value);
  if (column.time) return timeText(value, column, options);
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  return isNumber && column.unit !== undefined && options.terminal && !options.wide
    ? unitText(value, column.unit)
    : plainText(value);
}

function withLabel(words: string, code: Json): string {
  const plain = plainText(code);
  return words === '' || words === plain ? plain : `${words} (${plain})`;
}

/**
 * Epoch milliseconds as `2026-11-24T10:00:00Z`; on a terminal, unless `wide` or an exact time, relative to now: `3d ago`.
 * 0 and below mean that there is no time.
 */
function timeText(value: Json, { expires, exactTime }: Column, { terminal, wide, now }: CellOptions): string {
  const at = typeof value === 'object' || typeof value === 'boolean' || value === '' ? Number.NaN : Number(value);
  if (Number.isNaN(at) || at > END_OF_TIME) return plainText(value);
  if (at <= 0) return '';
  if (!terminal || wide || exactTime === true) return apiTime(at);
  return expires === true ? expiryText(at, now) : relativeText(at, now);
}

function plainText(value: Json): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map((item) => pairText(item) ?? plainText(item)).join(', ');
  return typeof value === 'object' ? jsonText(value) : String(value);
}

/** `k=v` for a pair in one of the two forms of the API; undefined for anything else. */
function pairText(item: Json): string | undefined {
  if (item === null || typeof item !== 'object' || Array.isArray(item)) return undefined;
  for (const [key, value] of [
    ['Key', 'Value'],
    ['name', 'value'],
  ] as const) {
    const isPair = Object.keys(item).length === 2 && key in item && value in item;
    if (isPair) return `${plainText(item[key] ?? null)}=${plainText(item[value] ?? null)}`;
  }
  return undefined;
}
