/** Writes to a file descriptor without Node's streams. */
import { writeSync } from 'node:fs';

/** Writes what can be written without waiting; returns the rest. */
export function writeDirect(descriptor: 1 | 2, bytes: Uint8Array): Uint8Array {
  let rest = bytes;
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
  }
  return rest;
}
