/** A corrected command line as the next command, if it can run. */
import type { Context } from '../../context.ts';
import type { Effect } from '../../core/operation.ts';
import { alikafka } from '../../core/text/command-line.ts';
import type { ParsedCommand } from '../parsed-command.ts';
import { isClean } from './clean.ts';
import { correct, type Parse, parserProblems } from './correct.ts';
import { pathOf } from './known-command.ts';

/** A typed command line, and how to parse another one. */
export interface TypedLine {
  readonly argv: readonly string[];
  readonly parse: Parse;
  readonly context: Context;
}

/**
 * The first of the lines that can run, as the command to run next; further mistakes are corrected only where none can.
 * Undefined if all have other problems, or would do something else than `effects`: what is only guessed must not delete
 * or order anything.
 */
export async function cleanLine(
  lines: readonly (readonly string[])[],
  typed: Omit<TypedLine, 'argv'>,
  effects: readonly Effect[] = ['read', 'write'],
): Promise<string | undefined> {
  const asked = await Promise.all(lines.map((line) => parsedFor(line, typed, effects)));
  const right = lines.find((_line, i) => asked[i] !== undefined && isClean(asked[i], typed.context));
  if (right !== undefined) return alikafka`${right}`;
  for (const [i, line] of lines.entries()) {
    const corrected = asked[i] === undefined ? undefined : await correctedLine(asked[i], line, typed);
    if (corrected !== undefined) return alikafka`${corrected}`;
  }
  return undefined;
}

/** A line, parsed, if it is of a command with one of the effects. */
async function parsedFor(
  line: readonly string[],
  { parse }: Omit<TypedLine, 'argv'>,
  effects: readonly Effect[],
): Promise<ParsedCommand | undefined> {
  // A line that names no command throws
  const asked = await parse(line).catch(() => undefined);
  if (asked === undefined || asked.kind === 'local') return undefined;
  const { command } = asked.parsed.bound;
  return effects.includes(command.kind === 'read' ? 'read' : command.effect) ? asked : undefined;
}

async function correctedLine(
  asked: ParsedCommand,
  argv: readonly string[],
  { parse, context }: Omit<TypedLine, 'argv'>,
): Promise<readonly string[] | undefined> {
  if (parserProblems(asked).length === 0) return undefined;
  const { line } = (await correct(asked, argv, parse, context)).corrected ?? {};
  const again = line === undefined ? undefined : await parse(line);
  return again !== undefined && pathOf(again) === pathOf(asked) && isClean(again, context) ? line : undefined;
}
