import { Failure } from '../../errors/failure.ts';
import type { Exam } from './exam.ts';
import { fail, type Line, mendOf, ok, worstOf } from './line.ts';

const CHECK = 'local emulator';

/** The embedded emulator, where the profile local is meant. */
export async function emulator({ emulator: running }: Exam): Promise<Line[]> {
  if (running === undefined) return [];
  if (running instanceof Failure) return [fail(CHECK, running.message, mendOf(running), worstOf([running.exitCode]))];
  return [ok(CHECK, `runs at ${running.url} for this command`)];
}
