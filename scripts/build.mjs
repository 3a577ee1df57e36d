/**
 * Builds dist/: the program as one CommonJS file, since that starts fastest, in which a module runs when it is first
 * imported; and each heavy package as a file of its own, read only when it is needed. Also collects the licences of
 * what is bundled.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

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

/** Each file of src/vendor/ passes on one package; what is imported late becomes a file of dist/. */
const PACKAGE = /(?:^|\/)vendor\/[a-z0-9-]+\.ts$/;

/** The late imports of packages, found while the program is bundled: name of the file in dist/ to source. */
const late = new Map();
const apart = {
  name: 'apart',
  setup(builder) {
    builder.onResolve({ filter: /.*/ }, ({ path, kind, resolveDir }) => {
      if (kind !== 'dynamic-import' || !PACKAGE.test(path)) return undefined;
      const name = basename(path, '.ts');
      late.set(name, join(resolveDir, path));
      return { path: `./${name}.cjs`, external: true };
    });
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.18',
  format: 'cjs',
  outdir: dist,
  outExtension: { '.js': '.cjs' },
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  // import() would start Node's loader of ES modules, which takes longer than a command.
  supported: { 'dynamic-import': false },
};

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const program = await build({
  ...common,
  entryPoints: { main: 'src/main.ts', version: 'src/version.ts' },
  plugins: [unused, apart],
  define: { ALIKAFKA_VERSION: JSON.stringify(version) },
});
const parts = await build({ ...common, entryPoints: Object.fromEntries(late), plugins: [unused] });
await writeFile(join(dist, 'package.json'), '{ "type": "commonjs" }\n');

// The settings and keys of whoever builds are none of the program's.
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(ALIKAFKA|ALIBABA_?CLOUD|ALICLOUD|FORCE_COLOR|NO_COLOR)/.test(name),
  ),
);
const help = execFileSync(process.execPath, ['-e', 'require("./dist/main.cjs").main()', 'alikafka', '--help'], {
  cwd: root,
  env,
});
await writeFile(join(dist, 'help.txt'), help);

// A cache for the Node that builds; another one starts without, a little slower.
execFileSync(process.execPath, [join(root, 'scripts', 'warm.cjs')], { env, stdio: ['ignore', 'ignore', 'inherit'] });

const inputs = [program, parts].flatMap(({ metafile }) => Object.keys(metafile.inputs));
const packages = new Set(
  inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(path)?.[1] ?? []),
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
