/**
 * What of a table a terminal has room for. In this order: columns go that are equal in every row, then the least
 * important (the last) ones; heads are broken at their capitals; free text is cut. Identifiers, numbers and times are
 * never cut: what still does not fit is wider than the terminal. Pure; widths are columns of the terminal.
 */

import { displayWidth } from './width.ts';

/** One column, as far as fitting has to know it. */
export interface Sized {
  /** The widest cell of the first page. */
  readonly body: number;
  /** The head, in pieces at whose ends it may be broken; empty where no heads are printed. */
  readonly head: readonly string[];
  /** It stays, however narrow the terminal is. */
  readonly essential: boolean;
  /** Its cells may be cut. */
  readonly cuttable: boolean;
  /** The first page has two or more rows, and this column is the same in all of them. */
  readonly equal: boolean;
}

/** The columns that are shown, by their position in the table, and how. */
export interface Fitted {
  readonly shown: readonly number[];
  readonly widths: readonly number[];
  /** The lines of each head, in the order of `shown`. */
  readonly heads: readonly (readonly string[])[];
}

/** Free text is worth its column down to this width; above it, another column is not given up for it. */
const READABLE = 20;
/** Free text is not cut below this while another column can be cut. */
const LEAST = 4;

/** A border before each column, a space on both sides of its text, and a border at the end. */
export const frame = (columns: number): number => 3 * columns + 1;

const headWidth = (lines: readonly string[]): number => Math.max(0, ...lines.map(displayWidth));
const sum = (widths: readonly number[]): number => widths.reduce((all, width) => all + width, 0);

/** As much of a table as fits into `room` columns. The first column always stays. */
export function fit(columns: readonly Sized[], room: number): Fitted {
  const shown = kept(columns, room);
  const own = shown.map((at) => columns[at] as Sized);
  const free = room - frame(shown.length);
  const heads = brokenHeads(own, free);
  return { shown, heads, widths: narrowed(own, heads, free) };
}

/** A table as wide as its texts. */
export const unfitted = (columns: readonly Sized[]): Fitted => ({
  shown: columns.map((_, at) => at),
  heads: columns.map(({ head }) => [head.join('')]),
  widths: columns.map((column) => Math.max(1, column.body, headWidth([column.head.join('')]))),
});

/** Columns that stay: one after the other is given up until the rest fits with readable free text. */
function kept(columns: readonly Sized[], room: number): readonly number[] {
  const wanted = columns.map(({ body, head, cuttable }) =>
    Math.max(1, headWidth(head), cuttable ? Math.min(body, READABLE) : body),
  );
  let shown = columns.map((_, at) => at);
  const fits = (): boolean => sum(shown.map((at) => wanted[at] as number)) + frame(shown.length) <= room;
  const droppable = shown.filter((at) => at > 0 && columns[at]?.essential !== true).reverse();
  const equalFirst = [...droppable].sort((a, b) => Number(columns[b]?.equal) - Number(columns[a]?.equal));
  for (const at of equalFirst) {
    if (fits()) break;
    shown = shown.filter((one) => one !== at);
  }
  return shown;
}

/** The lines of each head: broken where that makes its column narrower, the largest gain first, while there is no room. */
function brokenHeads(columns: readonly Sized[], free: number): readonly (readonly string[])[] {
  const heads = columns.map(({ head }) => [head.join('')]);
  const width = (at: number, lines: readonly string[]): number => {
    const { body, cuttable } = columns[at] as Sized;
    return Math.max(cuttable ? Math.min(body, READABLE) : body, headWidth(lines));
  };
  const broken = columns.map(({ head, body }) => packed(head, Math.max(body, headWidth(head))));
  const gain = (at: number): number => width(at, heads[at] ?? []) - width(at, broken[at] ?? []);
  const byGain = columns.map((_, at) => at).sort((a, b) => gain(b) - gain(a));
  for (const at of byGain) {
    const needed = sum(columns.map((_, one) => width(one, heads[one] ?? [])));
    if (needed <= free || gain(at) <= 0) break;
    heads[at] = broken[at] ?? [];
  }
  return heads;
}

/** Pieces of a head in lines of at most `width`. */
function packed(pieces: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const line = lines.at(-1);
    if (line !== undefined && displayWidth(line + piece) <= width) lines[lines.length - 1] = line + piece;
    else lines.push(piece);
  }
  return lines;
}

/** Widths: what may be cut shares what the others leave, the narrowest taking no more than it needs. */
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
