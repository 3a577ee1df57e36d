import type { Json, Row } from '../../core/shape.ts';
import { type Texts, textsOf } from './cells.ts';
import type { Column, Document, Formatter, RenderOptions } from '../document.ts';
import { drawGrid } from './grid.ts';
import { layOut } from './layout.ts';
import { closing, opening, pageLines } from './lines.ts';
import { bareValue, fieldText } from '../formats/separated.ts';

/** Up to this many cells cli-table3 draws: 200 rows of five columns. Its time grows faster than they do. */
const DRAWN_WHOLE = 1000;

/** A table for people: chosen columns, words beside codes, borders and cutting on a terminal. */
export const table: Formatter = async function* (document, look) {
  if (document.kind === 'value') yield* bareValue(document);
  else if (document.items === 'scalars') yield* bareLines(document);
  else if (document.kind === 'object') yield* objectTables(document, look);
  else if (document.pairsOf !== undefined) yield* pairTables(document.pages, document.pairsOf, look);
  else yield* rowTable(document, look, look.headers && document.items === undefined);
};

/** Field and value below each other, then the rows, where there are any. */
async function* objectTables(document: Document, look: RenderOptions): AsyncGenerator<string> {
  const above = [await fieldTable(document, look), await totalsTable(document, look)].filter((table) => table !== '');
  let between = above.length === 0 ? '' : '\n';
  yield above.join('\n');
  if (document.columns.length === 0) return;
  for await (const piece of rowTable(document, look, look.headers, true)) {
    yield `${between}${piece}`;
    between = '';
  }
}

async function totalsTable({ totals }: Document, look: RenderOptions): Promise<string> {
  if (totals === undefined || totals.rows.length === 0) return '';
  const { rows } = await textsOf(totals.columns, totals.rows);
  const layout = await layOut({ columns: totals.columns, sample: rows, look, heads: look.headers });
  return drawGrid(layout, rows);
}

async function fieldTable({ fields, data }: Document, look: RenderOptions): Promise<string> {
  const {
    rows: [values = []],
  } = await textsOf(fields, [(data ?? {}) as Row]);
  const pairs = fields.map(({ name }, i) => [name, values[i] ?? ''] as const).filter(([, value]) => value !== '');
  return pairTable(pairs, look);
}

/** A table of names and values for each record. */
async function* pairTables(
  pages: Document['pages'],
  pairsOf: NonNullable<Document['pairsOf']>,
  look: RenderOptions,
): AsyncGenerator<string> {
  let between = '';
  for await (const page of pages)
    for (const row of page) {
      yield `${between}${await pairTable(pairsOf(row), look)}`;
      between = '\n';
    }
}

/** Names and values below each other. */
async function pairTable(pairs: readonly (readonly [string, Json])[], look: RenderOptions): Promise<string> {
  const columns = ['Field', 'Value'].map((name) => ({ name, numeric: false, time: false }));
  const { rows } = await textsOf(
    columns,
    pairs.map(([Field, Value]) => ({ Field, Value })),
  );
  if (rows.length === 0) return '';
  const layout = await layOut({ columns, sample: rows, look, heads: false, vertical: true });
  return drawGrid(layout, rows);
}

/** Rows in columns. Whole if the first page is all there is and short, else page by page. */
async function* rowTable(
  document: Document,
  look: RenderOptions,
  heads: boolean,
  onlyFilled = false,
): AsyncGenerator<string> {
  const { columns } = document;
  const pages = filledPages(document, columns);
  const first = (await pages.next()).value ?? { rows: [], plain: true };
  const second = await pages.next();
  if (columns.length === 0 || (first.rows.length === 0 && (!heads || onlyFilled))) return;
  const layout = await layOut({ columns, sample: first.rows, look, heads });
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
