/** The columns, widths and styles of a table. */
import { harmless, type Texts } from './cells.ts';
import type { Tone } from '../../core/view.ts';
import type { Column, RenderOptions } from '../document.ts';
import { fit, type Fitted, type Sized, unfitted } from './fit.ts';
import { displayWidth, isPlain } from './width.ts';

/** How a table is set: what both ways of drawing one share. All lists are in the order of the columns that are shown. */
export interface Layout {
  /** Borders. */
  readonly bordered: boolean;
  /** The position in a row of each column that is shown. */
  readonly shown: readonly number[];
  /** The lines of heads, each with a text for every column; undefined where none is wanted. */
  readonly heads: readonly (readonly string[])[] | undefined;
  readonly widths: readonly number[];
  /** Right-aligned. */
  readonly right: readonly boolean[];
  /** What is wider than its column is cut; else it runs over. */
  readonly cuts: readonly boolean[];
  /** The first column holds field names and looks like a head. */
  readonly vertical: boolean;
  readonly styles: Styles;
}

/** How texts options; as they are where no colour is wanted. */
export interface Styles {
  readonly bold: (text: string) => string;
  readonly tones: Readonly<Record<Tone, (text: string) => string>>;
}

/** Some terminals say that they have 0 columns when they do not know. */
const usable = (width: number): number => (width > 0 ? width : 80);

export interface LayoutPlan {
  readonly columns: readonly Column[];
  /** Rows whose texts decide the widths. */
  readonly sample: Texts['rows'];
  readonly options: RenderOptions;
  readonly heads: boolean;
  readonly vertical?: boolean;
}

/** Columns and their widths for the sample and the heads; on a terminal what is shown is made to fit, but with `wide`. */
export async function layOut({ columns, sample, options, heads, vertical = false }: LayoutPlan): Promise<Layout> {
  const bordered = options.terminal;
  const fits = bordered && !options.wide;
  const sized = await sizes(columns, sample, heads);
  const fitted = fits ? fit(sized, usable(options.width)) : unfitted(sized);
  const { shown, widths } = fitted;
  return {
    bordered,
    shown,
    widths,
    heads: heads ? headLines(fitted) : undefined,
    right: shown.map((at) => columns[at]?.numeric === true),
    cuts: shown.map((at) => fits && isCuttable(columns[at])),
    vertical,
    styles: await stylesOf(options),
  };
}

async function sizes(columns: readonly Column[], sample: Texts['rows'], heads: boolean): Promise<Sized[]> {
  const { rows } = await harmless([columns.map(({ name }) => name)]);
  return columns.map((column, at) => ({
    body: sample.reduce((most, row) => Math.max(most, displayWidth(row[at] ?? '')), 0),
    head: heads ? pieces(rows[0]?.[at]?.trimEnd() ?? '') : [],
    essential: column.essential === true,
    cuttable: isCuttable(column),
    equal: sample.length > 1 && sample.every((row) => row[at] === sample[0]?.[at]),
  }));
}

/** Free text: neither a number nor a time, and no identifier. */
const isCuttable = (column: Column | undefined): boolean =>
  column !== undefined && !column.numeric && !column.time && column.exact !== true;

/** A head where it may be broken: `Service`, `Status`. */
const pieces = (head: string): string[] => (isPlain(head) ? head.split(/(?<=[a-z0-9])(?=[A-Z])/) : [head]);

/** Heads as lines; the shorter ones end above. */
function headLines({ heads }: Fitted): readonly (readonly string[])[] {
  const deep = Math.max(1, ...heads.map((lines) => lines.length));
  return Array.from({ length: deep }, (_, nth) => heads.map((lines) => lines[nth] ?? ''));
}

/** The cells of a row that are shown. */
export const shownCells = ({ shown }: Pick<Layout, 'shown'>, row: readonly string[]): string[] =>
  shown.map((at) => row[at] ?? '');

const asIs = (text: string): string => text;
const PLAIN: Styles = { bold: asIs, tones: { good: asIs, warning: asIs, bad: asIs } };

async function stylesOf({ color }: RenderOptions): Promise<Styles> {
  if (!color) return PLAIN;
  const { Chalk } = await import('../../vendor/chalk.ts');
  const { bold, green, yellow, red } = new Chalk({ level: 1 });
  return { bold, tones: { good: green, warning: yellow, bad: red } };
}
