/** Installs the packages and builds the program where that is needed, for the commands of the README. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuilt } from './inputs.mjs';

/** The folder of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Runs a command in the project. If it fails, ends this process with its exit code. */
export function must(command, args, options = {}) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32' && command === 'npm',
    ...options,
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Builds, unless dist/ is up to date. */
export function built() {
  if (!isBuilt()) must(process.execPath, [join(root, 'scripts', 'build.mjs')]);
}

/** Installs the packages if they are missing or older than the lock file, and builds. */
export function ready() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs)
    must('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  built();
}
