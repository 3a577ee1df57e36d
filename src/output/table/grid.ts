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

/** A private-use character, one column wide: nothing else that is drawn holds it. */
const STAND_IN = '\ue000';

/** A whole table by cli-table3, line ends included; nothing where there is neither a head nor a row. */
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
/** The head of each column, its lines below each other. Only a plain head is broken, so that stand-ins keep their order. */
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
      return tone === undefined ? text : styles.tones[tone](text);
    }),
  );
}

/** cli-table3 would cut by its own measure: it gets texts that fit. */
const fittedRow = (row: readonly string[], widths: readonly number[], cuts: readonly boolean[]): Measured[] =>
  row.map((text, i) => measured(cuts[i] === true ? cut(text, widths[i] as number) : text));

/**
 * cli-table3 measures with tables of an older Unicode than today's terminals. So what is not ASCII goes through it as a
 * stand-in of the right width, and is put back into the drawing in the same order.
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
