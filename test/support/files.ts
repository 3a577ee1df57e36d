/** Files of the tests themselves, by a path beside the file that asks. */
import { readFileSync } from 'node:fs';

export function jsonOf<T>(from: string, path: string): T {
  return JSON.parse(readFileSync(new URL(path, from), 'utf8')) as T;
}
