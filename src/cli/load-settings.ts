import { namedProfiles } from '../config/choose-profile.ts';
import { profileFile } from '../config/paths.ts';
import { LOCAL, loadProfiles, type ProfileFile } from '../config/profiles.ts';
import { loadProject } from '../config/project.ts';
import type { Settings } from '../config/settings.ts';
import type { SettingSources, Targets } from '../config/targets.ts';
import type { Context } from '../context.ts';
import type { GlobalFlags } from './globals.ts';
import { LOCAL_KEYS } from './local-emulator.ts';
import { readerOf } from './reader.ts';
import { resolveSignIn } from './sign-in.ts';
import type { Talk } from './talk.ts';

/** The effective settings of a command line. Throws Failure. */
export async function loadSettings(flags: GlobalFlags, context: Context): Promise<Settings> {
  const { targets, found } = await resolveSignIn(flags, await loadSources(flags, context), context);
  const credentials = targets.local ? LOCAL_KEYS : found?.source;
  const notes = [...targets.notes, ...(found?.notes ?? [])];
  const warnings = [
    ...targets.warnings,
    ...noProject(context, targets),
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
  const { trustedText } = await import('../config/ca-file.ts');
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

/** The store of secrets is for its owner alone. */
function openStore({ env, home, files }: Context, { local }: Targets): string[] {
  const path = profileFile(env, home);
  if (local || path === undefined || !files.othersMayRead(path)) return [];
  return [`${path} can be read by others than you: alikafka doctor --fix`];
}

/** Environment, profiles and project file. Throws Failure where one of the files cannot be used. */
export async function loadSources({ profile }: GlobalFlags, context: Context): Promise<SettingSources> {
  const { env, home, cwd } = context;
  const readFile = readerOf(context).read;
  const vendorNames = async (): Promise<readonly string[]> =>
    (await import('../credentials/vendor-files.ts')).aliyunNames({ env, home, readFile });
  const [file, project] = [await loadSaved(context), await loadProject(readFile, cwd)];
  const [first] = namedProfiles({ flag: profile, env, project, file });
  const candidates = [first?.value, env['ALIBABA_CLOUD_PROFILE']].filter((name) => name !== undefined && name !== '');
  const isOurs = (name: string | undefined): boolean => name === LOCAL || Object.hasOwn(file.profiles, name ?? '');
  return { env, file, project, vendorProfiles: candidates.every(isOurs) ? [] : await vendorNames() };
}

/** The saved profiles. Throws Failure (exit 4). */
export const loadSaved = (context: Context): Promise<ProfileFile> =>
  loadProfiles((path) => context.files.read(path), profileFile(context.env, context.home));

/** What is to be said of the settings, once. */
export async function saySettings({ notes, warnings }: Settings, talk: Talk): Promise<void> {
  for (const note of notes) await talk.note(note);
  for (const warning of warnings) await talk.warn(warning);
}
