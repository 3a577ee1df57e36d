import { LOCAL, nameViolation, type Profile, type ProfileFile } from '../../config/profiles/profiles.ts';
import { type Detail, usage } from '../../errors/failure.ts';
import { middleMasked } from '../../errors/redact.ts';
import { askYes } from '../../engine/confirm/questions.ts';
import type { GlobalOptions } from '../global-options.ts';
import type { Io } from '../../engine/io.ts';
import { finished, type Outcome } from '../../engine/outcome.ts';
import { loadSaved } from '../../config/load-settings.ts';
import { type Changed, changeSaved, countProblems, isSaved, noProfile } from './profiles-file.ts';
import { refuseOther } from './changed-meanwhile.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import { toolGlobals } from '../tool-outcome.ts';

/** `config use`: the profile that is used when none is named. */
export async function use(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const [name = ''] = typed.operands;
  const globals = await toolGlobals(typed, io, countProblems(typed, ['<profile>']));
  const used = (file: ProfileFile): Changed => {
    if (name !== LOCAL && !isSaved(name, file)) throw noProfile(name, file);
    return { file: { ...file, current: name }, says: `profile ${name} is used from now on` };
  };
  await changeSaved(used, globals, io);
  return finished();
}

/** `config rename`: what names the profile follows, the profile in use and the source of others. */
export async function rename(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const [from = '', to = ''] = typed.operands;
  const globals = await toolGlobals(typed, io, [...countProblems(typed, ['<old>', '<new>']), ...builtIn(typed)]);
  const change = (file: ProfileFile): Changed => {
    if (!isSaved(from, file)) throw noProfile(from, file, '<old>');
    if (isSaved(to, file)) throw usage([{ name: '<new>', message: `"${to}" exists already` }]);
    return { file: renamed(file, from, to), says: `profile ${from} is now ${to}` };
  };
  await changeSaved(change, globals, io);
  return finished();
}

function builtIn({ operands }: ParsedToolCommand): Detail[] {
  return ['<old>', '<new>'].flatMap((name, i) => {
    const operand = operands[i];
    const isOld = name === '<old>';
    if (operand === undefined || (isOld && operand !== LOCAL)) return [];
    const message = nameViolation(operand);
    return message === undefined ? [] : [{ name, message }];
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

/** `config delete`: asks first, since a secret that is saved nowhere else is lost with it. */
export async function remove(typed: ParsedToolCommand, io: Io): Promise<Outcome> {
  const [name = ''] = typed.operands;
  const globals = await toolGlobals(typed, io, countProblems(typed, ['<profile>']));
  if (name === LOCAL)
    throw usage([{ name: '<profile>', message: 'must not be local, which is built in' }], {
      next: 'alikafka emulator reset',
    });
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
  const says = `profile ${name} is deleted${current === name ? '; none is in use now' : ''}`;
  return { file: { ...kept, profiles: rest }, says };
}

/** The profile with its key, and what needs it. */
function described(name: string, { current, profiles }: ProfileFile): string {
  const { accessKeyId } = profiles[name] ?? {};
  const users = Object.keys(profiles).filter((other) => profiles[other]?.sourceProfile === name);
  const parts = [
    ...(accessKeyId === undefined ? [] : [`key ${middleMasked(accessKeyId)}`]),
    ...(current === name ? ['in use'] : []),
    ...(users.length === 0 ? [] : [`source of ${users.join(', ')}`]),
  ];
  return parts.length === 0 ? name : `${name} (${parts.join('; ')})`;
}

async function confirm(name: string, file: ProfileFile, options: GlobalOptions, io: Io): Promise<void> {
  if (options.yes || options.dryRun) return;
  await askYes({ ...io, options }, `About to delete profile ${described(name, file)}.`, `Delete profile ${name}?`);
}
