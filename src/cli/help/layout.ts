/**
 * How help is laid out for the width of the terminal: text wrapped at words, and items in two columns. The texts are in
 * the files of the pages.
 */
import { t } from '../../core/text/texts.ts';
import { filledLines, hanging, wrapped } from '../../core/text/wrap.ts';
import type { HelpExample, HelpPage, Section } from './page.ts';

const INDENT = 2;
const GAP = 2;

/** Below this width each term is on a separate line, so that there is room for the text. */
const NARROW = 60;
/** The part of the width that terms may take; a longer term has its text below it. */
const SHARE = 0.4;

/** A part of a usage line that stays together: `(--add <n>`, `--disk-size <GB>`, `<name>...`. */
const USAGE_PART = /\(?--?[\w-]+ <[^>]*>[).]*|\S+/g;
/** A part of a typed command that stays together: an option with its value, a quoted word. */
const TYPED_PART = /(?:--?[\w-]+ (?=[^-\s]))?(?:'[^']*'|"[^"]*"|\S)+/g;

/** Usages of a command, one below the other, after the word `Usage:`; continuation lines are indented. */
function usageText(usages: readonly string[], width: number, title: string): string {
  const [at, inner] = [title.length + 1, 4];
  const lines = usages.map((usage) =>
    hanging(filledLines(usage.match(USAGE_PART) ?? [], width - at - inner), at + inner),
  );
  return hanging(lines, at);
}

/** The purpose of an example, and the command. */
function exampleText({ says, command }: HelpExample, width: number): string {
  const comment = says === undefined ? [] : wrapped(says, width - 4).map((line) => `  # ${line}`);
  return [...comment, typedText(command, width)].join('\n');
}

/** A command to type, in lines that can be pasted together. */
const typedText = (command: string, width: number): string => `  $ ${typedLines(command, width - 4).join('\n  ')}`;

/** The lines of a command that is at most `width` characters wide; all but the first are indented. */
export function typedLines(command: string, width: number): string[] {
  const lines = filledLines(command.match(TYPED_PART) ?? [], width - 4, -2);
  return lines.map((line, i) => `${i === 0 ? '' : '    '}${line}${i === lines.length - 1 ? '' : ' \\'}`);
}

/** The column of terms: as wide as the longest that is not too long for it. */
function columnOf(terms: readonly string[], width: number): number {
  const most = width < NARROW ? 6 : Math.floor(width * SHARE);
  return Math.max(2, ...terms.map(({ length }) => length).filter((length) => length <= most));
}

/** A term with its text next to it, or below it if the term is wider than the column. */
function itemText(term: string, column: number, text: string, width: number): string {
  const at = INDENT + column + GAP;
  if (text === '') return ' '.repeat(INDENT) + term;
  const lines = hanging(wrapped(text, width - at), at);
  const isBeside = term.length <= column;
  const head = ' '.repeat(INDENT) + (isBeside ? term.padEnd(column + GAP) : `${term}\n${' '.repeat(at)}`);
  return head + lines;
}

/** A page as text, `width` characters wide; `bold` marks its titles. */
export function pageText(page: HelpPage, width: number, bold: (text: string) => string = (text) => text): string {
  const title = (text: string): string => bold(t('{title}:', { title: text }));
  const usage = usageText(
    page.usages.map((typed) => wordsOf(page.path, typed)),
    width,
    t('Usage:'),
  );
  const examples = page.examples.map((example) => exampleText(example, width));
  const parts = [
    `${bold(t('Usage:'))} ${usage}`,
    [page.summary, ...page.description].flatMap((text) => wrapped(text, width)).join('\n'),
    ...(examples.length === 0 ? [] : [[title(t('Examples')), ...examples].join('\n')]),
    ...sectionTexts(page.sections, width, title),
    ...page.facts.map((text) => wrapped(text, width).join('\n')),
    ...(page.seeAlso.length === 0 ? [] : [seeAlsoText(page.seeAlso, width, title(t('See also')))]),
    page.more.flatMap((text) => wrapped(text, width)).join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const wordsOf = (path: string, typed: string): string =>
  ['alikafka', path, typed].filter((word) => word !== '').join(' ');

function sectionTexts(sections: readonly Section[], width: number, title: (text: string) => string): string[] {
  const termsOf = (kind: Section['kind']): string[] =>
    sections.filter((section) => section.kind === kind).flatMap(({ items }) => items.map(({ term }) => term));
  const columns = { options: columnOf(termsOf('options'), width), commands: columnOf(termsOf('commands'), width) };
  return sections.map(({ title: name, kind, items }) =>
    [title(name), ...items.map(({ term, text }) => itemText(term, columns[kind], text, width))].join('\n'),
  );
}

/** `See also: alikafka topic list, alikafka wait`; a command is not broken. */
function seeAlsoText(paths: readonly string[], width: number, title: string): string {
  const commands = paths.map((path, i) => wordsOf(path, '') + (i === paths.length - 1 ? '' : ','));
  return [title, ...filledLines(commands, width - INDENT).map((line) => ' '.repeat(INDENT) + line)].join('\n');
}
