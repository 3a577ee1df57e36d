// Preloaded into the built program: writes the names of Node's own modules that it loaded to the file in NODE_MODULES.
const { writeFileSync } = require('node:fs');

process.on('exit', () => writeFileSync(process.env.NODE_MODULES, process.moduleLoadList.join('\n')));
