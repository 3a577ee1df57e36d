/** Replaces files as a whole: through a temporary file, with links and owners kept. Locks are in lock.ts. */
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { t } from '../../core/text/texts.ts';
import { ifThere } from './versions.ts';

/** Maximum number of links that are followed. */
const DEEPEST = 40;

/**
 * The file that a path refers to through links, even if it does not exist yet. Throws Error if it is not a regular
 * file.
 */
export function fileBehind(path: string, deep = 0): string {
  const stats = ifThere(() => statSync(path));
  if (stats !== undefined && !stats.isFile()) throw new Error(t('{path} is not a regular file', { path }));
  if (stats !== undefined) return realpathSync(path);
  const to = linkAt(path);
  if (to === undefined || deep > DEEPEST) return path;
  return fileBehind(resolve(dirname(path), to), deep + 1);
}

function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined; // it does not exist or is not a link
  }
}

/** The suffix of a temporary file, before its nonce. */
export const TEMPORARY = '.tmp-';

/** New content, its mode, and the function that writes it to a new file. */
export interface Content {
  readonly bytes: Buffer;
  /** The permission bits; undefined for those that the new file has. */
  readonly mode: number | undefined;
  write(path: string): void;
}

/**
 * Replaces the content of a file as a whole, with the same owner. `beforeRename` is called before the
 * last step. A killed process leaves a temporary file named `<path>.tmp-…`. Throws the error of the file system.
 */
export function replaceFile(path: string, content: Content, nonce: string, beforeRename: () => void): void {
  const temporary = `${path}${TEMPORARY}${nonce}`;
  try {
    written(
      temporary,
      content,
      ifThere(() => statSync(path)),
    );
    beforeRename();
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function written(
  path: string,
  content: Content,
  owner: { readonly uid: number; readonly gid: number } | undefined,
): void {
  content.write(path);
  // On a full disk a writer may write only a part without an error.
  if (!readFileSync(path).equals(content.bytes)) throw new Error(t('the disk is full'));
  const file = openSync(path, 'r+');
  try {
    if (content.mode !== undefined) fchmodSync(file, content.mode);
    if (owner !== undefined) keepOwner(file, owner);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Keeps the owner when root changes a file in the home of another user. For other users it fails, which is ignored. */
function keepOwner(file: number, { uid, gid }: { readonly uid: number; readonly gid: number }): void {
  try {
    fchownSync(file, uid, gid);
  } catch {
    return;
  }
}
