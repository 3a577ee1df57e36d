/** Prints the error of a command line. It is loaded with every command: an error is reported even if no more can be read. */
import { typedInstead, typedWith } from '../core/text/command-line.ts';
import { t } from '../core/text/texts.ts';
import type { GlobalFlags } from '../commands/global-options.ts';
import type { Io } from '../engine/io.ts';
import { EXIT, type ExitCode, Failure } from '../errors/failure.ts';
import { asJson, asText } from '../errors/render.ts';
import type { ParsedCommand } from './parsed-command.ts';
import { formatHint, typedFormat } from './typed-format.ts';

/** A command line, as typed and as parsed; undefined if it is not valid, or if help was printed. */
interface Line {
  readonly argv: readonly string[];
  readonly asked: ParsedCommand | undefined;
}

/**
 * Prints an error, as text or as the last line of JSON, and returns its exit code. A bug's stack is printed with
 * --debug only.
 */
export async function report(
  error: unknown,
  io: Io,
  { debug, ...line }: Line & { readonly debug: boolean },
): Promise<ExitCode> {
  const failed = await withResults(asFailure(error), io);
  const failure = completed(await withNext(failed, line), line.argv);
  // --json is a mistake: its error is for people
  const isFormatTyped = line.asked?.corrected === undefined || typedFormat(line.argv) !== undefined;
  const format =
    isFormatTyped || flagsOf(line.asked).output === undefined
      ? io.presentation.format
      : formatHint(line.argv, io.context).toLowerCase();
  const isJson = ['json', 'ndjson'].includes(format);
  if (failure.code === 'Declined' && !isJson) {
    await io.log.tell(failure.message);
    return failure.exitCode;
  }
  const text = isJson ? asJson(failure) : await wrappedText(failure, io);
  if (debug && failure.exitCode === EXIT.bug) await io.log.write((error as { stack?: string }).stack ?? String(error));
  await io.log.write(text.replace(/\n$/, ''));
  return failure.exitCode;
}

/** The failure with the results that are not printed yet; the code for that is in the file of the changes themselves. */
async function withResults(failure: Failure, { unprinted, log }: Io): Promise<Failure> {
  if (unprinted.results.length === 0) return failure;
  const { withUnprinted } = await import('../engine/with-unprinted.ts');
  return withUnprinted(failure, unprinted, (text) => log.redact(text));
}

/**
 * A failure as text, wrapped to the width of a terminal. Secrets are masked first, since a line break would hide them
 * from the search.
 */
async function wrappedText(failure: Failure, { colors, context: { stderr }, log }: Io): Promise<string> {
  const text = asText(failure, colors);
  if (!stderr.isTTY) return text;
  const { wrapFor } = await import('../output/terminal/wrap.ts');
  const wrap = await wrapFor(stderr.columns, text);
  return asText(failure, colors, (one, indent) => wrap(log.redact(one), indent));
}

/**
 * The failure, with this command line's profile, region and instance in its next commands; a usage error always has
 * one.
 */
async function withNext(failure: Failure, { asked }: Line): Promise<Failure> {
  const { next, details } = failure;
  if (asked?.corrected !== undefined && failure.code === 'Usage') {
    const { withCorrected } = await import('./correct/next.ts');
    const corrected = withCorrected(failure, asked.corrected);
    if (corrected !== undefined) return corrected;
  }
  if (next !== undefined || details.some((detail) => detail.next !== undefined)) {
    const { withTargets } = await import('../engine/next-command.ts');
    return withTargets(failure, flagsOf(asked));
  }
  if (failure.code !== 'Usage' || failure.adds !== undefined) return failure;
  const { usageNext } = await import('./usage-next.ts');
  return new Failure({
    ...failure,
    message: failure.message,
    cause: failure.cause,
    next: usageNext(asked),
  });
}

/**
 * The failure, with the command line that was typed as its next command where that lacks only some options, or has one
 * word that has to be another one.
 */
function completed(failure: Failure, argv: readonly string[]): Failure {
  const { adds, replaces, message, cause } = failure;
  if (adds !== undefined) return new Failure({ ...failure, message, next: typedWith(argv, adds) });
  const corrected = replaces === undefined ? undefined : typedInstead(argv, replaces);
  return corrected === undefined ? failure : new Failure({ ...failure, message, cause, next: corrected });
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

const flagsOf = (asked: ParsedCommand | undefined): GlobalFlags =>
  asked === undefined ? {} : asked.kind === 'local' ? asked.flags : asked.parsed.flags;
