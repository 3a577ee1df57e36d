/** Writes the generated pages; with --check it fails when a committed one differs from what the records and the bundle say. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';
import { load } from './load.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const check = process.argv.includes('--check');
const { pages, commandTable } = await load('scripts/reference.ts');
const { thirdParty } = await load('scripts/third-party.ts');

const wanted = Object.entries(pages()).map(([path, text]) => [join('docs', path), text]);
wanted.push(['docs/third-party.md', thirdParty(await bundle({ write: false }), root).page]);
const readme = await readFile(join(root, 'README.md'), 'utf8');
wanted.push([
  'README.md',
  readme.replace(/(<!-- commands -->\n)[\s\S]*?(\n<!-- \/commands -->)/, `$1\n${commandTable()}\n$2`),
]);

const differing = [];
for (const [path, text] of wanted) {
  const file = join(root, path);
  if ((await readFile(file, 'utf8').catch(() => '')) === text) continue;
  differing.push(path);
  if (check) continue;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
if (check && differing.length > 0) {
  console.error(`generated files differ from the records: ${differing.join(', ')}\nrun: npm run generate`);
  process.exit(1);
}
console.log(
  check
    ? `${wanted.length} generated files are as the records say`
    : `${differing.length} of ${wanted.length} generated files written`,
);
