import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder of mode 0700 and those above it. Node's own recursive way never ends where a parent exists and takes
 * no folders (/proc). Throws what the file system says.
 */
export function makeFolder(path: string): void {
  try {
    make(path);
  } catch (error) {
    const parent = dirname(path);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === path) throw error;
    makeFolder(parent);
    make(path);
  }
}

function make(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
