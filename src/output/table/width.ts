/** The widths of texts on a terminal, and texts cut and aligned by them. Widths are in columns of the terminal. */

/** ASCII and `…`: the width is the length. Checked first, since measuring graphemes takes a hundred times longer. */
const PLAIN = /^[\x20-\x7e\u2026]*$/;

/** In addition Chinese, kana, Hangul and full-width forms: each character is a grapheme of two columns. */
const SIMPLE = /^[\x20-\x7e\u2026\u3001\u3002\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]*$/;
const FIRST_WIDE = 0x3001;

/** Measures all other texts. Its import takes 30 ms, as long as the rest of a table. */
let measure: ((text: string) => number) | undefined;
let segmenter: Intl.Segmenter | undefined;

/** Whether the width of a text is its length. */
export const isPlain = (text: string): boolean => PLAIN.test(text);

/** Must be awaited before texts that are not plain are measured, cut or aligned. */
export async function readyToMeasure(rows: readonly (readonly string[])[]): Promise<void> {
  if (measure !== undefined || rows.every((row) => row.every((text) => SIMPLE.test(text)))) return;
  measure = (await import('../../vendor/string-width.ts')).stringWidth;
}

/** The width of a text. Throws Error if it needs `readyToMeasure`, which was not awaited. */
export function displayWidth(text: string): number {
  if (isPlain(text)) return text.length;
  if (SIMPLE.test(text)) return simpleWidth(text);
  if (measure === undefined) throw new Error('readyToMeasure was not awaited');
  return measure(text);
}

function simpleWidth(text: string): number {
  let width = text.length;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= FIRST_WIDE) width += 1;
  return width;
}

/** The text in at most `width` columns (1 or more), with `…` if it was cut, between graphemes. */
export function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  return `${isPlain(text) ? text.slice(0, width - 1) : start(text, width - 1)}…`;
}

/** A text with its width. */
export interface Measured {
  readonly text: string;
  readonly width: number;
  /** Whether the width is the length. */
  readonly plain: boolean;
}

/** Measures a text. */
export const measured = (text: string): Measured => ({ text, width: displayWidth(text), plain: isPlain(text) });

/** As much of the start of a text as fits into `width` columns, in whole graphemes. */
export function start(text: string, width: number): string {
  let [taken, end] = [0, 0];
  for (const grapheme of graphemes(text)) {
    taken += displayWidth(grapheme);
    if (taken > width) break;
    end += grapheme.length;
  }
  return text.slice(0, end);
}

function* graphemes(text: string): Iterable<string> {
  if (SIMPLE.test(text)) return yield* text;
  segmenter ??= new Intl.Segmenter();
  for (const { segment } of segmenter.segment(text)) yield segment;
}

/**
 * The text padded with spaces to `width`. A wider text is cut if `cutting`, otherwise returned whole. `style` is
 * applied to the text without the spaces.
 */
export function aligned(text: string, width: number, right: boolean, cutting: boolean, style = asIs): string {
  const shown = cutting ? cut(text, width) : text;
  const space = ' '.repeat(Math.max(0, width - displayWidth(shown)));
  return right ? `${space}${style(shown)}` : `${style(shown)}${space}`;
}

/** The same for a plain text, which is faster. */
export function alignedPlain(text: string, width: number, right: boolean, cutting: boolean): string {
  if (cutting && text.length > width) return `${text.slice(0, width - 1)}…`;
  return right ? text.padStart(width) : text.padEnd(width);
}

const asIs = (text: string): string => text;
