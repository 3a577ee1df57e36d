/** `npm run new-operation <Action>`: writes the skeletons of an operation from its facts (scripts/new-operation/). */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = await mkdtemp(join(tmpdir(), 'alikafka-new-operation-'));
const bundle = join(folder, 'main.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['scripts/new-operation/main.ts'],
  bundle: true,
  platform: 'node',
  format: 'esm',
  outfile: bundle,
  logLevel: 'warning',
});
const { main } = await import(pathToFileURL(bundle).href);
await rm(folder, { recursive: true });
process.exitCode = await main(root, process.argv.slice(2));
