/**
 * Writes the generated pages from the records, the catalogue of codes and the bundle. With --check it writes nothing and
 * fails when a committed page differs.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';
import { load } from './load.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const check = process.argv.includes('--check');
const { pages, actionsSource, commandTable, toolTable, rateTable, waitTable, vendorTable } =
  await load('scripts/reference.ts');
const { thirdParty } = await load('scripts/third-party.ts');
const { manPages } = await load('scripts/man/pages.ts');

// The names of operations begin with a capital; other files in the folder are not of an operation.
const facts = (await readdir(join(root, 'facts'))).filter((file) => /^[A-Z]\w*\.json$/.test(file)).sort();
const wanted = Object.entries(pages()).map(([path, text]) => [join('docs', path), text]);
wanted.push(['src/operations/api-actions.ts', actionsSource(facts.map((file) => file.slice(0, -'.json'.length)))]);

const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const manual = await manPages(manifest.version);
// npm installs the pages that package.json names, one by one; it does not look into a folder.
wanted.push([
  'package.json',
  `${JSON.stringify(
    {
      ...manifest,
      man: Object.keys(manual)
        .sort()
        .map((file) => `man/${file}`),
    },
    null,
    2,
  )}\n`,
]);
wanted.push(...Object.entries(manual).map(([file, text]) => [join('man', file), text]));
wanted.push(['docs/third-party.md', thirdParty(await bundle({ write: false }), root).page]);

/** A page written by hand, with generated tables between `<!-- name -->` and `<!-- /name -->`. */
async function withTables(path, tables) {
  let page = await readFile(join(root, path), 'utf8');
  for (const [name, table] of Object.entries(tables)) {
    const place = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(\\n<!-- /${name} -->)`);
    if (!place.test(page)) throw new Error(`${path} has no place for the table "${name}"`);
    page = page.replace(place, (_, start, end) => `${start}\n${table}\n${end}`);
  }
  return [path, page];
}
const tables = { commands: commandTable(), tool: toolTable() };
wanted.push(await withTables(join('docs', 'commands', 'README.md'), tables));
wanted.push(await withTables(join('docs', 'reliability.md'), { rates: rateTable(), waits: waitTable() }));
wanted.push(await withTables(join('docs', 'migrating.md'), { vendor: vendorTable() }));

const differing = [];
for (const [path, text] of wanted) {
  const file = join(root, path);
  if ((await readFile(file, 'utf8').catch(() => '')) === text) continue;
  differing.push(path);
  if (check) continue;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
// a page of a command that there is no longer
for (const file of await readdir(join(root, 'man')).catch(() => [])) {
  if (file in manual) continue;
  differing.push(join('man', file));
  if (!check) await rm(join(root, 'man', file));
}
if (check && differing.length > 0) {
  console.error(
    `generated files are not up to date: ${differing.join(', ')}\nRun "npm run generate" and commit the result.`,
  );
  process.exit(1);
}
console.log(
  check
    ? `${wanted.length} generated files are up to date`
    : `${differing.length} of ${wanted.length} generated files written`,
);
