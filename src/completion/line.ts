/** The meaning of the words of an unfinished command line, read as the program reads them. */
import { childOf, type CommandSpec, type OptionSpec, type Table } from './table.ts';

/** The parsed part of an unfinished command line. */
export interface Line {
  /** The path of the command so far; undefined if a word names none. */
  readonly path: string | undefined;
  /** `help` is the first word: the others name a command. */
  readonly help: boolean;
  /** The values of options by their keys, in their order; of a switch one empty value. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  /** The words that are neither options nor name the command. */
  readonly operands: readonly string[];
  /** `--` was typed: what follows is no option. */
  readonly ended: boolean;
  /** The option whose value the current word is. */
  readonly pending: OptionSpec | undefined;
  /** The word that is being completed. */
  readonly current: string;
}

/** The options of a command, its own first. */
export const optionsOf = (table: Table, { options = [] }: CommandSpec): OptionSpec[] =>
  options.flatMap((at) => table.options[at] ?? []);

/** Reads the words that were typed after the program's name; the last one is being completed. */
export function readLine(table: Table, words: readonly string[]): Line {
  const reader = new Reader(table);
  for (const word of words.slice(0, -1)) reader.take(word);
  const { path, help, given, operands, ended, pending } = reader;
  return { path, help, given, operands, ended, pending, current: words.at(-1) ?? '' };
}

class Reader {
  path: string | undefined = '';
  help = false;
  ended = false;
  pending: OptionSpec | undefined;
  readonly given = new Map<string, string[]>();
  readonly operands: string[] = [];

  constructor(private readonly table: Table) {}

  take(word: string): void {
    const { pending } = this;
    this.pending = undefined;
    if (pending !== undefined) this.give(pending, word);
    else if (this.ended) this.operands.push(word);
    else if (word === '--') this.ended = true;
    else if (word.startsWith('--')) this.long(word);
    else if (/^-[a-z]/i.test(word)) this.short(word.slice(1));
    else this.operand(word);
  }

  private give({ key }: OptionSpec, value: string): void {
    this.given.set(key, [...(this.given.get(key) ?? []), value]);
  }

  private find(is: (option: OptionSpec) => boolean): OptionSpec | undefined {
    const spec = this.table.commands[this.path ?? ''];
    return spec === undefined ? undefined : optionsOf(this.table, spec).find(is);
  }

  private long(word: string): void {
    const [flag = ''] = word.split('=', 1);
    const option = this.find((one) => one.flag === flag);
    if (option === undefined) return;
    if (word.length > flag.length) this.give(option, word.slice(flag.length + 1));
    else if (option.value === undefined || option.optional === true) this.give(option, '');
    else this.pending = option;
  }

  /** `-y`, `-ny`, `-p prod`, `-pprod`. */
  private short(letters: string): void {
    const option = this.find(({ short }) => short === `-${letters[0] ?? ''}`);
    if (option === undefined) return;
    const rest = letters.slice(1);
    if (option.value === undefined) {
      this.give(option, '');
      if (rest !== '') this.short(rest);
    } else if (rest === '') this.pending = option;
    else this.give(option, rest);
  }

  private operand(word: string): void {
    const { path } = this;
    if (path === undefined) return;
    if (path === '' && word === 'help' && !this.help) {
      this.help = true;
      return;
    }
    const child = this.operands.length > 0 ? undefined : childOf(this.table, path, word);
    if (child !== undefined) this.path = child;
    else if (this.help || this.table.commands[path]?.arguments === undefined) this.path = undefined;
    else this.operands.push(word);
  }
}
