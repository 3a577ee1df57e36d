/** The text of configuration files, as people and their editors write it. */
import { join } from 'node:path';

/** How UTF-16 looks once it was read as UTF-8: its byte order mark, or the zero byte of the first letter. */
const UTF16 = /^(?:\uFFFD\uFFFD|.?\0)/s;

/**
 * The text of a configuration file without a byte order mark; undefined where there is no file, or an empty one, which
 * counts as none. Throws Error where it is UTF-16, as PowerShell and Notepad save it.
 */
export function configText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (UTF16.test(text)) throw new Error('it is encoded in UTF-16; save it as UTF-8');
  const plain = text.replace(/^\uFEFF/, '');
  return plain.trim() === '' ? undefined : plain;
}

/** Whether a path begins in the home folder, as a shell writes it. */
export const isInHome = (path: string): boolean => /^~(?:$|[\\/])/.test(path);

/** A path with `~` replaced by the home folder: variables and settings do not go through a shell that does it. */
export function expandHome(path: string, home: string | undefined): string {
  return home !== undefined && isInHome(path) ? join(home, path.slice(1)) : path;
}
