/** Formats with one record per line and a separator between fields. */
import { fieldOf, type Json, type Row } from '../../core/shape.ts';
import type { Column, Document, Formatter } from '../document.ts';
import { jsonText } from '../json-text.ts';
import { recordPages } from '../pages.ts';
import { safeText } from '../../core/text/safe-text.ts';

/** The differences between csv and tsv. */
export interface Dialect {
  readonly separator: string;
  readonly end: string;
  /** A field as written; `alone` if it is the only one of its line. */
  readonly field: (text: string, alone: boolean) => string;
}

/** A formatter with one record per line: every field, codes and times as in the API, hidden characters made visible. */
export function separated(dialect: Dialect): Formatter {
  return async function* (document, options) {
    if (document.kind === 'value') {
      yield* bareValue(document);
      return;
    }
    const names = document.every.map(({ name }) => name);
    if (names.length === 0) return;
    if (options.headers && document.items === undefined) yield lineOf(names.map(safeText), dialect);
    for await (const page of recordPages(document)) {
      if (page.length > 0) yield page.map((row) => lineOf(fieldsOf(row, document.every), dialect)).join('');
    }
  };
}

/** A scalar from `--query` on one line; null prints nothing. */
export function* bareValue(document: Document): Generator<string> {
  const value = document.data ?? null;
  if (value !== null) yield `${fieldText(value)}\n`;
}

function lineOf(fields: readonly string[], { separator, end, field }: Dialect): string {
  return `${fields.map((text) => field(text, fields.length === 1)).join(separator)}${end}`;
}

function fieldsOf(row: Row, columns: readonly Column[]): string[] {
  return columns.map(({ name }) => fieldText(fieldOf(row, name)));
}

/** A field as the service returned it, nested values as JSON, hidden characters made visible; null is empty. */
export function fieldText(value: Json): string {
  if (value === null) return '';
  return typeof value === 'object' ? jsonText(value) : safeText(String(value));
}
