import { dirname, join } from 'node:path';
import { NO_STATE_FOLDER, profileFile, stateFolder } from '../../config/paths.ts';
import { parseProfiles } from '../../config/profiles/profiles.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { shellWord } from '../../core/text/shell-word.ts';
import type { Exam } from './check-context.ts';
import { fail, type Line, ok, warn } from './check-result.ts';
import { isAbsent, isOpen, modeLine, type Private } from './modes.ts';

/** The saved profiles and what is remembered: can they be read, and by whom. */
export async function files(exam: Exam): Promise<Line[]> {
  const { env, home } = exam.io.context;
  return [...(await configLines(exam, profileFile(env, home))), ...(await stateLines(exam, stateFolder(env, home)))];
}

async function configLines(exam: Exam, path: string | undefined): Promise<Line[]> {
  if (path === undefined) {
    const seen = 'there is no home folder: no profile is read, and none can be saved';
    return [warn('config file', seen, 'export XDG_CONFIG_HOME=<a folder that can be written>')];
  }
  return [
    await profilesLine(exam, { check: 'config file', path, mode: 0o600, own: true }),
    await folderLine(exam, { check: 'config folder', path: dirname(path), mode: 0o700, own: true }),
  ];
}

async function profilesLine(exam: Exam, file: Private): Promise<Line> {
  const { check, path } = file;
  const found = await exam.io.context.probes.mode(path);
  if (isAbsent(found)) return ok(check, `${path}: not there, no profile is saved`);
  if (!found.ok) return unreadable(file, found.why);
  try {
    const { profiles } = parseProfiles(await exam.io.context.files.read(path), path);
    return await modeLine(exam, file, found.value, `, profiles: ${Object.keys(profiles).join(', ') || 'none'}`);
  } catch (error) {
    if (!(error instanceof Failure)) return unreadable(file, (error as Error).message);
    return fail(check, error.message, `mv ${shellWord(path)} ${shellWord(`${path}.broken`)}`, EXIT.usage);
  }
}

const unreadable = ({ check, path, mode }: Private, why: string): Line =>
  fail(check, `${path} cannot be read: ${why}`, `chmod ${mode.toString(8)} ${shellWord(path)}`, EXIT.usage);

async function folderLine(exam: Exam, folder: Private, more?: string): Promise<Line> {
  const found = await exam.io.context.probes.mode(folder.path);
  if (isAbsent(found)) return ok(folder.check, `${folder.path}: not there, made when it is needed`);
  return found.ok ? modeLine(exam, folder, found.value, more) : unreadable(folder, found.why);
}

async function stateLines(exam: Exam, path: string | undefined): Promise<Line[]> {
  if (path === undefined) return [unkept(NO_STATE_FOLDER)];
  return [await stateLine(exam, path), ...(await keyLines(exam, path))];
}

const STATE = 'state folder';

async function stateLine(exam: Exam, path: string): Promise<Line> {
  const takes = await exam.io.context.probes.writable(path);
  if (takes.ok) return folderLine(exam, { check: STATE, path, mode: 0o700, own: true }, ', can be written');
  return unkept(`${path} cannot be written: ${takes.why}`);
}

const unkept = (why: string): Line =>
  warn(
    STATE,
    `${why}; nothing is remembered, and the profile local does not work`,
    'export XDG_STATE_HOME=<a folder that can be written>',
  );

/** Temporary keys that are kept there: of those that others may read, a line each. */
async function keyLines(exam: Exam, folder: string): Promise<Line[]> {
  const { state, probes } = exam.io.context;
  const names = await state.names('keys-').catch(() => []);
  const lines = names.map(async ({ name }) => {
    const path = join(folder, name);
    const found = await probes.mode(path);
    if (!found.ok || !isOpen(found.value)) return [];
    return [await modeLine(exam, { check: 'cached keys', path, mode: 0o600, own: true }, found.value)];
  });
  return (await Promise.all(lines)).flat();
}
