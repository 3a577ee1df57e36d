/** Draws short tables as a whole, with cli-table3; lines.ts draws long ones page by page. */
import type { Texts } from './cells.ts';
import { type Layout, shownCells } from './layout.ts';
import { GUTTER, withoutEnd } from './lines.ts';
import { type Measured, measured } from './width.ts';

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

/** A private-use character, one column wide, that appears nowhere else in a drawing. */
const PLACEHOLDER = '\ue000';

/** A whole table drawn by cli-table3, with line ends; empty where there is neither a header nor a row. */
export async function drawGrid(layout: Layout, rows: Texts['rows']): Promise<string> {
  const { Table } = await import('../../vendor/cli-table3.ts');
  const placeholders = new Placeholders();
  const all = layout.heads === undefined ? rows : [layout.heads, ...rows];
  // cli-table3 would cut by its own widths, so it gets texts that fit.
  const fitted = measured(shownCells(layout, all), layout.bordered ? layout.widths : undefined).map((row) =>
    row.map((cell) => placeholders.put(cell)),
  );
  const [head = []] = layout.heads === undefined ? [] : fitted.splice(0, 1);
  const table = new Table({
    ...(layout.heads === undefined ? {} : { head: head.map((text) => layout.bold(text)) }),
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
  for (const [first = '', ...more] of fitted) table.push([layout.vertical ? layout.bold(first) : first, ...more]);
  return placeholders
    .back(table.toString())
    .split('\n')
    .map((line) => `${layout.bordered ? line : withoutEnd(line)}\n`)
    .join('');
}

/**
 * cli-table3 measures by an older Unicode version than today's terminals. So texts that are not ASCII are replaced by
 * placeholders of the right width, and put back into the drawing in the same order.
 */
class Placeholders {
  readonly #texts: string[] = [];

  put({ text, width, plain }: Measured): string {
    if (plain || width === 0) return text;
    this.#texts.push(text);
    return PLACEHOLDER.repeat(width);
  }

  back(drawing: string): string {
    let next = 0;
    return drawing.replace(/\ue000+/g, () => this.#texts[next++] as string);
  }
}
