/** Draws tables line by line, for lists of many pages. Short tables are drawn by grid.ts. */
import type { Texts } from './cells.ts';
import type { Tone } from '../../core/view.ts';
import type { Colors } from '../terminal/colors.ts';
import { type Layout, shownCells } from './layout.ts';
import { aligned, alignedPlain } from './width.ts';

/** The space between columns without borders. */
export const GUTTER = '  ';

/** The lines above the first row, with line ends: headers and borders. */
export function opening(layout: Layout): string {
  const { heads = [], bordered, styles } = layout;
  const line = heads.map((names) => drawLine(layout, names, headPlacer(styles))).join('');
  if (!bordered) return line;
  return `${border(layout, '┌┬┐')}${line}${line === '' ? '' : border(layout, '├┼┤')}`;
}

const headPlacer =
  ({ bold }: Colors): Place =>
  (text, width, right, cutting) =>
    aligned(text, width, right, cutting, text === '' ? undefined : bold);

/** The rows of a page, one line each, with line ends. */
export function pageLines(layout: Layout, { rows, plain, tones }: Texts): string {
  let lines = '';
  for (const [nth, row] of rows.entries()) {
    const tone = tones?.[nth];
    const place = tone === undefined ? (plain ? alignedPlain : untoned) : toned(layout, tone);
    lines += drawLine(layout, shownCells(layout, row), place);
  }
  return lines;
}

const untoned: Place = (text, width, right, cutting) => aligned(text, width, right, cutting);

/** Places cells with the colors of their tones. */
function toned({ shown, styles }: Layout, tones: readonly (Tone | undefined)[]): Place {
  return (text, width, right, cutting, i) => {
    const tone = tones[shown[i] ?? -1];
    return aligned(text, width, right, cutting, tone === undefined ? undefined : styles[tone]);
  };
}

/** The line below the last row, with its line end; empty without borders. */
export function closing(layout: Layout): string {
  return layout.bordered ? border(layout, '└┴┘') : '';
}

/** Pads or cuts a text to the width of its column; `i` is the position of the column in the line. */
type Place = (text: string, width: number, right: boolean, cutting: boolean, i: number) => string;

/** One line. A loop with one string, since lists may have thousands of rows. */
function drawLine(layout: Layout, cells: readonly string[], place: Place): string {
  const { bordered, widths, right, cuts } = layout;
  let line = '';
  for (let i = 0; i < cells.length; i++) {
    if (i > 0) line += bordered ? ' │ ' : GUTTER;
    line += place(cells[i] as string, widths[i] as number, right[i] === true, cuts[i] === true, i);
  }
  return bordered ? `│ ${line} │\n` : `${withoutEnd(line)}\n`;
}

function border({ widths }: Layout, [left, middle, right]: string): string {
  return `${left}${widths.map((width) => '─'.repeat(width + 2)).join(middle)}${right}\n`;
}

/** The line without spaces at its end. A regular expression would need quadratic time for many spaces. */
export function withoutEnd(line: string): string {
  let end = line.length;
  while (line.charCodeAt(end - 1) === 0x20) end -= 1;
  return line.slice(0, end);
}
