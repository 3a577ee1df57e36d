// Runs the built program several times in one process, so that V8's code cache contains the functions of a command.
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { load, saveCaches } = require('../bin/load.js');

const folder = mkdtempSync(join(tmpdir(), 'alikafka-build-'));
process.env.XDG_STATE_HOME = join(folder, 'state');
process.env.XDG_CONFIG_HOME = join(folder, 'config');

const dist = join(__dirname, '..', 'dist');

async function warm() {
  const { main } = load(join(dist, 'main.cjs'));
  // Nothing is sent: a request would set a flag of V8, and V8 rejects a cache that was made with other flags.
  for (const words of [
    '--help',
    'topic create --help',
    'config list',
    '--profile local topic create orders --dry-run',
    '--profile local topic create orders --dry-run --output json',
  ]) {
    process.argv = [process.argv[0], 'alikafka', ...words.split(' ')];
    await main();
  }
  await warmCompletion();
  load(join(dist, 'undici.cjs'));
  saveCaches();
  rmSync(folder, { recursive: true });
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
