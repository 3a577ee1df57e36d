/** The columns, widths and styles of a table. Which columns fit is decided in fit.ts; grid.ts and lines.ts draw. */
import { harmless, type Texts } from './cells.ts';
import { type Colors, makeColors } from '../terminal/colors.ts';
import type { Column, RenderOptions } from '../document.ts';
import { fit, type Fitted, type Sized, unfitted } from './fit.ts';
import { displayWidth, isPlain } from './width.ts';

/** The layout of a table, for both ways to draw it. Lists are in the order of the shown columns. */
export interface Layout {
  /** Whether it has borders. */
  readonly bordered: boolean;
  /** The position of each shown column in a row. */
  readonly shown: readonly number[];
  /** The lines of headers, each with a text for every column; undefined without headers. */
  readonly heads: readonly (readonly string[])[] | undefined;
  readonly widths: readonly number[];
  /** Whether each column is right-aligned. */
  readonly right: readonly boolean[];
  /** Whether wider texts of each column are cut; otherwise they are printed whole. */
  readonly cuts: readonly boolean[];
  /** Whether the first column has field names, in bold. */
  readonly vertical: boolean;
  readonly styles: Colors;
}

/** Some terminals report 0 columns when the width is not known. */
export const usable = (width: number): number => (width > 0 ? width : 80);

/** What a layout is computed from. */
export interface LayoutPlan {
  readonly columns: readonly Column[];
  /** The rows that widths are computed from: the first page. */
  readonly sample: Texts['rows'];
  /** The tones of the sample. */
  readonly tones?: Texts['tones'];
  readonly options: RenderOptions;
  /** Whether headers are printed. */
  readonly heads: boolean;
  readonly vertical?: boolean;
}

/** The layout for the sample and the headers. On a terminal the table is fitted to its width, unless `wide`. */
export async function layOut({
  columns,
  sample,
  tones,
  options,
  heads,
  vertical = false,
}: LayoutPlan): Promise<Layout> {
  const bordered = options.terminal;
  const fits = bordered && !options.wide;
  const filled = columns.map((_, at) => at).filter((at) => saysSomething(columns[at] as Column, at, sample));
  const sized = await sizes({ columns, sample, tones, heads });
  const own = filled.map((at) => sized[at] as Sized);
  const fitted = fits ? fit(own, usable(options.width)) : unfitted(own);
  const shown = fitted.shown.map((at) => filled[at] as number);
  return {
    bordered,
    shown,
    widths: fitted.widths,
    heads: heads ? headLines(fitted) : undefined,
    right: shown.map((at) => columns[at]?.numeric === true),
    cuts: shown.map((at) => fits && isCuttable(columns[at])),
    vertical,
    styles: await makeColors(options.color),
  };
}

/** Bars are shown where two rows or more can be compared. */
const saysSomething = ({ barOf }: Column, at: number, sample: Texts['rows']): boolean =>
  barOf === undefined || (sample.length > 1 && sample.some((row) => row[at] !== ''));

async function sizes({ columns, sample, tones, heads }: Omit<LayoutPlan, 'options'>): Promise<Sized[]> {
  const { rows } = await harmless([columns.map(({ name }) => name)]);
  return columns.map((column, at) => ({
    body: sample.reduce((most, row) => Math.max(most, displayWidth(row[at] ?? '')), 0),
    head: heads ? pieces(rows[0]?.[at]?.trimEnd() ?? '') : [],
    essential: column.essential === true,
    wanted: column.sorted === true || (column.expires === true && tones?.some((row) => row[at] !== undefined) === true),
    cuttable: isCuttable(column),
    equal: tellsNothing(sample.map((row) => row[at] ?? '')),
  }));
}

/** Whether cells are all empty, or two or more with the same text. */
const tellsNothing = (cells: readonly string[]): boolean =>
  cells.length > 0 && cells.every((text) => text === cells[0]) && (cells.length > 1 || cells[0] === '');

/** Whether a column is free text: not a number, time or identifier. */
const isCuttable = (column: Column | undefined): boolean =>
  column !== undefined && !column.numeric && !column.time && column.exact !== true;

/** A header in pieces between which it may be broken: `Service`, `Status`. */
const pieces = (head: string): string[] => (isPlain(head) ? head.split(/(?<=[a-z0-9])(?=[A-Z])/) : [head]);

/** Headers as lines; shorter ones begin at the top. */
function headLines({ heads }: Fitted): readonly (readonly string[])[] {
  const deep = Math.max(1, ...heads.map((lines) => lines.length));
  return Array.from({ length: deep }, (_, nth) => heads.map((lines) => lines[nth] ?? ''));
}

/** The shown cells of a row. */
export const shownCells = ({ shown }: Pick<Layout, 'shown'>, row: readonly string[]): string[] =>
  shown.map((at) => row[at] ?? '');
