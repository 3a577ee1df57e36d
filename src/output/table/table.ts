import type { Row } from '../../core/shape.ts';
import { harmless, type Texts, textsOf } from './cells.ts';
import type { Column, Document, Formatter, RenderOptions } from '../document.ts';
import { drawGrid } from './grid.ts';
import { type Layout, layOut } from './layout.ts';
import { closing, opening, pageLines } from './lines.ts';
import { bareValue, fieldText } from '../formats/separated.ts';

/** Up to this many cells cli-table3 draws: 200 rows of five columns. Its time grows faster than they do. */
const DRAWN_WHOLE = 1000;

/** A table for people: chosen columns, words beside codes, borders and cutting on a terminal. */
export const table: Formatter = async function* (document, look) {
  if (document.kind === 'value') yield* bareValue(document);
  else if (document.items === 'scalars') yield* bareLines(document);
  else if (document.kind === 'object') yield* objectTables(document, look);
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
  const columns = withBars(totals.columns, look);
  const texts = await textsOf(columns, totals.rows, look);
  const layout = await layOut({ columns, sample: texts.rows, look, heads: look.headers });
  return drawGrid(layout, texts);
}

async function fieldTable({ fields, data }: Document, look: RenderOptions): Promise<string> {
  const exact = await textsOf(fields, [(data ?? {}) as Row], { ...look, terminal: false });
  const relative = await textsOf(fields, [(data ?? {}) as Row], look);
  const values = fields.map((_, i) => withRelative(exact.rows[0]?.[i] ?? '', relative.rows[0]?.[i] ?? ''));
  const filled = fields.map((_, i) => i).filter((i) => values[i] !== '');
  const columns = ['Field', 'Value'].map((name) => ({ name, numeric: false, time: false, essential: true }));
  const texts = await harmless(filled.map((i) => [fields[i]?.name ?? '', values[i] ?? '']));
  if (filled.length === 0) return '';
  const tones = exact.tones === undefined ? undefined : filled.map((i) => [undefined, exact.tones?.[0]?.[i]]);
  const layout = await layOut({ columns, sample: texts.rows, look, heads: false, vertical: true });
  return drawGrid(layout, { ...texts, tones });
}

/** A moment as it is, with how long ago that is where a terminal says so. */
const withRelative = (exact: string, relative: string): string =>
  relative === exact ? exact : `${exact} (${relative})`;

/** Rows in columns. Whole if the first page is all there is and short, else page by page. */
async function* rowTable(
  document: Document,
  look: RenderOptions,
  heads: boolean,
  onlyFilled = false,
): AsyncGenerator<string> {
  const columns = withBars(document.columns, look);
  const pages = filledPages(document, columns, look);
  const first = (await pages.next()).value ?? { rows: [], plain: true };
  const second = await pages.next();
  if (columns.length === 0 || (first.rows.length === 0 && (!heads || onlyFilled))) return;
  const layout = await layOut({ columns, sample: first.rows, look, heads });
  tellHidden(columns, layout, look);
  if (second.done === true && first.rows.length * columns.length <= DRAWN_WHOLE) {
    yield `${await drawGrid(layout, first)}${countLine(document, first.rows.length, look)}`;
    return;
  }
  yield `${opening(layout)}${pageLines(layout, first)}`;
  let count = first.rows.length;
  for await (const page of rest(second, pages)) {
    count += page.rows.length;
    yield pageLines(layout, page);
  }
  yield `${closing(layout)}${countLine(document, count, look)}`;
}

async function* rest(second: IteratorResult<Texts, undefined>, pages: AsyncIterable<Texts>): AsyncGenerator<Texts> {
  if (second.done !== true) yield second.value;
  yield* pages;
}

/** How many rows a list has, below it on a terminal. */
const countLine = ({ countText }: Document, count: number, { terminal }: RenderOptions): string =>
  terminal && countText !== undefined && count > 0 ? `${countText(count)}\n` : '';

/** Numbers with a bar beside them, on a terminal. */
const withBars = (columns: readonly Column[], { terminal, wide }: RenderOptions): readonly Column[] =>
  terminal && !wide
    ? columns.flatMap((column) => (column.bar === true ? [column, barColumn(column.name)] : [column]))
    : columns;

const barColumn = (barOf: string): Column => ({ name: '', barOf, numeric: false, time: false, exact: true });

function tellHidden(columns: readonly Column[], { shown }: Layout, { hidden }: RenderOptions): void {
  const names = columns.map(({ name }) => name).filter((name, at) => name !== '' && !shown.includes(at));
  if (names.length > 0) hidden?.(names);
}

async function* filledPages(
  document: Document,
  columns: readonly Column[],
  look: RenderOptions,
): AsyncGenerator<Texts, undefined> {
  for await (const page of document.pages) if (page.length > 0) yield await textsOf(columns, page, look);
}

async function* bareLines({ pages }: Document): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((row) => `${fieldText(row['0'] ?? null)}\n`).join('');
}
