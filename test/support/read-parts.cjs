// Preloaded into the built program: appends the name of each file of dist/ that is read to the file in PARTS_READ.
const fs = require('node:fs');
const { basename, dirname } = require('node:path');

const { readFileSync } = fs;
fs.readFileSync = (path, ...rest) => {
  if (typeof path === 'string' && basename(dirname(path)) === 'dist' && path.endsWith('.cjs'))
    fs.appendFileSync(process.env.PARTS_READ, `${basename(path)}\n`);
  return readFileSync(path, ...rest);
};
