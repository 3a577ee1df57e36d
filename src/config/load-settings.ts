import { namedProfiles } from './profiles/choose-profile.ts';
import { profileFile } from './paths.ts';
import { LOCAL, loadProfiles, type ProfileFile } from './profiles/profiles.ts';
import { foreignWarning } from './project-owner.ts';
import type { Settings } from './settings.ts';
import type { SettingSources, Targets } from './targets.ts';
import type { Context } from '../context.ts';
import { ofFamilies } from '../credentials/sources/vendor-variables.ts';
import type { SettingFlags } from './choices.ts';
import { LOCAL_KEYS } from './local-profile.ts';
import { projectOf, readerOf } from './settings-files.ts';
import { resolveSignIn } from './resolve-sign-in.ts';
import type { Log } from '../output/terminal/log.ts';

/** The effective settings of a command line. Throws Failure. */
export async function loadSettings(flags: SettingFlags, context: Context): Promise<Settings> {
  const { targets, found } = await resolveSignIn(flags, await loadSources(flags, context), context);
  const credentials = targets.local ? LOCAL_KEYS : found?.source;
  const notes = [...targets.notes, ...(found?.notes ?? [])];
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

/** PEM text of the CAs that are trusted beside Node's; undefined where nothing names any. Throws Failure. */
async function trustedBy({ caFile, local, emulator }: Targets, context: Context): Promise<string | undefined> {
  const around = local || emulator !== undefined ? {} : context.env;
  if (caFile === undefined && CA_VARIABLES.every((name) => around[name] === undefined)) return undefined;
  const { trustedText } = await import('./ca-file.ts');
  return trustedText(caFile, around, readerOf(context));
}

/** They count where something is called that is not on this machine by nature. */
const CA_VARIABLES = ['SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS'];

/** Node would say so itself, in its own words, which are not heard here (main.ts). */
function uncheckedTls({ env }: Context, { local, emulator }: Targets): string[] {
  if (local || emulator !== undefined || env['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0') return [];
  return [
    'certificates are not checked (NODE_TLS_REJECT_UNAUTHORIZED=0): whoever is in between can read and change everything; use --ca-file instead',
  ];
}

/** What a project file may say of the target is not passed over in silence. */
const noProject = ({ cwd }: Context, { local }: Targets): string[] =>
  local || cwd !== undefined ? [] : ['the working folder has been removed: no .alikafka.json is looked for'];

/** Somebody else may say where this command goes. */
export const foreignProject = ({ project, local }: Targets): string[] =>
  local || project?.foreignOwner === undefined ? [] : [foreignWarning(project, project.foreignOwner)];

/** The store of secrets is for its owner alone. */
function openStore({ env, home, files }: Context, { local }: Targets): string[] {
  const path = local ? undefined : profileFile(env, home);
  if (path === undefined || !files.othersMayRead(path)) return [];
  return [`${path} can be read by others than you: alikafka doctor --fix`];
}

/** Environment, profiles and project file. Throws Failure where one of the files cannot be used. */
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

/** What is to be said of the settings, once. */
export async function logSettings({ notes, warnings }: Settings, log: Log): Promise<void> {
  for (const note of notes) await log.info(note);
  for (const warning of warnings) await log.warn(warning);
}
