#!/usr/bin/env node
// CommonJS, since Node starts it fastest. The program is built into dist/ by `npm run build`.
const { fstatSync, readFileSync, writeSync } = require('node:fs');
const { join } = require('node:path');
const { isHelp, isVersion, VERSION } = require('../dist/version.cjs');

const dist = join(__dirname, '..', 'dist');
const words = process.argv.slice(2);

/** Help as the build wrote it down, for 80 columns; a terminal has a width of its own. */
const isWrittenDown = () => isHelp(words) && !fstatSync(1).isCharacterDevice();

function write(text) {
  try {
    writeSync(1, text);
  } catch (error) {
    process.exitCode = error.code === 'EPIPE' ? 0 : 1;
  }
}

if (isVersion(words)) write(`${VERSION}\n`);
else if (isWrittenDown()) write(readFileSync(join(dist, 'help.txt'), 'utf8'));
else require('./load.js').load(join(dist, 'main.cjs')).main();
