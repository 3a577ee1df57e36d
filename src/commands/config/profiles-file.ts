/** The file of profiles as the commands see it: which profile they read or write, and how a change is saved. */
import { namedProfiles, profilesText } from '../../config/profiles/choose-profile.ts';
import { profileFile } from '../../config/paths.ts';
import { LOCAL, nameViolation, type ProfileFile } from '../../config/profiles/profiles.ts';
import type { Project } from '../../config/project.ts';
import { refuseForeign } from '../../config/project-owner.ts';
import { changeProfiles } from '../../config/profiles/save.ts';
import type { Setting } from '../../config/setting.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { suggest } from '../../core/text/suggest.ts';
import { type Sentence, sentence, t } from '../../core/text/texts.ts';
import { type Detail, EXIT, Failure, problem, usage } from '../../errors/failure.ts';
import type { GlobalOptions } from '../global-options.ts';
import type { Io } from '../../engine/io.ts';
import { loadSaved } from '../../config/load-settings.ts';
import { projectOf } from '../../config/settings-files.ts';
import type { ParsedToolCommand } from '../tool-command.ts';

/** Where the profiles are saved. Throws Failure (exit 1) where there is no folder for them. */
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
 * Changes the saved profiles in one step, from what is saved at that moment, and logs the change; with --dry-run it is only
 * logged. Throws what the change throws. Returns the profiles after the change.
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

/**
 * The profile whose keys are read: the one that a command would use, else `default`. Throws Failure (exit 2) on the built-in
 * one, which has none.
 */
export async function profileToRead(typed: ParsedToolCommand, io: Io, file: ProfileFile): Promise<string> {
  const nameIn = await profileNamer(typed, io, () =>
    sentence('{name}: the built-in {profile} profile has no saved keys', { profile: LOCAL }),
  );
  return nameIn(file);
}

/**
 * The profile that `configure` writes: not the built-in one, which cannot be changed. Throws Failure (exit 2) where a project
 * file of another user names it.
 */
export async function profileToSave(typed: ParsedToolCommand, io: Io, file: ProfileFile): Promise<string> {
  const { named, project } = await namedIn(typed, io);
  const found = named(file).find(({ value }) => value !== LOCAL);
  refuseForeignChoice(found, project);
  return found?.value ?? 'default';
}

/** The sources that name a profile, once the saved profiles are known; the project file counts where no flag names one. */
async function namedIn(
  { flags: { profile: flag } }: ParsedToolCommand,
  { context }: Io,
): Promise<{ readonly named: (file: ProfileFile) => Setting[]; readonly project: Project | undefined }> {
  const project = flag === undefined ? await projectOf(context) : undefined;
  return { named: (file) => namedProfiles({ flag, env: context.env, project, file }), project };
}

/** A project file of another user must not choose the profile whose keys are read or set. */
function refuseForeignChoice(named: Setting | undefined, project: Project | undefined): void {
  if (named !== undefined && named.source === project?.path) refuseForeign(project);
}

/**
 * The profile that is changed, or read where `builtIn` gives the refusal of the built-in one; the saved profiles are given
 * later. The function throws Failure (exit 2) on the built-in profile and on a name that no profile can have.
 */
export async function profileNamer(
  typed: ParsedToolCommand,
  io: Io,
  builtIn = unchangeable,
): Promise<(file: ProfileFile) => string> {
  const { named: namedBy, project } = await namedIn(typed, io);
  return (file) => {
    const [named] = namedBy(file);
    refuseForeignChoice(named, project);
    const { value: name, source } = named ?? { value: 'default', source: '--profile' };
    if (name === LOCAL) throw refusedBuiltIn(source, builtIn());
    const violation = isSaved(name, file) ? undefined : nameViolation(name);
    if (violation !== undefined) throw usage([{ flag: source, message: violation(source) }]);
    return name;
  };
}

const unchangeable = (): Sentence =>
  sentence("{name}: the built-in {profile} profile can't be changed", { profile: LOCAL });

const refusedBuiltIn = (source: string, why: Sentence): Failure =>
  usage([{ flag: source, message: why(source) }], {
    hint: t('Use --profile to name a saved profile, or create one with "{configure}".', {
      configure: alikafka`configure`,
    }),
    next: alikafka`config list`,
  });

/** The refusal of a name that no saved profile has. */
export function noProfile(name: string, file: ProfileFile, argument = '<profile>'): Failure {
  const names = [...Object.keys(file.profiles), LOCAL];
  const near = suggest(name, names);
  const detail =
    near === undefined
      ? problem(argument, '{name}: profile "{profile}" not found', { profile: name })
      : problem(argument, '{name}: profile "{profile}" not found; did you mean {near}?', { profile: name, near });
  return usage([detail], { hint: profilesText(names) });
}

/** Arguments that are missing, and those that are too many. */
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
