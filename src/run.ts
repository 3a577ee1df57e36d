/** Runs one command line from arguments to exit code: parses, executes, and reports errors. */
import type { Context } from './context.ts';
import { EXIT, type ExitCode, Failure } from './errors/failure.ts';
import { wantsDebug, whyNoPrompt } from './commands/global-options.ts';
import { type Io, presentationOf } from './engine/io.ts';
import type { Outcome } from './engine/outcome.ts';
import { makeColors, wantsColor } from './output/terminal/colors.ts';
import { makeLog } from './output/terminal/log.ts';
import { nothingDone } from './engine/unprinted.ts';
import type { LocalCommand, ParsedCommand } from './cli/parsed-command.ts';
import { report } from './cli/report.ts';
import { formatHint } from './cli/typed-format.ts';
import { withHelpOption } from './cli/program/help-word.ts';
import { UnknownCommand, UnknownOption } from './cli/program/lazy-command.ts';
import { buildProgram } from './cli/program/program.ts';
import { isVersion, VERSION } from './version.ts';

/**
 * Runs one command line and returns its exit code. Everything is printed through the context; nothing is thrown.
 * `argv` begins after the program's name.
 */
export async function run(argv: readonly string[], context: Context): Promise<ExitCode> {
  const debug = argv.includes('--debug') || wantsDebug(context.env);
  const colors = await makeColors(wantsColor(colorFlag(argv), context.env, context.stderr.isTTY));
  const quiet = argv.some((word) => word === '--quiet' || /^-[ny]*q[ny]*$/.test(word));
  const io: Io = {
    context,
    colors,
    log: makeLog(context, quiet, colors),
    unprinted: nothingDone(),
    presentation: presentationOf(() => formatHint(argv, context).toLowerCase()),
  };
  let asked: ParsedCommand | undefined;
  try {
    if (isVersion(argv)) return await version(context);
    asked = await correctedWords(await parse(argv, context), argv, context);
    try {
      return await dispatch(asked, argv, io);
    } catch (error) {
      const corrected = await correctedValues(error, asked, argv);
      if (corrected === undefined) throw error;
      asked = corrected;
      return await dispatch(asked, argv, io);
    }
  } catch (error) {
    return report(error, io, { debug, argv, asked });
  }
}

/** Reads the names that completion offers and saves them; `request` selects them. Prints nothing and never throws. */
export async function refreshNames(request: string, context: Context): Promise<ExitCode> {
  const { refresh } = await import('./commands/completion/refresh.ts');
  await refresh(request, context);
  return EXIT.done;
}

async function version({ stdout }: Context): Promise<ExitCode> {
  await stdout.write(`${VERSION}\n`);
  return EXIT.done;
}

function colorFlag(argv: readonly string[]): boolean | undefined {
  const [on, off] = [argv.lastIndexOf('--color'), argv.lastIndexOf('--no-color')];
  return on === off ? undefined : on > off;
}

async function dispatch(asked: ParsedCommand | undefined, argv: readonly string[], io: Io): Promise<ExitCode> {
  if (asked === undefined) return EXIT.done;
  const outcome = await outcomeOf(asked, argv, io);
  const { deliver } = await import('./cli/print.ts');
  return deliver(outcome, io);
}

async function outcomeOf(asked: ParsedCommand, argv: readonly string[], io: Io): Promise<Outcome> {
  if (asked.kind === 'local') {
    if (!lacksOperands(asked, io)) return asked.command.run(asked, io);
    const { pickOperands } = await import('./cli/input/pick-operands.ts');
    return asked.command.run(await pickOperands(asked, argv, io), io);
  }
  const { execute } = await import('./cli/execute.ts');
  return execute(asked.parsed, argv, io);
}

/** Whether an argument of a tool command is missing that a person can be asked for. */
const lacksOperands = ({ command, operands, flags }: LocalCommand, { context }: Io): boolean =>
  Object.values(command.arguments ?? {}).some(({ required }, i) => required && i >= operands.length) &&
  whyNoPrompt(flags, context) === undefined;

/** The command line, parsed; undefined if help was printed instead. Throws Failure (exit 2). */
async function parse(argv: readonly string[], context: Context): Promise<ParsedCommand | undefined> {
  try {
    const { asked, helpOf } = await parsed(argv);
    if (helpOf === undefined) return asked;
    const { printHelp } = await import('./cli/help/print-help.ts');
    await printHelp(helpOf, context, colorFlag(argv));
    return undefined;
  } catch (error) {
    if (error instanceof UnknownCommand)
      throw await (await import('./cli/program/unknown-command.ts')).unknownCommand(error, {
        argv,
        parse: only,
        context,
      });
    if (error instanceof UnknownOption)
      throw await (await import('./cli/program/unknown-option.ts')).unknownOption(error, {
        argv,
        parse: only,
        context,
      });
    throw error;
  }
}

/** A parsed command line, or the command whose help it asks for. */
interface Parsed {
  readonly asked: ParsedCommand | undefined;
  readonly helpOf: string | undefined;
}

const only = async (argv: readonly string[]): Promise<ParsedCommand | undefined> => (await parsed(argv)).asked;

/** Parses a command line. Throws Failure, UnknownCommand or UnknownOption. */
async function parsed(argv: readonly string[]): Promise<Parsed> {
  let asked: ParsedCommand | undefined;
  let helpOf = '';
  const program = buildProgram(
    (path) => {
      helpOf = path;
    },
    (what) => {
      asked = what;
    },
  );
  try {
    await program.parseAsync(withHelpOption(argv), { from: 'user' });
    return { asked, helpOf: undefined };
  } catch (error) {
    if (!isHelp(error)) throw error;
    return { asked: undefined, helpOf };
  }
}

/** The command of a line with the mistakes corrected that the parser found; they stay problems of the command. */
async function correctedWords(
  asked: ParsedCommand | undefined,
  argv: readonly string[],
  context: Context,
): Promise<ParsedCommand | undefined> {
  const problems = asked === undefined ? [] : asked.kind === 'local' ? asked.problems : asked.parsed.problems;
  if (asked === undefined || problems.length === 0) return asked;
  const { correct } = await import('./cli/correct/correct.ts');
  return correct(asked, argv, only, context);
}

/** The same for mistakes that a usage error is about: undefined if there are none. */
async function correctedValues(
  error: unknown,
  asked: ParsedCommand | undefined,
  argv: readonly string[],
): Promise<ParsedCommand | undefined> {
  if (asked === undefined || !(error instanceof Failure) || error.code !== 'Usage') return undefined;
  const { correctWords } = await import('./cli/correct/correct.ts');
  return correctWords(asked, argv, only, error.details);
}

/** Whether commander ended because it printed help: that of `--help`, or of a noun alone. */
const isHelp = (error: unknown): boolean =>
  ['commander.helpDisplayed', 'commander.help'].includes(String((error as { code?: string }).code));
