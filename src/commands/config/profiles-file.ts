import { namedProfiles } from '../../config/profiles/choose-profile.ts';
import { profileFile } from '../../config/paths.ts';
import { LOCAL, nameTrouble, type ProfileFile } from '../../config/profiles/profiles.ts';
import { refuseForeign } from '../../config/project-owner.ts';
import { changeProfiles } from '../../config/profiles/save.ts';
import { suggest } from '../../core/text/suggest.ts';
import { type Detail, EXIT, Failure, usage } from '../../errors/failure.ts';
import type { Globals } from '../../cli/input/globals.ts';
import type { Io } from '../../cli/io.ts';
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
  { dryRun }: Pick<Globals, 'dryRun'>,
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
  await changeProfiles(profilePath(io), kept, io.context);
  return made[0] ?? { file: { profiles: {} } };
}

/** The profile that is read or written: the one that a command would use, else `default`. */
export const profileName = async (typed: ParsedToolCommand, io: Io, file: ProfileFile): Promise<string> =>
  (await profileNamer(typed, io))(file);

/** The one that `configure` writes: where the built-in one is in use, which holds nothing, another is set up. */
export async function profileToSave(typed: ParsedToolCommand, io: Io, file: ProfileFile): Promise<string> {
  const { env } = io.context;
  const flag = typed.flags.profile;
  const project = flag === undefined ? await projectOf(io.context) : undefined;
  const named = namedProfiles({ flag, env, project, file }).find(({ value }) => value !== LOCAL);
  return named?.value ?? 'default';
}

/** The same where what is saved is only seen later. The function throws Failure (exit 2) on the built-in profile. */
export async function profileNamer(typed: ParsedToolCommand, io: Io): Promise<(file: ProfileFile) => string> {
  const { env } = io.context;
  const flag = typed.flags.profile;
  const project = flag === undefined ? await projectOf(io.context) : undefined;
  return (file) => {
    const [named] = namedProfiles({ flag, env, project, file });
    // Whose key is read or set is not for another user to say.
    if (named !== undefined && named.source === project?.path) refuseForeign(project);
    const name = named?.value ?? 'default';
    const violation = name === LOCAL || isSaved(name, file) ? undefined : nameTrouble(name);
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
