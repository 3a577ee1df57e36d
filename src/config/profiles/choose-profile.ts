/** The profile in use: its sources, their order, and whether it exists. */
import { suggest } from '../../core/text/suggest.ts';
import { ofFamilies, disabledBy } from '../../credentials/sources/vendor-variables.ts';
import { EXIT, Failure, usage } from '../../errors/failure.ts';
import { EMULATOR_VARIABLE } from '../emulator-address.ts';
import { type Choice, choose, ofProject, setting, variables } from '../layers.ts';
import { LOCAL, nameViolation, type ProfileFile } from './profiles.ts';
import type { Project } from '../project.ts';
import { type Env, filled } from '../../core/env.ts';
import type { Setting } from '../setting.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';

/** The sources of a profile's name, and the existing profiles. */
export interface ProfileSources {
  readonly flag: string | undefined;
  readonly env: Env;
  readonly project: Project | undefined;
  readonly file: ProfileFile;
  /** Names of profiles in the vendor's own files, which may be named too. */
  readonly vendors?: readonly string[] | undefined;
  /** Those, and the names that only the vendor's variable may mean; undefined if they are not known. */
  readonly vendorsAll?: readonly string[] | undefined;
}

/**
 * The profile in use, and those that it overrides. Throws Failure if the one that is named does not exist: exit 4 if
 * a variable names it, else exit 2.
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

/** Every profile that is named, the one of highest precedence first. */
export function namedProfiles({ flag, env, project, file, vendors = [] }: ProfileSources): Setting[] {
  // The vendor's variable names an alikafka profile or one of the vendor's CLI; a section of the SDKs' file is neither.
  const known = [...Object.keys(file.profiles), ...vendors].filter((name) => name !== LOCAL);
  const ofVariables = variables(env, ['ALIKAFKA_PROFILE', VENDOR_VARIABLE]);
  return [
    ...setting(flag, '--profile'),
    ...ofVariables.filter(({ source, value }) => source !== VENDOR_VARIABLE || known.includes(value)),
    ...ofProject(project, 'profile'),
    ...setting(file.current, CONFIG_USE),
  ];
}

/** The source of the profile that `config use` chose. */
export const CONFIG_USE = alikafka`config use`;

const VENDOR_VARIABLE = 'ALIBABA_CLOUD_PROFILE';

/**
 * Refuses a name in the vendor's variable that none of the files has: the keys of another profile would be used
 * instead. Without effect if the variable is overridden, or the profiles are switched off.
 */
function refuseVendorVariable({ flag, env, file, vendorsAll }: ProfileSources): void {
  if (flag !== undefined || vendorsAll === undefined) return;
  const named = ofFamilies(env, 'PROFILE');
  const stronger = filled(env['ALIKAFKA_PROFILE']) ?? filled(env[EMULATOR_VARIABLE]) ?? disabledBy(env);
  if (named === undefined || stronger !== undefined) return;
  refuseUnknown({ value: named.value, source: named.name }, [...Object.keys(file.profiles), ...vendorsAll]);
}

/** Saving is suggested only for a name that a profile can have. */
function nextFor(value: string, near: string | undefined): string {
  const isNew = nameViolation(value) === undefined && (near === undefined || near === LOCAL);
  return isNew ? alikafka`configure --profile ${value}` : alikafka`config list`;
}

function refuseUnknown({ value, source }: Setting, all: readonly string[]): void {
  const names = [...new Set(all)];
  if (names.includes(value)) return;
  const near = suggest(value, names);
  const message =
    near === undefined
      ? t('{source}: profile "{profile}" not found', { source, profile: value })
      : t('{source}: profile "{profile}" not found; did you mean "{near}"?', { source, profile: value, near });
  const advice = { hint: profilesText(names), next: nextFor(value, near) };
  if (!/^[A-Z_]+$/.test(source)) throw usage([{ flag: source, message }], advice);
  throw new Failure({ exitCode: EXIT.credentials, code: 'BadConfig', message, ...advice });
}

/** The profiles that may be named, as a hint. */
export const profilesText = (names: readonly string[]): string =>
  names.length === 0 ? t('No profiles are saved.') : t('Profiles: {names}.', { names: names.join(', ') });
