// Runs the built program several times in one process, so that V8's code caches contain the functions of a command. Each
// file has a cache, since one without it has to be parsed. A command that fails here, as without a loopback interface, is
// named in a note: its functions are compiled when they are used.
const { existsSync, mkdtempSync, readdirSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { load, saveCaches } = require('../bin/load.js');

const folder = mkdtempSync(join(tmpdir(), 'alikafka-build-'));
// Nothing of the person who builds is read: no keys, profiles or project file.
process.env.HOME = process.env.USERPROFILE = folder;
process.env.XDG_STATE_HOME = join(folder, 'state');
process.env.XDG_CONFIG_HOME = join(folder, 'config');
// The requests go to this machine only, also where a proxy is set.
process.env.NO_PROXY = '*';
process.env.no_proxy = '*';

const dist = join(__dirname, '..', 'dist');

/** Files that Node itself loads, without a cache. */
const OTHERS = ['emulator.cjs', 'version.cjs'];

const COMMANDS = [
  '--help',
  'topic create --help',
  'config list',
  '--profile local topic list',
  '--profile local topic create orders --dry-run',
  '--profile local topic create orders --dry-run --output json',
];
/** With keys in the environment, as in a script. */
const ON_SERVICE = ['topic list', 'topic list --output json'];

/** Undoes what the HTTP client sets (`--liftoff-only` implies two more): V8 rejects a cache made with other flags. */
const FLAGS = ['--no-liftoff-only', '--wasm-tier-up', '--wasm-dynamic-tiering'];

/** The commands that failed. */
const failed = [];

async function warm() {
  const from = process.cwd();
  process.chdir(folder);
  const { main } = load(join(dist, 'main.cjs'));
  for (const words of COMMANDS) await attempt(words, () => run(main, words));
  await attempt('the emulator', () => onService(main));
  await attempt('completion', warmCompletion);
  for (const file of partsOfProgram()) load(join(dist, file));
  for (const flag of FLAGS) setFlagsFromString(flag);
  saveCaches();
  process.chdir(from);
  rmSync(folder, { recursive: true });
  if (failed.length > 0)
    console.error(`note: these start a little slower, since they failed in the build: ${failed.join(', ')}`);
  process.exitCode = 0;
}

async function attempt(name, work) {
  process.exitCode = 0;
  try {
    await work();
    if (process.exitCode !== 0) failed.push(name);
  } catch (error) {
    failed.push(`${name} (${error.message})`);
  }
}

async function onService(main) {
  const service = await require(join(dist, 'emulator.cjs')).startEmulator();
  Object.assign(process.env, service.env);
  for (const words of ON_SERVICE) await attempt(words, () => run(main, words));
  process.exitCode = 0;
  await service.close();
}

/** The files with the program's own code; packages are cached if they were used. */
const partsOfProgram = () =>
  readdirSync(dist).filter((file) => file.endsWith('.cjs') && !OTHERS.includes(file) && !isPackage(file));

const isPackage = (file) => existsSync(join(__dirname, '..', 'src', 'vendor', file.replace('.cjs', '.ts')));

async function run(main, words) {
  process.argv = [process.argv[0], 'alikafka', ...words.split(' ')];
  await main();
}

/** Completes a few lines; what they print is of no interest. */
async function warmCompletion() {
  process.env.ALIKAFKA_COMPLETION_LIVE = 'off';
  const { complete } = load(join(dist, 'completion.cjs'));
  for (const line of [
    '',
    'topic create --',
    'topic list --output=',
    'topic list --columns Topic,',
    '-p ',
    'wait topic x ',
  ])
    await complete(line.split(' '), dist);
}

void warm();
