/**
 * How help is laid out for the width of the terminal: text wrapped at words, and items in two columns. Knows no command;
 * what help says is in help.ts.
 */
import { t } from '../../core/text/texts.ts';
import { filledLines, hanging, wrapped } from '../../core/text/wrap.ts';
import type { Command, Help } from '../../vendor/commander.ts';

const INDENT = 2;
const GAP = 2;

/** Below this width the terms have lines of their own, so that there is room for the text. */
const NARROW = 60;
/** The part of the width that terms may take; a longer term has its text below it. */
const SHARE = 0.4;

/** A part of a usage line that stays together: `(--add <n>`, `--disk-size <GB>`, `<name>...`. */
const USAGE_PART = /\(?--?[\w-]+ <[^>]*>[).]*|\S+/g;
/** A part of a typed command that stays together: an option with its value, a quoted word. */
const TYPED_PART = /(?:--?[\w-]+ (?=[^-\s]))?(?:'[^']*'|"[^"]*"|\S)+/g;

/** Usages of a command below each other, after the word `Usage:`; each goes on further in than it began. */
export function usageText(usages: readonly string[], width: number, title: string): string {
  const [at, inner] = [title.length + 1, 4];
  const lines = usages.map((usage) =>
    hanging(filledLines(usage.match(USAGE_PART) ?? [], width - at - inner), at + inner),
  );
  return hanging(lines, at);
}

/** An example: what the reader wants to do, and the command. */
export const exampleText = (says: string, command: string, width: number): string =>
  [...wrapped(says, width - 4).map((line) => `  # ${line}`), typedText(command, width)].join('\n');

/** A command to type, in lines that can be pasted together. */
export function typedText(command: string, width: number): string {
  const lines = filledLines(command.match(TYPED_PART) ?? [], width - 8, -2);
  return `  $ ${lines.join(' \\\n      ')}`;
}

/** The column of terms: as wide as the longest that is not too long for it. */
export function columnOf(terms: readonly string[], width: number): number {
  const most = width < NARROW ? 6 : Math.floor(width * SHARE);
  return Math.max(2, ...terms.map(({ length }) => length).filter((length) => length <= most));
}

/** A term and its text beside it, or below it where the term is wider than the column. */
export function itemText(term: string, column: number, text: string, width: number): string {
  const at = INDENT + column + GAP;
  if (text === '') return ' '.repeat(INDENT) + term;
  const lines = hanging(wrapped(text, width - at), at);
  const isBeside = term.length <= column;
  const head = ' '.repeat(INDENT) + (isBeside ? term.padEnd(column + GAP) : `${term}\n${' '.repeat(at)}`);
  return head + lines;
}

/** The words by which commander heads its lists. */
const titleOf = (title: string): string =>
  ({
    'Usage:': t('Usage:'),
    'Arguments:': t('Arguments:'),
    'Options:': t('Options:'),
    'Commands:': t('Commands:'),
  })[title] ?? title;

/** The usage that commander writes for a command with subcommands and without its own usage. */
const BELOW = '[options] [command]';

/** The usages of a command, complete: one a line in its own text. */
function usagesOf(command: Command): string[] {
  const words: string[] = [];
  for (let at: Command | null = command; at !== null; at = at.parent) words.unshift(at.name());
  const own = command.usage() === BELOW ? t('<verb> [arguments] [options]') : command.usage();
  return own.split('\n').map((usage) => `${words.join(' ')} ${usage}`);
}

/** commander's help in this layout, `width` characters wide. */
export const layoutOf = (width: number): Partial<Help> => ({
  helpWidth: width,
  styleTitle: titleOf,
  commandUsage: (command) => usageText(usagesOf(command), width, t('Usage:')),
  styleUsage: (usage) => usage,
  padWidth: (command, helper) =>
    columnOf(
      [
        ...helper.visibleOptions(command).map((option) => helper.optionTerm(option)),
        ...helper.visibleCommands(command).map((below) => helper.subcommandTerm(below)),
        ...helper.visibleArguments(command).map((argument) => helper.argumentTerm(argument)),
      ],
      width,
    ),
  formatItem: (term, column, text) => itemText(term, column, text, width),
  boxWrap: (text) => wrapped(text, width).join('\n'),
});
