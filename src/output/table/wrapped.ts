/**
 * Draws tables of sentences and commands on a terminal: nothing is cut, and lines are broken between words, never in a command. If a
 * table is wider than the terminal, its last column stands below each row, after its name, and the one before it is wrapped.
 */
import type { Tone } from '../../core/view.ts';
import type { Texts } from './cells.ts';
import { type Layout, shownCells } from './layout.ts';
import { GUTTER, withoutEnd } from './lines.ts';
import { aligned, displayWidth } from './width.ts';

/** Minimum width of wrapped text. */
const LEAST = 20;

/** The table, with line ends. `names` are those of the shown columns, `width` is that of the terminal. */
export function drawWrapped(layout: Layout, names: readonly string[], texts: Texts, width: number): string {
  const { widths, heads = [], styles } = layout;
  const fits = indentOf(widths) <= width + GUTTER.length;
  const below = fits || widths.length < 3 ? undefined : widths.length - 1;
  const last = (below ?? widths.length) - 1;
  const shape = { layout, width, last, indent: indentOf(widths.slice(0, last)) };
  const head = heads.map((line) => rowLines(shape, line, (text) => styles.bold(text)));
  const rows = texts.rows.map((row, nth) => {
    const cells = shownCells(layout, row);
    const lines = rowLines(shape, cells, styleOf(layout, texts.tones?.[nth]));
    const more = below === undefined ? '' : (cells[below] ?? '');
    return more === '' ? lines : `${lines}${belowLines(shape, names[below ?? 0] ?? '', more)}`;
  });
  return [...head, ...rows].join('');
}

/** Where the column after these begins. */
const indentOf = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width + GUTTER.length, 0);

interface Shape {
  readonly layout: Layout;
  readonly width: number;
  /** The column that is wrapped. */
  readonly last: number;
  /** Where it begins. */
  readonly indent: number;
}

type Style = (text: string, column: number) => string;

function styleOf({ shown, vertical, styles }: Layout, tones: readonly (Tone | undefined)[] | undefined): Style {
  return (text, column) => {
    if (vertical && column === 0) return styles.bold(text);
    const tone = tones?.[shown[column] ?? -1];
    return tone === undefined ? text : styles.tones[tone](text);
  };
}

function rowLines({ layout, width, last, indent }: Shape, cells: readonly string[], style: Style): string {
  const { widths, right } = layout;
  const before = cells.slice(0, last).map((text, i) => {
    const cell = aligned(text, widths[i] ?? 0, right[i] === true, false, (own) => style(own, i));
    return `${cell}${GUTTER}`;
  });
  const lines = wrapped(cells[last] ?? '', width - indent).map((text) => style(text, last));
  return `${[`${before.join('')}${lines[0] ?? ''}`, ...indented(lines.slice(1), indent)].map(withoutEnd).join('\n')}\n`;
}

function belowLines({ layout, width, indent }: Shape, name: string, text: string): string {
  const [first = '', ...others] = wrapped(text, width - indent - name.length - 2);
  return `${indented([`${layout.styles.bold(`${name}:`)} ${first}`, ...others], indent).join('\n')}\n`;
}

const indented = (lines: readonly string[], indent: number): string[] =>
  lines.map((line) => `${' '.repeat(indent)}${line}`);

/** A command in a text, with the punctuation after it, or a word. */
const WORDS = /"alikafka [^"]*"[^ ]*|[^ ]*/gy;

/**
 * The text in lines of at most `room` columns, broken at spaces; a longer word has a line for itself. Commands are not
 * broken, so that they can be copied.
 */
export function wrapped(text: string, room: number): string[] {
  const most = Math.max(LEAST, room);
  const lines: string[] = [];
  let line: string | undefined;
  let width = 0;
  for (const word of wordsOf(text)) {
    const own = displayWidth(word);
    if (line !== undefined && width + 1 + own <= most) {
      line += ` ${word}`;
      width += 1 + own;
    } else {
      if (line !== undefined) lines.push(line);
      [line, width] = [word, own];
    }
  }
  return [...lines, line ?? ''];
}

function wordsOf(text: string): string[] {
  if (text.startsWith('alikafka ')) return [text];
  const words: string[] = [];
  for (let at = 0; at <= text.length; ) {
    WORDS.lastIndex = at;
    const [word = ''] = WORDS.exec(text) ?? [];
    words.push(word);
    at += word.length + 1;
  }
  return words;
}
