/**
 * `prepare`: npm runs it after an install in a checkout, and in the clone that it packs for an install from git. Whoever
 * installs the packed program does not run it.
 */
import { createRequire } from 'node:module';
import { built } from './ready.mjs';

if (isInstalled('esbuild')) built();
else console.error('dist/ was not built: that needs the development packages, which were left out (--omit=dev)');

function isInstalled(name) {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}
