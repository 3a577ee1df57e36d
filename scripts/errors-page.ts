/** The page of codes, made from the catalogue that explain and the hints of errors come from. */
import { repeatedText } from '../src/commands/explain/repeated.ts';
import { THEMES } from '../src/errors/explained/all.ts';
import { EXIT_THEME } from '../src/errors/explained/exit-codes.ts';
import type { Explained, Theme } from '../src/errors/explained/theme.ts';
import { table } from './markdown.ts';

const NOTE = '<!-- Made by "npm run generate" from the catalogue in src/errors. Do not edit. -->';

/** Every exit code and every code, with its usual cause and what to do. */
export function errorsPage(): string {
  const themes = THEMES.filter((theme) => theme !== EXIT_THEME);
  return `${[NOTE, '# Codes', ...INTRODUCTION, exitSection(), ...themes.map(section)].join('\n\n')}\n`;
}

const INTRODUCTION = [
  '`alikafka explain <code>` says the same of one code, in any spelling: `_` and `.` are one to the service, case does not count. `alikafka explain -o json` prints all of them.',
  'A code that is not listed goes by its HTTP status: 404 ends with exit 3, 401 and 403 with 4, 429 and 5xx with 9, the rest with 1. A change that is answered with a 5xx, or not clearly, is settled by reading where that is possible; else its outcome is unknown (exit 6), whatever its code.',
  'What is sent again after a code holds for operations that `alikafka` knows. A change by `alikafka api` that it has no record of is sent once, whatever the service says; again only where no connection was made.',
];

function exitSection(): string {
  const rows = EXIT_THEME.codes.map((known) => [String(known.exitCode), ...prosesOf(known)]);
  return `## ${EXIT_THEME.title}\n\n${table(['code', 'meaning', 'usual cause', 'what to do in a script'], rows)}`;
}

const HEADS = ['code', 'kind', 'exit', 'sent again', 'meaning', 'usual cause', 'what to do'];

const section = ({ title, codes }: Theme): string => `## ${title}\n\n${table(HEADS, codes.map(codeRow))}`;

function codeRow(known: Explained): string[] {
  const { code, kind, exitCode } = known;
  return [`\`${code}\``, kind, String(exitCode), repeatedText(known) ?? '', ...prosesOf(known)];
}

/** Meaning, cause and what to do, with the command for it. */
function prosesOf({ meaning, cause, hint, next }: Explained): string[] {
  return [meaning, cause, next === undefined ? hint : `${hint.replace(/\.$/, '')}: ${next}`].map(prose);
}

/** A command at the end of a sentence is shown as one; elsewhere `<` would begin a tag. */
function prose(text: string): string {
  const [, before = text, command] = /^(.*: )(alikafka .*)$/.exec(text) ?? [];
  return `${before.replaceAll('<', '\\<')}${command === undefined ? '' : `\`${command}\``}`;
}
