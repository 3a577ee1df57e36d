/**
 * `prepare`: npm runs it after an install in a checkout, and in the clone that it packs for an install from git. It does
 * not run when the packed program is installed.
 */
import { createRequire } from 'node:module';
import { built } from './ready.mjs';

if (isInstalled('esbuild')) built();
else console.error('dist/ was not built: this needs the development packages, but --omit=dev leaves them out');

function isInstalled(name) {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}
