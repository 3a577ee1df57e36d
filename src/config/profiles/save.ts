import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { EXIT, Failure } from '../../errors/failure.ts';
import { makeFolder } from '../../host/storage/folder.ts';
import { type LockEffects, locked, namesBeside } from '../../host/storage/lock.ts';
import { fileBehind, replaceFile, TEMPORARY } from '../../host/storage/replace.ts';
import type * as conf from '../../vendor/conf.ts';
import { ifThere } from '../../host/storage/versions.ts';
import { parseProfiles, parseWhole, type ProfileFile } from './profiles.ts';

/** From the profiles as they are to what they are to be; the same object where nothing changes. May throw Failure. */
export type ProfileChange = (file: ProfileFile) => ProfileFile;

/**
 * Reads, changes and writes the profiles as one step: of several processes that change them at the same time none undoes
 * what another did (host/storage/lock.ts). The file is replaced whole, through links, with mode 0600 in a folder of mode 0700;
 * what it holds beside the profiles stays. Throws Failure where it cannot be read (exit 4) or written (exit 1), and what
 * the change throws; nothing is written then.
 */
export async function changeProfiles(path: string, change: ProfileChange, io: LockEffects): Promise<void> {
  try {
    const folder = dirname(path);
    makeFolder(folder);
    chmodSync(folder, 0o700);
    const file = fileBehind(path);
    // What is done under the lock is synchronous: conf is read before.
    const library = await import('../../vendor/conf.ts');
    await locked(`${file}.lock`, io, (mine) => changeFile(file, change, library, io.nonce(), mine));
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure({
      exitCode: EXIT.refused,
      code: 'NotSaved',
      message: `profiles cannot be saved in ${path}: ${(error as Error).message}`,
      hint: 'Set XDG_CONFIG_HOME to a folder that can be written, or use the environment.',
      cause: error,
    });
  }
}

function changeFile(path: string, change: ProfileChange, library: typeof conf, nonce: string, mine: () => void): void {
  // Under the lock nobody else writes: what is there was left by a kill, and holds secrets.
  for (const leftover of namesBeside(path, TEMPORARY)) rmSync(leftover, { force: true });
  const text = ifThere(() => readFileSync(path, 'utf8'));
  const before = parseProfiles(text, path);
  const after = change(before);
  if (after === before) return;
  const { current: _before, profiles: _all, ...rest } = parseWhole(text, path);
  const content = { ...after, ...rest };
  // The replacement character is written as an escape: raw it is how bytes that are not UTF-8 are known when they are read.
  const next = `${JSON.stringify(content, undefined, '\t').replaceAll('\uFFFD', '\\ufffd')}\n`;
  replaceFile(path, { text: next, write: (temporary) => writeWith(library, temporary, content, next) }, nonce, mine);
}

function writeWith({ Conf }: typeof conf, path: string, content: Record<string, unknown>, text: string): void {
  const store = new Conf<Record<string, unknown>>({
    cwd: dirname(path),
    configName: basename(path),
    fileExtension: '',
    projectName: 'alikafka',
    projectSuffix: '',
    configFileMode: 0o600,
    serialize: () => text,
  });
  store.store = content;
}
