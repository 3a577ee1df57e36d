/**
 * Corrects the mistakes of a command line. The corrected line is never run: the mistakes stay problems of the command,
 * which is checked without them, so that one mistake is one problem.
 */
import type { Context } from '../../context.ts';
import type { Detail } from '../../errors/failure.ts';
import type { ParsedCommand } from '../parsed-command.ts';
import { type CorrectedArguments, correctJoined, correctRefused, correctSurplus } from './arguments.ts';
import { isClean } from './clean.ts';
import type { Correction } from './correction.ts';
import { commandOf } from './known-command.ts';
import { type CorrectedOptions, correctOptions } from './options.ts';
import { correctSort } from './sort.ts';
import { correctGlobals, correctHabits, correctValues } from './values.ts';
import { readWords } from './words.ts';

/** Parses a command line; undefined if it asks for help. Throws Failure. */
export type Parse = (argv: readonly string[]) => Promise<ParsedCommand | undefined>;

/** The problems that the parser found. */
export const parserProblems = (asked: ParsedCommand): readonly Detail[] =>
  asked.kind === 'local' ? asked.problems : asked.parsed.problems;

/** The command of a line with unknown options or surplus arguments, with its mistakes corrected. It is never run. */
export async function correct(
  asked: ParsedCommand,
  argv: readonly string[],
  parse: Parse,
  context: Context,
): Promise<ParsedCommand> {
  const options = correctOptions(argv, commandOf(asked));
  if (options.elsewhere !== undefined) return meantElsewhere(asked, options, parse, context);
  const again = options.problems.length === 0 ? asked : await parse(options.line);
  const corrected: Correction = {
    line: options.whole ? options.line : undefined,
    problems: options.problems,
    hint: options.hint,
    helpOf: undefined,
  };
  if (again === undefined) return withCorrection(asked, corrected, []);
  const command = commandOf(again);
  // An unknown option may have one of the arguments as its value
  const isOpen = readWords(options.line, command).some(({ kind }) => kind === 'unknown');
  if (isOpen || again.kind === 'local') return withCorrection(again, corrected);
  // All mistakes in arguments that may be many are values that are refused
  const surplus =
    parserProblems(again).length === 0 ? correctTyped(again, options.line) : correctSurplus(options.line, command);
  const last = surplus.problems.length === 0 ? again : await parse(surplus.line);
  return withCorrection(last ?? again, {
    ...corrected,
    line: options.whole && surplus.whole ? surplus.line : undefined,
    problems: [...options.problems, ...surplus.problems],
  });
}

/**
 * The command of a line with values that another option takes; undefined if there are none. It is never run. `refused`
 * are the problems that the line has.
 */
export async function correctWords(
  asked: ParsedCommand,
  argv: readonly string[],
  parse: Parse,
  refused: readonly Detail[],
): Promise<ParsedCommand | undefined> {
  if (asked.corrected !== undefined) return undefined;
  if (asked.kind === 'remote' && asked.parsed.typed['fromFile'] !== undefined) return undefined;
  const command = commandOf(asked);
  const named = correctGlobals(argv, command);
  const habits = correctHabits(named.line, command, new Set(refused.map(({ flag = '' }) => flag)));
  const sorted = correctSort(habits.line, asked);
  const values = correctValues(sorted.line, command);
  const words = correctTyped(asked, values.line);
  const problems = [named, habits, sorted, values, words].flatMap((one) => one.problems);
  const again = problems.length === 0 ? undefined : await parse(words.line);
  return again === undefined
    ? undefined
    : withCorrection(again, { line: words.line, problems, hint: undefined, helpOf: undefined });
}

/** Corrects the arguments of a command that their own rules refuse; a file gives arguments too. */
function correctTyped(asked: ParsedCommand, argv: readonly string[]): CorrectedArguments {
  if (asked.kind === 'local' || asked.parsed.typed['fromFile'] !== undefined)
    return { line: argv, problems: [], whole: true };
  const command = commandOf(asked);
  const joined = correctJoined(argv, command);
  const refused = correctRefused(joined.line, command);
  return { ...refused, problems: [...joined.problems, ...refused.problems] };
}

/** A line whose option another command has: that command with its words is next if it can run, else its help. */
async function meantElsewhere(
  asked: ParsedCommand,
  { line, rest, problems, whole, hint, elsewhere }: CorrectedOptions,
  parse: Parse,
  context: Context,
): Promise<ParsedCommand> {
  const other = whole ? await parse(line) : undefined;
  const runs = other !== undefined && isClean(other, context);
  const typed = (await parse(rest)) ?? asked;
  return withCorrection(typed, { line: runs ? line : undefined, problems, hint, helpOf: elsewhere });
}

/** The command with the mistakes before its other problems, which are the parser's. An order is never suggested. */
function withCorrection(
  asked: ParsedCommand,
  correction: Correction,
  others: readonly Detail[] = parserProblems(asked),
): ParsedCommand {
  const problems = [...correction.problems, ...others];
  const corrected: Correction = isOrder(asked) ? { ...correction, line: undefined } : correction;
  return asked.kind === 'local'
    ? { ...asked, problems, corrected }
    : { kind: 'remote', parsed: { ...asked.parsed, problems }, corrected };
}

function isOrder(asked: ParsedCommand): boolean {
  const command = asked.kind === 'local' ? undefined : asked.parsed.bound.command;
  return command?.kind === 'change' && command.effect === 'order';
}
