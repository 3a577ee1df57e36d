// Loads the built program with V8's code cache where the build made one for this very V8; without it as usual.
const { readFileSync, writeFileSync } = require('node:fs');
const { wrap } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const loaded = new Map();

/** The exports of a file of dist/, by its path. */
function load(file) {
  const known = loaded.get(file);
  if (known !== undefined) return known.module.exports;
  const script = new Script(wrap(readFileSync(file, 'utf8')), { filename: file, cachedData: cacheOf(file) });
  const module = { exports: {} };
  loaded.set(file, { script, module });
  const folder = dirname(file);
  const inside = (name) => (/^\.\/[^/]+\.cjs$/.test(name) ? load(join(folder, name)) : require(name));
  script.runInThisContext().call(module.exports, module.exports, inside, module, file, folder);
  return module.exports;
}

const cacheFile = (file) => `${file}.${process.versions.v8}`;

function cacheOf(file) {
  try {
    return readFileSync(cacheFile(file));
  } catch {
    return undefined;
  }
}

/** Writes the caches of what has been loaded, functions that ran included; called by the build. */
function saveCaches() {
  for (const [file, { script }] of loaded) writeFileSync(cacheFile(file), script.createCachedData());
}

module.exports = { load, saveCaches };
