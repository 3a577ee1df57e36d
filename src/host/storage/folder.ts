import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Creates a folder of mode 0700 and those above it. Node's recursive option never ends where a parent exists but
 * accepts no folders (/proc). Throws the file system's error.
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
