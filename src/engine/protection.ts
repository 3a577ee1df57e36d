/** Refuses changes under protected profiles. */
import { refuseForeign } from '../config/project-owner.ts';
import type { Settings } from '../config/settings.ts';
import type { Effect } from '../core/operation.ts';
import { EXIT, Failure } from '../errors/failure.ts';
import type { ExecutionOptions } from './execution-options.ts';
import { alikafka } from '../core/text/command-line.ts';
import { t } from '../core/text/texts.ts';

/**
 * Refuses a change under a readonly profile, before anything is sent or read. A dry run is allowed. `command` is the
 * command as typed: `topic create`. Throws Failure: exit 4 naming the profile; exit 2 if a project file of another user
 * sets the target of the change.
 */
export function refuseProtected(
  { protection, profile, project, local }: Pick<Settings, 'protection' | 'profile' | 'project' | 'local'>,
  effect: Effect,
  { dryRun }: Pick<ExecutionOptions, 'dryRun'>,
  command: string,
): void {
  if (effect === 'read' || dryRun) return;
  if (!local) refuseForeign(project);
  if (!protection.readonly) return;
  const name = profile?.value ?? '';
  throw new Failure({
    exitCode: EXIT.credentials,
    code: 'ReadOnlyProfile',
    message: t('profile "{profile}" is read-only, so "{command}" was refused; nothing was sent', {
      profile: name,
      command,
    }),
    hint: t('Use --dry-run to see what would be sent, or make the profile writable.'),
    next: alikafka`config unset readonly --profile ${name}`,
  });
}
