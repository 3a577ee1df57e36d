/** Loads a script written in TypeScript: it is bundled into a temporary file and imported. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The exports of a script, by its path from the root, such as `scripts/reference.ts`. */
export async function load(entry) {
  const folder = await mkdtemp(join(tmpdir(), 'alikafka-script-'));
  const outfile = join(folder, 'script.mjs');
  try {
    await build({
      absWorkingDir: root,
      entryPoints: [entry],
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile,
      logLevel: 'warning',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}
