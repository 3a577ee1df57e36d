/**
 * Builds dist/: the program as one CommonJS file, since that starts fastest, and each heavy package as a file of its
 * own, which is read only when it is needed. Also collects the licences of what is bundled.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/** Modules that become files of their own, by what imports them late. */
const LATE = {
  'undici-direct': './src/wire/undici-direct.ts',
  'undici-proxy': './src/wire/undici-proxy.ts',
  chalk: 'chalk',
  'cli-table3': 'cli-table3',
  ora: 'ora',
  conf: 'conf',
  yaml: 'yaml',
  'fast-xml-parser': 'fast-xml-parser',
  'string-width': 'string-width',
  jmespath: '@jmespath-community/jmespath',
  confirm: '@inquirer/confirm',
  input: '@inquirer/input',
  password: '@inquirer/password',
};

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.18',
  format: 'cjs',
  minify: true,
  keepNames: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  // import() of a bundled file would start Node's second module loader.
  supported: { 'dynamic-import': false },
};

const late = {
  name: 'late',
  setup(builder) {
    builder.onResolve({ filter: /.*/ }, ({ path, kind, importer }) => {
      if (kind !== 'dynamic-import') return undefined;
      const name = Object.keys(LATE).find((key) => LATE[key] === path || (path.startsWith('.') && importer.includes('/wire/') && LATE[key].endsWith(path.slice(1))));
      return name === undefined ? undefined : { path: `./${name}.cjs`, external: true };
    });
  },
};

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const builds = await Promise.all([
  build({ ...common, entryPoints: { main: 'src/main.ts' }, outdir: dist, outExtension: { '.js': '.cjs' }, plugins: [late], define: { ALIKAFKA_VERSION: JSON.stringify(version) } }),
  ...Object.entries(LATE).map(([name, path]) =>
    build({ ...common, entryPoints: { [name]: path }, outdir: dist, outExtension: { '.js': '.cjs' } }),
  ),
]);

/** Packages that went into the files, by name. */
const packages = new Set(
  builds.flatMap(({ metafile }) => Object.keys(metafile.inputs)).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(path)?.[1] ?? []),
);
const licences = await Promise.all([...packages].sort().map(licenceOf));
await writeFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), licences.join('\n\n'));

async function licenceOf(name) {
  const folder = join(root, 'node_modules', name);
  const { version: its, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const texts = await Promise.all(['LICENSE', 'LICENSE.md', 'license', 'LICENSE.txt', 'License'].map((file) => readFile(join(folder, file), 'utf8').catch(() => '')));
  return `${name} ${its} (${license})\n${'-'.repeat(60)}\n${texts.find((text) => text !== '') ?? ''}`.trimEnd();
}
