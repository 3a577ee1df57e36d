import type { View } from '../../core/view.ts';
import type { Row } from '../../core/shape.ts';
import { type Detail, EXIT, type ExitCode, Failure } from '../../errors/failure.ts';
import { interrupted } from '../../errors/interrupted.ts';
import type { Io } from '../../engine/io.ts';
import type { Outcome } from '../../engine/outcome.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { toolGlobals, rowsOutcome, uncut } from '../tool-outcome.ts';
import { CHECKS, runCheck } from './checks.ts';
import { type CheckContext, openCheckContext } from './check-context.ts';
import { type CheckResult, worstOf } from './check-result.ts';

const VIEW: View = { kind: 'list', columns: ['Check', 'Result', 'Seen', 'Mend'], name: 'Check' };

/** `doctor`: looks at each link between here and the service, and names the command that mends what is wrong. */
export async function doctor(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const globals = await toolGlobals(typed, io, problemsOf(typed), VIEW.columns);
  const checks = await openCheckContext(globals, typed.options['fix'] === true, io);
  try {
    const lines = await results(checks);
    const outcome = uncut(await rowsOutcome(lines.map(rowOf(io)), VIEW, 'DoctorResponse', globals));
    return { ...outcome, finish: async () => judged(lines, io) };
  } finally {
    await checks.close();
  }
}

function problemsOf({ operands, options, flags }: ParsedToolCommand): Detail[] {
  const tooMany = operands.map(() => ({ name: 'an argument', message: 'is one too many: none is taken here' }));
  if (options['fix'] !== true || flags.dryRun !== true) return tooMany;
  return [...tooMany, { flag: '--fix', message: 'cannot be combined with --dry-run, which changes nothing' }];
}

async function results(checks: CheckContext): Promise<CheckResult[]> {
  const { progress, stop } = checks.io.context;
  const shown = progress.start('looking');
  const lines: CheckResult[] = [];
  try {
    for (const check of CHECKS) {
      if (stop.aborted) throw interrupted(stop);
      shown.update(check.name);
      lines.push(...(await runCheck(check, checks, lines)));
    }
  } finally {
    shown();
  }
  return lines;
}

const rowOf =
  ({ log }: Io) =>
  ({ check, result, seen, fix }: CheckResult): Row => ({
    Check: check,
    Result: result,
    Seen: log.redact(seen),
    Mend: fix === undefined ? null : log.redact(fix),
  });

/** Done where nothing failed; else the failure that sums up what did, with the exit code of the worst. */
function judged(lines: readonly CheckResult[], { unprinted }: Io): ExitCode | Failure {
  unprinted.clear();
  const failed = lines.filter(({ result }) => result === 'fail');
  if (failed.length === 0) return EXIT.done;
  const exitCode = worstOf(failed.flatMap((line) => line.exitCode ?? []));
  const message = `${failed.length} of ${lines.length} checks failed: ${failed.map(({ check }) => check).join(', ')}`;
  return new Failure({ exitCode, code: 'ChecksFailed', message, hint: 'What mends each is in its line.' });
}
