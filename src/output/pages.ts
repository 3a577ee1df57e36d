/** The pages of a document, read by page or as a whole. */
import type { Json, Row } from '../core/shape.ts';
import type { Document } from './document.ts';

/** Rows as the only page of a document. */
export async function* onePage(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  if (rows.length > 0) yield rows;
}

/** Every row of every page. */
export async function allRows(document: Document): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of document.pages) for (const row of page) rows.push(row);
  return rows;
}

/** The document as one value, for formats that print it as a whole. */
export async function wholeData(document: Document): Promise<Json> {
  if (document.kind !== 'list' || document.items !== undefined) return document.data ?? null;
  return allRows(document);
}

/** The pages that csv, tsv and ndjson print; an object without rows is a row itself. */
export function recordPages(document: Document): AsyncIterable<readonly Row[]> {
  const alone = document.kind === 'object' && document.columns.length === 0;
  return alone ? onePage([(document.data ?? {}) as Row]) : document.pages;
}
