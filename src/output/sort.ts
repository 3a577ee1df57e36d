/** `--sort`: the rows of a document in the order of one field. Only read rows are sorted; no request depends on it. */
import { fieldOf, type Json, type Row } from '../core/shape.ts';
import type { Document } from './document.ts';
import type { Sort } from './sort-option.ts';
import { keysOf, spelled } from './table/columns.ts';

/** Rows in the order of a field, those without a value last; the order of equal ones is kept. */
function sorted(rows: readonly Row[], { field, descending }: Sort): Row[] {
  const name = spelled(field, keysOf(rows)) ?? field;
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [x, y] = [fieldOf(a, name), fieldOf(b, name)];
    if (isNone(x) || isNone(y)) return Number(isNone(x)) - Number(isNone(y));
    return sign * compare(x, y);
  });
}

/**
 * A document with its rows in the order of a field, in the data of an object too; a table keeps the column of the field
 * where it has room. All pages are read first.
 */
export function sortedDocument(document: Document, sort: Sort): Document {
  const { kind, pages, data, rowsAt = [], most } = document;
  if (kind === 'value') return document;
  const own = data === undefined || rowsAt.length === 0 ? {} : { data: sortedIn(data, rowsAt, sort) };
  const name = spelled(
    sort.field,
    document.columns.map((column) => column.name),
  );
  const columns = document.columns.map((column) => (column.name === name ? { ...column, sorted: true } : column));
  return { ...document, ...own, columns, pages: sortedPages(pages, sort, most) };
}

/** Data with the lists at a path sorted, also inside lists on that path. */
function sortedIn(data: Json, path: readonly string[], sort: Sort): Json {
  const [first, ...rest] = path;
  if (Array.isArray(data)) {
    return first === undefined ? sorted(data as Row[], sort) : data.map((item) => sortedIn(item, path, sort));
  }
  if (first === undefined || data === null || typeof data !== 'object') return data;
  return { ...data, [first]: sortedIn(data[first] ?? null, rest, sort) };
}

/** All pages as one, in the order of a field: its first rows, at most `most`. */
async function* sortedPages(
  pages: AsyncIterable<readonly Row[]>,
  sort: Sort,
  most: number | undefined,
): AsyncGenerator<readonly Row[]> {
  const rows: Row[] = [];
  for await (const page of pages) rows.push(...page);
  yield sorted(rows, sort).slice(0, most);
}

const isNone = (value: Json): boolean => value === null || value === '';

const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/** Compares numbers, also in texts, by value; other texts by letters and the numbers in them: 2.9.1, 2.10.0. */
function compare(a: Json, b: Json): number {
  const [x, y] = [numeric(a), numeric(b)];
  if (x !== undefined && y !== undefined) return x < y ? -1 : Number(x > y);
  return collator().compare(textOf(a), textOf(b));
}

/** The number of a value, exact beyond 2^53; undefined for other texts. */
function numeric(value: Json): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'string' || !NUMBER.test(value)) return undefined;
  return /^[+-]?\d{16,}$/.test(value) ? BigInt(value) : Number(value);
}

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value, bigintText));
const bigintText = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

let ordering: Intl.Collator | undefined;
const collator = (): Intl.Collator => (ordering ??= new Intl.Collator('en', { numeric: true }));
