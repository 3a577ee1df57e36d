/** Writes the generated pages; with --check it fails when a committed one differs from what the records say. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const check = process.argv.includes('--check');
const folder = await mkdtemp(join(tmpdir(), 'alikafka-generate-'));
const bundle = join(folder, 'reference.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['scripts/reference.ts'],
  bundle: true,
  platform: 'node',
  format: 'esm',
  outfile: bundle,
  logLevel: 'warning',
});
const { pages, commandTable } = await import(pathToFileURL(bundle).href);
await rm(folder, { recursive: true });

const wanted = Object.entries(pages()).map(([path, text]) => [join('docs', path), text]);
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
