/** The check of the local emulator. */
import { t } from '../../core/text/texts.ts';
import { Failure } from '../../errors/failure.ts';
import type { CheckContext } from './check-context.ts';
import { CHECK } from './check-names.ts';
import { fail, type CheckResult, fixOf, ok, worstOf } from './check-result.ts';

/** The embedded emulator if the profile is `local`, or the emulator that the environment names. */
export async function emulator({ emulator: running, settings }: CheckContext): Promise<CheckResult[]> {
  const named = settings instanceof Failure ? undefined : settings.emulator;
  if (named !== undefined)
    return [ok(CHECK.localEmulator, t('all calls go to {url} ({source})', { url: named.value, source: named.source }))];
  if (running === undefined) return [];
  if (running instanceof Failure)
    return [fail(CHECK.localEmulator, running.message, fixOf(running), worstOf([running.exitCode]))];
  return [ok(CHECK.localEmulator, t('running at {url} for this command', { url: running.url }))];
}
