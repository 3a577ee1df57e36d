/** `npm test`: installs missing packages, builds, and runs every test. Arguments are passed to jest. */
import { join } from 'node:path';
import { must, ready, root } from './ready.mjs';

ready();
must(process.execPath, [
  '--experimental-vm-modules',
  '--no-warnings',
  join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
  ...process.argv.slice(2),
]);
