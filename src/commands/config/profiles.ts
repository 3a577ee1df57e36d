/** The commands that change whole profiles: `config use`, `rename` and `delete`. Single keys are in keys.ts. */
import { LOCAL, nameViolation, type Profile, type ProfileFile } from '../../config/profiles/profiles.ts';
import type { Setting } from '../../config/setting.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import { type Detail, problem, usage } from '../../errors/failure.ts';
import { middleMasked } from '../../errors/redact.ts';
import { askYes } from '../../engine/confirm/questions.ts';
import { plainItems } from '../../output/pick-items.ts';
import { type GlobalOptions, whyNoPrompt } from '../global-options.ts';
import type { Io } from '../../engine/io.ts';
import { finished, type Outcome } from '../../engine/outcome.ts';
import { loadSaved } from '../../config/load-settings.ts';
import {
  type Changed,
  changeSaved,
  countProblems,
  isSaved,
  isVariable,
  noProfile,
  selectedElsewhere,
} from './profiles-file.ts';
import { refuseOther } from './changed-meanwhile.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { toolGlobals } from '../tool-outcome.ts';

/**
 * `config use`: sets the default profile; without a name it is picked from a list where there is a terminal. Throws
 * Failure: exit 2 if it is not saved, 130 if none is picked.
 */
export async function use(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const picks = typed.operands.length === 0 && whyNoPrompt(typed.flags, io.context) === undefined;
  const globals = await toolGlobals(typed, io, countProblems(typed, picks ? [] : ['<profile>'], 1));
  const [name = ''] = picks ? await pickedProfile(io) : typed.operands;
  const selected = await selectedElsewhere(io);
  const used = (file: ProfileFile): Changed => {
    if (name !== LOCAL && !isSaved(name, file)) throw noProfile(name, file);
    return { file: { ...file, current: name }, note: usedNote(name, selected) };
  };
  await changeSaved(used, globals, io);
  return finished();
}

/** Says whether the profile is in use now: a variable or a project file may select another one. */
function usedNote(name: string, selected: Setting | undefined): string {
  if (selected === undefined || selected.value === name) return t('profile "{name}" is now in use', { name });
  const { source, value: other } = selected;
  return isVariable(source)
    ? t('profile "{name}" is saved as current, but {source} selects profile "{other}" in this shell', {
        name,
        source,
        other,
      })
    : t('profile "{name}" is saved as current, but {source} selects profile "{other}" in this folder', {
        name,
        source,
        other,
      });
}

/** One of the saved profiles or `local`; the mark is on the one in use. */
async function pickedProfile({ context }: Io): Promise<readonly string[]> {
  const { current, profiles } = await loadSaved(context);
  const items = await plainItems([
    ...Object.entries(profiles).map(([name, { region = '' }]) => [name, region] as const),
    [LOCAL, t('local emulator')],
  ]);
  return context.prompts.pick(t('Which profile?'), items, current === undefined ? {} : { first: current });
}

/** `config rename`: renames a profile, also as the default and as a source profile. Throws Failure (exit 2). */
export async function rename(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const [from = '', to = ''] = typed.operands;
  const globals = await toolGlobals(typed, io, [...countProblems(typed, ['<old>', '<new>']), ...builtIn(typed)]);
  const change = (file: ProfileFile): Changed => {
    if (!isSaved(from, file)) throw noProfile(from, file, '<old>');
    if (isSaved(to, file))
      throw usage([problem('<new>', '{name}: profile "{profile}" already exists', { profile: to })]);
    return { file: renamed(file, from, to), note: t('profile "{from}" renamed to "{to}"', { from, to }) };
  };
  await changeSaved(change, globals, io);
  return finished();
}

function builtIn({ operands }: ParsedToolCommand): Detail[] {
  return ['<old>', '<new>'].flatMap((name, i) => {
    const operand = operands[i];
    const isOld = name === '<old>';
    if (operand === undefined || (isOld && operand !== LOCAL)) return [];
    const violation = nameViolation(operand);
    return violation === undefined ? [] : [{ name, message: violation(name) }];
  });
}

function renamed({ current, profiles }: ProfileFile, from: string, to: string): ProfileFile {
  const now = (name: string): string => (name === from ? to : name);
  const follow = (profile: Profile): Profile =>
    profile.sourceProfile === undefined ? profile : { ...profile, sourceProfile: now(profile.sourceProfile) };
  return {
    ...(current === undefined ? {} : { current: now(current) }),
    profiles: Object.fromEntries(Object.entries(profiles).map(([name, profile]) => [now(name), follow(profile)])),
  };
}

/** `config delete`: requires confirmation, since a secret may be saved only there. Throws Failure (exit 2 or 5). */
export async function remove(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const [name = ''] = typed.operands;
  const globals = await toolGlobals(typed, io, countProblems(typed, ['<profile>']));
  if (name === LOCAL)
    throw usage(
      [problem('<profile>', '{name} must not be {profile}, which is the built-in profile', { profile: LOCAL })],
      {
        hint: t('"{reset}" resets the local emulator to its initial state.', { reset: alikafka`emulator reset` }),
        next: alikafka`emulator reset`,
      },
    );
  const file = await loadSaved(io.context);
  if (!isSaved(name, file)) throw noProfile(name, file);
  await confirm(name, file, globals, io);
  const change = (now: ProfileFile): Changed => {
    refuseOther(name, file, now);
    return deleted(name, now);
  };
  await changeSaved(change, globals, io);
  return finished();
}

function deleted(name: string, { current, profiles }: ProfileFile): Changed {
  const { [name]: _gone, ...rest } = profiles;
  const kept = current === undefined || current === name ? {} : { current };
  const note =
    current === name
      ? t('profile "{name}" deleted; no profile is in use now', { name })
      : t('profile "{name}" deleted', { name });
  return { file: { ...kept, profiles: rest }, note };
}

/** Facts for the confirmation: the AccessKey, whether the profile is in use, and the profiles that are based on it. */
function facts(name: string, { current, profiles }: ProfileFile): string[] {
  const { accessKeyId } = profiles[name] ?? {};
  const users = Object.keys(profiles).filter((other) => profiles[other]?.sourceProfile === name);
  return [
    ...(accessKeyId === undefined ? [] : [t('AccessKey {id}', { id: middleMasked(accessKeyId) })]),
    ...(current === name ? [t('in use')] : []),
    ...(users.length === 0 ? [] : [t('source profile of {users}', { users: users.join(', ') })]),
  ];
}

async function confirm(name: string, file: ProfileFile, options: GlobalOptions, io: Io): Promise<void> {
  if (options.yes || options.dryRun) return;
  const about = facts(name, file).join('; ');
  const warning =
    about === ''
      ? t('About to delete profile "{name}".', { name })
      : t('About to delete profile "{name}" ({about}).', { name, about });
  await askYes({ ...io, options }, { about: warning, question: t('Delete profile "{name}"?', { name }) });
}
