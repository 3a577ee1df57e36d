/** Files of settings and input, and whose they are. */
import { lstatSync, statSync } from 'node:fs';
import type { Files } from '../context.ts';
import { isAbsent, settingsText } from './read-file.ts';

/** The files of a command; what waits for input ends with `stop`. */
export const files = (stop: AbortSignal): Files => ({
  read: settingsText,
  readInput: inputReader(stop),
  othersMayRead,
  owners,
});

/** Windows has no such modes: there everything looks open, and nothing is said. */
function othersMayRead(path: string): boolean {
  if (process.platform === 'win32') return false;
  try {
    return statSync(path).mode % 0o100 > 0;
  } catch {
    return false; // there is none
  }
}

/** Windows says 0 of every file. */
function owners(path: string): number[] {
  if (process.platform === 'win32') return [];
  try {
    return [...new Set([lstatSync(path).uid, statSync(path).uid])];
  } catch {
    return []; // there is none
  }
}

/** Input is read so that a Ctrl-C is heard while a pipe says nothing. */
function inputReader(stop: AbortSignal): Files['readInput'] {
  return async (path) => {
    const { readInputFile } = await import('./read-file.ts');
    try {
      return await readInputFile(path, stop);
    } catch (error) {
      if (stop.aborted) throw (await import('../errors/interrupted.ts')).interrupted(stop);
      if (isAbsent(error)) return undefined;
      throw error;
    }
  };
}
