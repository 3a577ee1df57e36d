import { suggest } from '../../core/text/suggest.ts';
import { ofFamilies, disabledBy } from '../../credentials/sources/vendor-variables.ts';
import { EXIT, Failure, usage } from '../../errors/failure.ts';
import { EMULATOR_VARIABLE } from '../emulator-address.ts';
import { type Choice, choose, ofProject, setting, variables } from '../layers.ts';
import { LOCAL, nameViolation, type ProfileFile } from './profiles.ts';
import type { Project } from '../project.ts';
import { type Env, filled } from '../../core/env.ts';
import type { Setting } from '../setting.ts';
import { shellWord } from '../../core/text/shell-word.ts';

/** What names a profile, and which there are. */
export interface ProfileSources {
  readonly flag: string | undefined;
  readonly env: Env;
  readonly project: Project | undefined;
  readonly file: ProfileFile;
  /** Names of profiles in the vendor's own files, which may be named too. */
  readonly vendors?: readonly string[] | undefined;
  /** Those, and the names that the vendor's variable alone may mean; undefined where they are not known. */
  readonly vendorsAll?: readonly string[] | undefined;
}

/**
 * The profile in force, and those that lost. Throws Failure where the one that is named does not exist: exit 4 where a
 * variable names it, else exit 2.
 */
export function chooseProfile(sources: ProfileSources): Choice {
  refuseVendorVariable(sources);
  const choice = choose(namedProfiles(sources));
  if (choice.chosen !== undefined) refuseUnknown(choice.chosen, namesOf(sources));
  return choice;
}

const namesOf = ({ file, vendors = [] }: ProfileSources): string[] => [
  LOCAL,
  ...Object.keys(file.profiles),
  ...vendors,
];

/** Every profile that is named, the strongest first. */
export function namedProfiles({ flag, env, project, file, vendors = [] }: ProfileSources): Setting[] {
  // The vendor's variable names a profile of ours or of the vendor's CLI; a section of the SDKs' file is no profile here.
  const known = [...Object.keys(file.profiles), ...vendors].filter((name) => name !== LOCAL);
  const ofVariables = variables(env, ['ALIKAFKA_PROFILE', VENDOR_VARIABLE]);
  return [
    ...setting(flag, '--profile'),
    ...ofVariables.filter(({ source, value }) => source !== VENDOR_VARIABLE || known.includes(value)),
    ...ofProject(project, 'profile'),
    ...setting(file.current, 'config use'),
  ];
}

const VENDOR_VARIABLE = 'ALIBABA_CLOUD_PROFILE';

/**
 * A name in the vendor's variable that none of the files has: the keys of another profile would be used in its place.
 * What comes before the variable, or switches the profiles off, makes it mean nothing.
 */
function refuseVendorVariable({ flag, env, file, vendorsAll }: ProfileSources): void {
  if (flag !== undefined || vendorsAll === undefined) return;
  const named = ofFamilies(env, 'PROFILE');
  const stronger = filled(env['ALIKAFKA_PROFILE']) ?? filled(env[EMULATOR_VARIABLE]) ?? disabledBy(env);
  if (named === undefined || stronger !== undefined) return;
  refuseUnknown({ value: named.value, source: named.name }, [...Object.keys(file.profiles), ...vendorsAll]);
}

/** A name that no profile can have is no name to save one under. */
function nextFor(value: string, near: string | undefined): string {
  if (nameViolation(value) !== undefined) return 'alikafka config list';
  return near === undefined || near === LOCAL
    ? `alikafka configure --profile ${shellWord(value)}`
    : 'alikafka config list';
}

function refuseUnknown({ value, source }: Setting, all: readonly string[]): void {
  const names = [...new Set(all)];
  if (names.includes(value)) return;
  const near = suggest(value, names);
  const message = `names the profile "${value}", which does not exist${near === undefined ? '' : `; did you mean ${near}?`}`;
  const advice = {
    hint: `Profiles: ${names.join(', ') || 'none'}`,
    next: nextFor(value, near),
  };
  if (!/^[A-Z_]+$/.test(source)) throw usage([{ flag: source, message }], advice);
  throw new Failure({ exitCode: EXIT.credentials, code: 'BadConfig', message: `${source} ${message}`, ...advice });
}
