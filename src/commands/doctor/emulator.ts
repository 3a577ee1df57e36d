import { Failure } from '../../errors/failure.ts';
import type { CheckContext } from './check-context.ts';
import { fail, type CheckResult, fixOf, ok, worstOf } from './check-result.ts';

const CHECK = 'local emulator';

/** The embedded emulator, where the profile local is meant; the one around this command, where there is one. */
export async function emulator({ emulator: running, settings }: CheckContext): Promise<CheckResult[]> {
  const around = settings instanceof Failure ? undefined : settings.emulator;
  if (around !== undefined) return [ok(CHECK, `every call goes to ${around.value} (${around.source})`)];
  if (running === undefined) return [];
  if (running instanceof Failure) return [fail(CHECK, running.message, fixOf(running), worstOf([running.exitCode]))];
  return [ok(CHECK, `runs at ${running.url} for this command`)];
}
