/** What a build is made from, as one hash: the same hash means that building again changes nothing. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'dist', 'built-from');

/** The installed packages are known by the list that npm keeps of them. */
const INPUTS = [
  'src',
  'scripts',
  'bin/load.js',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'node_modules/.package-lock.json',
];

/** A hash of every input. V8's caches are made for the Node that builds, so its version is one too. */
export function inputsHash() {
  const hash = createHash('sha256').update(process.version);
  for (const path of INPUTS.flatMap(filesIn)) hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

/** Whether dist/ was built from what is there now. */
export const isBuilt = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === inputsHash();

/** The file that remembers the hash; written last by a build. */
export { stamp };

function filesIn(path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (!stats.isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesIn(`${path}/${name}`));
}
