/** Reads the words of a command line: which are arguments, which are options with their values. Pure. */
import type { Field } from '../../engine/input/fields.ts';
import { type KnownCommand, takesWord } from './known-command.ts';

/** A word of a command line at its index, with its value if that is the next word. */
export type Word =
  /** One of the words that name the command. */
  | { readonly kind: 'path'; readonly at: number; readonly text: string }
  /** An argument. */
  | { readonly kind: 'operand'; readonly at: number; readonly text: string }
  /** A known option; `span` is the number of words it takes with its value. */
  | {
      readonly kind: 'option';
      readonly at: number;
      readonly field: Field;
      readonly value: string | undefined;
      readonly span: 1 | 2;
    }
  /** An option that the command does not have, or one without a value that was given one after `=`. */
  | { readonly kind: 'unknown'; readonly at: number; readonly flag: string; readonly value: string | undefined }
  /** Short options without values, and `--`. */
  | { readonly kind: 'other'; readonly at: number };

/** The words of a command line, in their order. Options and their values are those of the command. */
export function readWords(argv: readonly string[], command: KnownCommand): Word[] {
  const words: Word[] = [];
  let left = command.path === '' ? 0 : command.path.split(' ').length;
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  for (let at = 0; at < argv.length; at++) {
    const text = argv[at] ?? '';
    if (at === end) words.push({ kind: 'other', at });
    else if (at > end || text === '-' || !text.startsWith('-')) {
      words.push({ kind: left > 0 ? 'path' : 'operand', at, text });
      left -= 1;
    } else {
      const word = optionAt(argv, at, command);
      words.push(word);
      if (word.kind === 'option' && word.span === 2) at += 1;
    }
  }
  return words;
}

function optionAt(argv: readonly string[], at: number, { own, globals }: KnownCommand): Word {
  const [text = '', next] = [argv[at], argv[at + 1]];
  const known = [...own, ...globals];
  return text.startsWith('--') ? longOption(text, next, at, known) : shortOptions(text, next, at, known);
}

function longOption(text: string, next: string | undefined, at: number, known: readonly Field[]): Word {
  const [flag = ''] = text.split('=');
  const value = flag === text ? undefined : text.slice(flag.length + 1);
  const field = known.find(({ param }) => `--${param.flag ?? ''}` === flag);
  if (field === undefined || (field.param.kind === 'boolean' && value !== undefined))
    return { kind: 'unknown', at, flag, value };
  return valued(field, value, next, at);
}

/** `-o json`, `-ojson`, `-nq`: an option with a value ends the word. */
function shortOptions(text: string, next: string | undefined, at: number, known: readonly Field[]): Word {
  for (let i = 1; i < text.length; i++) {
    const field = known.find(({ param }) => param.short === text[i]);
    if (field === undefined) return { kind: 'unknown', at, flag: text, value: undefined };
    if (takesWord(field)) return valued(field, i + 1 < text.length ? text.slice(i + 1) : undefined, next, at);
  }
  return { kind: 'other', at };
}

function valued(field: Field, value: string | undefined, next: string | undefined, at: number): Word {
  const isNext = value === undefined && takesWord(field) && next !== undefined;
  return { kind: 'option', at, field, value: isNext ? next : value, span: isNext ? 2 : 1 };
}

/** The arguments of a line. */
export const operandsIn = (words: readonly Word[]): (Word & { readonly kind: 'operand' })[] =>
  words.flatMap((word) => (word.kind === 'operand' ? [word] : []));
