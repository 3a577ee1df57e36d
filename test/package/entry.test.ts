/** The public entry `alikafka/emulator`: as the sources have it, and as the package passes it on. */
import { readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type EmulatorOptions, startEmulator, type RunningEmulator } from '../../src/emulator.ts';
import { alikafka, ended } from '../e2e/support/program.ts';
import { folders } from '../support/folder.ts';

const root = join(import.meta.dirname, '..', '..');
const newFolder = folders();
const running: RunningEmulator[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

async function started(options?: EmulatorOptions): Promise<RunningEmulator> {
  const one = await startEmulator(options);
  running.push(one);
  return one;
}

/** A command of the built program, with the variables of an emulator. */
const command = async ({ env }: RunningEmulator, words: string) =>
  alikafka(words.split(' '), { home: await newFolder(), env });

describe('startEmulator', () => {
  test('serves the seeded instance to a process with its variables', async () => {
    const one = await started();
    expect(one.url).toBe(`http://127.0.0.1:${one.port}`);
    const { stdout } = await command(one, 'topic list -o name');
    expect(stdout.split('\n').sort()).toEqual(['', 'audit-log', 'orders', 'orders-dead', 'payments', 'refunds']);
  });

  test('keeps its state in memory, separately for each', async () => {
    const [one, other] = [await started(), await started()];
    expect((await command(one, 'topic create fresh')).code).toBe(0);
    expect((await command(one, 'topic list -o name')).stdout).toContain('fresh\n');
    expect((await command(other, 'topic list -o name')).stdout).not.toContain('fresh\n');
  });

  test('accepts a key of the caller', async () => {
    const one = await started({ credentials: { accessKeyId: 'testid', accessKeySecret: 'testsecret' } });
    expect((await command(one, 'topic list')).code).toBe(0);
    const foreign = { ...one, env: { ...one.env, ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'other' } };
    expect((await command(foreign, 'topic list')).code).toBe(4);
  });

  test('accepts faults as typed', async () => {
    const one = await started({ faults: ['refuse,action=GetTopicList,code=TestRefusal'] });
    expect((await command(one, 'topic list')).stderr).toContain('TestRefusal');
  });

  test('rejects an invalid fault with the reason', async () => {
    await expect(started({ faults: ['drop,when=now'] })).rejects.toThrow(/^drop,when=now: .*when/);
  });

  test('accepts a time of the caller', async () => {
    const one = await started({ now: () => Date.UTC(2020, 0, 1) });
    const { stdout } = await command(one, 'instance list -o json');
    expect(stdout).toContain('"CreateTime": 157');
  });

  test('rejects if the port is in use', async () => {
    const { port } = await started();
    await expect(started({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('the package exports it', () => {
  const use = 'startEmulator().then(async (one) => { await one.close(); console.log(one.url); })';

  test.each([
    ['import', ['--input-type=module', '-e', `import { startEmulator } from 'alikafka/emulator'; ${use}`]],
    ['require', ['-e', `const { startEmulator } = require('alikafka/emulator'); ${use}`]],
  ])('to %s', async (_how, args) => {
    const { stdout, stderr } = await ended(spawn(process.execPath, args, { cwd: root }));
    expect([stdout, stderr]).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\n$/), '']);
  });

  test('with self-contained types', () => {
    const types = readFileSync(join(root, 'dist', 'emulator.d.ts'), 'utf8');
    expect(types).toContain(
      'export declare function startEmulator(options?: EmulatorOptions): Promise<RunningEmulator>;',
    );
    expect(types).not.toMatch(/\bimport\b|\bfrom '/);
  });
});
