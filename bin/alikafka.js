#!/usr/bin/env node
// CommonJS, since Node starts it fastest. The program is built into dist/ by `npm run build`.
require('../dist/main.cjs').main();
