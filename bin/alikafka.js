#!/usr/bin/env node
// The start of the program, which is built into dist/ by `npm run build`. It is CommonJS, which Node starts fastest.
// This file and load.js are written in the syntax of Node 12, so that an older Node can print which version is required.
const NEEDED = [20, 18, 1];

/** Whether a version of Node (`20.18.1`) is older than the required one. */
function isOld(version) {
  const parts = version.split('.').map((part) => parseInt(part, 10));
  const at = NEEDED.findIndex((needed, i) => parts[i] !== needed);
  return at !== -1 && parts[at] < NEEDED[at];
}

/** Prints an error to stderr and sets the exit code. */
function complain(text, exitCode = 1) {
  process.exitCode = exitCode;
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
    if (error.code !== 'EPIPE' && error.code !== 'EOF') complain(`cannot write to stdout: ${error.message}`);
  }
}

/** The built help is English and has 80 columns; on a terminal the program wraps it at the terminal's width. */
function isTerminal() {
  try {
    return require('fs').fstatSync(1).isCharacterDevice();
  } catch {
    return false;
  }
}

const distFolder = () => require('path').join(__dirname, '..', 'dist');

/** The words of the shells' completion: answered by a separate file, and silent whatever happens. */
const COMPLETE = '__complete';
/** A process that reads names for it. */
const REFRESH = '__refresh';

function complete(words) {
  const dist = distFolder();
  const { complete: print } = require('./load.js').load(require('path').join(dist, 'completion.cjs'));
  return print(words, dist);
}

function start() {
  const { join } = require('path');
  const { isHelp, isVersion, languageOf, VERSION } = require('../dist/version.cjs');
  const dist = distFolder();
  const words = process.argv.slice(2);
  if (isVersion(words)) write(`${VERSION}\n`);
  else if (isHelp(words) && languageOf(process.env) === undefined && !isTerminal())
    write(require('fs').readFileSync(join(dist, 'help.txt'), 'utf8'));
  else {
    const main = require('./load.js').load(join(dist, 'main.cjs'));
    return words[0] === REFRESH ? main.refresh() : main.main();
  }
  return Promise.resolve();
}

/** Reports why the program cannot start: it is not built, a part of it is missing, or too few files may be open. */
function broken(error) {
  const dist = distFolder();
  if (!require('fs').existsSync(dist))
    complain(`alikafka is not built: ${dist} not found\nnext:      npm install && npm run build`, 70);
  else if (process.env.ALIKAFKA_DEBUG || process.argv.includes('--debug')) complain(error.stack || String(error));
  else complain(`alikafka cannot start: ${String(error.message || error).split('\n')[0]}`);
}

if (process.argv[2] === COMPLETE) {
  try {
    if (!isOld(process.versions.node)) complete(process.argv.slice(process.argv[3] === '--' ? 4 : 3)).catch(() => {});
  } catch {
    process.exitCode = 0;
  }
} else if (isOld(process.versions.node)) {
  complain(`alikafka requires Node ${NEEDED.join('.')} or later, and this is Node ${process.versions.node}`);
} else {
  try {
    start().catch(broken);
  } catch (error) {
    broken(error);
  }
}
