/** A time without a zone is UTC on every machine: in separate processes, since a zone is fixed when one starts. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';

let folder: string;
let worker: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'alikafka-zones-'));
  worker = join(folder, 'worker.mjs');
  const entryPoints = [join(import.meta.dirname, 'zone-worker.ts')];
  await build({ entryPoints, outfile: worker, bundle: true, platform: 'node', format: 'esm', target: 'node20' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NOON = Date.UTC(2026, 0, 31, 12);
const MIDNIGHT = NOON - 43_200_000;

test.each(['UTC', 'Asia/Kathmandu', 'America/New_York', 'Pacific/Kiritimati'])('%s', async (zone) => {
  const { stdout } = await promisify(execFile)(process.execPath, [worker], { env: { TZ: zone } });
  expect(JSON.parse(stdout)).toEqual({
    isLocal: zone !== 'UTC',
    moments: [NOON, NOON, MIDNIGHT],
    times: [NOON, NOON, NOON, MIDNIGHT],
    expires: NOON,
    wait: 20_000,
    waitByClock: 110_000,
    offset: 90_000,
  });
});
