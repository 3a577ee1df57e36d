import { namedProfiles } from '../../config/profiles/choose-profile.ts';
import { profileFile } from '../../config/paths.ts';
import { LOCAL, nameViolation, type ProfileFile } from '../../config/profiles/profiles.ts';
import type { Project } from '../../config/project.ts';
import { refuseForeign } from '../../config/project-owner.ts';
import { changeProfiles } from '../../config/profiles/save.ts';
import type { Setting } from '../../config/setting.ts';
import { suggest } from '../../core/text/suggest.ts';
import { type Detail, EXIT, Failure, usage } from '../../errors/failure.ts';
import type { GlobalOptions } from '../global-options.ts';
import type { Io } from '../../engine/io.ts';
import { loadSaved } from '../../config/load-settings.ts';
import { projectOf } from '../../config/settings-files.ts';
import type { ParsedToolCommand } from '../tool-command.ts';

/** Where the profiles are saved. Throws Failure where that can be nowhere. */
export function profilePath(io: Io): string {
  const path = profileFile(io.context.env, io.context.home);
  if (path !== undefined) return path;
  throw new Failure({
    exitCode: EXIT.refused,
    code: 'NotSaved',
    message: 'profiles cannot be saved: there is no home folder, and XDG_CONFIG_HOME names no folder',
    hint: 'Set XDG_CONFIG_HOME to a folder that can be written, or use the environment.',
  });
}

/** What the saved profiles are to be, and what that means for the person. */
export interface Changed {
  readonly file: ProfileFile;
  readonly says?: string;
}

/**
 * Changes the saved profiles in one step, from what is saved by then, and says what that means; with --dry-run it is only
 * said. What the change throws ends it. Returns what is saved now.
 */
export async function changeSaved(
  change: (file: ProfileFile) => Changed,
  { dryRun }: Pick<GlobalOptions, 'dryRun'>,
  io: Io,
): Promise<ProfileFile> {
  const made = dryRun ? change(await loadSaved(io.context)) : await changed(change, io);
  if (made.says !== undefined) await io.log.info(dryRun ? `not saved (--dry-run): ${made.says}` : made.says);
  return made.file;
}

async function changed(change: (file: ProfileFile) => Changed, io: Io): Promise<Changed> {
  const made: Changed[] = [];
  const kept = (file: ProfileFile): ProfileFile => {
    const one = change(file);
    made.push(one);
    return one.file;
  };
  await changeProfiles(profilePath(io), kept, io.context.changeFile);
  return made[0] ?? { file: { profiles: {} } };
}

/** The profile that is read or written: the one that a command would use, else `default`. */
export const profileName = async (typed: ParsedToolCommand, io: Io, file: ProfileFile): Promise<string> =>
  (await profileNamer(typed, io))(file);

/**
 * The one that `configure` writes: where the built-in one is in use, which holds nothing, another is set up. Throws
 * Failure (exit 2) where a project file of another user names it.
 */
export async function profileToSave(typed: ParsedToolCommand, io: Io, file: ProfileFile): Promise<string> {
  const { named, project } = await namedIn(typed, io);
  const found = named(file).find(({ value }) => value !== LOCAL);
  refuseForeignChoice(found, project);
  return found?.value ?? 'default';
}

/** What names the profile, once what is saved is known; the project file counts where no flag names one. */
async function namedIn(
  { flags: { profile: flag } }: ParsedToolCommand,
  { context }: Io,
): Promise<{ readonly named: (file: ProfileFile) => Setting[]; readonly project: Project | undefined }> {
  const project = flag === undefined ? await projectOf(context) : undefined;
  return { named: (file) => namedProfiles({ flag, env: context.env, project, file }), project };
}

/** Whose key is read or set is not for another user to say. */
function refuseForeignChoice(named: Setting | undefined, project: Project | undefined): void {
  if (named !== undefined && named.source === project?.path) refuseForeign(project);
}

/** The same where what is saved is only seen later. The function throws Failure (exit 2) on the built-in profile. */
export async function profileNamer(typed: ParsedToolCommand, io: Io): Promise<(file: ProfileFile) => string> {
  const { named: namedBy, project } = await namedIn(typed, io);
  return (file) => {
    const [named] = namedBy(file);
    refuseForeignChoice(named, project);
    const name = named?.value ?? 'default';
    const violation = name === LOCAL || isSaved(name, file) ? undefined : nameViolation(name);
    if (violation !== undefined) throw usage([{ flag: named?.source ?? '--profile', message: violation }]);
    if (name !== LOCAL) return name;
    throw usage([{ flag: '--profile', message: 'local is built in and holds nothing to read or set' }], {
      hint: 'Name a saved profile, or make one.',
      next: 'alikafka config list',
    });
  };
}

/** What is wrong with a name that must be a saved profile's. */
export function noProfile(name: string, file: ProfileFile, argument = '<profile>'): Failure {
  const names = [...Object.keys(file.profiles), LOCAL];
  const near = suggest(name, names);
  const message = `"${name}" does not exist${near === undefined ? '' : `; did you mean ${near}?`}`;
  return usage([{ name: argument, message }], { hint: `Profiles: ${names.join(', ')}` });
}

/** Arguments that must be there, and those that are too many. */
export function countProblems(
  { operands }: ParsedToolCommand,
  required: readonly string[],
  most = required.length,
): Detail[] {
  return [
    ...required.slice(operands.length).map((name) => ({ name, message: 'is required' })),
    ...operands.slice(most).map(() => ({ name: 'an argument', message: `is one too many: at most ${most} here` })),
  ];
}

/** Whether a profile is saved, and is no word that every object has. */
export const isSaved = (name: string, { profiles }: ProfileFile): boolean => Object.hasOwn(profiles, name);
