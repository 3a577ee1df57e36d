import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { ChangeFile } from '../../ports/change-file.ts';
import type * as conf from '../../vendor/conf.ts';
import { makeFolder } from './folder.ts';
import { type LockEffects, locked, namesBeside } from './lock.ts';
import { fileBehind, replaceFile, TEMPORARY } from './replace.ts';
import { ifThere } from './versions.ts';

/**
 * Changes a file under a lock (lock.ts). It is replaced whole, through links, with mode 0600 in a folder of mode 0700.
 * Throws what the disk says, and what the change throws; nothing is written then.
 */
export const fileChanger =
  (io: LockEffects): ChangeFile =>
  async (path, change) => {
    const folder = dirname(path);
    makeFolder(folder);
    chmodSync(folder, 0o700);
    const file = fileBehind(path);
    // What is done under the lock is synchronous: conf is read before.
    const library = await import('../../vendor/conf.ts');
    await locked(`${file}.lock`, io, (mine) => changeFile(file, change, library, io.nonce(), mine));
  };

function changeFile(
  path: string,
  change: Parameters<ChangeFile>[1],
  library: typeof conf,
  nonce: string,
  mine: () => void,
): void {
  // Under the lock nobody else writes: what is there was left by a kill, and holds secrets.
  for (const leftover of namesBeside(path, TEMPORARY)) rmSync(leftover, { force: true });
  const before = ifThere(() => readFileSync(path, 'utf8'));
  const text = change(before, path);
  if (text === undefined) return;
  replaceFile(path, { text, write: (temporary) => writeWith(library, temporary, text) }, nonce, mine);
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
  store.store = {}; // written is what `serialize` returns
}
