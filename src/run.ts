import type { Context } from './context.ts';
import { t } from './core/text/texts.ts';
import { EXIT, type ExitCode, Failure } from './errors/failure.ts';
import { asJson, asText } from './errors/render.ts';
import { outputVariable, wantsDebug } from './commands/global-options.ts';
import { type Io, presentationOf } from './engine/io.ts';
import type { Outcome } from './engine/outcome.ts';
import { makeColors, wantsColor } from './output/terminal/colors.ts';
import { makeLog } from './output/terminal/log.ts';
import { nothingDone, withUnprinted } from './engine/unprinted.ts';
import type { ParsedCommand } from './cli/parsed-command.ts';
import type { GlobalFlags } from './commands/global-options.ts';
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
  let flags: GlobalFlags = {};
  try {
    if (isVersion(argv)) return await version(context);
    const asked = await parse(argv, context);
    flags = flagsOf(asked);
    return await dispatch(asked, io);
  } catch (error) {
    return report(error, io, { debug, flags });
  }
}

/** Reads names that completion offers and saves them; `request` says which. Prints nothing and never throws. */
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

/** The format of errors before the settings are read: from the line and the environment. */
function formatHint(argv: readonly string[], { env }: Context): string {
  for (const [i, word] of argv.entries()) {
    if (word === '-o' || word === '--output') return argv[i + 1] ?? '';
    const joined = /^(?:-o|--output=)(.+)$/.exec(word);
    if (joined !== null) return joined[1] ?? '';
  }
  return outputVariable(env) ?? 'table';
}

const flagsOf = (asked: ParsedCommand | undefined): GlobalFlags =>
  asked === undefined ? {} : asked.kind === 'local' ? asked.flags : asked.parsed.flags;

async function dispatch(asked: ParsedCommand | undefined, io: Io): Promise<ExitCode> {
  if (asked === undefined) return EXIT.done;
  const outcome = await outcomeOf(asked, io);
  const { deliver } = await import('./cli/print.ts');
  return deliver(outcome, io);
}

async function outcomeOf(asked: ParsedCommand, io: Io): Promise<Outcome> {
  if (asked.kind === 'local') return asked.command.run(asked, io);
  const { execute } = await import('./cli/execute.ts');
  return execute(asked.parsed, io);
}

/** The command line, parsed; undefined where it asked for help, which is printed. Throws Failure (exit 2). */
async function parse(argv: readonly string[], context: Context): Promise<ParsedCommand | undefined> {
  let asked: ParsedCommand | undefined;
  let help = '';
  const program = buildProgram({ width: context.stdout.columns, out: (text) => (help += text) }, (what) => {
    asked = what;
  });
  try {
    await program.parseAsync(helpFirst(argv), { from: 'user' });
  } catch (error) {
    if (!isHelp(error)) throw error;
    await context.stdout.write(help.endsWith('\n') ? help : `${help}\n`);
  }
  return asked;
}

/** `help topic create`, and a command line without words, print help too. */
function helpFirst(argv: readonly string[]): string[] {
  if (argv.length === 0) return ['--help'];
  return argv[0] === 'help' ? [...argv.slice(1), '--help'] : [...argv];
}

/** How commander ends where it printed help: that of `--help`, or of a noun alone. */
const isHelp = (error: unknown): boolean =>
  ['commander.helpDisplayed', 'commander.help'].includes(String((error as { code?: string }).code));

/** Prints an error, as text or as the last line of JSON, and returns its exit code. A bug's stack is printed with --debug only. */
async function report(
  error: unknown,
  io: Io,
  { debug, flags }: { readonly debug: boolean; readonly flags: GlobalFlags },
): Promise<ExitCode> {
  const failed = withUnprinted(asFailure(error), io.unprinted, (text) => io.log.redact(text));
  const failure = await aimed(failed, flags);
  const isJson = ['json', 'ndjson'].includes(io.presentation.format);
  if (failure.code === 'Declined' && !isJson) {
    await io.log.write(failure.message);
    return failure.exitCode;
  }
  const text = isJson ? asJson(failure) : asText(failure, io.colors);
  if (debug && failure.exitCode === EXIT.bug) await io.log.write((error as { stack?: string }).stack ?? String(error));
  await io.log.write(text.replace(/\n$/, ''));
  return failure.exitCode;
}

/** The failure, with this command line's profile, region and instance in its next commands. */
async function aimed(failure: Failure, flags: GlobalFlags): Promise<Failure> {
  const { next, details } = failure;
  if (next === undefined && details.every((detail) => detail.next === undefined)) return failure;
  const { withTargets } = await import('./engine/next-command.ts');
  return withTargets(failure, flags);
}

const asFailure = (error: unknown): Failure =>
  error instanceof Failure ? error : isTooDeep(error) ? asUnreadable(error) : asBug(error);

/** V8's error for values that are nested too deeply to be read: only a response can have such values. */
const isTooDeep = (error: unknown): boolean =>
  (error as { name?: string } | undefined)?.name === 'RangeError' &&
  /call stack/.test(String((error as Error).message));

function asUnreadable(error: unknown): Failure {
  return new Failure({
    exitCode: EXIT.unreachable,
    code: 'UnreadableAnswer',
    message: t('the response of the service is nested too deeply'),
    retryable: true,
    cause: error,
  });
}

function asBug(error: unknown): Failure {
  const { message } = (error ?? {}) as { message?: string };
  return new Failure({
    exitCode: EXIT.bug,
    code: 'Bug',
    message: t('a bug in alikafka: {reason}', { reason: message ?? String(error) }),
    hint: t('Run the command again with --debug and report the output as a bug.'),
    cause: error,
  });
}
