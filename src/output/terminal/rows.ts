/** The rows that a text takes on a terminal. */
import { displayWidth, readyToMeasure } from '../table/width.ts';

/** Color codes in texts, which have no width. */
const COLOR = /\u001b\[[\d;]*m/g;

/** Borders and bars of tables, one column each; measured as letters, which is faster. */
const LINES = /[\u2500-\u259f]/g;

/** Whether a text, which ends its last line, takes more than `most` rows of `columns`. */
export async function isLongerThan(text: string, most: number, columns: number): Promise<boolean> {
  const lines = text.split('\n').slice(0, -1);
  if (lines.length > most) return true;
  const bare = lines.map((line) => line.replace(COLOR, '').replace(LINES, '-'));
  await readyToMeasure([bare]);
  const rows = bare.map((line) => Math.max(1, Math.ceil(displayWidth(line) / columns)));
  return rows.reduce((sum, own) => sum + own, 0) > most;
}
