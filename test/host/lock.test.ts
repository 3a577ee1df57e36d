/** A lock between processes: one holder at a time, even if a process ends in the middle. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { hostOf, type LockEffects, locked } from '../../src/host/storage/lock.ts';
import { folders } from '../support/folder.ts';
import { lockEffects } from '../support/lock.ts';

const makeFolder = folders();

let bundle: string;
let worker: (...args: readonly string[]) => ChildProcess;
beforeAll(async () => {
  bundle = mkdtempSync(join(tmpdir(), 'alikafka-lock-'));
  const outfile = join(bundle, 'worker.mjs');
  const entryPoints = [join(import.meta.dirname, 'lock-worker.ts')];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20' });
  worker = (...args) => spawn(process.execPath, [outfile, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
});
afterAll(() => rmSync(bundle, { recursive: true, force: true }));

const ended = (child: ChildProcess): Promise<unknown> => new Promise((done) => child.on('close', done));
const said = (child: ChildProcess): Promise<unknown> => new Promise((done) => child.stdout?.once('data', done));

/** A waiter for whom time passes only by waiting. */
function quick(more: Partial<LockEffects> = {}): { io: LockEffects; waited: () => number } {
  let waited = 0;
  const sleep = async (milliseconds: number): Promise<void> => void (waited += milliseconds);
  return { io: lockEffects({ sleep, random: () => 0.5, ...more }), waited: () => waited };
}

describe('locked', () => {
  test('executes the function, returns its result, and leaves nothing', async () => {
    const folder = await makeFolder();
    const path = join(folder, 'a.lock');
    const seen: unknown[] = [];
    const result = await locked(path, lockEffects(), (mine) => {
      mine();
      seen.push(readdirSync(folder), statSync(path).mode & 0o777);
      return 7;
    });
    expect([result, ...seen, readdirSync(folder)]).toEqual([7, ['a.lock'], 0o600, []]);
  });

  test('is released if the function throws', async () => {
    const folder = await makeFolder();
    const fail = (): never => {
      throw new Error('no');
    };
    await expect(locked(join(folder, 'a.lock'), lockEffects(), fail)).rejects.toThrow('no');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a missing folder is an error', async () => {
    const path = join(await makeFolder(), 'none', 'a.lock');
    await expect(locked(path, lockEffects(), () => 1)).rejects.toThrow('ENOENT');
  });
});

describe('a lock of a killed process', () => {
  const left = (more: object): string => JSON.stringify({ by: 'x', pid: 4_194_305, host: hostOf(), ...more });

  test.each([
    ['who has ended, by the time of its start', left({ start: '1' }), () => true],
    ['who has ended, without start times of the system', left({}), () => false],
  ])('%s: is acquired at once', async (_name, text, isRunning) => {
    const folder = await makeFolder();
    const path = join(folder, 'a.lock');
    writeFileSync(path, text);
    const { io, waited } = quick({ isRunning });
    expect(await locked(path, io, () => 'mine')).toBe('mine');
    expect(waited()).toBeLessThan(100);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ['of this machine that runs', left({}), () => true],
    ['on another machine', left({ host: 'elsewhere' }), () => false],
    ['in another container', left({ host: `${hostOf()}0`, start: '1' }), () => false],
    ['in an empty file', '', () => false],
    ['in a file that is no JSON', 'x', () => false],
    ['in a file that is null', 'null', () => false],
  ])('%s: is acquired after ten seconds, not before', async (_name, text, isRunning) => {
    const folder = await makeFolder();
    const path = join(folder, 'a.lock');
    writeFileSync(path, text);
    const { io, waited } = quick({ isRunning });
    expect(await locked(path, io, () => 'mine')).toBe('mine');
    expect(waited()).toBeGreaterThan(10_000);
    expect(waited()).toBeLessThan(11_000);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('each new holder is waited for, for up to a minute', async () => {
    const path = join(await makeFolder(), 'a.lock');
    const holders = { count: 0 };
    const take = (): void => writeFileSync(path, left({ by: `holder ${holders.count++}`, host: 'elsewhere' }));
    take();
    let waited = 0;
    const sleep = async (milliseconds: number): Promise<void> => {
      waited += milliseconds;
      if (waited > holders.count * 5000) take();
    };
    const waits = locked(path, lockEffects({ sleep, random: () => 0.5 }), () => 'mine');
    await expect(waits).rejects.toThrow('is busy: other processes keep acquiring it');
    expect(waited).toBeGreaterThan(60_000);
    expect(readFileSync(path, 'utf8')).toContain('holder');
  });

  test('leftovers of killed processes are removed too', async () => {
    const folder = await makeFolder();
    const path = join(folder, 'a.lock');
    writeFileSync(path, left({ start: '1' }));
    const { ino, mtimeMs } = statSync(path);
    writeFileSync(`${path}.${`${ino} ${mtimeMs}`.replace(/\W+/g, '-')}`, left({ by: 'y', start: '2' }));
    writeFileSync(`${path}.99-99`, left({ by: 'z', start: '3' }));
    const { io, waited } = quick();
    expect(await locked(path, io, () => 'mine')).toBe('mine');
    expect(waited()).toBeLessThan(200);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a holder that lost the lock learns it before the last step, and does not affect the new one', async () => {
    const path = join(await makeFolder(), 'a.lock');
    const steps: string[] = [];
    const work = (mine: () => void): void => {
      writeFileSync(path, left({ by: 'another' }));
      mine();
      steps.push('the last step');
    };
    await expect(locked(path, lockEffects(), work)).rejects.toThrow(
      `lost the lock ${path} to another process while this one was stopped`,
    );
    expect(steps).toEqual([]);
    expect(readFileSync(path, 'utf8')).toContain('another');
  });
});

describe('concurrent processes', () => {
  test('lose nothing, except killed ones', async () => {
    const folder = await makeFolder();
    const path = join(folder, 'number');
    writeFileSync(path, '0');
    for (let round = 0; round < 3; round++) {
      const stands = worker(path, '1', 'stand');
      await said(stands);
      const others = Array.from({ length: 4 }, () => worker(path, '25'));
      stands.kill('SIGKILL');
      await Promise.all([stands, ...others].map(ended));
    }
    expect(readFileSync(path, 'utf8')).toBe('300');
    expect(readdirSync(folder)).toEqual(['number']);
  }, 120_000);
});
