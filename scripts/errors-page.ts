/** The page of codes, built from the catalogue that `explain` and the hints of errors use. */
import { repeatedText } from '../src/commands/explain/repeated.ts';
import { adviceText } from '../src/errors/catalogue/entry.ts';
import { THEMES } from '../src/errors/explained/all.ts';
import { EXIT_THEME } from '../src/errors/explained/exit-codes.ts';
import type { Explained, Theme } from '../src/errors/explained/theme.ts';
import { table } from './markdown.ts';

const NOTE = '<!-- Made by "npm run generate" from the catalogue in src/errors. Do not edit. -->';

/** Every exit code and every code, with its usual cause and what to do, as Markdown. */
export function errorsPage(): string {
  const themes = THEMES.filter((theme) => theme !== EXIT_THEME);
  return `${[NOTE, '# Codes', ...INTRODUCTION, exitSection(), ...themes.map(section)].join('\n\n')}\n`;
}

const INTRODUCTION = [
  '`alikafka explain <code>` prints the same about one code, in any spelling: `_` and `.` are the same, and so are capitals and small letters. `alikafka explain -o json` prints all codes.',
  'For a code that is not listed, the HTTP status sets the exit code: 404 is exit code 3, 401 and 403 are 4, 429 and 5xx are 9, all others are 1. If the response to a change is a 5xx or is not clear, the tool reads the current state where that is possible; otherwise the outcome is unknown (exit code 6), whatever the code is.',
  'The column Retried applies to operations that `alikafka` knows. `alikafka api` sends a change that it does not know only once, whatever the service responds; it sends it again only if no connection was made.',
];

function exitSection(): string {
  const rows = EXIT_THEME.codes.map((known) => [String(known.exitCode), ...textsOf(known)]);
  return `## ${EXIT_THEME.title}\n\n${table(['Exit code', 'Meaning', 'Usual cause', 'What to do in a script'], rows)}`;
}

const HEADS = ['Code', 'Kind', 'Exit code', 'Retried', 'Meaning', 'Usual cause', 'What to do'];

const section = ({ title, codes }: Theme): string => `## ${title}\n\n${table(HEADS, codes.map(codeRow))}`;

function codeRow(known: Explained): string[] {
  const { code, kind, exitCode } = known;
  return [`\`${code}\``, kind, String(exitCode), repeatedText(known) ?? '', ...textsOf(known)];
}

/** Meaning, cause and what to do, with the command for it. */
function textsOf(known: Explained): string[] {
  const { meaning, cause, next } = known;
  const advice = adviceText(known);
  return [meaning, cause, next === undefined ? advice : `${advice} Next: "${next}".`].map(markdown);
}

/** A text in a cell: commands are code, and an angle bracket elsewhere does not begin a tag. */
const markdown = (text: string): string =>
  text
    .split(/"(alikafka .*?)"(?=[\s.,;]|$)/)
    .map((part, i) => (i % 2 === 1 ? `\`${part}\`` : part.replaceAll('<', '\\<')))
    .join('');
