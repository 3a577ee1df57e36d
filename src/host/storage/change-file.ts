/**
 * Changes settings files that several processes may write at the same time. Values of the state are in
 * versioned-file.ts.
 */
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { ChangeFile } from '../../ports/change-file.ts';
import type * as conf from '../../vendor/conf.ts';
import { makeFolder } from './folder.ts';
import { type LockEffects, locked, namesBeside } from './lock.ts';
import { fileBehind, replaceFile, TEMPORARY } from './replace.ts';
import { ifThere } from './versions.ts';

/**
 * Changes a file under a lock (lock.ts). The file is replaced as a whole, through links, with mode 0600 in a folder of
 * mode 0700. Throws the errors of the file system and of the change; then nothing is written.
 */
export const fileChanger =
  (io: LockEffects): ChangeFile =>
  async (path, change) => {
    const folder = dirname(path);
    makeFolder(folder);
    chmodSync(folder, 0o700);
    const file = fileBehind(path);
    // The work under the lock is synchronous, so the import is before it.
    const library = await import('../../vendor/conf.ts');
    await locked(`${file}.lock`, io, (assertLocked) => changeFile(file, change, library, io.nonce(), assertLocked));
  };

function changeFile(
  path: string,
  change: Parameters<ChangeFile>[1],
  library: typeof conf,
  nonce: string,
  assertLocked: () => void,
): void {
  // Under the lock no other process writes: these files were left by a killed process, and contain secrets.
  for (const leftover of namesBeside(path, TEMPORARY)) rmSync(leftover, { force: true });
  const before = ifThere(() => readFileSync(path, 'utf8'));
  const text = change(before, path);
  if (text === undefined) return;
  const write = (temporary: string): void => writeWith(library, temporary, text);
  replaceFile(path, { bytes: Buffer.from(text), mode: 0o600, write }, nonce, assertLocked);
}

function writeWith({ Conf }: typeof conf, path: string, text: string): void {
  const store = new Conf<Record<string, unknown>>({
    cwd: dirname(path),
    configName: basename(path),
    fileExtension: '',
    projectName: 'alikafka',
    projectSuffix: '',
    configFileMode: 0o600,
    serialize: () => text,
  });
  store.store = {}; // writes the result of `serialize`
}
