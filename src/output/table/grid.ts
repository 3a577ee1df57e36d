/** Draws a table as a whole with cli-table3, for short lists and single records. Long lists are drawn by lines.ts. */
import type { Texts } from './cells.ts';
import { type Layout, shownCells } from './layout.ts';
import { GUTTER, withoutEnd } from './lines.ts';
import { cut, type Measured, measured } from './width.ts';

const EDGES = [
  'top',
  'top-mid',
  'top-left',
  'top-right',
  'bottom',
  'bottom-mid',
  'bottom-left',
  'bottom-right',
] as const;
const INNER = ['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'] as const;
const BARE = { ...Object.fromEntries([...EDGES, ...INNER].map((place) => [place, ''])), middle: GUTTER };

/** A private-use character, one column wide. It is not ASCII, so a text that contains it is replaced too. */
const STAND_IN = '\ue000';

/** A table drawn by cli-table3, with line ends; empty without headers and rows. */
export async function drawGrid(layout: Layout, texts: Texts): Promise<string> {
  const { Table } = await import('../../vendor/cli-table3.ts');
  const { bordered, widths, right, heads } = layout;
  const away = new StandIns();
  const table = new Table({
    ...(heads === undefined ? {} : { head: headCells(layout, heads, away) }),
    colWidths: widths.map((width) => (bordered ? width + 2 : width)),
    colAligns: right.map((one) => (one ? 'right' : 'left')),
    ...(bordered ? {} : { chars: BARE }),
    style: {
      head: [],
      border: [],
      compact: true,
      ...(bordered ? {} : { 'padding-left': 0, 'padding-right': 0 }),
    },
  });
  table.push(...bodyCells(layout, texts, away));
  return away
    .back(table.toString())
    .split('\n')
    .map((line) => `${bordered ? line : withoutEnd(line)}\n`)
    .join('');
}
/** The header of each column. Only a plain header has several lines, so that placeholders keep their order. */
function headCells({ cuts, widths, styles }: Layout, heads: readonly (readonly string[])[], away: StandIns): string[] {
  const lines = heads.map((line) => fittedRow(line, widths, cuts));
  return widths.map((_, i) => {
    const own = lines.map((line) => line[i]).filter((cell) => cell !== undefined && cell.text !== '');
    return own.map((cell) => styles.bold(away.put(cell as Measured))).join('\n');
  });
}

function bodyCells(layout: Layout, { rows, tones }: Texts, away: StandIns): string[][] {
  const { shown, cuts, widths, vertical, styles } = layout;
  return rows.map((row, nth) =>
    fittedRow(shownCells(layout, row), widths, cuts).map((cell, i) => {
      const text = away.put(cell);
      const tone = tones?.[nth]?.[shown[i] ?? -1];
      if (vertical && i === 0) return styles.bold(text);
      return tone === undefined ? text : styles[tone](text);
    }),
  );
}

/** Texts cut to the widths of their columns, since cli-table3 measures differently. */
const fittedRow = (row: readonly string[], widths: readonly number[], cuts: readonly boolean[]): Measured[] =>
  row.map((text, i) => measured(cuts[i] === true ? cut(text, widths[i] as number) : text));

/**
 * cli-table3 measures texts by an older version of Unicode than terminals. So texts that are not ASCII are replaced by
 * placeholders of the right width, and put back into the drawing in the same order.
 */
class StandIns {
  readonly #texts: string[] = [];

  put({ text, width, plain }: Measured): string {
    if (plain || width === 0) return text;
    this.#texts.push(text);
    return STAND_IN.repeat(width);
  }

  back(drawing: string): string {
    let next = 0;
    return drawing.replace(/\ue000+/g, () => this.#texts[next++] as string);
  }
}
