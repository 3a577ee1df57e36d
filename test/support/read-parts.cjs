// Preloaded into the built program: appends the names of the files of dist/ that it reads to the file PARTS_READ names.
const fs = require('node:fs');
const { basename, dirname } = require('node:path');

const { readFileSync } = fs;
fs.readFileSync = (path, ...rest) => {
  if (typeof path === 'string' && basename(dirname(path)) === 'dist' && path.endsWith('.cjs'))
    fs.appendFileSync(process.env.PARTS_READ, `${basename(path)}\n`);
  return readFileSync(path, ...rest);
};
