/** The text of configuration files: encodings of editors, and paths in the home folder. No format is read here. */
import { join } from 'node:path';

/** UTF-16 text decoded as UTF-8: a byte order mark, or a zero byte next to the first letter. */
const UTF16 = /^(?:\uFFFD\uFFFD|.?\0)/s;

/**
 * The text of a configuration file without a byte order mark; undefined if there is no file or it is
 * empty. Throws Error if it is UTF-16, as PowerShell and Notepad may save it.
 */
export function configText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (UTF16.test(text)) throw new Error('it is encoded in UTF-16; save it as UTF-8');
  const plain = text.replace(/^\uFEFF/, '');
  return plain.trim() === '' ? undefined : plain;
}

/** Whether a path begins with `~`, the home folder in a shell. */
export const isInHome = (path: string): boolean => /^~(?:$|[\\/])/.test(path);

/** A path with `~` replaced by the home folder, since no shell does this in variables and settings. */
export function expandHome(path: string, home: string | undefined): string {
  return home !== undefined && isInHome(path) ? join(home, path.slice(1)) : path;
}
