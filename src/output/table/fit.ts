/**
 * Fits a table to the width of a terminal, in this order: columns that are equal in every row are left out (empty ones
 * first), then the last columns; headers are broken at capitals; free text is cut, that of equal columns first.
 * Identifiers, numbers and times are never cut, so a table may be wider than the terminal; its free text is then as
 * wide as the rows that it takes allow. Widths are in columns of the terminal. Nothing is drawn here.
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
  /** Whether rows are sorted by it, or it warns: it is left out only where the table would not fit with it. */
  readonly wanted: boolean;
  /** Whether its cells may be cut. */
  readonly cuttable: boolean;
  /** Whether this column tells nothing apart: all of the first page is empty, or two or more rows have the same value. */
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
/** The same next to wanted columns. */
const TIGHT = 10;
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
  const heads = brokenHeads(own, room - frame(shown.length));
  const widths = narrowed(own, heads, usedRoom(own, room) - frame(shown.length));
  return { shown, widths, heads: heads.map((lines, at) => headIn(lines, own[at] as Sized, widths[at] as number)) };
}

/** The room of a table: one that cannot fit is folded by the terminal, and fills the last of the rows that it takes. */
function usedRoom(columns: readonly Sized[], room: number): number {
  const least = columns.map(({ body, head, cuttable }) =>
    cuttable ? Math.max(1, Math.min(LEAST, Math.max(body, headWidth(head)))) : Math.max(1, body, headWidth(head)),
  );
  const rows = Math.ceil((sum(least) + frame(columns.length)) / room);
  return columns.length === 1 ? room : Math.max(1, rows) * room;
}

/** The lines of a header in a column of this width: broken before it would have to be cut. */
const headIn = (lines: readonly string[], { head }: Sized, width: number): readonly string[] =>
  headWidth(lines) <= width ? lines : packed(head, width);

/** All columns, as wide as their texts. */
export const unfitted = (columns: readonly Sized[]): Fitted => ({
  shown: columns.map((_, at) => at),
  heads: columns.map(({ head }) => [head.join('')]),
  widths: columns.map((column) => Math.max(1, column.body, headWidth([column.head.join('')]))),
});

/** The shown columns; the wanted ones are among them where free text has room next to them. */
function kept(columns: readonly Sized[], room: number): readonly number[] {
  const withWanted = keptOf(columns, room, ({ essential, wanted }) => essential || wanted);
  const fits = tableWidth(columns, withWanted, ({ equal }) => (equal ? LEAST : TIGHT)) <= room;
  return fits ? withWanted : keptOf(columns, room, ({ essential }) => essential);
}

/** The shown columns: columns are left out one by one until the rest fits with readable free text. */
function keptOf(columns: readonly Sized[], room: number, isKept: (column: Sized) => boolean): readonly number[] {
  let shown = columns.map((_, at) => at);
  const droppable = shown.filter((at) => at > 0 && !isKept(columns[at] as Sized)).reverse();
  const says = (at: number): number => (columns[at]?.equal !== true ? 2 : columns[at]?.body === 0 ? 0 : 1);
  const equalFirst = [...droppable].sort((a, b) => says(a) - says(b));
  for (const at of equalFirst) {
    if (tableWidth(columns, shown, () => READABLE) <= room) break;
    shown = shown.filter((one) => one !== at);
  }
  return shown;
}

/** The width of a table of these columns with broken headers, and free text of at most `text`. */
function tableWidth(columns: readonly Sized[], shown: readonly number[], text: (column: Sized) => number): number {
  const widths = shown.map((at) => {
    const column = columns[at] as Sized;
    const { body, head, cuttable } = column;
    return Math.max(1, headWidth(head), cuttable ? Math.min(body, text(column)) : body);
  });
  return sum(widths) + frame(shown.length);
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

/**
 * The widths: columns that may be cut share the rest, equal ones only what is left when the others are readable. Each
 * is as wide as its broken header, unless the table fits only without that.
 */
function narrowed(columns: readonly Sized[], heads: Fitted['heads'], free: number): readonly number[] {
  const natural = columns.map(({ body }, at) => Math.max(1, body, headWidth(heads[at] ?? [])));
  const cuttable = natural.map((_, at) => at).filter((at) => columns[at]?.cuttable === true);
  const room = free - sum(natural.filter((_, at) => !cuttable.includes(at)));
  const bare = cuttable.map((at) => Math.min(natural[at] as number, columns.length === 1 ? 1 : LEAST));
  const headed = cuttable.map((at, nth) =>
    Math.max(bare[nth] as number, Math.min(natural[at] as number, headWidth(columns[at]?.head ?? []))),
  );
  const least = sum(headed) <= room ? headed : bare;
  const widths = [...natural];
  for (const [nth, at] of cuttable.entries()) widths[at] = least[nth] as number;
  const equal = cuttable.filter((at) => columns[at]?.equal === true);
  const others = cuttable.filter((at) => !equal.includes(at));
  const readable = natural.map((width) => Math.min(width, READABLE));
  const more = share(widths, readable, others, room - sum(least));
  share(widths, natural, others, share(widths, natural, equal, more));
  return widths;
}

/** Widens columns up to `most` by `left` columns of the terminal in total, the narrowest first; returns the rest. */
function share(widths: number[], most: readonly number[], among: readonly number[], left: number): number {
  let rest = Math.max(0, left);
  for (; rest > 0; rest--) {
    const narrow = among.filter((at) => (widths[at] as number) < (most[at] as number));
    if (narrow.length === 0) break;
    const narrowest = narrow.reduce((a, b) => ((widths[b] as number) < (widths[a] as number) ? b : a));
    widths[narrowest] = (widths[narrowest] as number) + 1;
  }
  return rest;
}
