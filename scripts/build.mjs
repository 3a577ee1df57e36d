/**
 * Builds dist/: the program as CommonJS files, since those start fastest, split where the sources import late, so that
 * a command reads only what it needs. Also collects the licences of what is bundled.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/**
 * Parts of Node that packages ask for at once and never use here; loading them would take longer than a request.
 * commander: programs as subcommands. undici: HTTP/2, which is not turned on; of node:http a class that request bodies
 * are compared with (ours are text) and the default of a limit, which is Node's own.
 */
const UNUSED = {
  'commander node:child_process': '',
  'undici node:http2': 'throw new Error("HTTP/2 is not built in")',
  'undici node:http': 'exports.IncomingMessage = class {}; exports.maxHeaderSize = 16384;',
};

const unused = {
  name: 'unused',
  setup(builder) {
    builder.onResolve({ filter: /^node:/ }, ({ path, importer }) => {
      const [, name] = /node_modules[/\\]([^/\\]+)[/\\](?!.*node_modules)/.exec(importer) ?? [];
      return `${name} ${path}` in UNUSED ? { path: `${name} ${path}`, namespace: 'unused' } : undefined;
    });
    builder.onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({ contents: UNUSED[path] }));
  },
};

const common = {
  platform: 'node',
  target: 'node20.18',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
};

// esbuild splits ES modules alone, and Node starts CommonJS faster: split first, then turn each file.
const { outputFiles, metafile } = await build({
  ...common,
  absWorkingDir: root,
  entryPoints: { main: 'src/main.ts' },
  bundle: true,
  format: 'esm',
  splitting: true,
  outdir: dist,
  chunkNames: '[name]-[hash]',
  metafile: true,
  write: false,
  plugins: [unused],
  define: { ALIKAFKA_VERSION: JSON.stringify(version) },
});

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await Promise.all(
  outputFiles.map(async ({ path, text }) => {
    const { code } = await transform(text, { ...common, format: 'cjs', supported: { 'dynamic-import': false } });
    const renamed = code.replace(/require\("(\.\/[^"]+)\.js"\)/g, 'require("$1.cjs")');
    await writeFile(path.replace(/\.js$/, '.cjs'), renamed);
  }),
);
await writeFile(join(dist, 'package.json'), '{ "type": "commonjs" }\n');

const packages = new Set(
  Object.keys(metafile.inputs).flatMap(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(path)?.[1] ?? [],
  ),
);
await writeFile(
  join(dist, 'THIRD-PARTY-LICENSES.txt'),
  (await Promise.all([...packages].sort().map(licenceOf))).join('\n\n'),
);

async function licenceOf(name) {
  const folder = join(root, 'node_modules', name);
  const { version: its, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const texts = await Promise.all(
    ['LICENSE', 'LICENSE.md', 'license', 'LICENSE.txt', 'License'].map((file) =>
      readFile(join(folder, file), 'utf8').catch(() => ''),
    ),
  );
  return `${name} ${its} (${license})\n${'-'.repeat(60)}\n${texts.find((text) => text !== '') ?? ''}`.trimEnd();
}
