/** The format `table`: which tables a document needs. The files next to it compute cells and layouts, and draw. */
import type { Json, Row } from '../../core/shape.ts';
import { type Texts, textsOf } from './cells.ts';
import type { Column, Document, Formatter, RenderOptions } from '../document.ts';
import { drawGrid } from './grid.ts';
import { type Layout, layOut } from './layout.ts';
import { closing, opening, pageLines } from './lines.ts';
import { bareValue, fieldText } from '../formats/separated.ts';

/** Maximum cells that cli-table3 draws: 200 rows of five columns. Its time grows faster than their number. */
const DRAWN_WHOLE = 1000;

/**
 * Tables with the columns of the view and labels with codes; on a terminal with borders, colors and a fitting width.
 */
export const table: Formatter = async function* (document, options) {
  if (document.kind === 'value') yield* bareValue(document);
  else if (document.items === 'scalars') yield* bareLines(document);
  else if (document.kind === 'object') yield* objectTables(document, options);
  else if (document.pairsOf !== undefined) yield* pairTables(document.pages, document.pairsOf, options);
  else yield* rowTable(document, options, options.headers && document.items === undefined);
};

/** A table of fields and values, the totals, and the rows, if there are any. */
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
  const columns = withBars(totals.columns, options);
  const texts = await textsOf(columns, totals.rows, options);
  const layout = await layOut({ columns, sample: texts.rows, options, heads: options.headers });
  return drawGrid(layout, texts);
}

async function fieldTable({ fields, data }: Document, options: RenderOptions): Promise<string> {
  const exact = await textsOf(fields, [(data ?? {}) as Row], { ...options, terminal: false });
  const relative = await textsOf(fields, [(data ?? {}) as Row], options);
  const values = fields.map(({ time }, i) => {
    const shown = relative.rows[0]?.[i] ?? '';
    return time ? withRelative(exact.rows[0]?.[i] ?? '', shown) : shown;
  });
  const filled = fields.map((_, i) => i).filter((i) => values[i] !== '');
  const tones = exact.tones === undefined ? undefined : filled.map((i) => [undefined, exact.tones?.[0]?.[i]]);
  return pairTable(
    filled.map((i) => [fields[i]?.name ?? '', values[i] ?? '']),
    options,
    tones,
  );
}

/** A time in UTC, followed by the relative time on a terminal. */
const withRelative = (exact: string, relative: string): string =>
  relative === exact ? exact : `${exact} (${relative})`;

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

const PAIR: readonly Column[] = ['Field', 'Value'].map((name) => ({
  name,
  numeric: false,
  time: false,
  exact: true,
  essential: true,
}));

/** A table with one row per name and value; on a terminal nothing of it is cut, and it is not wider. */
async function pairTable(
  pairs: readonly (readonly [string, Json])[],
  options: RenderOptions,
  tones?: Texts['tones'],
): Promise<string> {
  const records = pairs.map(([Field, Value]) => ({ Field, Value }));
  const whole = { ...(await textsOf(PAIR, records, options)), tones };
  if (whole.rows.length === 0) return '';
  const texts = options.terminal ? await (await import('./vertical.ts')).brokenPairs(whole, options.width) : whole;
  const layout = await layOut({ columns: PAIR, sample: texts.rows, options, heads: false, vertical: true });
  return drawn({ layout, texts }, PAIR, options);
}

/** A table drawn as a whole; its sentences are broken into lines where the options ask for it. */
async function drawn(
  whole: { readonly layout: Layout; readonly texts: Texts },
  columns: readonly Column[],
  { wraps, width }: RenderOptions,
): Promise<string> {
  if (wraps !== true) return drawGrid(whole.layout, whole.texts);
  const { wrapCells } = await import('./wrap.ts');
  const { layout, texts } = wrapCells(whole, columns, width);
  return drawGrid(layout, texts);
}

/** A table of rows. It is drawn as a whole if it has one short page, otherwise page by page. */
async function* rowTable(
  document: Document,
  options: RenderOptions,
  heads: boolean,
  onlyFilled = false,
): AsyncGenerator<string> {
  const columns = withBars(document.columns, options);
  const pages = filledPages(document, columns, options);
  const first = (await pages.next()).value ?? { rows: [], plain: true };
  const second = await pages.next();
  if (first.rows.length === 0 && options.terminal && document.countText !== undefined) {
    yield countLine(document, 0, options);
    return;
  }
  if (columns.length === 0 || (first.rows.length === 0 && (!heads || onlyFilled))) return;
  const layout = await layOut({ columns, sample: first.rows, tones: first.tones, options, heads });
  tellHidden(columns, layout, options);
  if (second.done === true && first.rows.length * columns.length <= DRAWN_WHOLE) {
    yield await drawn({ layout, texts: first }, columns, options);
    yield countLine(document, first.rows.length, options);
    return;
  }
  yield `${opening(layout)}${pageLines(layout, first)}`;
  let count = first.rows.length;
  for await (const page of rest(second, pages)) {
    count += page.rows.length;
    yield pageLines(layout, page);
  }
  yield `${closing(layout)}${countLine(document, count, options)}`;
}

async function* rest(second: IteratorResult<Texts, undefined>, pages: AsyncIterable<Texts>): AsyncGenerator<Texts> {
  if (second.done !== true) yield second.value;
  yield* pages;
}

/** The number of rows, below a list on a terminal; an empty list is nothing else. */
const countLine = ({ countText }: Document, count: number, { terminal }: RenderOptions): string =>
  terminal && countText !== undefined ? `${countText(count)}\n` : '';

/** The columns, with a column of bars after each number that has them, on a terminal. */
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
  options: RenderOptions,
): AsyncGenerator<Texts, undefined> {
  for await (const page of document.pages) if (page.length > 0) yield await textsOf(columns, page, options);
}

async function* bareLines({ pages }: Document): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((row) => `${fieldText(row['0'] ?? null)}\n`).join('');
}
