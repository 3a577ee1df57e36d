/** The widths and the style of a table. */
import { harmless, type Texts } from './cells.ts';
import type { Column, RenderOptions } from '../document.ts';
import { displayWidth } from './width.ts';

/** The layout of a table, for both ways to draw it. */
export interface Layout {
  /** Borders, and cells cut to their column. */
  readonly bordered: boolean;
  /** The header row; undefined where there is none. */
  readonly heads: readonly string[] | undefined;
  readonly widths: readonly number[];
  /** Right-aligned. */
  readonly right: readonly boolean[];
  /** The first column has field names and is styled like a header. */
  readonly vertical: boolean;
  /** The style of headers. */
  readonly bold: (text: string) => string;
}

/** A border before each column, a space on both sides of its text, and a border at the end. */
const frame = (columns: number): number => 3 * columns + 1;
/** The number of columns with room for one letter each. */
const mostColumns = (width: number): number => Math.floor((width - 1) / 4);
/** At least room for one letter in its frame; some terminals report 0 columns when they do not know. */
const usable = (width: number): number => (width > 0 ? Math.max(width, frame(1) + 1) : 80);

export interface LayoutPlan {
  readonly columns: readonly Column[];
  /** The rows whose texts determine the widths. */
  readonly sample: Texts['rows'];
  readonly options: RenderOptions;
  readonly heads: boolean;
  readonly vertical?: boolean;
}

/**
 * Computes the layout for the sample and the headers; on a terminal the widest columns are narrowed until a line fits.
 */
export async function layOut({ columns, sample, options, heads, vertical = false }: LayoutPlan): Promise<Layout> {
  const bordered = options.terminal;
  const { rows } = await harmless([columns.map(({ name }) => name)]);
  const names = (rows[0] ?? []).map((name) => name.trimEnd());
  const room = usable(options.width);
  const shown = bordered ? Math.min(columns.length, mostColumns(room)) : columns.length;
  const wanted = widest(heads ? [names, ...sample] : sample, columns.length).map((width) => Math.max(1, width));
  const fitted = fit(shown < columns.length ? withEllipsis(wanted, shown, 1) : wanted, room - frame(shown));
  const layout = {
    bordered,
    widths: bordered ? fitted : wanted,
    right: columns.map(({ numeric }) => numeric),
    vertical,
  };
  return { ...layout, heads: heads ? names : undefined, bold: await headStyle(options) };
}

/** The cells of each row that a line has room for. */
export function shownCells({ widths }: Pick<Layout, 'widths'>, rows: Texts['rows']): Texts['rows'] {
  return rows.map((cells) => (widths.length < cells.length ? withEllipsis(cells, widths.length, '…') : cells));
}

/** Where not even one letter of each column fits, the last column shown replaces the rest. */
function withEllipsis<T>(all: readonly T[], shown: number, rest: T): T[] {
  return shown === 1 ? all.slice(0, 1) : [...all.slice(0, shown - 1), rest];
}

function widest(rows: Texts['rows'], columns: number): number[] {
  const widths = Array<number>(columns).fill(0);
  for (const row of rows)
    for (let i = 0; i < columns; i++) widths[i] = Math.max(widths[i] as number, displayWidth(row[i] ?? ''));
  return widths;
}

/** Narrows the widest columns: from the narrowest on, each gets its width up to an equal share of what is left. */
function fit(wanted: readonly number[], room: number): number[] {
  const fitted = [...wanted];
  let left = Math.max(room, wanted.length);
  const byWidth = wanted.map((_, i) => i).sort((a, b) => (wanted[a] as number) - (wanted[b] as number));
  for (const [nth, i] of byWidth.entries()) {
    fitted[i] = Math.min(wanted[i] as number, Math.floor(left / (wanted.length - nth)));
    left -= fitted[i];
  }
  return fitted;
}

async function headStyle({ color }: RenderOptions): Promise<Layout['bold']> {
  if (!color) return (text) => text;
  const { Chalk } = await import('../../vendor/chalk.ts');
  return new Chalk({ level: 1 }).bold;
}
