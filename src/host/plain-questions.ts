/** Prompts for a terminal without escape sequences (TERM=dumb): questions and answers are lines. */
import { on } from 'node:events';
import { emitKeypressEvents } from 'node:readline';
import { t } from '../core/text/texts.ts';
import type { Option } from '../context.ts';
import { discardTyped, isYes, type Key, type Place, type Questions } from './questions.ts';

/** They take the configurations of the library's prompts, and reject with an `AbortError` on the place's signal. */
export const plainQuestions: Questions = {
  confirm: async ({ message }, place) => isYes(await readLine(`${message} (y/N) `, place)),
  input: ({ message }, place) => readLine(`${message} `, place),
  password: ({ message }, place) => readLine(`${message} `, place, { echo: false }),
  select: async ({ message, choices, first }, place) => {
    const usual = choices.find(({ value }) => value === first) ?? choices[0];
    let shown = [message, ...choices.map(({ label }, i) => `  ${i + 1}) ${label}`)].join('\n');
    for (;;) {
      const label = t('Number or value [{default}]:', { default: usual?.value ?? '' });
      const typed = (await readLine(`${shown}\n${label} `, place)).trim();
      const chosen = typed === '' ? usual : chosenBy(typed, choices);
      if (chosen !== undefined) return chosen.value;
      shown = t('Unknown choice. Enter a number from 1 to {count}, or a value.', { count: choices.length });
      await discardTyped(place.input, place.signal);
    }
  },
};

const chosenBy = (typed: string, choices: readonly Option[]): Option | undefined =>
  choices.find(({ value }, i) => typed === value || typed === String(i + 1));

/** What remains of the line after a key that edits it, by readline's names of the keys. */
const EDITS: Readonly<Record<string, (line: string) => string>> = {
  backspace: (line) => line.replace(/.$/su, ''),
  'ctrl-u': () => '',
  'ctrl-w': (line) => line.replace(/\S*\s*$/u, ''),
};

/** A tab is text: it does not complete, so that an answer with one is not "yes". */
const TEXT = /^[\P{Cc}\t]+$/u;

/** Shows the question and reads one line. The terminal is in raw mode, so the input is echoed here. */
async function readLine(question: string, { input, output, signal }: Place, { echo = true } = {}): Promise<string> {
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
