// Loads the built program with V8's code cache, if the build created one for this version of V8.
const { readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const loaded = new Map();

/** Loads a file of dist/ by its path and returns its exports. */
function load(file) {
  const known = loaded.get(file);
  if (known !== undefined) return known.module.exports;
  const script = new Script(wrapped(readFileSync(file, 'utf8')), { filename: file, cachedData: cacheOf(file) });
  const module = { exports: {} };
  loaded.set(file, { script, module });
  const folder = dirname(file);
  const inside = (name) => (/^\.\/[^/]+\.cjs$/.test(name) ? load(join(folder, name)) : require(name));
  script.runInThisContext().call(module.exports, module.exports, inside, module, file, folder);
  return module.exports;
}

/** The text of a module as Node wraps it; requiring its function for that loads several modules of Node. */
const wrapped = (text) => `(function (exports, require, module, __filename, __dirname) { ${text}\n});`;

const cacheFile = (file) => `${file}.${process.versions.v8}`;

function cacheOf(file) {
  try {
    return readFileSync(cacheFile(file));
  } catch {
    return undefined;
  }
}

/** Writes the caches of all loaded files, including the functions that have run. Called by the build. */
function saveCaches() {
  for (const [file, { script }] of loaded) writeFileSync(cacheFile(file), script.createCachedData());
}

module.exports = { load, saveCaches };
