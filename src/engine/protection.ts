import { refuseForeign } from '../config/project-owner.ts';
import type { Settings } from '../config/settings.ts';
import type { Effect } from '../core/operation.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import type { ExecutionOptions } from './execution-options.ts';
import { shellWord } from '../core/text/shell-word.ts';

/**
 * Refuses a change under a profile that is readonly, before anything is sent or read. A dry run changes nothing and is
 * let pass. `what` is the command as it is typed: `topic create`. Throws Failure: exit 4 naming the profile; exit 2 where
 * a project file of another user would say where the change goes.
 */
export function refuseProtected(
  { protection, profile, project, local }: Pick<Settings, 'protection' | 'profile' | 'project' | 'local'>,
  effect: Effect,
  { dryRun }: Pick<ExecutionOptions, 'dryRun'>,
  what: string,
): void {
  if (effect === 'read' || dryRun) return;
  if (!local) refuseForeign(project);
  if (!protection.readonly) return;
  const name = profile?.value ?? '';
  throw new Failure({
    exitCode: EXIT.credentials,
    code: 'ReadOnlyProfile',
    message: `profile ${name} is readonly, and "${what}" changes something: nothing was sent`,
    hint: 'A dry run is allowed.',
    next: `alikafka config unset readonly --profile ${shellWord(name)}`,
  });
}
