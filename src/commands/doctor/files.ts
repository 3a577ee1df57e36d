import { dirname, join } from 'node:path';
import { noStateFolder, profileFile, stateFolder } from '../../config/paths.ts';
import { parseProfiles } from '../../config/profiles/profiles.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import type { CheckContext } from './check-context.ts';
import { fail, type CheckResult, ok, warn } from './check-result.ts';
import { isAbsent, isOpen, modeLine, type Private } from './modes.ts';

/** The saved profiles and what is remembered: can they be read, and by whom. */
export async function files(checks: CheckContext): Promise<CheckResult[]> {
  const { env, home } = checks.io.context;
  return [
    ...(await configLines(checks, profileFile(env, home))),
    ...(await stateLines(checks, stateFolder(env, home))),
  ];
}

async function configLines(checks: CheckContext, path: string | undefined): Promise<CheckResult[]> {
  if (path === undefined) {
    const seen = 'there is no home folder: no profile is read, and none can be saved';
    return [warn('config file', seen, 'export XDG_CONFIG_HOME=<a folder that can be written>')];
  }
  return [
    await profilesLine(checks, { check: 'config file', path, mode: 0o600, own: true }),
    await folderLine(checks, { check: 'config folder', path: dirname(path), mode: 0o700, own: true }),
  ];
}

async function profilesLine(checks: CheckContext, file: Private): Promise<CheckResult> {
  const { check, path } = file;
  const found = await checks.io.context.probes.mode(path);
  if (isAbsent(found)) return ok(check, `${path}: not there, no profile is saved`);
  if (!found.ok) return unreadable(file, found.why);
  try {
    const { profiles } = parseProfiles(await checks.io.context.files.read(path), path);
    return await modeLine(checks, file, found.value, `, profiles: ${Object.keys(profiles).join(', ') || 'none'}`);
  } catch (error) {
    if (!(error instanceof Failure)) return unreadable(file, (error as Error).message);
    return fail(check, error.message, `mv ${shellWord(path)} ${shellWord(`${path}.broken`)}`, EXIT.usage);
  }
}

const unreadable = ({ check, path, mode }: Private, why: string): CheckResult =>
  fail(check, `${path} cannot be read: ${why}`, `chmod ${mode.toString(8)} ${shellWord(path)}`, EXIT.usage);

async function folderLine(checks: CheckContext, folder: Private, more?: string): Promise<CheckResult> {
  const found = await checks.io.context.probes.mode(folder.path);
  if (isAbsent(found)) return ok(folder.check, `${folder.path}: not there, made when it is needed`);
  return found.ok ? modeLine(checks, folder, found.value, more) : unreadable(folder, found.why);
}

async function stateLines(checks: CheckContext, path: string | undefined): Promise<CheckResult[]> {
  if (path === undefined) return [unkept(noStateFolder())];
  return [await stateLine(checks, path), ...(await keyLines(checks, path))];
}

const STATE = 'state folder';

async function stateLine(checks: CheckContext, path: string): Promise<CheckResult> {
  const takes = await checks.io.context.probes.writable(path);
  if (takes.ok) return folderLine(checks, { check: STATE, path, mode: 0o700, own: true }, ', can be written');
  return unkept(`${path} cannot be written: ${takes.why}`);
}

const unkept = (why: string): CheckResult =>
  warn(
    STATE,
    `${why}; nothing is remembered, and the profile local does not work`,
    'export XDG_STATE_HOME=<a folder that can be written>',
  );

/** Temporary keys that are kept there: of those that others may read, a line each. */
async function keyLines(checks: CheckContext, folder: string): Promise<CheckResult[]> {
  const { state, probes } = checks.io.context;
  const names = await state.names('keys-').catch(() => []);
  const lines = names.map(async ({ name }) => {
    const path = join(folder, name);
    const found = await probes.mode(path);
    if (!found.ok || !isOpen(found.value)) return [];
    return [await modeLine(checks, { check: 'cached keys', path, mode: 0o600, own: true }, found.value)];
  });
  return (await Promise.all(lines)).flat();
}
