/** Whether a text fits the screen of a terminal. */
import { displayWidth, readyToMeasure } from '../table/width.ts';

/** Color codes in texts, which have no width. */
const COLOR = /\u001b\[[\d;]*m/g;

/** Borders and bars of tables, one column each; measured as letters, which is faster. */
const LINES = /[\u2500-\u259f]/g;

/** How a text fits a screen: `wide` is one that is longer than it and has lines that are wider. */
export type ScreenFit = 'fits' | 'long' | 'wide';

/** How a text, which ends its last line, fits a screen of `most` rows of `columns`. */
export async function screenFit(text: string, most: number, columns: number): Promise<ScreenFit> {
  const lines = text.split('\n').slice(0, -1);
  // The first screen shows whether a table is wider: its border is as wide as its rows.
  const bare = lines.slice(0, most + 1).map((line) => line.replace(COLOR, '').replace(LINES, '-'));
  await readyToMeasure([bare]);
  const rows = bare.map((line) => Math.max(1, Math.ceil(displayWidth(line) / columns)));
  if (rows.reduce((sum, own) => sum + own, 0) <= most) return 'fits';
  return rows.some((own) => own > 1) ? 'wide' : 'long';
}
