/** Reads files of the tests, by a path relative to the file that calls. */
import { readFileSync } from 'node:fs';

export function jsonOf<T>(from: string, path: string): T {
  return JSON.parse(readFileSync(new URL(path, from), 'utf8')) as T;
}
