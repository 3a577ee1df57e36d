/**
 * Which profile a command reads or writes, and how a change of the profiles is saved. The file itself is in
 * config/profiles.
 */
import { CONFIG_USE, namedProfiles, profilesText } from '../../config/profiles/choose-profile.ts';
import { profileFile } from '../../config/paths.ts';
import { LOCAL, nameViolation, type ProfileFile } from '../../config/profiles/profiles.ts';
import type { Project } from '../../config/project.ts';
import { refuseForeign } from '../../config/project-owner.ts';
import { changeProfiles } from '../../config/profiles/save.ts';
import type { Setting } from '../../config/setting.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { suggest } from '../../core/text/suggest.ts';
import { t } from '../../core/text/texts.ts';
import { type Detail, EXIT, Failure, problem, usage } from '../../errors/failure.ts';
import type { GlobalOptions } from '../global-options.ts';
import type { Io } from '../../engine/io.ts';
import { loadSaved, loadSources } from '../../config/load-settings.ts';
import { projectOf } from '../../config/settings-files.ts';
import type { ParsedToolCommand } from '../tool-command.ts';

/** The path of the file of profiles. Throws Failure (exit 1) if there is no folder for it. */
export function profilePath(io: Io): string {
  const path = profileFile(io.context.env, io.context.home);
  if (path !== undefined) return path;
  throw new Failure({
    exitCode: EXIT.refused,
    code: 'NotSaved',
    message: t('cannot save profiles: no home folder, and XDG_CONFIG_HOME is not an absolute path'),
    hint: t('Set XDG_CONFIG_HOME to a writable folder, or set the values as environment variables.'),
  });
}

/** The profiles after a change, and the note about it. */
export interface Changed {
  readonly file: ProfileFile;
  readonly note?: string;
}

/**
 * Applies a change to the currently saved profiles as a whole, and logs its note; with --dry-run nothing is saved.
 * Throws the errors of the change. Returns the profiles after the change.
 */
export async function changeSaved(
  change: (file: ProfileFile) => Changed,
  { dryRun }: Pick<GlobalOptions, 'dryRun'>,
  io: Io,
): Promise<ProfileFile> {
  const done = dryRun ? change(await loadSaved(io.context)) : await changed(change, io);
  const { file, note } = done;
  if (note !== undefined)
    await io.log.info(dryRun ? t('dry run, nothing was saved; the result would be: {note}', { note }) : note);
  return file;
}

async function changed(change: (file: ProfileFile) => Changed, io: Io): Promise<Changed> {
  const changes: Changed[] = [];
  const applied = (file: ProfileFile): ProfileFile => {
    const one = change(file);
    changes.push(one);
    return one.file;
  };
  await changeProfiles(profilePath(io), applied, io.context.changeFile);
  return changes[0] ?? { file: { profiles: {} } };
}

/** The profile whose keys are read: the one that a command would use, or `default`. */
export async function profileToRead(typed: ParsedToolCommand, io: Io, file: ProfileFile): Promise<string> {
  const { named, project } = await namedIn(typed, io);
  return nameIn(named(file), { project, file, builtIn: () => LOCAL });
}

/** The profile that the environment or a project file selects in place of the one that `config use` chose. */
export async function selectedElsewhere({ context }: Io): Promise<Setting | undefined> {
  try {
    const { env, file, project, vendorProfiles: vendors } = await loadSources({}, context);
    const [first] = namedProfiles({ flag: undefined, env, project, file, vendors });
    return first?.source === CONFIG_USE ? undefined : first;
  } catch (error) {
    // Only a note depends on it; the next command reports the file that cannot be read.
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/**
 * The profile that `configure` writes, which is never the built-in one. Throws Failure (exit 2) if a project file of
 * another user names it.
 */
export async function profileToSave(typed: ParsedToolCommand, io: Io, file: ProfileFile): Promise<string> {
  const { named, project } = await namedIn(typed, io);
  const found = named(file).find(({ value }) => value !== LOCAL);
  refuseForeignChoice(found, project);
  return found?.value ?? 'default';
}

/** Whether a source is a variable; others are files. */
export const isVariable = (source: string): boolean => /^[A-Z_]+$/.test(source);

/** A function from the saved profiles to the sources that name a profile. The project file counts if no flag does. */
async function namedIn(
  { flags: { profile: flag } }: ParsedToolCommand,
  { context }: Io,
): Promise<{ readonly named: (file: ProfileFile) => Setting[]; readonly project: Project | undefined }> {
  const project = flag === undefined ? await projectOf(context) : undefined;
  return { named: (file) => namedProfiles({ flag, env: context.env, project, file }), project };
}

/** Throws Failure (exit 2) if a project file of another user names the profile whose keys are read or set. */
function refuseForeignChoice(named: Setting | undefined, project: Project | undefined): void {
  if (named !== undefined && named.source === project?.path) refuseForeign(project);
}

/**
 * A function from the saved profiles to the name of the profile to change. It throws Failure (exit 2) for the built-in
 * profile, with the command `instead` as the next one, and for a name that is not valid.
 */
export async function profileNamer(
  typed: ParsedToolCommand,
  io: Io,
  instead?: string,
): Promise<(file: ProfileFile) => string> {
  const { named, project } = await namedIn(typed, io);
  const builtIn = (source: string): never => {
    throw refusedBuiltIn(source, instead);
  };
  return (file) => nameIn(named(file), { project, file, builtIn });
}

/** The name of the profile that a source names; `builtIn` decides about the built-in one. Throws Failure (exit 2). */
function nameIn(
  [named]: readonly Setting[],
  {
    project,
    file,
    builtIn,
  }: {
    readonly project: Project | undefined;
    readonly file: ProfileFile;
    readonly builtIn: (source: string) => string;
  },
): string {
  refuseForeignChoice(named, project);
  const { value: name, source } = named ?? { value: 'default', source: '--profile' };
  if (name === LOCAL) return builtIn(source);
  const violation = isSaved(name, file) ? undefined : nameViolation(name);
  if (violation !== undefined) throw usage([{ flag: source, message: violation(source) }]);
  return name;
}

const refusedBuiltIn = (source: string, instead: string | undefined): Failure =>
  usage([problem(source, "{name}: the built-in {profile} profile can't be changed", { profile: LOCAL })], {
    hint:
      instead === undefined
        ? t('Use --profile to name a saved profile, or create one with "{configure}".', {
            configure: alikafka`configure`,
          })
        : t('Use -i, -r and -o to choose instance, region and output of a command on the local emulator.'),
    next: instead ?? alikafka`config list`,
  });

/** The Failure (exit 2) for a profile that is not saved, with a guess. */
export function noProfile(name: string, file: ProfileFile, argument = '<profile>'): Failure {
  const names = [...Object.keys(file.profiles), LOCAL];
  const near = suggest(name, names);
  const detail =
    near === undefined
      ? problem(argument, '{name}: profile "{profile}" not found', { profile: name })
      : problem(argument, '{name}: profile "{profile}" not found; did you mean "{near}"?', { profile: name, near });
  return usage([detail], { hint: profilesText(names), next: alikafka`config list` });
}

/** The problems of missing arguments, and of more than `most`. */
export function countProblems(
  { operands }: ParsedToolCommand,
  required: readonly string[],
  most = required.length,
): Detail[] {
  return [
    ...required.slice(operands.length).map((name) => problem(name, '{name} is required')),
    ...operands.slice(most).map((operand) => ({ message: t('unexpected argument "{operand}"', { operand }) })),
  ];
}

/** Whether a profile of this name is saved. */
export const isSaved = (name: string, { profiles }: ProfileFile): boolean => Object.hasOwn(profiles, name);
