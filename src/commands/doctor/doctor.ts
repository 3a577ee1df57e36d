import type { View } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { type Detail, EXIT, type ExitCode, Failure } from '../../errors/failure.ts';
import { interrupted } from '../../transport/call.ts';
import type { Io } from '../../cli/io.ts';
import type { LocalInvocation } from '../tool-command.ts';
import { localGlobals, printRows, uncut } from '../print-rows.ts';
import { CHECKS, examine } from './checks.ts';
import { type Exam, makeExam } from './check-context.ts';
import { type Line, worstOf } from './check-result.ts';

const VIEW: View = { kind: 'list', columns: ['Check', 'Result', 'Seen', 'Mend'], name: 'Check' };

/** `doctor`: looks at each link between here and the service, and names the command that mends what is wrong. */
export async function doctor(typed: LocalInvocation, io: Io): Promise<ExitCode> {
  const shown = await localGlobals(typed, io, problemsOf(typed), VIEW.columns);
  const exam = await makeExam(shown.globals, typed.options['fix'] === true, io);
  try {
    const lines = await examined(exam);
    await printRows(lines.map(rowOf(io)), VIEW, 'DoctorResponse', shown, uncut(io));
    io.unprinted.clear();
    return judged(lines);
  } finally {
    await exam.close();
  }
}

function problemsOf({ operands, options, flags }: LocalInvocation): Detail[] {
  const tooMany = operands.map(() => ({ name: 'an argument', message: 'is one too many: none is taken here' }));
  if (options['fix'] !== true || flags.dryRun !== true) return tooMany;
  return [...tooMany, { flag: '--fix', message: 'cannot be combined with --dry-run, which changes nothing' }];
}

async function examined(exam: Exam): Promise<Line[]> {
  const { progress, stop } = exam.io.context;
  const shown = progress.start('looking');
  const lines: Line[] = [];
  try {
    for (const check of CHECKS) {
      if (stop.aborted) throw interrupted(stop);
      shown.update(check.name);
      lines.push(...(await examine(check, exam, lines)));
    }
  } finally {
    shown();
  }
  return lines;
}

const rowOf =
  ({ talk }: Io) =>
  ({ check, result, seen, mend }: Line): Row => ({
    Check: check,
    Result: result,
    Seen: talk.redact(seen),
    Mend: mend === undefined ? null : talk.redact(mend),
  });

/** Done where nothing failed. Throws the failure that sums up what did, with the exit code of the worst. */
function judged(lines: readonly Line[]): ExitCode {
  const failed = lines.filter(({ result }) => result === 'fail');
  if (failed.length === 0) return EXIT.done;
  const exitCode = worstOf(failed.flatMap((line) => line.exitCode ?? []));
  const message = `${failed.length} of ${lines.length} checks failed: ${failed.map(({ check }) => check).join(', ')}`;
  throw new Failure({ exitCode, code: 'ChecksFailed', message, hint: 'What mends each is in its line.' });
}
