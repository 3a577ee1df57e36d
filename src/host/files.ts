/** Reads settings and input files, and finds their owners and permissions. */
import { lstatSync, statSync } from 'node:fs';
import type { Files } from '../context.ts';
import { isAbsent, settingsBytes, settingsText } from './read-file.ts';

/** The files of a command; waiting for input ends with `stop`. */
export const files = (stop: AbortSignal): Files => ({
  read: settingsText,
  readBytes: settingsBytes,
  readInput: inputReader(stop),
  othersMayRead,
  owners,
});

/** Whether group or others have any permission. False on Windows, where modes have no meaning. */
function othersMayRead(path: string): boolean {
  if (process.platform === 'win32') return false;
  try {
    return statSync(path).mode % 0o100 > 0;
  } catch {
    return false; // it does not exist
  }
}

/** The user ids of a link and of its file. Empty on Windows, which reports 0 for every file. */
function owners(path: string): number[] {
  if (process.platform === 'win32') return [];
  try {
    return [...new Set([lstatSync(path).uid, statSync(path).uid])];
  } catch {
    return []; // it does not exist
  }
}

/** Reads input so that Ctrl-C works while a pipe has no data. */
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
