/** Reads all sources of settings, and resolves the settings of one command. */
import { namedProfiles } from './profiles/choose-profile.ts';
import { profileFile } from './paths.ts';
import { LOCAL, loadProfiles, type ProfileFile } from './profiles/profiles.ts';
import { foreignWarning } from './project-owner.ts';
import type { Settings } from './settings.ts';
import type { SettingSources, Targets } from './targets.ts';
import type { Context } from '../context.ts';
import { ofFamilies } from '../credentials/sources/vendor-variables.ts';
import type { SettingFlags } from './choices.ts';
import type { Choice } from './layers.ts';
import { profileSource, type Setting } from './setting.ts';
import { LOCAL_KEYS } from './local-profile.ts';
import { projectOf, readerOf } from './settings-files.ts';
import { resolveSignIn } from './resolve-sign-in.ts';
import type { Log } from '../output/terminal/log.ts';
import { alikafka } from '../core/text/command-line.ts';
import { isSafe } from '../core/text/safe-text.ts';
import { shellWord } from '../core/text/shell-word.ts';
import { t } from '../core/text/texts.ts';

/** The effective settings of a command line. Throws Failure. */
export const loadSettings = async (flags: SettingFlags, context: Context): Promise<Settings> =>
  settingsFrom(flags, await loadSources(flags, context), context);

/** The effective settings of a command line, from sources that are read. Throws Failure. */
export async function settingsFrom(flags: SettingFlags, sources: SettingSources, context: Context): Promise<Settings> {
  const { targets, found } = await resolveSignIn(flags, sources, context);
  const credentials = targets.local ? LOCAL_KEYS : found?.source;
  const notes = [...targets.notes, ...ignoredByLocal(targets), ...(found?.notes ?? [])];
  const warnings = [
    ...targets.warnings,
    ...noProject(context, targets),
    ...foreignProject(targets),
    ...openStore(context, targets),
    ...uncheckedTls(context, targets),
  ];
  const settings = { ...targets, credentials, notes, warnings };
  const ca = await trustedBy(targets, context);
  return ca === undefined ? settings : { ...settings, ca };
}

/**
 * The note that `local`, which sets region and instance itself, ignores the variables of this tool for them. A value is
 * shown only if it can be the name or id of an instance.
 */
function ignoredByLocal({ local, choices, region, instance }: Targets): string[] {
  if (!local) return [];
  const ignored = ({ lost }: Choice, used: Setting | undefined, variable: string): string[] =>
    lost
      .filter(
        ({ source, value }) => source === variable && used?.source === profileSource(LOCAL) && value !== used.value,
      )
      .map(({ value }) => (isShort(value) ? `${variable}=${shellWord(value)}` : variable));
  const ofInstance = ignored(choices.instance, instance, 'ALIKAFKA_INSTANCE');
  const ofRegion = ignored(choices.region, region, 'ALIKAFKA_REGION');
  const values = { profile: LOCAL, variables: [...ofInstance, ...ofRegion].join(', ') };
  if (ofInstance.length > 0)
    return [t('profile "{profile}" ignores {variables}; use -i to select an instance', values)];
  return ofRegion.length > 0 ? [t('profile "{profile}" ignores {variables}; use -r to select a region', values)] : [];
}

/** At most as long as the name of an instance, on one line, without invisible characters. */
const isShort = (value: string): boolean => value.length <= 64 && isSafe(value);

/** PEM text of the CAs that are trusted in addition to Node's; undefined if none are set. Throws Failure. */
async function trustedBy({ caFile, local, emulator }: Targets, context: Context): Promise<string | undefined> {
  const around = local || emulator !== undefined ? {} : context.env;
  if (caFile === undefined && CA_VARIABLES.every((name) => around[name] === undefined)) return undefined;
  const { trustedText } = await import('./ca-file.ts');
  return trustedText(caFile, around, readerOf(context));
}

/** Read only if requests may leave this machine. */
const CA_VARIABLES = ['SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS'];

/** Node's own warning about it is switched off (main.ts). */
function uncheckedTls({ env }: Context, { local, emulator }: Targets): string[] {
  if (local || emulator !== undefined || env['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0') return [];
  return [
    t(
      'TLS certificates are not verified (NODE_TLS_REJECT_UNAUTHORIZED=0), so others on the network can read and change every request; use --ca-file instead',
    ),
  ];
}

/** Warns that no project file was read, since one could set the target. */
const noProject = ({ cwd }: Context, { local }: Targets): string[] =>
  local || cwd !== undefined ? [] : [t('the working folder has been removed, so no .alikafka.json is read')];

/** Warns that another user may set the target of this command. */
export const foreignProject = ({ project, local }: Targets): string[] =>
  local || project?.foreignOwner === undefined ? [] : [foreignWarning(project, project.foreignOwner)];

/** The file with the secrets should be readable only by its owner. */
function openStore({ env, home, files }: Context, { local }: Targets): string[] {
  const path = local ? undefined : profileFile(env, home);
  if (path === undefined || !files.othersMayRead(path)) return [];
  return [t('{path} is readable by other users; run "{command}" to fix it', { path, command: alikafka`doctor --fix` })];
}

/** Environment, profiles and project file. Throws Failure if one of the files cannot be used. */
export async function loadSources({ profile }: SettingFlags, context: Context): Promise<SettingSources> {
  const { env, home } = context;
  const readFile = readerOf(context).read;
  const [file, project] = [await loadSaved(context), await projectOf(context)];
  const [first] = namedProfiles({ flag: profile, env, project, file });
  const candidates = [first?.value, ofFamilies(env, 'PROFILE')?.value].filter((name) => name !== undefined);
  const isOurs = (name: string): boolean => name === LOCAL || Object.hasOwn(file.profiles, name);
  if (candidates.every(isOurs)) return { env, file, project };
  const { vendorNames } = await import('../credentials/sources/vendor-files.ts');
  const { profiles, all } = await vendorNames({ env, home, readFile });
  return { env, file, project, vendorProfiles: profiles, vendorNames: all };
}

/** The saved profiles. Throws Failure (exit 4). */
export const loadSaved = (context: Context): Promise<ProfileFile> =>
  loadProfiles(context.files, profileFile(context.env, context.home));

/** Prints the notes and warnings of the settings, once for a command. */
export async function logSettings({ notes, warnings }: Settings, log: Log): Promise<void> {
  for (const note of notes) await log.info(note);
  for (const warning of warnings) await log.warn(warning);
}
