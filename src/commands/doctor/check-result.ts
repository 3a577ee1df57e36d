/** The result of a check: one row of `doctor`, and how a failed one sets the exit code. */
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import { EXIT, type ExitCode, type Failure, detailText } from '../../errors/failure.ts';

/** The result of one check: one row of the table. */
export interface CheckResult {
  /** The check's name. */
  readonly check: string;
  readonly status: 'ok' | 'warn' | 'fail' | 'skip';
  /** What was found, as a fact. */
  readonly detail: string;
  /** The command that fixes it, or what to do if no command can. */
  readonly fix?: string;
  /** For a failed check: its exit code. */
  readonly exitCode?: ExitCode;
  /** Skipped because the check of this name failed; checks that need this one are skipped too. */
  readonly blockedBy?: string;
}

/** A check that passed. */
export const ok = (check: string, detail: string): CheckResult => ({ check, status: 'ok', detail });

/** A check with a warning, which does not change the exit code. */
export const warn = (check: string, detail: string, fix: string): CheckResult => ({
  check,
  status: 'warn',
  detail,
  fix,
});

/** A check that failed. */
export const fail = (check: string, detail: string, fix: string, exitCode: ExitCode): CheckResult => ({
  check,
  status: 'fail',
  detail,
  fix,
  exitCode,
});

/** A check that does not apply; checks that need it are run. */
export const skip = (check: string, detail: string): CheckResult => ({ check, status: 'skip', detail });

/** A check that was skipped because of another one, which failed or was skipped itself. */
export function blocked(check: string, by: CheckResult): CheckResult {
  const cause = by.blockedBy ?? by.check;
  return { ...skip(check, t('skipped ({check} failed)', { check: cause })), blockedBy: cause };
}

/** Whether the checks that need this one are skipped. */
export const blocks = ({ status, blockedBy }: CheckResult): boolean => status === 'fail' || blockedBy !== undefined;

/** Exit codes of failed checks, the most important first. */
const WORST: readonly ExitCode[] = [EXIT.credentials, EXIT.unreachable, EXIT.usage, EXIT.refused];

/** The exit code for several failed checks: the most important of those in `WORST`, or `EXIT.refused`. */
export const worstOf = (codes: readonly ExitCode[]): ExitCode =>
  WORST.find((code) => codes.includes(code)) ?? EXIT.refused;

/** The problems that a failure lists, or its message if it lists none. */
export const problemsOf = ({ details, message }: Failure): string => details.map(detailText).join('; ') || message;

/** The next command of many failed calls; as a fix inside doctor it would lead back to doctor. */
const DOCTOR = alikafka`doctor`;

/** How to fix a failure: its command, or its hint. A hint without a command gets the one that explains the code. */
export function fixOf({ next, hint, code }: Failure): string {
  if (next !== undefined && next !== DOCTOR) return next;
  const command = alikafka`explain ${code}`;
  if (hint === undefined) return command;
  return /alikafka |--[a-z]/.test(hint) ? hint : t('{hint} Run "{command}" for details.', { hint, command });
}
