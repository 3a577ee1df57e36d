import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { SEEDED_INSTANCE } from '../../src/core/local-names.ts';
import { seed } from '../../src/emulator/state/seed.ts';
import { fileStore } from '../../src/emulator/state/store.ts';
import { versionedFile } from '../../src/host/storage/versioned-file.ts';

let folder: string;
let worker: string;
let file: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'alikafka-processes-'));
  worker = join(folder, 'worker.mjs');
  await build({
    entryPoints: [join(process.cwd(), 'test/host/worker.ts')],
    outfile: worker,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
  });
});

beforeEach(() => {
  file = join(mkdtempSync(join(folder, 'run-')), 'state', 'local.json');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Running {
  readonly child: ChildProcess;
  /** Lines said so far. */
  readonly said: string[];
  /** Exit code, or the signal. */
  readonly ended: Promise<number | string | null>;
  readonly errors: string[];
}

function start(...args: string[]): Running {
  const child = spawn(process.execPath, [worker, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, errors]: string[][] = [[], []];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (data: string) => {
    const lines = (rest + data).split('\n');
    rest = lines.pop() ?? '';
    said?.push(...lines);
  });
  child.stderr.setEncoding('utf8').on('data', (data: string) => errors?.push(data));
  const ended = new Promise<number | string | null>((done) =>
    child.on('close', (code, signal) => done(signal ?? code)),
  );
  return { child, said: said ?? [], errors: errors ?? [], ended };
}

const entries = () =>
  versionedFile<string[]>(file, { initial: () => [], wrong: () => undefined, remedy: '' }).read((all) => [...all]);
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

test.each([20, 100])(
  '%i processes create one topic each, and none is lost',
  async (count) => {
    const names = Array.from({ length: count }, (_, i) => `by-process-${i}`);
    const running = names.map((name) => start('topic', file, name));
    const codes = await Promise.all(running.map(({ ended }) => ended));
    expect(running.flatMap(({ errors }) => errors)).toEqual([]);
    expect(codes).toEqual(names.map(() => 0));
    expect(running.flatMap(({ errors }) => errors)).toEqual([]);
    const topics = await fileStore(file, () => seed(0), { open: versionedFile }).read(
      (state) => state.instances.find(({ id }) => id === SEEDED_INSTANCE)?.topics.map(({ name }) => name) ?? [],
    );
    expect(topics.filter((name) => name.startsWith('by-process-')).sort()).toEqual([...names].sort());
    const exposed = JSON.parse(readFileSync(file, 'utf8')) as { instances: { topics: unknown[] }[] };
    expect(exposed.instances[0]?.topics).toHaveLength(topics.length);
  },
  300_000,
);

test('many changes of several processes are all stored, in the order of each process', async () => {
  const running = ['a', 'b', 'c', 'd'].map((name) => start('append', file, name, '60'));
  expect(await Promise.all(running.map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
  const all = await entries();
  expect(all).toHaveLength(240);
  for (const { said } of running) expect(all.filter((entry) => said.includes(entry))).toEqual(said);
}, 300_000);

test('killed processes lose no reported change, and leave a readable file', async () => {
  const readers = [start('read', file), start('read', file)];
  const said: string[] = [];
  for (let round = 0; round < 6; round++) {
    const writers = ['x', 'y', 'z'].map((name) => start('append', file, `${name}${round}`, '100000'));
    while (writers.some((writer) => writer.said.length < 3)) await wait(5);
    await wait(Math.random() * 40);
    for (const { child } of writers) child.kill('SIGKILL');
    expect(await Promise.all(writers.map(({ ended }) => ended))).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL']);
    said.push(...writers.flatMap((writer) => writer.said));
    const kept = new Set(await entries());
    expect(said.filter((entry) => !kept.has(entry))).toEqual([]);
    expect(Array.isArray(JSON.parse(readFileSync(file, 'utf8')))).toBe(true);
  }
  for (const { child } of readers) child.kill('SIGKILL');
  await Promise.all(readers.map(({ ended }) => ended));
  expect(readers.flatMap(({ errors }) => errors)).toEqual([]);
  for (const reader of readers) {
    const lengths = reader.said.map(Number);
    expect(lengths.length).toBeGreaterThan(0);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  }
  const all = await entries();
  expect(new Set(all).size).toBe(all.length);
  const beside = () => readdirSync(join(file, '..')).filter((name) => name !== 'local.json');
  for (const name of beside()) utimesSync(join(file, '..', name), 1, 1);
  await versionedFile<string[]>(file, { initial: () => [], wrong: () => undefined, remedy: '' }).write((list) =>
    list.push('last'),
  );
  expect(beside().filter((name) => !/^local\.json\.\d+$/.test(name))).toEqual([]);
  expect(beside()).toHaveLength(2);
}, 300_000);
