/** The error of a batch: its exit code, its counts, each reason once, and the command to run next. */
import type { ChangeCommand } from '../../core/command.ts';
import type { Values } from '../../core/operation.ts';
import { labelled, listed, t } from '../../core/text/texts.ts';
import { kindOf } from '../../errors/catalogue.ts';
import { EXIT, type ExitCode, Failure, type FailureParts } from '../../errors/failure.ts';
import { MANY, type FailedResult, reasonsIn, type Stated } from './reasons.ts';
import { countsText, detailOf, isGood, type Result, type ResultKind } from './results.ts';

/** The part of a command's context that the error of its batch depends on. */
interface Ran {
  readonly bound: { readonly command: ChangeCommand };
  readonly input: Values;
}

/**
 * The exit code of a batch: unknown takes precedence over partly failed; if all failed for one cause, the code of that
 * cause.
 */
function batchExit(results: readonly Result[]): ExitCode {
  const bad = results.filter((result) => !isGood(result));
  if (bad.length === 0) return EXIT.done;
  if (bad.some(({ word }) => word === 'unknown')) return EXIT.unknown;
  const [first] = bad;
  const oneCause =
    bad.length === results.length && bad.every(({ failure }) => failure?.exitCode === first?.failure?.exitCode);
  return oneCause ? (first?.failure?.exitCode ?? EXIT.partial) : EXIT.partial;
}

/** The failure of a batch; undefined if every name succeeded. A reason that all names share is part of the message. */
export function batchFailure(run: Ran, results: readonly Result[]): Failure | undefined {
  const exitCode = batchExit(results);
  if (exitCode === EXIT.done) return undefined;
  const failed = failedIn(results);
  if (results.length === 1) return failed[0]?.failure;
  const codes = new Set(failed.map(({ failure }) => failure.code));
  const code = codes.size === 1 ? ([...codes][0] ?? '') : 'BatchFailed';
  const requestId = failed.length === 1 ? failed[0]?.failure.requestId : undefined;
  const { details, lines, reasons } = reasonsOf(results, { code, requestId });
  const [first, ...others] = reasons;
  const shared = others.length === 0 && first?.count === results.length ? first.text : undefined;
  const message = labelled(run.bound.command.path, summary(results));
  return new Failure({
    exitCode,
    code,
    message: shared === undefined ? message : labelled(message, shared),
    action: failed[0]?.failure.action,
    hint: [...new Set(reasons.flatMap(({ hint }) => (hint === undefined || hint === '' ? [] : [hint])))].join(' '),
    requestId,
    details,
    lines: shared === undefined ? lines : [],
    ...nextOf(run, results),
  });
}

const failedIn = (results: readonly Result[]): FailedResult[] =>
  results.filter((result): result is FailedResult => result.failure !== undefined);

/** Why names failed, for the error of a batch, or one about something else. */
export function reasonsOf(results: readonly Result[], stated: Stated) {
  const failed = failedIn(results);
  const reasons = reasonsIn(failed, stated);
  return { details: failed.map(detailOf), lines: firstLines(reasons.map(({ line }) => line)), reasons };
}

/** Maximum lines of reasons below a message: more would fill the screen, and the JSON has them all. */
const MOST_LINES = 20;

function firstLines(lines: readonly string[]): readonly string[] {
  const count = lines.length - MOST_LINES;
  if (count < 2) return lines;
  return [...lines.slice(0, MOST_LINES), t('{count} more reasons; "--output json" prints all', { count })];
}

/** The counts, what failed first: `2 of 16 failed, 14 created`. */
function summary(results: readonly Result[]): string {
  const count = (kind: ResultKind): number => results.filter(({ word }) => word === kind).length;
  const all = results.length;
  return listed([
    count('failed') === 0 ? '' : t('{failed} of {all} failed', { failed: count('failed'), all }),
    count('unknown') === 0 ? '' : t('{unknown} of {all} with an unknown outcome', { unknown: count('unknown'), all }),
    countsText(results, ['created', 'deleted', 'changed', 'unchanged', 'not-attempted']),
  ]);
}

/** The commands that inspect unknown outcomes, the first few. */
export function inspectNext(results: readonly Result[]): string | undefined {
  const unknown = results.filter(({ word }) => word === 'unknown').flatMap(({ failure }) => failure?.next ?? []);
  return unknown.length === 0 ? undefined : [...new Set(unknown)].slice(0, MOST_NEXT).join(' && ');
}

const MOST_NEXT = 3;

/** The one command that all failures name. */
export function sharedNext(results: readonly Result[]): string | undefined {
  const all = new Set(failedIn(results).map(({ failure }) => failure.next));
  return all.size === 1 ? [...all][0] : undefined;
}

/**
 * What to run after a batch: the commands that inspect unknown outcomes; else the same command, if it finishes the batch
 * or skips what is done; else the command that all failures name.
 */
export function nextOf(run: Ran, results: readonly Result[]): Pick<FailureParts, 'next' | 'adds'> {
  const inspect = inspectNext(results);
  if (inspect !== undefined) return { next: inspect };
  const adds = isTypedShort(run, results) ? wordsToFinish(run, results) : undefined;
  return adds === undefined ? { next: sharedNext(results) } : { adds };
}

/** The same command can be pasted: it reads nothing from stdin, and its line is not longer than a few names. */
function isTypedShort({ input }: Ran, results: readonly Result[]): boolean {
  const files = [input['fromFile'] ?? []].flat();
  const fromStdin = files.includes('-') || input['passwordStdin'] === true;
  return !fromStdin && (files.length > 0 || results.length <= MANY);
}

/**
 * The options with which the same command finishes a batch; undefined if it would only fail again. Its journal knows
 * what is done while something is left that was not answered; else an option skips it.
 */
function wordsToFinish({ bound: { command }, input }: Ran, results: readonly Result[]): readonly string[] | undefined {
  const flag = command.idempotent?.flag;
  const skips = flag === undefined || input[flag] === true ? [] : [`--${flag}`];
  const failed = failedIn(results);
  const present = failed.filter(({ failure }) => isPresent(failure));
  const others = failed.length - present.length;
  const isOpen = results.some(
    ({ word, failure }) => word === 'not-attempted' || failure?.exitCode === EXIT.unreachable,
  );
  if (isOpen) return present.length > 0 ? skips : [];
  if (skips.length === 0) return undefined;
  if (others === 0) return present.length > 0 ? skips : undefined;
  return failed.every(({ failure }) => failure.exitCode === EXIT.notFound) || !results.some(isGood) ? undefined : skips;
}

/** Whether what was to be created exists. */
const isPresent = ({ code, exitCode, httpStatus = 0 }: Failure): boolean =>
  exitCode === EXIT.conflict && (code === 'Exists' || kindOf(code, httpStatus) === 'exists');
