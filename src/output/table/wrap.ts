/** Breaks the cells of a table that is not cut into lines, at words, so that it fits a terminal. */
import { wrappedMessage } from '../../core/text/wrap.ts';
import type { Texts } from './cells.ts';
import type { Column } from '../document.ts';
import type { Layout } from './layout.ts';
import { GUTTER } from './lines.ts';
import { displayWidth } from './width.ts';

/** Minimum width of a column of sentences; a narrower one is printed below the column before it. */
const LEAST = 24;

/** Cells longer than this, with spaces in them, are sentences. */
const SHORT = 12;

/** A command to paste, which is never broken, also after the name of a column. */
const isCommand = (text: string): boolean => /^(?:\w+: )?alikafka /.test(text);

interface Drawn {
  readonly layout: Layout;
  readonly texts: Texts;
}

/**
 * A table without borders whose sentences are broken so that it is at most `width` columns wide, if that is possible.
 */
export function wrapCells({ layout, texts }: Drawn, columns: readonly Column[], width: number): Drawn {
  const drawn = { layout, texts };
  if (tableWidth(layout.widths) <= width) return drawn;
  const wide = sentencesIn(drawn);
  const [last = -1, before = -1] = wide.toReversed();
  if (wide.length > 1 && roomFor(drawn, wide, width) < sum(leastWidths(drawn, wide))) {
    const narrower = below(drawn, columns, last, before);
    return fitted(narrower, sentencesIn(narrower), width) ?? drawn;
  }
  return fitted(drawn, wide, width) ?? drawn;
}

/** The columns of sentences, by their places in the layout. */
const sentencesIn = ({ layout, texts }: Drawn): number[] =>
  layout.shown.map((_, i) => i).filter((i) => isSentences(texts, layout.shown[i] ?? -1));

/** The columns that are left for sentences. */
const roomFor = ({ layout }: Drawn, wide: readonly number[], width: number): number =>
  width - tableWidth(layout.widths.map((own, i) => (wide.includes(i) ? 0 : own)));

/** Undefined if there is nothing to break, or no room for it. */
function fitted(drawn: Drawn, wide: readonly number[], width: number): Drawn | undefined {
  const room = roomFor(drawn, wide, width);
  if (wide.length === 0 || room < LEAST) return undefined;
  return broken(drawn, shares(drawn.layout.widths, wide, leastWidths(drawn, wide), room));
}

const sum = (widths: readonly number[]): number => widths.reduce((all, own) => all + own, 0);

/** The minimum width of each of these columns: that of its longest word, and not too narrow to read. */
function leastWidths({ layout, texts }: Drawn, wide: readonly number[]): number[] {
  return wide.map((i) => {
    const cells = texts.rows.map((row) => row[layout.shown[i] ?? -1] ?? '');
    const words = cells.flatMap((text) => linesOf(text, 1)).map(displayWidth);
    return Math.min(layout.widths[i] ?? 0, Math.max(LEAST, ...words));
  });
}

const tableWidth = (widths: readonly number[]): number => sum(widths) + GUTTER.length * Math.max(0, widths.length - 1);

const isSentences = ({ rows }: Texts, at: number): boolean =>
  rows.some((row) => (row[at] ?? '').length > SHORT && (row[at] ?? '').includes(' '));

/** The width of each column; those of sentences share the remaining width above their minimum, up to what they need. */
function shares(
  widths: readonly number[],
  wide: readonly number[],
  least: readonly number[],
  room: number,
): readonly number[] {
  const shared = [...widths];
  let left = Math.max(0, room - sum(least));
  for (const [nth, i] of wide.entries()) {
    const own = Math.min(least[nth] ?? 0, room);
    const more = Math.min((widths[i] ?? 0) - own, Math.floor(left / (wide.length - nth)));
    shared[i] = own + more;
    left -= more;
  }
  return shared;
}

/** The table with one column less: its texts are below those of another one, each after the name of the column. */
function below({ layout, texts }: Drawn, columns: readonly Column[], column: number, into: number): Drawn {
  const [from = -1, to = -1] = [layout.shown[column], layout.shown[into]];
  const name = columns[from]?.name ?? '';
  const most = Math.max(layout.widths[into] ?? 0, (layout.widths[column] ?? 0) + name.length + 2);
  const without = <T>(list: readonly T[]): T[] => list.filter((_, i) => i !== column);
  const rows = texts.rows.map((row) =>
    row.map((text, at) => (at === to && (row[from] ?? '') !== '' ? `${text}\n${name}: ${row[from]}` : text)),
  );
  return {
    texts: { ...texts, rows },
    layout: {
      ...layout,
      shown: without(layout.shown),
      widths: without(layout.widths.map((own, i) => (i === into ? most : own))),
      right: without(layout.right),
      cuts: without(layout.cuts),
      heads: layout.heads?.map(without),
    },
  };
}

/** Each row as one line of the table or several; tones apply to all lines of a row. */
function broken({ layout, texts }: Drawn, widths: readonly number[]): Drawn {
  const shown = new Set(layout.shown);
  const rows: string[][] = [];
  const tones: NonNullable<Texts['tones']>[number][] = [];
  for (const [nth, row] of texts.rows.entries()) {
    const cells = row.map((text, at) => (shown.has(at) ? linesOf(text, widths[layout.shown.indexOf(at)]) : ['']));
    const deep = Math.max(...cells.map(({ length }) => length));
    for (let line = 0; line < deep; line++) {
      rows.push(cells.map((lines) => lines[line] ?? ''));
      tones.push(texts.tones?.[nth] ?? []);
    }
  }
  // A longer word, such as a path or an id, is not broken: its column is as wide.
  const drawnWidths = layout.shown.map((at, i) =>
    rows.reduce((most, row) => Math.max(most, displayWidth(row[at] ?? '')), widths[i] ?? 0),
  );
  return {
    layout: { ...layout, widths: drawnWidths },
    texts: { ...texts, rows, ...(texts.tones === undefined ? {} : { tones }) },
  };
}

function linesOf(text: string, width = text.length): readonly string[] {
  return text.split('\n').flatMap((line) => (isCommand(line) ? [line] : wrappedMessage(line, width, displayWidth)));
}
