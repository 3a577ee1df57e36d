#!/usr/bin/env node
// CommonJS, since Node starts it fastest. The program is built into dist/ by `npm run build`.
// What an older Node reads of it before it is told so is written as Node 12 takes it, this whole file and load.js.
const NEEDED = [20, 18, 1];

/** Whether a version of Node (`20.18.1`) is older than the one that is needed. */
function isOld(version) {
  const parts = version.split('.').map((part) => parseInt(part, 10));
  const at = NEEDED.findIndex((needed, i) => parts[i] !== needed);
  return at !== -1 && parts[at] < NEEDED[at];
}

/** One line on stderr, and exit code 1. */
function complain(text) {
  process.exitCode = 1;
  try {
    require('fs').writeSync(2, `error: ${text}\n`);
  } catch {
    return;
  }
}

function write(text) {
  try {
    require('fs').writeSync(1, text);
  } catch (error) {
    if (error.code !== 'EPIPE' && error.code !== 'EOF') complain(`stdout cannot be written: ${error.message}`);
  }
}

/** Help as the build wrote it down, in English for 80 columns; a terminal has a width of its own. */
function isTerminal() {
  try {
    return require('fs').fstatSync(1).isCharacterDevice();
  } catch {
    return false;
  }
}

function start() {
  const { join } = require('path');
  const { isHelp, isVersion, languageOf, VERSION } = require('../dist/version.cjs');
  const dist = join(__dirname, '..', 'dist');
  const words = process.argv.slice(2);
  if (isVersion(words)) write(`${VERSION}\n`);
  else if (isHelp(words) && languageOf(process.env) === undefined && !isTerminal())
    write(require('fs').readFileSync(join(dist, 'help.txt'), 'utf8'));
  else return require('./load.js').load(join(dist, 'main.cjs')).main();
  return Promise.resolve();
}

/** What keeps the program from starting at all: too few files may be open, a part of it is missing. */
function broken(error) {
  if (process.env.ALIKAFKA_DEBUG || process.argv.includes('--debug')) complain(error.stack || String(error));
  else complain(`alikafka cannot run: ${String(error.message || error).split('\n')[0]}`);
}

if (isOld(process.versions.node)) {
  complain(`alikafka needs Node ${NEEDED.join('.')} or later, and this is Node ${process.versions.node}`);
} else {
  try {
    start().catch(broken);
  } catch (error) {
    broken(error);
  }
}
