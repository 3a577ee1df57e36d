/**
 * Breaks the cells of a table of names and values into lines, so that it is not wider than the terminal and nothing of
 * it is cut. Widths are in columns of the terminal.
 */
import { harmless, type Texts } from './cells.ts';
import { frame } from './fit.ts';
import { usable } from './layout.ts';
import { displayWidth, start } from './width.ts';

/** However narrow the terminal is, a column is not made narrower. */
const LEAST = 8;

/** The rest of a word that is longer than a line stands below its start, this far to the right. */
const INDENT = '  ';

/** The places where a long word may be broken: after punctuation, and before a capital. */
const SOFT = /(?<=[.,:;/=&?_-])|(?<=[a-z0-9])(?=[A-Z])/;

/** The rows of names and values, each as one row or, where the name or the value is long, as several. */
export async function brokenPairs({ rows, tones }: Texts, width: number): Promise<Texts> {
  const room = usable(width) - frame(2);
  const widest = (at: number): number => rows.reduce((most, row) => Math.max(most, displayWidth(row[at] ?? '')), 0);
  if (widest(0) + widest(1) <= room) return { ...(await harmless(rows)), tones };
  const names = Math.max(LEAST, Math.min(widest(0), Math.floor(room / 2)));
  const values = Math.max(LEAST, room - names);
  const broken = rows.map(([name = '', value = '']) => pairLines(brokenText(name, names), brokenText(value, values)));
  const deep = tones && broken.flatMap((lines, nth) => lines.map(() => tones[nth] ?? []));
  return { ...(await harmless(broken.flat())), tones: deep };
}

const pairLines = (names: readonly string[], values: readonly string[]): string[][] =>
  Array.from({ length: Math.max(names.length, values.length) }, (_, at) => [names[at] ?? '', values[at] ?? '']);

/**
 * A text in lines of at most `width` columns: broken between words, and a list without spaces between its items, of
 * which each has a line. A word that is longer than a line is broken where it has punctuation, or else at the edge.
 */
export function brokenText(text: string, width: number): string[] {
  if (displayWidth(text) <= width) return [text];
  const lines: string[] = [];
  for (const word of text.split(/ +/)) {
    const last = lines.at(-1);
    if (last !== undefined && displayWidth(last) + 1 + displayWidth(word) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(...brokenWord(word, width));
  }
  return lines;
}

const brokenWord = (word: string, width: number): string[] =>
  displayWidth(word) <= width ? [word] : word.split(/(?<=,)/).flatMap((item) => brokenItem(item, width));

function brokenItem(item: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of item.split(SOFT).flatMap((one) => slices(one, width - INDENT.length))) {
    if (line.trim() !== '' && displayWidth(line + piece) > width) {
      lines.push(line);
      line = INDENT;
    }
    line += piece;
  }
  return [...lines, line];
}

/** A piece in parts of at most `width` columns, each of at least one character. */
function slices(piece: string, width: number): string[] {
  const parts: string[] = [];
  let rest = piece;
  while (displayWidth(rest) > width) {
    const part = start(rest, width) || ([...rest][0] as string);
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return [...parts, rest].filter((part) => part !== '');
}
