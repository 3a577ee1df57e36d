/** The format `table`. */
import type { Json, Row } from '../../core/shape.ts';
import { type Texts, textsOf } from './cells.ts';
import type { Column, Document, Formatter, RenderOptions } from '../document.ts';
import { drawGrid } from './grid.ts';
import { layOut } from './layout.ts';
import { closing, opening, pageLines } from './lines.ts';
import { bareValue, fieldText } from '../formats/separated.ts';

/** Maximum cells that cli-table3 draws: 200 rows of five columns. Its time grows faster than their number. */
const DRAWN_WHOLE = 1000;

/** Tables for people: the view's columns, labels with codes, borders and cut cells on a terminal. */
export const table: Formatter = async function* (document, options) {
  if (document.kind === 'value') yield* bareValue(document);
  else if (document.items === 'scalars') yield* bareLines(document);
  else if (document.kind === 'object') yield* objectTables(document, options);
  else if (document.pairsOf !== undefined) yield* pairTables(document.pages, document.pairsOf, options);
  else yield* rowTable(document, options, options.headers && document.items === undefined);
};

/** A table of fields and values, then the rows, where there are any. */
async function* objectTables(document: Document, options: RenderOptions): AsyncGenerator<string> {
  const above = [await fieldTable(document, options), await totalsTable(document, options)].filter(
    (table) => table !== '',
  );
  let between = above.length === 0 ? '' : '\n';
  yield above.join('\n');
  if (document.columns.length === 0) return;
  for await (const piece of rowTable(document, options, options.headers, true)) {
    yield `${between}${piece}`;
    between = '';
  }
}

async function totalsTable({ totals }: Document, options: RenderOptions): Promise<string> {
  if (totals === undefined || totals.rows.length === 0) return '';
  const { rows } = await textsOf(totals.columns, totals.rows);
  const layout = await layOut({ columns: totals.columns, sample: rows, options, heads: options.headers });
  return drawGrid(layout, rows);
}

async function fieldTable({ fields, data }: Document, options: RenderOptions): Promise<string> {
  const {
    rows: [values = []],
  } = await textsOf(fields, [(data ?? {}) as Row]);
  const pairs = fields.map(({ name }, i) => [name, values[i] ?? ''] as const).filter(([, value]) => value !== '');
  return pairTable(pairs, options);
}

/** A table of names and values for each record. */
async function* pairTables(
  pages: Document['pages'],
  pairsOf: NonNullable<Document['pairsOf']>,
  options: RenderOptions,
): AsyncGenerator<string> {
  let between = '';
  for await (const page of pages)
    for (const row of page) {
      yield `${between}${await pairTable(pairsOf(row), options)}`;
      between = '\n';
    }
}

/** Names and values below each other. */
async function pairTable(pairs: readonly (readonly [string, Json])[], options: RenderOptions): Promise<string> {
  const columns = ['Field', 'Value'].map((name) => ({ name, numeric: false, time: false }));
  const { rows } = await textsOf(
    columns,
    pairs.map(([Field, Value]) => ({ Field, Value })),
  );
  if (rows.length === 0) return '';
  const layout = await layOut({ columns, sample: rows, options, heads: false, vertical: true });
  return drawGrid(layout, rows);
}

/** Rows in columns: drawn as a whole if there is only one short page, else page by page. */
async function* rowTable(
  document: Document,
  options: RenderOptions,
  heads: boolean,
  onlyFilled = false,
): AsyncGenerator<string> {
  const { columns } = document;
  const pages = filledPages(document, columns);
  const first = (await pages.next()).value ?? { rows: [], plain: true };
  const second = await pages.next();
  if (columns.length === 0 || (first.rows.length === 0 && (!heads || onlyFilled))) return;
  const layout = await layOut({ columns, sample: first.rows, options, heads });
  if (second.done === true && first.rows.length * columns.length <= DRAWN_WHOLE) {
    yield await drawGrid(layout, first.rows);
    return;
  }
  yield `${opening(layout)}${pageLines(layout, first)}`;
  if (second.done !== true) yield pageLines(layout, second.value);
  for await (const page of pages) yield pageLines(layout, page);
  yield closing(layout);
}

async function* filledPages(document: Document, columns: readonly Column[]): AsyncGenerator<Texts, undefined> {
  for await (const page of document.pages) if (page.length > 0) yield await textsOf(columns, page);
}

async function* bareLines({ pages }: Document): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((row) => `${fieldText(row['0'] ?? null)}\n`).join('');
}
