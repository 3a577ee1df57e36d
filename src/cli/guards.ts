import type { Settings } from '../config/settings.ts';
import type { Effect } from '../core/operation.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import type { Globals } from './globals.ts';
import { shellWord } from '../core/shell-word.ts';

/**
 * Refuses a change under a profile that is readonly, before anything is sent or read. A dry run changes nothing and is
 * let pass. `what` is the command as it is typed: `topic create`. Throws Failure (exit 4) naming the profile.
 */
export function refuseReadOnly(
  { guards, profile }: Pick<Settings, 'guards' | 'profile'>,
  effect: Effect,
  { dryRun }: Pick<Globals, 'dryRun'>,
  what: string,
): void {
  if (!guards.readonly || effect === 'read' || dryRun) return;
  const name = profile?.value ?? '';
  throw new Failure({
    exitCode: EXIT.credentials,
    code: 'ReadOnlyProfile',
    message: `profile ${name} is readonly, and "${what}" changes something: nothing was sent`,
    hint: 'A dry run is allowed.',
    next: `alikafka config unset readonly --profile ${shellWord(name)}`,
  });
}
