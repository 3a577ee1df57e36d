/** Draws tables line by line, for lists of many pages. */
import type { Texts } from './cells.ts';
import { type Layout, shownCells } from './layout.ts';
import { aligned, alignedPlain } from './width.ts';

/** The space between columns without borders. */
export const GUTTER = '  ';

/** The lines above the first row, with line ends. */
export function opening(layout: Layout): string {
  const { heads, bordered, bold } = layout;
  const [names = []] = heads === undefined ? [] : shownCells(layout, [heads]);
  const line = heads === undefined ? '' : drawLine(layout, names, (...head) => aligned(...head, bold));
  if (!bordered) return line;
  return `${border(layout, '┌┬┐')}${line}${line === '' ? '' : border(layout, '├┼┤')}`;
}

/** The rows of a page, one per line. */
export function pageLines(layout: Layout, { rows, plain }: Texts): string {
  let lines = '';
  for (const cells of shownCells(layout, rows)) lines += drawLine(layout, cells, plain ? alignedPlain : aligned);
  return lines;
}

/** The lines below the last row. */
export function closing(layout: Layout): string {
  return layout.bordered ? border(layout, '└┴┘') : '';
}

/** One line. A loop with one string, since lists have thousands of rows. */
function drawLine(layout: Layout, cells: readonly string[], place: typeof alignedPlain): string {
  const { bordered, widths, right } = layout;
  let line = '';
  for (let i = 0; i < cells.length; i++) {
    if (i > 0) line += bordered ? ' │ ' : GUTTER;
    line += place(cells[i] as string, widths[i] as number, right[i] === true, bordered);
  }
  return bordered ? `│ ${line} │\n` : `${withoutEnd(line)}\n`;
}

function border({ widths }: Layout, [left, middle, right]: string): string {
  return `${left}${widths.map((width) => '─'.repeat(width + 2)).join(middle)}${right}\n`;
}

/** The line without trailing spaces; a regular expression would take quadratic time on a long run of them. */
export function withoutEnd(line: string): string {
  let end = line.length;
  while (line.charCodeAt(end - 1) === 0x20) end -= 1;
  return line.slice(0, end);
}
