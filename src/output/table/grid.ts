import type { Texts } from './cells.ts';
import { type Layout, shownCells } from './layout.ts';
import { GUTTER, withoutEnd } from './lines.ts';
import { cut, displayWidth, isPlain } from './width.ts';

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
export async function drawGrid(layout: Layout, rows: Texts['rows']): Promise<string> {
  const { Table } = await import('../../vendor/cli-table3.ts');
  const away = new StandIns();
  const table = new Table({
    ...(layout.heads === undefined
      ? {}
      : { head: fittedTexts(layout, layout.heads).map((head) => layout.bold(away.put(head))) }),
    colWidths: layout.widths.map((width) => (layout.bordered ? width + 2 : width)),
    colAligns: layout.right.map((right) => (right ? 'right' : 'left')),
    ...(layout.bordered ? {} : { chars: BARE }),
    style: {
      head: [],
      border: [],
      compact: true,
      ...(layout.bordered ? {} : { 'padding-left': 0, 'padding-right': 0 }),
    },
  });
  for (const row of rows) table.push(cellsOf(layout, row, away));
  return away
    .back(table.toString())
    .split('\n')
    .map((line) => `${layout.bordered ? line : withoutEnd(line)}\n`)
    .join('');
}

/** cli-table3 would cut by its own measure: it gets texts that fit. */
function fittedTexts(layout: Layout, row: readonly string[]): readonly string[] {
  const shown = shownCells(layout, row);
  return layout.bordered ? shown.map((text, i) => cut(text, layout.widths[i] as number)) : shown;
}

function cellsOf(layout: Layout, row: readonly string[], away: StandIns): string[] {
  const cells = fittedTexts(layout, row).map((text) => away.put(text));
  return layout.vertical ? cells.map((cell, i) => (i === 0 ? layout.bold(cell) : cell)) : cells;
}

/**
 * cli-table3 measures with tables of an older Unicode than today's terminals. So what is not ASCII goes through it as a
 * stand-in of the right width, and is put back into the drawing in the same order.
 */
class StandIns {
  readonly #texts: string[] = [];

  put(text: string): string {
    const width = displayWidth(text);
    if (isPlain(text) || width === 0) return text;
    this.#texts.push(text);
    return STAND_IN.repeat(width);
  }

  back(drawing: string): string {
    let next = 0;
    return drawing.replace(/\ue000+/g, () => this.#texts[next++] as string);
  }
}
