/** `config current`: the profile in use and where it is set. Its values are shown by `config explain`. */
import { loadSources } from '../../config/load-settings.ts';
import { chooseProfile } from '../../config/profiles/choose-profile.ts';
import { foreignWarning } from '../../config/project-owner.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import type { View } from '../../core/view.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import type { Io } from '../../engine/io.ts';
import type { Outcome } from '../../engine/outcome.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { rowsOutcome, toolGlobals } from '../tool-outcome.ts';
import { sourceText } from './explain-line.ts';
import { countProblems } from './profiles-file.ts';

/** The view of the profile in use. */
export const VIEW: View = { kind: 'object', columns: ['Profile', 'Source'], name: 'Profile' };

/**
 * Prints the profile in use and its source. Throws Failure: exit 3 if no profile is in use, and the error of every
 * command if the profile does not exist.
 */
export async function current(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const shown = await toolGlobals(typed, io, countProblems(typed, []), VIEW.columns);
  const sources = await loadSources(typed.flags, io.context);
  const { project } = sources;
  const { chosen } = chooseProfile({
    flag: typed.flags.profile,
    env: sources.env,
    project,
    file: sources.file,
    vendors: sources.vendorProfiles,
    vendorsAll: sources.vendorNames,
  });
  if (chosen === undefined) throw noneInUse();
  if (project?.foreignOwner !== undefined && chosen.source === project.path)
    await io.log.warn(foreignWarning(project, project.foreignOwner));
  const row = { Profile: chosen.value, Source: sourceText(chosen.source) };
  return rowsOutcome([row], VIEW, 'ConfigCurrentResponse', shown);
}

const noneInUse = (): Failure =>
  new Failure({
    exitCode: EXIT.notFound,
    code: 'NotSet',
    message: t('no profile is in use'),
    hint: t('Use --profile or ALIKAFKA_PROFILE for one command, or choose a profile with "{use}".', {
      use: alikafka`config use <profile>`,
    }),
    next: alikafka`config list`,
  });
