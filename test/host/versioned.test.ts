import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { resetVersions, versionedFile, type VersionedOptions } from '../../src/host/storage/versioned-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'alikafka-versioned-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(folder, 'run-')), 'deep', 'list.json');
});

type Value = { items: string[] };

const open = (change: Partial<VersionedOptions<Value>> = {}) =>
  versionedFile<Value>(path, {
    initial: () => ({ items: [] }),
    wrong: (value) => (typeof value === 'object' && 'items' in (value as object) ? undefined : 'has no items'),
    remedy: 'Start afresh.',
    ...change,
  });

const add = (item: string) => (value: Value) => value.items.push(item);
const items = (value: Value): string[] => [...value.items];
const names = (): string[] => readdirSync(join(path, '..')).sort();
const versions = (): string[] => names().filter((name) => /^list\.json\.\d+$/.test(name));
const noLinks = () => {
  throw Object.assign(new Error('not permitted'), { code: 'EPERM' });
};

describe.each([
  ['with hard links', linkSync],
  ['without hard links', noLinks],
])('%s', (_where, link) => {
  test('a value is stored under its own name, with two versions', async () => {
    const file = open({ link });
    for (const item of ['a', 'b', 'c', 'd']) await file.write(add(item));
    expect(await open({ link }).read(items)).toEqual(['a', 'b', 'c', 'd']);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ items: ['a', 'b', 'c', 'd'] });
    expect(names()).toEqual(['list.json', 'list.json.3', 'list.json.4']);
  });

  test('a written value is read and changed by others', async () => {
    const [one, two] = [open({ link }), open({ link })];
    await one.write(add('a'));
    await two.write(add('b'));
    await one.write(add('c'));
    expect([await one.read(items), await two.read(items)]).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
  });

  test('a change that was overtaken is repeated on the newer value', async () => {
    const other = open({ link });
    await other.write(add('first'));
    let overtaken = false;
    const slow = open({
      link: (from, to) => {
        if (!overtaken && to === `${path}.2`) {
          overtaken = true;
          void other.write(add('overtaking'));
        }
        link(from, to);
      },
    });
    await slow.write(add('slow'));
    expect(await other.read(items)).toEqual(['first', 'overtaking', 'slow']);
  });

  test('a change that slept through many others is repeated too', async () => {
    const other = open({ link });
    await other.write(add('first'));
    let slept = false;
    const slow = open({
      link: (from, to) => {
        if (!slept && to === `${path}.2`) {
          slept = true;
          for (const item of ['a', 'b', 'c', 'd']) void other.write(add(item));
          expect(versions()).toEqual(['list.json.2', 'list.json.3', 'list.json.4', 'list.json.5']);
        }
        link(from, to);
      },
    });
    await slow.write(add('slow'));
    expect(await other.read(items)).toEqual(['first', 'a', 'b', 'c', 'd', 'slow']);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ items: ['first', 'a', 'b', 'c', 'd', 'slow'] });
  });

  test('a change that slept longer than the limit is repeated', async () => {
    const other = open({ link });
    await other.write(add('first'));
    let slept = false;
    const slow = open({
      link: (from, to) => {
        if (!slept && to === `${path}.2`) {
          slept = true;
          utimesSync(from, 1, 1);
          for (const item of ['a', 'b', 'c', 'd']) void other.write(add(item));
          expect(versions()).toEqual(['list.json.4', 'list.json.5']);
        }
        linkSync(from, to);
      },
    });
    await slow.write(add('slow'));
    expect(await other.read(items)).toEqual(['first', 'a', 'b', 'c', 'd', 'slow']);
  });

  test('a reset takes precedence over a concurrent change', async () => {
    const other = open({ link });
    await other.write(add('old'));
    let reset = false;
    const slow = open({
      link: (from, to) => {
        if (!reset) {
          reset = true;
          resetVersions(path, link);
        }
        link(from, to);
      },
    });
    await slow.write(add('new'));
    expect(await other.read(items)).toEqual(['new']);
  });

  test('fifty changes in one process lose nothing', async () => {
    const files = Array.from({ length: 5 }, () => open({ link }));
    const all = Array.from({ length: 50 }, (_, i) => `item-${i}`);
    await Promise.all(all.map(async (item, i) => files[i % 5]?.write(add(item))));
    expect((await open({ link }).read(items)).sort()).toEqual([...all].sort());
  });
});

describe('reading', () => {
  test('stores the first value once', async () => {
    let made = 0;
    const initial = () => ({ items: [`made-${++made}`] });
    expect(await open({ initial }).read(items)).toEqual(['made-1']);
    const before = names();
    const reader = open({ initial });
    for (let i = 0; i < 3; i++) expect(await reader.read(items)).toEqual(['made-1']);
    expect([names(), made]).toEqual([before, 1]);
  });

  test('uses a file without versions as the first value', async () => {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, '{"items":["copied"]}');
    const file = open();
    expect(await file.read(items)).toEqual(['copied']);
    await file.write(add('b'));
    expect(await open().read(items)).toEqual(['copied', 'b']);
  });

  test('continues if everything is removed by hand', async () => {
    const file = open();
    await file.write(add('a'));
    rmSync(join(path, '..'), { recursive: true });
    expect(await file.read(items)).toEqual([]);
  });
});

describe('writing', () => {
  test('stores nothing if a change throws or changes nothing', async () => {
    const file = open();
    await file.write(add('a'));
    const before = names();
    const failing = file.write((value) => {
      value.items.push('half');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await file.read(items)).toEqual(['a']);
    await file.write(() => undefined);
    expect(names()).toEqual(before);
  });

  test('returns the result of the change', async () => {
    expect(await open().write((value) => value.items.push('a', 'b'))).toBe(2);
  });

  test('creates folder and files only for the owner', async () => {
    await open().write(add('a'));
    const mode = (name: string) => statSync(name).mode & 0o777;
    expect([mode(join(path, '..')), mode(path), mode(`${path}.1`)]).toEqual([0o700, 0o600, 0o600]);
  });

  test('removes old leftovers of killed processes', async () => {
    await open().write(add('a'));
    const [old, young, foreign] = [`${path}.tmp-old`, `${path}.tmp-young`, join(path, '..', 'other.json.tmp-old')];
    for (const name of [old, young, foreign]) writeFileSync(name, 'half');
    const longAgo = Date.now() / 1000 - 30;
    for (const name of [old, foreign]) utimesSync(name, longAgo, longAgo);
    await open().write(add('b'));
    expect(names()).toEqual(['list.json', 'list.json.1', 'list.json.2', 'list.json.tmp-young', 'other.json.tmp-old']);
  });

  test('is kept if the file cannot be stored under its own name', async () => {
    const file = open();
    await file.write(add('a'));
    rmSync(path);
    mkdirSync(join(path, 'in-the-way'), { recursive: true });
    await file.write(add('b'));
    expect(await open().read(items)).toEqual(['a', 'b']);
  });

  test('leaves no temporary file behind', async () => {
    const file = open();
    for (const item of ['a', 'b', 'c']) await file.write(add(item));
    expect(names().filter((name) => name.includes('tmp'))).toEqual([]);
  });
});

describe('a file that cannot be used', () => {
  test.each([
    ['not valid JSON', '{"items":'],
    ['has no items', '{"other":1}'],
    ['not valid JSON', ''],
  ])('%s: the error names the file and the remedy', async (why, text) => {
    await open().write(add('a'));
    writeFileSync(`${path}.2`, text);
    for (const use of [open().read(items), open().write(add('b'))])
      await expect(use).rejects.toThrow(`cannot read ${path}: ${why}. Start afresh.`);
  });

  test('is a folder, or below a file', async () => {
    mkdirSync(path, { recursive: true });
    await expect(open().read(items)).rejects.toMatchObject({
      message: expect.stringMatching(/^cannot read .*: .*EISDIR.*Start afresh\.$/s),
    });
    path = join(`${path}-file`, 'list.json');
    writeFileSync(join(path, '..'), '');
    await expect(open().write(add('a'))).rejects.toThrow(/list\.json|ENOTDIR/);
  });
});

describe('reset', () => {
  test('starts with the initial value, also after a broken file', async () => {
    const file = open();
    await file.write(add('a'));
    writeFileSync(`${path}.2`, 'broken');
    resetVersions(path);
    expect(await file.read(items)).toEqual([]);
    await file.write(add('b'));
    expect(await open().read(items)).toEqual(['b']);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ items: ['b'] });
  });

  test('works on a file without versions, and does nothing without a file', async () => {
    resetVersions(path);
    mkdirSync(join(path, '..'), { recursive: true });
    expect(names()).toEqual([]);
    writeFileSync(path, 'broken');
    resetVersions(path);
    expect(await open().read(items)).toEqual([]);
  });
});
