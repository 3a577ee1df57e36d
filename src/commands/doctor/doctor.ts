/** `doctor`: runs the checks and prints their results. The checks are listed in checks.ts. */
import type { Tone, View } from '../../core/view.ts';
import type { Row } from '../../core/shape.ts';
import { t } from '../../core/text/texts.ts';
import { type Detail, EXIT, type ExitCode, Failure, problem } from '../../errors/failure.ts';
import { interrupted } from '../../errors/interrupted.ts';
import type { Io } from '../../engine/io.ts';
import type { Outcome } from '../../engine/outcome.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { toolGlobals, rowsOutcome, uncut } from '../tool-outcome.ts';
import { CHECKS, runCheck } from './checks.ts';
import { type CheckContext, openCheckContext } from './check-context.ts';
import { type CheckResult, worstOf } from './check-result.ts';

const TONES: Readonly<Record<string, Tone>> = { ok: 'good', warn: 'warning', fail: 'bad' };

/** The view of the results. */
export const VIEW: View = {
  kind: 'list',
  columns: ['Check', 'Status', 'Detail', 'Fix'],
  name: 'Check',
  tones: { Status: (status) => TONES[String(status)] },
};

/** `doctor`: runs all checks and prints a row for each result, with the fix for what failed. */
export async function doctor(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const globals = await toolGlobals(typed, io, problemsOf(typed), VIEW.columns);
  const checks = await openCheckContext(globals, typed.options['fix'] === true, io);
  try {
    const results = await runChecks(checks, globals.quiet);
    const outcome = uncut(await rowsOutcome(results.map(rowOf(io)), VIEW, 'DoctorResponse', globals));
    return { ...outcome, finish: async () => summary(results, io) };
  } finally {
    await checks.close();
  }
}

function problemsOf({ operands, options, flags }: ParsedToolCommand): Detail[] {
  const unexpected = operands.map((argument) => ({ message: t('unexpected argument "{argument}"', { argument }) }));
  if (options['fix'] !== true || flags.dryRun !== true) return unexpected;
  return [...unexpected, problem('--fix', '{name} cannot be combined with {other}', { other: '--dry-run' })];
}

async function runChecks(checks: CheckContext, quiet: boolean): Promise<CheckResult[]> {
  const { progress, stop } = checks.io.context;
  const shown = quiet ? undefined : progress.start(t('Running checks'));
  const results: CheckResult[] = [];
  try {
    for (const check of CHECKS) {
      if (stop.aborted) throw interrupted(stop);
      shown?.update(check.name);
      results.push(...(await runCheck(check, checks, results)));
    }
  } finally {
    shown?.();
  }
  return results;
}

const rowOf =
  ({ log }: Io) =>
  ({ check, status, detail, fix }: CheckResult): Row => ({
    Check: check,
    Status: status,
    Detail: log.redact(detail),
    Fix: fix === undefined ? null : log.redact(fix),
  });

/**
 * Exit code 0 if no check failed; otherwise a failure that names the failed checks, with the most important of their
 * exit codes.
 */
function summary(results: readonly CheckResult[], { unprinted }: Io): ExitCode | Failure {
  unprinted.clear();
  const failed = results.filter(({ status }) => status === 'fail');
  if (failed.length === 0) return EXIT.done;
  const exitCode = worstOf(failed.flatMap((result) => result.exitCode ?? []));
  const message = t('{failed} of {total} checks failed: {names}', {
    failed: failed.length,
    total: results.length,
    names: failed.map(({ check }) => check).join(', '),
  });
  return new Failure({ exitCode, code: 'ChecksFailed', message, hint: t('Apply the fix of each failed check.') });
}
