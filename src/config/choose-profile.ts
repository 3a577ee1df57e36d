import { suggest } from '../core/suggest.ts';
import { usage } from '../errors/failure.ts';
import { type Choice, choose, ofProject, setting, variables } from './layers.ts';
import { LOCAL, type ProfileFile } from './profiles.ts';
import type { Project } from './project.ts';
import { type Env, filled, type Setting } from './setting.ts';
import { shellWord } from '../core/shell-word.ts';

/** What names a profile, and which there are. */
export interface ProfileSources {
  readonly flag: string | undefined;
  readonly env: Env;
  readonly project: Project | undefined;
  readonly file: ProfileFile;
  /** Names of profiles in the vendor's own files, which may be named too. */
  readonly vendors?: readonly string[] | undefined;
}

/** The profile in force, and those that lost. Throws Failure (exit 2) where the one that is named does not exist. */
export function chooseProfile(sources: ProfileSources): Choice {
  const choice = choose(namedProfiles(sources));
  if (choice.chosen !== undefined) refuseUnknown(choice.chosen, sources);
  return choice;
}

/** Every profile that is named, the strongest first. */
export function namedProfiles({ flag, env, project, file, vendors = [] }: ProfileSources): Setting[] {
  return [
    ...setting(flag, '--profile'),
    ...variables(env, ['ALIKAFKA_PROFILE']),
    ...ofVendor(env, [...Object.keys(file.profiles), ...vendors]),
    ...ofProject(project, 'profile'),
    ...setting(file.current, 'config use'),
  ];
}

/** The vendor's variable names a profile of ours or of the vendor's own files; what is in neither is somebody else's. */
function ofVendor(env: Env, known: readonly string[]): Setting[] {
  const name = filled(env['ALIBABA_CLOUD_PROFILE']);
  return name === undefined || name === LOCAL || !known.includes(name)
    ? []
    : [{ value: name, source: 'ALIBABA_CLOUD_PROFILE' }];
}

function refuseUnknown({ value, source }: Setting, { file, vendors = [] }: ProfileSources): void {
  const names = [...new Set([LOCAL, ...Object.keys(file.profiles), ...vendors])];
  if (names.includes(value)) return;
  const near = suggest(value, names);
  const message = `names the profile "${value}", which does not exist${near === undefined ? '' : `; did you mean ${near}?`}`;
  throw usage([{ flag: source, message }], {
    hint: `Profiles: ${names.join(', ')}`,
    next: `alikafka configure --profile ${shellWord(value)}`,
  });
}
