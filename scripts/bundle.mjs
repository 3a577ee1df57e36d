/**
 * Bundles the program into CommonJS files, which start fastest: one with what every command needs, and others that are
 * loaded when they are needed, among them one for each heavy package. Completion, `--version` and the public entry
 * `alikafka/emulator` have files of their own.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { placed, texts } from './chunks.mjs';

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

const define = { ALIKAFKA_VERSION: JSON.stringify(version) };

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

/**
 * The files of the program, with modules of each; chunks.mjs says which others belong to them. `main` is what every
 * command needs, and each further file is for a step of a command. What no file names is imported late by a few commands
 * only: it has a file for each room or tool command.
 */
const FILES = {
  main: ['src/main.ts', 'src/run.ts', 'src/errors/interrupted.ts', 'src/core/shape.ts', 'src/vendor/lossless-json.ts'],
  print: [
    'src/cli/print.ts',
    'src/output/table/table.ts',
    'src/output/formats/json.ts',
    'src/output/formats/ndjson.ts',
    'src/output/formats/name.ts',
  ],
  operations: ['src/cli/program/verbs.ts', 'src/engine/input/option-text.ts'],
  help: ['src/cli/help/print-help.ts', 'src/cli/help/service-page.ts', 'src/cli/help/tool-page.ts'],
  settings: ['src/commands/config/list.ts', 'src/config/paths.ts', 'src/config/ca-file.ts'],
  request: [
    'src/cli/execute.ts',
    'src/engine/dry-run.ts',
    'src/engine/change/batch-progress.ts',
    'src/output/without-secrets.ts',
  ],
  send: ['src/client/sender.ts', 'src/host/http/undici.ts', 'src/engine/advised-next.ts'],
  read: ['src/engine/read/read.ts'],
  change: ['src/engine/change/change.ts', 'src/engine/confirm/confirm.ts', 'src/engine/with-unprinted.ts'],
  service: ['src/emulator/server.ts', 'src/emulator/state/seed.ts', 'src/emulator/state/store.ts'],
  'commands-emulator': ['src/emulator/faults/faults.ts'],
};

/** `src/commands/doctor/doctor.ts` is in `commands-doctor`, `src/host/pager.ts` in `host`. */
const roomOf = (module) => /^src\/((?:commands\/)?[^/.]+)/.exec(module)[1].replace('/', '-');

/** Bundles the program: the text of each file by its name, and esbuild's metafile with these files as its outputs. */
async function bundleProgram(late) {
  const split = await build({
    ...common,
    format: 'esm',
    splitting: true,
    outExtension: {},
    supported: {},
    write: false,
    entryPoints: { main: 'src/main.ts' },
    plugins: [unused, apart(late)],
    define,
  });
  const { inputs, outputs: chunks } = split.metafile;
  const places = placed(chunks, FILES, roomOf);
  const outputs = {};
  for (const [chunk, file] of places)
    outputs[`dist/${file}.cjs`] = { inputs: { ...outputs[`dist/${file}.cjs`]?.inputs, ...chunks[chunk].inputs } };
  return { files: texts(split, places, 'src/main.ts'), metafile: { inputs, outputs } };
}

/** Bundles into dist/, or nowhere with `write: false`. Resolves to esbuild's metafiles: the inputs of each file. */
export async function bundle({ write = true } = {}) {
  const late = new Map();
  const others = await build({
    ...common,
    write,
    entryPoints: { version: 'src/version.ts', completion: 'src/complete.ts', emulator: 'src/emulator.ts' },
    plugins: [unused, apart(late)],
    define,
  });
  const program = await bundleProgram(late);
  const packages = await build({ ...common, write, entryPoints: Object.fromEntries(late), plugins: [unused] });
  // Fails if a file has the name of one that is already there.
  if (write)
    for (const [file, text] of program.files) await writeFile(join(root, 'dist', `${file}.cjs`), text, { flag: 'wx' });
  return [program.metafile, others.metafile, packages.metafile];
}
