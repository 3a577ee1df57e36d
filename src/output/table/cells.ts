/** The texts of a table's cells. */
import { apiTime } from '../../core/text/time.ts';
import { type Json, type Row, valuesOf } from '../../core/shape.ts';
import type { Column } from '../document.ts';
import { jsonText } from '../json-text.ts';
import { safeText } from '../../core/text/safe-text.ts';
import { isPlain, readyToMeasure } from './width.ts';

/** The maximum time of a Date. */
const END_OF_TIME = 8.64e15;

/** The texts of several records, in columns, ready to be measured. */
export interface Texts {
  readonly rows: readonly (readonly string[])[];
  /** All of them are plain (`isPlain`). */
  readonly plain: boolean;
}

/** The cells of records: labels with codes, times in UTC, lists joined, hidden characters made visible. */
export async function textsOf(columns: readonly Column[], records: readonly Row[]): Promise<Texts> {
  const values = valuesOf(
    records,
    columns.map(({ name }) => name),
  );
  return harmless(
    records.map((row, nth) => columns.map((column, i) => cellText(column, values[nth]?.[i] ?? null, row))),
  );
}

/** Texts from the service with hidden characters made visible, ready to be measured. */
export async function harmless(texts: Texts['rows']): Promise<Texts> {
  if (texts.every((row) => row.every(isPlain))) return { rows: texts, plain: true };
  const rows = texts.map((row) => row.map((text) => (isPlain(text) ? text : visible(text))));
  await readyToMeasure(rows);
  return { rows, plain: false };
}

/**
 * Combining marks and the ranges reserved for them: terminals give them no column, whatever Unicode version they know.
 */
const COMBINES = /^(?=[\p{M}\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f])/u;

/**
 * A text with hidden characters made visible. A combining mark at its start gets a base character, or it would combine
 * with the border of the table.
 */
function visible(text: string): string {
  return safeText(text).replace(COMBINES, '◌');
}

function cellText(column: Column, value: Json, row: Row): string {
  if (value === null) return '';
  if (column.labels !== undefined) return withLabel(column.labels(value, row), value);
  return column.time ? timeText(value) : plainText(value);
}

function withLabel(label: string, code: Json): string {
  const plain = plainText(code);
  return label === '' || label === plain ? plain : `${label} (${plain})`;
}

/** Epoch milliseconds as `2026-11-24T10:00:00Z`; 0 and below mean no time. */
function timeText(value: Json): string {
  const at = typeof value === 'object' || typeof value === 'boolean' || value === '' ? Number.NaN : Number(value);
  if (Number.isNaN(at) || at > END_OF_TIME) return plainText(value);
  return at <= 0 ? '' : apiTime(at);
}

function plainText(value: Json): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map((item) => pairText(item) ?? plainText(item)).join(', ');
  return typeof value === 'object' ? jsonText(value) : String(value);
}

/** `k=v` for the API's two forms of a pair. */
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
