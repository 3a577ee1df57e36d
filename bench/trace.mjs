/**
 * Counts how often a command returns to a file that it had left, which makes the code hard to follow.
 * `node bench/trace.mjs [<checkout>] [--pairs]` copies the sources (of this checkout, or of another to compare two
 * commits), makes every function report that it was entered, and runs two commands on the local emulator with their own
 * home folder. An entry counts as a return if it is in another file than the entry before it, and that file was entered
 * before. `emulator/` and `vendor/` are not counted: they stand for the service and for packages.
 *
 * It prints two numbers for each command: all entries, and those outside the bodies of modules. `--pairs` also prints the
 * most frequent returns, with the two files.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const words = process.argv.slice(2);
const pairs = words.includes('--pairs');
const checkout = resolve(words.find((word) => !word.startsWith('--')) ?? root);
const folder = mkdtempSync(join(tmpdir(), 'alikafka-trace-'));

const COMMANDS = [
  ['topic', 'create', 'traced', '--partitions', '12', '--wait'],
  ['topic', 'list', '-o', 'ndjson'],
];

/** A source file as JavaScript. Each function begins with a call of `traceEntry`; marks surround the module's body. */
function instrumented(file, path) {
  const entry = (factory) =>
    factory.createExpressionStatement(
      factory.createCallExpression(factory.createIdentifier('traceEntry'), undefined, [
        factory.createStringLiteral(file),
      ]),
    );
  const transformer = (context) => (source) => {
    const { factory } = context;
    const visit = (node) => {
      const seen = ts.visitEachChild(node, visit, context);
      const isTraced =
        ts.isArrowFunction(seen) ||
        ts.isFunctionDeclaration(seen) ||
        ts.isFunctionExpression(seen) ||
        ts.isMethodDeclaration(seen) ||
        ts.isGetAccessorDeclaration(seen);
      if (!isTraced || seen.body === undefined) return seen;
      const statements = ts.isBlock(seen.body) ? seen.body.statements : [factory.createReturnStatement(seen.body)];
      const body = factory.createBlock([entry(factory), ...statements], true);
      return ts.visitEachChild(seen, (child) => (child === seen.body ? body : child), context);
    };
    return ts.visitNode(source, visit);
  };
  const { outputText } = ts.transpileModule(readFileSync(path, 'utf8'), {
    fileName: path,
    transformers: { after: [transformer] },
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      rewriteRelativeImportExtensions: true,
    },
  });
  return `traceBody(1);\n${outputText}\ntraceBody(-1);\n`;
}

/** The program that runs one command and prints its counts as JSON on the last lines of stderr. */
const RUNNER = `
const counted = () => ({ files: new Set(), returns: 0, pairs: {}, last: undefined });
const [all, running] = [counted(), counted()];
let bodies = 0;
const count = (into, file) => {
  if (file === into.last) return;
  if (into.files.has(file)) {
    into.returns++;
    const pair = into.last + ' → ' + file;
    into.pairs[pair] = (into.pairs[pair] ?? 0) + 1;
  }
  into.files.add(file);
  into.last = file;
};
globalThis.traceBody = (change) => (bodies += change);
globalThis.traceEntry = (file) => {
  if (/^(emulator|vendor)\\//.test(file)) return;
  count(all, file);
  if (bodies === 0) count(running, file);
};
process.on('exit', () => {
  const figures = [all, running].map(({ files, returns, pairs }) => ({ files: files.size, returns, pairs }));
  process.stderr.write('\\n' + JSON.stringify(figures));
});
const { main } = await import('./src/main.js');
await main();
`;

/** Runs one command of the copy. Throws if the command fails. */
function run(args) {
  const env = { PATH: process.env.PATH, HOME: folder, XDG_CONFIG_HOME: folder, XDG_STATE_HOME: folder };
  const program = [join(folder, 'run.mjs'), '--profile', 'local', ...args];
  const { status, stderr } = spawnSync(process.execPath, program, { cwd: folder, env, encoding: 'utf8' });
  if (status === 0) return JSON.parse(stderr.slice(stderr.lastIndexOf('\n')));
  throw new Error(`alikafka ${args.join(' ')} failed:\n${stderr}`);
}

try {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  copyFileSync(join(checkout, 'package.json'), join(folder, 'package.json'));
  writeFileSync(join(folder, 'run.mjs'), RUNNER);
  for (const file of readdirSync(join(checkout, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.d.ts')) continue;
    const target = join(folder, 'src', file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, instrumented(file.replaceAll('\\', '/'), join(checkout, 'src', file)));
  }
  run(['instance', 'list']); // this creates the state
  for (const command of COMMANDS) {
    const [all, running] = run(command);
    console.log(command.join(' '));
    console.log(`  all: ${all.returns} returns to ${all.files} files`);
    console.log(`  without module bodies: ${running.returns} returns to ${running.files} files`);
    const frequent = Object.entries(running.pairs).sort(([, a], [, b]) => b - a);
    if (pairs) for (const [pair, times] of frequent.slice(0, 30)) console.log(`  ${times}  ${pair}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
