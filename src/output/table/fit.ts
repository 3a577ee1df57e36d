/**
 * Fits a table to the width of a terminal, in this order: columns that are equal in every row are left out (empty ones
 * first), then the last columns; headers are broken at capitals; free text is cut. Identifiers, numbers and times are never cut, so a
 * table may be wider than the terminal. Widths are in columns of the terminal. Nothing is drawn here.
 */

import { displayWidth } from './width.ts';

/** The sizes of one column. */
export interface Sized {
  /** The width of the widest cell of the first page. */
  readonly body: number;
  /** The header, in pieces between which it may be broken; empty without headers. */
  readonly head: readonly string[];
  /** Whether it is never left out. */
  readonly essential: boolean;
  /** Whether its cells may be cut. */
  readonly cuttable: boolean;
  /** Whether the first page has two or more rows with the same value in this column. */
  readonly equal: boolean;
}

/** The shown columns by their position in the table, with their widths. */
export interface Fitted {
  readonly shown: readonly number[];
  readonly widths: readonly number[];
  /** The lines of each header, in the order of `shown`. */
  readonly heads: readonly (readonly string[])[];
}

/** A column is left out when free text would otherwise be narrower than this. */
const READABLE = 20;
/** Minimum width of free text in a table of several columns. */
const LEAST = 4;

/** The width of borders and padding: three per column, and the border at the end. */
export const frame = (columns: number): number => 3 * columns + 1;

const headWidth = (lines: readonly string[]): number => Math.max(0, ...lines.map(displayWidth));
const sum = (widths: readonly number[]): number => widths.reduce((all, width) => all + width, 0);

/** The columns and widths that fit into `room`. The first column is always shown. */
export function fit(columns: readonly Sized[], room: number): Fitted {
  const shown = kept(columns, room);
  const own = shown.map((at) => columns[at] as Sized);
  const free = room - frame(shown.length);
  const heads = brokenHeads(own, free);
  return { shown, heads, widths: narrowed(own, heads, free) };
}

/** All columns, as wide as their texts. */
export const unfitted = (columns: readonly Sized[]): Fitted => ({
  shown: columns.map((_, at) => at),
  heads: columns.map(({ head }) => [head.join('')]),
  widths: columns.map((column) => Math.max(1, column.body, headWidth([column.head.join('')]))),
});

/** The shown columns: columns are left out one by one until the rest fits with readable free text. */
function kept(columns: readonly Sized[], room: number): readonly number[] {
  const wanted = columns.map(({ body, head, cuttable }) =>
    Math.max(1, headWidth(head), cuttable ? Math.min(body, READABLE) : body),
  );
  let shown = columns.map((_, at) => at);
  const fits = (): boolean => sum(shown.map((at) => wanted[at] as number)) + frame(shown.length) <= room;
  const droppable = shown.filter((at) => at > 0 && columns[at]?.essential !== true).reverse();
  const says = (at: number): number => (columns[at]?.equal !== true ? 2 : columns[at]?.body === 0 ? 0 : 1);
  const equalFirst = [...droppable].sort((a, b) => says(a) - says(b));
  for (const at of equalFirst) {
    if (fits()) break;
    shown = shown.filter((one) => one !== at);
  }
  return shown;
}

/**
 * The lines of each header: as few in all as the width allows. Within them, headers are broken while the table does not
 * fit, the one that gains the most first.
 */
function brokenHeads(columns: readonly Sized[], free: number): readonly (readonly string[])[] {
  const most = Math.max(1, ...columns.map(({ head }) => head.length));
  for (let lines = 1; lines < most; lines++) {
    const heads = brokenInto(lines, columns, free);
    if (neededBy(columns, heads) <= free) return heads;
  }
  return brokenInto(most, columns, free);
}

type Heads = readonly (readonly string[])[];

/** The headers, broken into at most so many lines each, and no more than needed. */
function brokenInto(lines: number, columns: readonly Sized[], free: number): Heads {
  const heads = columns.map(({ head }) => [head.join('')]);
  const broken = columns.map((column) => balanced(column, lines));
  const gain = (at: number): number =>
    neededFor(columns[at], heads[at] ?? []) - neededFor(columns[at], broken[at] ?? []);
  const byGain = columns.map((_, at) => at).sort((a, b) => gain(b) - gain(a));
  for (const at of byGain) {
    if (neededBy(columns, heads) <= free || gain(at) <= 0) break;
    heads[at] = broken[at] ?? [];
  }
  return heads;
}

/** The width that a column needs with these lines of a header. */
function neededFor(column: Sized | undefined, lines: readonly string[]): number {
  const { body = 0, cuttable = false } = column ?? {};
  return Math.max(cuttable ? Math.min(body, READABLE) : body, headWidth(lines));
}

const neededBy = (columns: readonly Sized[], heads: Heads): number =>
  sum(columns.map((column, at) => neededFor(column, heads[at] ?? [])));

/** A header in at most so many lines, as narrow as that allows, but not narrower than the cells. */
function balanced({ head, body }: Sized, lines: number): string[] {
  let width = Math.max(body, headWidth(head));
  while (packed(head, width).length > lines) width += 1;
  return packed(head, width);
}

/** The pieces of a header in lines of at most `width`. */
function packed(pieces: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const line = lines.at(-1);
    if (line !== undefined && displayWidth(line + piece) <= width) lines[lines.length - 1] = line + piece;
    else lines.push(piece);
  }
  return lines;
}

/** The widths: columns that may be cut share the rest equally; one that needs less gets only that. */
function narrowed(columns: readonly Sized[], heads: Fitted['heads'], free: number): readonly number[] {
  const natural = columns.map(({ body }, at) => Math.max(1, body, headWidth(heads[at] ?? [])));
  const cuttable = natural.map((_, at) => at).filter((at) => columns[at]?.cuttable === true);
  const widths = [...natural];
  let left = free - sum(natural.filter((_, at) => !cuttable.includes(at)));
  const byWidth = cuttable.sort((a, b) => (natural[a] as number) - (natural[b] as number));
  for (const [nth, at] of byWidth.entries()) {
    const share = Math.floor(left / (byWidth.length - nth));
    const least = Math.min(natural[at] as number, columns.length === 1 ? 1 : LEAST);
    widths[at] = Math.max(least, Math.min(natural[at] as number, share));
    left -= widths[at];
  }
  return widths;
}
