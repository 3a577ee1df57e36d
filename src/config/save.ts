import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { EXIT, Failure } from '../errors/failure.ts';
import { makeFolder } from '../files/folder.ts';
import { type LockEffects, locked, namesBeside } from '../files/lock.ts';
import { fileBehind, replaceFile, TEMPORARY } from '../files/replace.ts';
import { ifThere } from '../files/versions.ts';
import { parseProfiles, parseWhole, type ProfileFile } from './profiles.ts';

/** From the profiles as they are to what they are to be; the same object where nothing changes. May throw Failure. */
export type ProfileChange = (file: ProfileFile) => ProfileFile;

/**
 * Reads, changes and writes the profiles as one step: of several processes that change them at the same time none undoes
 * what another did (files/lock.ts). The file is replaced whole, through links, with mode 0600 in a folder of mode 0700;
 * what it holds beside the profiles stays. Throws Failure where it cannot be read (exit 4) or written (exit 1), and what
 * the change throws; nothing is written then.
 */
export async function changeProfiles(path: string, change: ProfileChange, io: LockEffects): Promise<void> {
  try {
    const folder = dirname(path);
    makeFolder(folder);
    chmodSync(folder, 0o700);
    const file = fileBehind(path);
    await locked(`${file}.lock`, io, (mine) => changeFile(file, change, io.nonce(), mine));
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

function changeFile(path: string, change: ProfileChange, nonce: string, mine: () => void): void {
  // Under the lock nobody else writes: what is there was left by a kill, and holds secrets.
  for (const leftover of namesBeside(path, TEMPORARY)) rmSync(leftover, { force: true });
  const text = ifThere(() => readFileSync(path, 'utf8'));
  const before = parseProfiles(text, path);
  const after = change(before);
  if (after === before) return;
  const { current: _before, profiles: _all, ...rest } = parseWhole(text, path);
  replaceFile(path, `${JSON.stringify({ ...after, ...rest }, undefined, '\t')}\n`, nonce, mine);
}
