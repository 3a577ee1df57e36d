/**
 * Bundles the program: one CommonJS file, which starts fastest, in which a module runs when it is first imported; one
 * file for each heavy package, loaded when it is needed; and the public entry `alikafka/emulator`.
 */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/**
 * Parts of Node that packages load at once but do not use in this program; loading them takes longer than a request.
 * commander: programs as subcommands. undici: HTTP/2, which is off; from node:http a class that request bodies are
 * compared with (here they are text) and the default of a limit, which is Node's own.
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

/** Each file of src/vendor/ exports one package. A file that is imported late becomes a file of dist/. */
const PACKAGE = /(?:^|\/)vendor\/[a-z0-9-]+\.ts$/;

/** Leaves late imports of packages out of a bundle and records them: name of the file in dist/ to its source. */
const apart = (late) => ({
  name: 'apart',
  setup(builder) {
    builder.onResolve({ filter: /.*/ }, ({ path, kind, resolveDir }) => {
      if (kind !== 'dynamic-import' || !PACKAGE.test(path)) return undefined;
      const name = basename(path, '.ts');
      late.set(name, join(resolveDir, path));
      return { path: `./${name}.cjs`, external: true };
    });
  },
});

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.18',
  format: 'cjs',
  outdir: join(root, 'dist'),
  outExtension: { '.js': '.cjs' },
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  // import() would start Node's loader of ES modules, which takes longer than a whole command.
  supported: { 'dynamic-import': false },
};

/** Bundles into dist/, or nowhere with `write: false`. Resolves to esbuild's metafiles: the inputs of each file. */
export async function bundle({ write = true } = {}) {
  const late = new Map();
  const program = await build({
    ...common,
    write,
    entryPoints: {
      main: 'src/main.ts',
      version: 'src/version.ts',
      completion: 'src/complete.ts',
      emulator: 'src/emulator.ts',
    },
    plugins: [unused, apart(late)],
    define: { ALIKAFKA_VERSION: JSON.stringify(version) },
  });
  const parts = await build({ ...common, write, entryPoints: Object.fromEntries(late), plugins: [unused] });
  return [program.metafile, parts.metafile];
}
