/** The checks of this tool's files and folders: permissions and content. */
import { dirname, join } from 'node:path';
import { noStateFolder, profileFile, stateFolder } from '../../config/paths.ts';
import { parseProfiles } from '../../config/profiles/profiles.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import { t } from '../../core/text/texts.ts';
import type { CheckContext } from './check-context.ts';
import { CHECK } from './check-names.ts';
import { fail, type CheckResult, ok, warn } from './check-result.ts';
import { isAbsent, isOpen, modeResult, type Private } from './modes.ts';

/** The file of profiles and the state folder: whether they can be read and written, and by which users. */
export async function files(checks: CheckContext): Promise<CheckResult[]> {
  const { env, home } = checks.io.context;
  return [
    ...(await configResults(checks, profileFile(env, home))),
    ...(await stateResults(checks, stateFolder(env, home))),
  ];
}

async function configResults(checks: CheckContext, path: string | undefined): Promise<CheckResult[]> {
  if (path === undefined) {
    const detail = t('no home folder: cannot read or save profiles');
    return [warn(CHECK.configFile, detail, 'export XDG_CONFIG_HOME=<writable folder>')];
  }
  return [
    await profilesResult(checks, { check: CHECK.configFile, path, mode: 0o600, own: true }),
    await folderResult(checks, { check: CHECK.configFolder, path: dirname(path), mode: 0o700, own: true }),
  ];
}

async function profilesResult(checks: CheckContext, file: Private): Promise<CheckResult> {
  const { check, path } = file;
  const found = await checks.io.context.probes.mode(path);
  if (isAbsent(found)) return ok(check, t('{path} not found: no profiles are saved', { path }));
  if (!found.ok) return unreadable(file, found.why);
  try {
    const { profiles } = parseProfiles(await checks.io.context.files.read(path), path);
    return await modeResult(checks, file, found.value, withProfiles(path, Object.keys(profiles)));
  } catch (error) {
    if (!(error instanceof Failure)) return unreadable(file, (error as Error).message);
    return fail(check, error.message, `mv ${shellWord(path)} ${shellWord(`${path}.broken`)}`, EXIT.usage);
  }
}

/** The path of a file of profiles, with their names. */
export const withProfiles = (path: string, names: readonly string[]): string =>
  names.length === 0
    ? t('{path} (no profiles)', { path })
    : t('{path} (profiles: {names})', { path, names: names.join(', ') });

const unreadable = ({ check, path, mode }: Private, reason: string): CheckResult =>
  fail(
    check,
    t('cannot read {path}: {reason}', { path, reason }),
    `chmod ${mode.toString(8)} ${shellWord(path)}`,
    EXIT.usage,
  );

async function folderResult(checks: CheckContext, folder: Private, shown = folder.path): Promise<CheckResult> {
  const found = await checks.io.context.probes.mode(folder.path);
  if (isAbsent(found)) return ok(folder.check, t('{path} not found: it is created when needed', { path: folder.path }));
  return found.ok ? modeResult(checks, folder, found.value, shown) : unreadable(folder, found.why);
}

async function stateResults(checks: CheckContext, path: string | undefined): Promise<CheckResult[]> {
  if (path === undefined) return [unusableState(noStateFolder())];
  return [await stateResult(checks, path), ...(await cachedKeyResults(checks, path))];
}

async function stateResult(checks: CheckContext, path: string): Promise<CheckResult> {
  const writable = await checks.io.context.probes.writable(path);
  if (!writable.ok) return unusableState(t('cannot write to {path}: {reason}', { path, reason: writable.why }));
  const folder = { check: CHECK.stateFolder, path, mode: 0o700, own: true } as const;
  return folderResult(checks, folder, t('{path} (writable)', { path }));
}

const unusableState = (reason: string): CheckResult =>
  warn(
    CHECK.stateFolder,
    t('{reason}; nothing is cached, and profile "local" does not work', { reason }),
    'export XDG_STATE_HOME=<writable folder>',
  );

/** Files of cached temporary keys, a result for each that other users can read. */
async function cachedKeyResults(checks: CheckContext, folder: string): Promise<CheckResult[]> {
  const { state, probes } = checks.io.context;
  const names = await state.names('keys-').catch(() => []);
  const results = names.map(async ({ name }) => {
    const path = join(folder, name);
    const found = await probes.mode(path);
    if (!found.ok || !isOpen(found.value)) return [];
    return [await modeResult(checks, { check: CHECK.cachedKeys, path, mode: 0o600, own: true }, found.value)];
  });
  return (await Promise.all(results)).flat();
}
