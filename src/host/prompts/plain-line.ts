/** Reads a line from a terminal without escape sequences. */
import { on } from 'node:events';
import { emitKeypressEvents } from 'node:readline';
import type { Key, Place } from './place.ts';

/** The rest of the line after a key that edits it, by readline's names of the keys. */
const EDITS: Readonly<Record<string, (line: string) => string>> = {
  backspace: (line) => line.replace(/.$/su, ''),
  'ctrl-u': () => '',
  'ctrl-w': (line) => line.replace(/\S*\s*$/u, ''),
};

/** A tab is text: it does not complete, so that an answer with one is not "yes". */
const TEXT = /^[\P{Cc}\t]+$/u;

/** Shows the question and reads one line. The terminal is in raw mode, so the input is echoed here. */
export async function readLine(
  question: string,
  { input, output, signal }: Place,
  { echo = true } = {},
): Promise<string> {
  emitKeypressEvents(input);
  const keys = on(input, 'keypress', { signal });
  const show = (text: string): void => void (echo && output.write(text));
  let line = '';
  output.write(question);
  try {
    for await (const [text, { name = '', ctrl }] of keys as AsyncIterable<[string | undefined, Key]>) {
      if (name === 'return' || name === 'enter') break;
      const rest = EDITS[ctrl === true ? `ctrl-${name}` : name]?.(line);
      if (rest !== undefined) {
        show('\b \b'.repeat([...line].length - [...rest].length));
        line = rest;
      } else if (text !== undefined && TEXT.test(text)) {
        show(text);
        line += text;
      }
    }
  } finally {
    output.write('\n');
  }
  return line;
}
