/**
 * Checks the package as users install it: packed and installed in an empty folder, and installed from a git clone, each
 * with the oldest supported Node and later ones. Other versions of Node come from the package registry; a version that
 * is not available is skipped with a message. Needs git. Prints a line for each check; exit code 1 at the first failure.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { name, version, engines, man } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const VERSIONS = [engines.node.replace('>=', ''), '22.23.3', '24.21.0'];
const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];

const work = mkdtempSync(join(tmpdir(), 'alikafka-package-'));
const home = join(work, 'home');
function check() {
  const archive = pack();
  const clone = cloned();
  // An install from git builds the program, which takes a minute: one install is used with each Node, unless --each-git
  // is given.
  const each = process.argv.includes('--each-git');
  let fromGit;
  for (const wanted of VERSIONS) {
    const node = nodeOf(wanted);
    if (node === undefined) continue;
    const installed = install(node, `tarball-${wanted}`, archive);
    judge(node, wanted, 'the tarball', installed);
    if (wanted === VERSIONS[0]) {
      judgeTypes(installed);
      judgeManual(node, archive);
    }
    if (clone === undefined) continue;
    if (fromGit === undefined || each) fromGit = install(node, `git-${wanted}`, `git+${pathToFileURL(clone).href}`);
    judge(node, wanted, 'a git clone', fromGit);
  }
}

/** Runs a program and returns its output as text. If it fails, prints the output and throws. */
function run(file, args, options = {}) {
  try {
    return execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], ...options });
  } catch (error) {
    console.error(`${file} ${args.join(' ')}\n${error.stdout ?? ''}${error.stderr ?? ''}`);
    throw error;
  }
}

/** An environment in which this Node is first on the PATH, so that npm and the installed program use it. */
const withNode = (node) => ({ ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` });

function pack() {
  run('npm', ['pack', '--pack-destination', work, ...QUIET], { cwd: root });
  return join(work, `${name}-${version}.tgz`);
}

/** A clone of the last commit; undefined without a repository. */
function cloned() {
  if (!existsSync(join(root, '.git'))) {
    console.log('skipped: installing from git, because this folder is not a git repository');
    return undefined;
  }
  if (run('git', ['status', '--porcelain'], { cwd: root }) !== '')
    console.log('note: the install from git uses the last commit; there are uncommitted changes');
  const clone = join(work, 'clone');
  run('git', ['clone', '--quiet', root, clone]);
  return clone;
}

/** The path of a version of Node: this one, or the registry's build for this machine. */
function nodeOf(wanted) {
  if (process.versions.node === wanted) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const build = `node-${platform}-${process.arch}`;
  const folder = join(work, `node-${wanted}`);
  const node = join(folder, 'package', 'bin', 'node');
  try {
    mkdirSync(folder);
    execFileSync('npm', ['pack', '--pack-destination', folder, ...QUIET, `${build}@${wanted}`], { stdio: 'pipe' });
    execFileSync('tar', ['-xzf', `${build}-${wanted}.tgz`, 'package/bin/node'], { cwd: folder, stdio: 'pipe' });
    execFileSync(node, ['--version']);
    return node;
  } catch (error) {
    console.log(`skipped: Node ${wanted}, because ${build} is not available: ${String(error.message).split('\n')[0]}`);
    return undefined;
  }
}

/** Installs into an empty folder and returns the folder. */
function install(node, as, what) {
  const folder = join(work, as);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', ...QUIET, what], { cwd: folder, env: withNode(node) });
  return folder;
}

/** The checks of every installed program. */
function judge(node, wanted, from, folder) {
  const env = { ...withNode(node), HOME: home, XDG_STATE_HOME: home, XDG_CONFIG_HOME: home };
  const program = join(folder, 'node_modules', '.bin', name);
  const use = `startEmulator().then(async (one) => {
    const { status } = await fetch(one.url);
    await one.close();
    console.log(process.versions.node, status, one.env.ALIKAFKA_ENDPOINT === one.url);
  });`;
  const says = `${wanted} 400 true\n`;
  const inside = { cwd: folder, env };
  same('--version', run(program, ['--version'], inside), `${version}\n`);
  same(
    'the topics',
    run(program, ['-p', 'local', 'topic', 'list', '-o', 'name'], inside).split('\n').sort()[1],
    'audit-log',
  );
  const imported = `import { startEmulator } from '${name}/emulator';${use}`;
  same('import', run(node, ['--input-type=module', '-e', imported], inside), says);
  same('require', run(node, ['-e', `const { startEmulator } = require('${name}/emulator');${use}`], inside), says);
  const packages = readdirSync(join(folder, 'node_modules')).filter((one) => !one.startsWith('.'));
  same('packages', packages.join(), name);
  console.log(`ok: installed from ${from} with Node ${wanted}`);
}

/** Checks that the types of the public entry fit its use from both kinds of modules. */
function judgeTypes(folder) {
  const use = `import { type RunningEmulator, startEmulator } from '${name}/emulator';
export const url = async (): Promise<string> => {
  const one: RunningEmulator = await startEmulator({ port: 0, faults: ['throttle'] });
  await one.close();
  return one.url;
};
// @ts-expect-error a port is a number
void startEmulator({ port: '0' });\n`;
  for (const file of ['use.mts', 'use.cts']) writeFileSync(join(folder, file), use);
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const compilerOptions = { noEmit: true, strict: true, module: 'nodenext', target: 'es2022', types: [] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.mts', 'use.cts'] }));
  run(process.execPath, [tsc, '-p', '.'], { cwd: folder });
  console.log('ok: the types of the public entry');
}

/** Checks that a global install has the manual pages in a folder of man. */
function judgeManual(node, archive) {
  if (process.platform === 'win32') return console.log('skipped: manual pages, which npm does not install on Windows');
  const prefix = join(work, 'global');
  run('npm', ['install', '--global', '--prefix', prefix, ...QUIET, archive], { env: withNode(node) });
  const pages = readdirSync(join(prefix, 'share', 'man', 'man1')).map((file) => `man/${file}`);
  same('manual pages', pages.sort().join(), [...man].sort().join());
  return console.log(`ok: ${pages.length} manual pages of a global install`);
}

function same(what, got, wanted) {
  if (got !== wanted) throw new Error(`${what}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`);
}

try {
  mkdirSync(home);
  check();
} catch (error) {
  console.error(`the package is broken: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
