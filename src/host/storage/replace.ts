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
import { ifThere } from './versions.ts';

/** How far links are followed. */
const DEEPEST = 40;

/** The file that a path leads to, through links, also where it is not there yet. Throws where it is no plain file. */
export function fileBehind(path: string, deep = 0): string {
  const stats = ifThere(() => statSync(path));
  if (stats !== undefined && !stats.isFile()) throw new Error(`${path} is no plain file`);
  if (stats !== undefined) return realpathSync(path);
  const to = linkAt(path);
  if (to === undefined || deep > DEEPEST) return path;
  return fileBehind(resolve(dirname(path), to), deep + 1);
}

function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined; // nothing is there, or no link
  }
}

/** What the name of a new content begins with until it takes the file's place. */
export const TEMPORARY = '.tmp-';

/** A new content, and what writes it to a file that is not there yet. */
export interface Content {
  readonly text: string;
  write(path: string): void;
}

/**
 * Gives a file a new content, wholly or not at all, for its owner alone; the owner stays. `last` is called before the
 * content takes its place. What a kill leaves of a new content is named `<path>.tmp-…`. Throws what the disk says.
 */
export function replaceFile(path: string, content: Content, nonce: string, last: () => void): void {
  const temporary = `${path}${TEMPORARY}${nonce}`;
  try {
    written(
      temporary,
      content,
      ifThere(() => statSync(path)),
    );
    last();
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
  // A writer may take no notice of it where a full disk has room for a part alone.
  if (readFileSync(path, 'utf8') !== content.text) throw new Error('the disk is full');
  const file = openSync(path, 'r+');
  try {
    fchmodSync(file, 0o600);
    if (owner !== undefined) keepOwner(file, owner);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** For those who work as root in somebody's home; nobody else can, or needs to. */
function keepOwner(file: number, { uid, gid }: { readonly uid: number; readonly gid: number }): void {
  try {
    fchownSync(file, uid, gid);
  } catch {
    return;
  }
}
