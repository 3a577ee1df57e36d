/** What commands of one user remember and share: alone, many at once, and on a disk that does not want to. */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { stateFolder } from '../../src/host/storage/state-folder.ts';
import type { StateFolder } from '../../src/ports/state-folder.ts';
import { memoryFolder } from '../support/memory-folder.ts';
import { folders } from '../support/folder.ts';

const newFolder = folders();

let path: string;
beforeEach(async () => {
  path = join(await newFolder(), 'state', 'alikafka');
});

const kinds: readonly (readonly [string, () => StateFolder])[] = [
  ['on disk', () => stateFolder(path)],
  ['in memory', () => memoryFolder()],
];

describe.each(kinds)('%s', (_where, make) => {
  test('is empty at first', async () => {
    const folder = make();
    expect([await folder.read('journal'), await folder.names('')]).toEqual([undefined, []]);
    await folder.remove('journal');
  });

  test('appended lines are read by name, and can be removed', async () => {
    const folder = make();
    for (const text of ['a\n', 'ü\n']) await folder.append('journal-1', text);
    await folder.append('other', 'x');
    await folder.append('journal-0', '');
    expect([await folder.read('journal-1'), await folder.read('journal-0')]).toEqual(['a\nü\n', '']);
    expect((await folder.names('journal-')).map(({ name }) => name)).toEqual(['journal-0', 'journal-1']);
    await folder.remove('journal-1');
    expect([await folder.read('journal-1'), (await folder.names('')).length]).toEqual([undefined, 2]);
  });

  test('a shared value is the same for all who open it, and is read as JSON', async () => {
    const folder = make();
    const [one, two] = [1, 2].map(() => folder.shared('value.json', () => ({ list: [] as string[] })));
    await one?.change(({ list }) => list.push('a'));
    expect(await two?.change(({ list }) => list.push('b'))).toBe(2);
    expect(await one?.change(({ list }) => [...list])).toEqual(['a', 'b']);
    expect(JSON.parse((await folder.read('value.json')) ?? '')).toEqual({ list: ['a', 'b'] });
  });

  test('a change that throws is not stored', async () => {
    const value = make().shared('value.json', () => ({ count: 1 }));
    const failing = value.change((kept) => {
      kept.count = 7;
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await value.change(({ count }) => count)).toBe(1);
  });
});

test('the time of a file is that of its last change', async () => {
  const folder = stateFolder(path);
  await folder.append('journal', 'a');
  utimesSync(join(path, 'journal'), 1000, 1000);
  expect(await folder.names('j')).toEqual([{ name: 'journal', modified: 1_000_000 }]);
  let now = 5;
  const memory = memoryFolder(() => now);
  await memory.append('journal', 'a');
  now = 7;
  expect(await memory.names('j')).toEqual([{ name: 'journal', modified: 5 }]);
});

test('folder and files are accessible only for their owner', async () => {
  const folder = stateFolder(path);
  await folder.append('journal', 'a');
  await folder.shared('value.json', () => ({ count: 0 })).change((value) => value.count++);
  const modes = ['.', 'journal', 'value.json', 'value.json.1'].map((name) => statSync(join(path, name)).mode & 0o777);
  expect([...modes, statSync(join(path, '..')).mode & 0o777]).toEqual([0o700, 0o600, 0o600, 0o600, 0o700]);
});

test('opening a folder does not create it', async () => {
  const folder = stateFolder(path);
  folder.shared('value.json', () => ({}));
  await folder.read('journal');
  expect(statSync(join(path, '..'), { throwIfNoEntry: false })).toBeUndefined();
});

describe('a shared value that is not valid starts with the initial value', () => {
  test.each([
    ['a part of it', '{"count":3,"by":'],
    ['nothing', ''],
    ['another value', '[1,2]'],
    ['an older layout', '{"count":"3","by":{}}'],
    ['a field too few', '{"count":3}'],
    ['a list for an object', '{"count":3,"by":[]}'],
    ['a number that is not valid JSON', '{"count":null,"by":{}}'],
  ])('%s', async (_what, text) => {
    const open = () => stateFolder(path).shared('value.json', () => ({ count: 0, by: {} }));
    await open().change((value) => value.count++);
    writeFileSync(join(path, 'value.json.1'), text);
    expect(await open().change((value) => ++value.count)).toBe(1);
    expect(await open().change((value) => ++value.count)).toBe(2);
    expect(JSON.parse(readFileSync(join(path, 'value.json'), 'utf8'))).toEqual({ count: 2, by: {} });
  });

  test('a value with unknown fields is kept', async () => {
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'value.json'), '{"count":3,"newer":true}');
    expect(
      await stateFolder(path)
        .shared('value.json', () => ({ count: 0 }))
        .change((value) => ++value.count),
    ).toBe(4);
  });
});

describe('without write permission', () => {
  const uses: readonly (readonly [string, (folder: StateFolder) => Promise<unknown>])[] = [
    ['append', (folder) => folder.append('journal', 'a')],
    ['change', (folder) => folder.shared('value.json', () => ({ count: 0 })).change((value) => value.count++)],
  ];

  test.each(uses)('%s throws below a file', async (_name, use) => {
    await expect(use(stateFolder('/dev/null/alikafka'))).rejects.toThrow(/ENOTDIR/);
  });

  test.each(uses)('%s throws in a folder of another user', async (_name, use) => {
    await expect(use(stateFolder('/proc/alikafka'))).rejects.toThrow(/ENOENT|EACCES|EROFS/);
  });

  test('the error names the file and how to use another folder', async () => {
    mkdirSync(join(path, 'value.json'), { recursive: true });
    const value = stateFolder(path).shared('value.json', () => ({ count: 0 }));
    await expect(value.change(() => undefined)).rejects.toThrow(
      new RegExp(`^cannot read ${path}/value.json: .*\\. Set XDG_STATE_HOME to use another folder\\.$`),
    );
  });

  test('a file that cannot be read does not count as absent', async () => {
    mkdirSync(join(path, 'journal'), { recursive: true });
    await expect(stateFolder(path).read('journal')).rejects.toThrow(/EISDIR/);
  });
});

describe('many processes at once', () => {
  let worker: string;
  beforeEach(async () => {
    worker = join(path, '..', '..', 'worker.mjs');
    const entryPoints = [join(import.meta.dirname, 'pace-worker.ts')];
    await build({ entryPoints, outfile: worker, bundle: true, platform: 'node', format: 'esm', target: 'node20' });
  });

  const run = promisify(execFile);
  const start = (...args: string[]) => run(process.execPath, [worker, ...args], { timeout: 200_000 });
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

  test('reserve slots together: none is lost, none is assigned twice', async () => {
    const ended = await Promise.all(numbers(30).map(() => start('book', path, '5')));
    const waits = ended.flatMap(({ stdout }) => stdout.trimEnd().split('\n').map(Number));
    expect(waits.sort((a, b) => a - b)).toEqual(numbers(150).map((i) => i * 1000));
  }, 300_000);

  test('append whole lines', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    await Promise.all(names.map((name) => start('append', path, name, '40')));
    const lines = readFileSync(join(path, 'journal'), 'utf8').trimEnd().split('\n');
    const whole = names.flatMap((name) => numbers(40).map((i) => `${name}-${i} ${name.repeat(5000)}`));
    expect(lines.sort()).toEqual(whole.sort());
  }, 300_000);
});
