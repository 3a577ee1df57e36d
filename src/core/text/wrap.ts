/** Texts in lines for the width of a terminal, broken between words only. */

/** The width of a text in columns. */
export type Measure = (text: string) => number;

const byLength: Measure = (text) => text.length;

/** A word of a text: characters without a space. */
const WORD = /\S+/g;
/** The same, where a command in double quotes is one word, so that it can be copied. */
const WORD_OR_COMMAND = /(?:"alikafka(?: [^"]*)?"|\S)+/g;

/** A text in lines of at most `width` characters, broken between words; a longer word is a line by itself. */
export const wrapped = (text: string, width: number): string[] =>
  text.split('\n').flatMap((line) => filledLines(line.match(WORD) ?? [], width));

/** The same for a message, in which commands stay whole and spaces between words are kept where no line ends. */
export function wrappedMessage(text: string, width: number, measure: Measure = byLength): string[] {
  return text.split('\n').flatMap((line) => {
    if (measure(line) <= width) return [line];
    const indent = /^ */.exec(line)?.[0] ?? '';
    const parts = line.match(WORD_OR_COMMAND) ?? [];
    return filledLines(parts, width - indent.length, 0, measure).map((one) => indent + one);
  });
}

/** Parts in lines of at most `width` columns; `first` columns of the first one are used already. */
export function filledLines(parts: readonly string[], width: number, first = 0, measure = byLength): string[] {
  const lines: string[] = [];
  let [room, used] = [width - first, 0];
  for (const part of parts) {
    const own = measure(part);
    const last = lines.at(-1);
    if (last !== undefined && used + 1 + own <= room) {
      lines[lines.length - 1] = `${last} ${part}`;
      used += 1 + own;
      continue;
    }
    if (last !== undefined) room = width;
    lines.push(part);
    used = own;
  }
  return lines.length === 0 ? [''] : lines;
}

/** Lines as one text, in which those after the first begin `indent` columns further in. */
export const hanging = (lines: readonly string[], indent: number): string => lines.join(`\n${' '.repeat(indent)}`);
