import type { View } from '../../core/view.ts';
import type { Row } from '../../core/shape.ts';
import { suggest } from '../../core/text/suggest.ts';
import { t } from '../../core/text/texts.ts';
import { codeKey } from '../../errors/catalogue.ts';
import { adviceText } from '../../errors/catalogue/entry.ts';
import { EVERY_CODE, explained } from '../../errors/explained/all.ts';
import { exitCodeIn } from '../../errors/explained/exit-codes.ts';
import type { Explained } from '../../errors/explained/theme.ts';
import { type Detail, EXIT, Failure } from '../../errors/failure.ts';
import type { Io } from '../../engine/io.ts';
import type { Outcome } from '../../engine/outcome.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { toolGlobals, rowsOutcome, uncut } from '../tool-outcome.ts';
import { repeatedText } from './repeated.ts';
import { shellWord } from '../../core/text/shell-word.ts';

const FIELDS = ['Code', 'Kind', 'ExitCode', 'Retried', 'Meaning', 'Cause', 'Hint', 'Next'];
const ROOT = 'ExplainResponse';
const ONE: View = { kind: 'object', columns: [], name: 'Code' };
const ALL: View = { kind: 'list', columns: ['Code', 'Kind', 'ExitCode', 'Meaning'], name: 'Code' };

/** `explain`: what a code means, why it usually comes and what to do; without a code all that are known. */
export async function explain(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const shown = await toolGlobals(typed, io, problemsOf(typed.operands), FIELDS);
  if (typed.operands.length === 0) return rowsOutcome(EVERY_CODE.map(rowOf), ALL, ROOT, shown);
  return uncut(await rowsOutcome([rowOf(await find(typed.operands.join(' '), io))], ONE, ROOT, shown));
}

async function find(code: string, io: Io): Promise<Explained> {
  const found = explained(code);
  if (found === undefined) throw unknown(code);
  await sayNear(code, found, io);
  return found;
}

const rowOf = (known: Explained): Row => ({
  Code: known.code,
  Kind: known.kind,
  ExitCode: known.exitCode,
  Retried: repeatedText(known),
  Meaning: t(known.meaning),
  Cause: t(known.cause),
  Hint: adviceText(known),
  Next: known.next ?? null,
});

/** An exit code may be typed as two words. */
function problemsOf(operands: readonly string[]): Detail[] {
  if (operands.length > 0 && operands.every((word) => word.trim() === ''))
    return [{ name: '[code]', message: 'is empty; without it every code is listed' }];
  if (exitCodeIn(operands.join(' ')) !== undefined) return [];
  return operands
    .slice(1)
    .map(() => ({ name: 'an argument', message: 'is one too many: one code at a time (or exit <code>)' }));
}

function unknown(code: string): Failure {
  const near = nearest(code);
  return new Failure({
    exitCode: EXIT.notFound,
    code: 'UnknownCode',
    message: `no code "${code}" is known`,
    hint: near.length === 0 ? 'It may be newer than this tool.' : `Near it: ${near.join(', ')}.`,
    next: near.length === 0 ? 'alikafka explain' : `alikafka explain ${shellWord(near[0] ?? '')}`,
  });
}

/** Codes that may be suggested: those that are listed themselves. */
const LISTED = EVERY_CODE.map(({ code }) => code).filter((code) => !isFamily(code));
const MOST = 5;

/** Codes that were most likely meant, best first: those spelled like it, then those that hold most of it. */
function nearest(typed: string): string[] {
  const found: string[] = [];
  const left = (): string[] => LISTED.filter((code) => !found.includes(code));
  for (let near = suggest(typed, left()); near !== undefined; near = suggest(typed, left())) found.push(near);
  return [...found, ...left().filter((code) => holdsMost(code, typed))].slice(0, MOST);
}

/** `throttle` is most of it in `Throttling`; a few letters say nothing. */
const holdsMost = (name: string, typed: string): boolean =>
  typed.length >= 4 && codeKey(name).includes(codeKey(typed).slice(0, Math.max(4, typed.length - 2)));

/** A slip in a code that is listed may look like a newer one of its family. */
async function sayNear(typed: string, found: Explained, io: Io): Promise<void> {
  if (!isFamily(found.code) || codeKey(found.code) === codeKey(typed)) return;
  const near = suggest(typed, LISTED);
  if (near !== undefined) await io.log.info(`${typed} is not listed itself; did you mean ${near}?`);
}

/** `Missing<Parameter>`, `Throttling.*`. */
function isFamily(code: string): boolean {
  return /[*<]/.test(code);
}
