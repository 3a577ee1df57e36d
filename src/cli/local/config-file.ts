import { namedProfiles } from '../../config/choose-profile.ts';
import { profileFile } from '../../config/paths.ts';
import { LOCAL, type ProfileFile } from '../../config/profiles.ts';
import { loadProject } from '../../config/project.ts';
import { saveProfiles } from '../../config/save.ts';
import { suggest } from '../../core/suggest.ts';
import { type Detail, EXIT, Failure, usage } from '../../errors/failure.ts';
import type { Globals } from '../globals.ts';
import type { Io } from '../io.ts';
import { readerOf } from '../reader.ts';
import type { LocalInvocation } from './local-command.ts';

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

/** Saves the profiles and says what that means; with --dry-run it is only said. */
export async function save(file: ProfileFile, says: string, { dryRun }: Globals, io: Io): Promise<void> {
  if (!dryRun) await saveProfiles(file, profilePath(io));
  await io.talk.note(dryRun ? `not saved (--dry-run): ${says}` : says);
}

/** The profile that is read or written: the one that a command would use, else `default`. */
export async function profileName(typed: LocalInvocation, io: Io, file: ProfileFile): Promise<string> {
  const { env, cwd } = io.context;
  const flag = typed.flags.profile;
  const project = flag === undefined ? await loadProject(readerOf(io.context).read, cwd) : undefined;
  const name = namedProfiles({ flag, env, project, file })[0]?.value ?? 'default';
  if (name === LOCAL)
    throw usage([{ flag: '--profile', message: 'local is built in and holds nothing to read or set' }], {
      next: 'alikafka config set region <id> --profile default',
    });
  return name;
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
  { operands }: LocalInvocation,
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
