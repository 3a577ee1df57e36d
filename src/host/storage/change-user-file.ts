/** Changes files of the user that other programs write too, such as the configuration of a shell. */
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ChangeUserFile } from '../../ports/change-file.ts';
import { readSettingsBytes } from '../read-file.ts';
import { makeFolder } from './folder.ts';
import { type LockEffects, locked, namesBeside } from './lock.ts';
import { fileBehind, replaceFile, TEMPORARY } from './replace.ts';
import { ifThere } from './versions.ts';

/** Permission bits of a mode. */
const PERMISSIONS = 0o7777;

/**
 * Changes a file under a lock (lock.ts). The file is replaced as a whole, through links, with its mode and owner. Throws
 * the errors of the file system and of the change; then nothing is written.
 */
export const userFileChanger =
  (io: LockEffects): ChangeUserFile =>
  async (path, change) => {
    makeFolder(dirname(path));
    const file = fileBehind(path);
    await locked(`${file}.lock`, io, (assertLocked) => changeFile(file, change, io.nonce(), assertLocked));
  };

function changeFile(
  path: string,
  change: Parameters<ChangeUserFile>[1],
  nonce: string,
  assertLocked: () => void,
): void {
  // Under the lock no other process writes: these files were left by a killed process.
  for (const leftover of namesBeside(path, TEMPORARY)) rmSync(leftover, { force: true });
  const before = ifThere(() => readSettingsBytes(path));
  const after = change(before, path);
  if (after === undefined) return;
  if (after === 'removed') {
    assertLocked();
    rmSync(path, { force: true });
    return;
  }
  const mode = ifThere(() => statSync(path).mode & PERMISSIONS);
  // A file that others may not read is not readable for them while it is written either.
  const write = (temporary: string): void => writeFileSync(temporary, after, { mode: mode ?? 0o666, flag: 'wx' });
  replaceFile(path, { bytes: Buffer.from(after), mode, write }, nonce, assertLocked);
}
