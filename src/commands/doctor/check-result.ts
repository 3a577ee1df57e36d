import { alikafka } from '../../core/text/command-line.ts';
import { EXIT, type ExitCode, type Failure, detailText } from '../../errors/failure.ts';

/** What was looked at, what was seen, and what mends it. */
export interface CheckResult {
  readonly check: string;
  readonly result: 'ok' | 'warn' | 'fail' | 'skip';
  readonly seen: string;
  /** The command that mends it, or what to do where no command can. */
  readonly fix?: string;
  /** Of what failed: the exit code that fits. */
  readonly exitCode?: ExitCode;
  /** Skipped, because something that it needs has failed: what needs this one is skipped too. */
  readonly blocked?: true;
}

export const ok = (check: string, seen: string): CheckResult => ({ check, result: 'ok', seen });

export const warn = (check: string, seen: string, fix: string): CheckResult => ({ check, result: 'warn', seen, fix });

export const fail = (check: string, seen: string, fix: string, exitCode: ExitCode): CheckResult => ({
  check,
  result: 'fail',
  seen,
  fix,
  exitCode,
});

/** Nothing to look at; what needs this one goes on. */
export const skip = (check: string, why: string): CheckResult => ({ check, result: 'skip', seen: why });

/** Not looked at, because of what another line says. */
export const blocked = (check: string, by: CheckResult): CheckResult => ({
  check,
  result: 'skip',
  seen: `${by.check} ${by.result === 'fail' ? 'failed' : 'was not looked at'}`,
  blocked: true,
});

/** Whether what needs this line is not worth looking at. */
export const stops = ({ result, blocked: isBlocked }: CheckResult): boolean => result === 'fail' || isBlocked === true;

/** Exit codes, the worst first. */
const WORST: readonly ExitCode[] = [EXIT.credentials, EXIT.unreachable, EXIT.usage, EXIT.refused];

/** The exit code of a failure, as one of those. */
export const worstOf = (codes: readonly ExitCode[]): ExitCode =>
  WORST.find((code) => codes.includes(code)) ?? EXIT.refused;

/** What a failure says: each of its problems, or itself. */
export const problemsOf = ({ details, message }: Failure): string => details.map(detailText).join('; ') || message;

/** What errors of calls name as the next command; inside of the doctor it is no fix. */
const DOCTOR = alikafka`doctor`;

/** What a failure says to do. A detailText that names no command is followed by the one that says more. */
export function fixOf({ next, hint, code }: Failure): string {
  if (next !== undefined && next !== DOCTOR) return next;
  const more = `alikafka explain ${code}`;
  if (hint === undefined) return more;
  return /alikafka |--[a-z]/.test(hint) ? hint : `${hint} More: ${more}`;
}
