/** `explain`: prints the meaning of codes. The texts are in errors/explained. */
import type { View } from '../../core/view.ts';
import type { Row } from '../../core/shape.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { suggest } from '../../core/text/suggest.ts';
import { plural, t } from '../../core/text/texts.ts';
import { codeKey } from '../../errors/catalogue.ts';
import { adviceText } from '../../errors/catalogue/entry.ts';
import { EVERY_CODE, explained } from '../../errors/explained/all.ts';
import { type Explained, kindText } from '../../errors/explained/theme.ts';
import { type Detail, EXIT, Failure, problem } from '../../errors/failure.ts';
import type { Io } from '../../engine/io.ts';
import type { Outcome } from '../../engine/outcome.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { toolGlobals, rowsOutcome, uncut } from '../tool-outcome.ts';
import { repeatedText } from './repeated.ts';

/** The fields of an explained code. */
export const FIELDS = ['Code', 'Kind', 'ExitCode', 'Retried', 'Meaning', 'Cause', 'Hint', 'Next'];
const ROOT = 'ExplainResponse';
const ONE: View = { kind: 'object', columns: [], name: 'Code' };
const ALL: View = {
  kind: 'list',
  countText: (count) => plural(count, '{count} code', '{count} codes'),
  columns: ['Code', 'Kind', 'ExitCode', 'Meaning'],
  name: 'Code',
  essential: ['Meaning'],
};

/** `explain`: the meaning of codes, their usual causes and fixes. Without a code, lists all known codes. */
export async function explain(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const shown = await toolGlobals(typed, io, problemsOf(typed.operands), FIELDS);
  const codes = codesIn(typed.operands);
  if (codes.length === 0) return rowsOutcome(EVERY_CODE.map(rowOf), ALL, ROOT, shown);
  const rows: Row[] = [];
  for (const code of codes) rows.push(rowOf(await find(code, io)));
  return uncut(await rowsOutcome(rows, rows.length === 1 ? ONE : ALL, ROOT, shown));
}

/** The typed codes: an exit code may be typed as several words (`exit 6`, `exit code 6`). */
function codesIn(operands: readonly string[]): string[] {
  const codes: string[] = [];
  for (const operand of operands) {
    const last = codes.at(-1);
    if (last !== undefined && EXIT_WORDS.test(last) && /^(?:code|\d+)$/i.test(operand))
      codes[codes.length - 1] = `${last} ${operand}`;
    else codes.push(operand);
  }
  return codes;
}

const EXIT_WORDS = /^exit(?: code)?$/i;

async function find(code: string, io: Io): Promise<Explained> {
  const found = explained(code);
  if (found === undefined) throw unknownCode(code);
  await logSimilar(code, found, io);
  return found;
}

const rowOf = (known: Explained): Row => ({
  Code: known.code,
  Kind: kindText(known),
  ExitCode: known.exitCode,
  Retried: repeatedText(known),
  Meaning: t(known.meaning),
  Cause: t(known.cause),
  Hint: adviceText(known),
  Next: known.next ?? null,
});

const problemsOf = (operands: readonly string[]): Detail[] =>
  operands.some((word) => word.trim() === '')
    ? [problem('[code...]', '{name} must not be empty; omit it to list all codes')]
    : [];

function unknownCode(code: string): Failure {
  const similar = similarCodes(code);
  const [first] = similar;
  return new Failure({
    exitCode: EXIT.notFound,
    code: 'UnknownCode',
    message: t('code "{code}" not found', { code }),
    hint:
      first === undefined
        ? t('It may be newer than this version of alikafka.')
        : t('Similar codes: {codes}.', { codes: similar.join(', ') }),
    next: first === undefined ? alikafka`explain` : alikafka`explain ${first}`,
  });
}

/** Codes that may be suggested: all but the families. */
const LISTED = EVERY_CODE.map(({ code }) => code).filter((code) => !isFamily(code));
const MAX_SIMILAR = 5;

/**
 * Similar codes, the most similar first: those with a similar spelling, then those that begin with it, then those that
 * contain most of it.
 */
function similarCodes(typed: string): string[] {
  const found: string[] = [];
  const left = (): string[] => LISTED.filter((code) => !found.includes(code));
  for (let near = suggest(typed, left()); near !== undefined; near = suggest(typed, left())) found.push(near);
  const more = left().filter((code) => containsMost(code, typed));
  const begin = (code: string): boolean => codeKey(code).startsWith(codeKey(typed));
  return [...found, ...more.filter(begin), ...more.filter((code) => !begin(code))].slice(0, MAX_SIMILAR);
}

/** `Throttling` contains most of `throttle`. Fewer than four letters are too few to compare. */
const containsMost = (name: string, typed: string): boolean =>
  typed.length >= 4 && codeKey(name).includes(codeKey(typed).slice(0, Math.max(4, typed.length - 2)));

/** A misspelled code may match a family. Logs the similar listed code, if there is one. */
async function logSimilar(typed: string, found: Explained, io: Io): Promise<void> {
  if (!isFamily(found.code) || codeKey(found.code) === codeKey(typed)) return;
  const near = suggest(typed, LISTED);
  if (near !== undefined)
    await io.log.info(t('code "{code}" not found, showing its family; did you mean {near}?', { code: typed, near }));
}

/** `Missing<Parameter>`, `Throttling.*`. */
function isFamily(code: string): boolean {
  return /[*<]/.test(code);
}
