/** The inputs of a build as one hash: while the hash is the same, a new build changes nothing. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'dist', 'built-from');

/** npm keeps the list of the installed packages in this file. */
const INPUTS = [
  'src',
  'scripts',
  'bin/load.js',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'node_modules/.package-lock.json',
];

/** The hash of every input. The version of Node is an input too, because V8's caches are made for it. */
export function inputsHash() {
  const hash = createHash('sha256').update(process.version);
  for (const path of INPUTS.flatMap(filesIn)) hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

/** Whether dist/ was built from the present inputs. */
export const isBuilt = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === inputsHash();

/** The file in dist/ with the hash. A build writes it last. */
export { stamp };

function filesIn(path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (!stats.isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesIn(`${path}/${name}`));
}
