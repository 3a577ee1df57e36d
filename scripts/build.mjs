/**
 * Builds dist/: the bundles, the help as text, the table of completion, V8's caches, the licenses of bundled packages,
 * and its bill of materials.
 */
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundle } from './bundle.mjs';
import { inputsHash, stamp } from './inputs.mjs';
import { load } from './load.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const run = promisify(execFile);
/** Milliseconds for V8's caches, which take about two seconds. */
const LONGEST_WARMING = 120_000;

// Taken before anything is read, so that a file that changes during the build is built again next time.
const builtFrom = inputsHash();
await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const metafiles = await bundle();
await writeFile(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
await writeTable();
await Promise.all([writeHelp(), writeCaches(), writeThirdParty(), writeTypes()]);
await writeFile(stamp, builtFrom);

/** The environment without settings, keys and language of the person who builds. */
function cleanEnv() {
  const isOurs = ([name]) => !/^(ALIKAFKA|ALIBABA_?CLOUD|ALICLOUD|FORCE_COLOR|NO_COLOR)/.test(name);
  return { ...Object.fromEntries(Object.entries(process.env).filter(isOurs)), LC_ALL: 'C' };
}

async function writeHelp() {
  const program = ['-e', 'require("./dist/main.cjs").main()', 'alikafka', '--help'];
  const { stdout } = await run(process.execPath, program, { cwd: root, env: cleanEnv() });
  await writeFile(join(dist, 'help.txt'), stdout);
}

/** What completion reads in place of the records. */
async function writeTable() {
  const { completionTable } = await load('src/cli/completion/table-of.ts');
  await writeFile(join(dist, 'completion.json'), JSON.stringify(completionTable()));
}

/** V8's code cache for the Node that builds. Without it the program starts a little slower, so a failure is only noted. */
async function writeCaches() {
  const warm = [join(root, 'scripts', 'warm.cjs')];
  try {
    const { stderr } = await run(process.execPath, warm, { env: cleanEnv(), timeout: LONGEST_WARMING });
    process.stderr.write(stderr);
  } catch ({ message }) {
    const caches = (await readdir(dist)).filter((name) => /\.cjs\.\d/.test(name));
    for (const name of caches) await rm(join(dist, name));
    process.stderr.write(`note: the program starts a little slower, since V8's caches were not written: ${message}\n`);
  }
}

async function writeThirdParty() {
  const { thirdParty } = await load('scripts/third-party.ts');
  const { licences, sbom } = thirdParty(metafiles, root);
  await writeFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), licences);
  await writeFile(join(dist, 'sbom.cdx.json'), sbom);
}

/** The types of the public entry `alikafka/emulator`, which imports no types. */
async function writeTypes() {
  const { default: ts } = await import('typescript');
  const source = await readFile(join(root, 'src', 'emulator.ts'), 'utf8');
  const { outputText } = ts.transpileDeclaration(source, {
    compilerOptions: { strict: true, target: ts.ScriptTarget.ES2022 },
  });
  await writeFile(join(dist, 'emulator.d.ts'), outputText);
}
