/** The build runs commands for V8's caches: they touch nothing of the person who builds, and may fail. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { folders } from '../support/folder.ts';

const root = join(import.meta.dirname, '..', '..');
const WATCHER = join(root, 'test', 'support', 'watched-process.cjs');
const newFolder = folders();
const caches = (dist: string): string[] => readdirSync(dist).filter((name) => /\.cjs\.\d/.test(name));

const above = (path: string): boolean => tmpdir().startsWith(dirname(path)) && basename(path) === '.alikafka.json';

/** Runs scripts/warm.cjs on a copy of the built program without caches, in a home with settings and keys. */
async function warmed(env: Readonly<Record<string, string>> = {}) {
  const [copy, home] = [await newFolder(), await newFolder()];
  for (const part of ['bin', 'dist', 'scripts/warm.cjs', 'src/vendor', 'package.json'])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  const dist = join(copy, 'dist');
  for (const name of caches(dist)) rmSync(join(dist, name));
  mkdirSync(join(home, '.aliyun'));
  writeFileSync(join(home, '.aliyun', 'config.json'), 'not JSON');
  writeFileSync(join(home, '.alikafka.json'), 'not JSON');
  const record = join(copy, 'watched.txt');
  const { status, stderr } = spawnSync(process.execPath, ['--require', WATCHER, join(copy, 'scripts', 'warm.cjs')], {
    cwd: home,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: home, USERPROFILE: home, WATCHED: record, ...env },
  });
  const watched = readFileSync(record, 'utf8').trim().split('\n');
  const of = (kind: string): string[] =>
    watched.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1));
  return { status, stderr, copy, home, caches: caches(dist), paths: of('path'), hosts: new Set(of('connect')) };
}

test("caches are written without the builder's files and other machines", async () => {
  const { status, stderr, copy, home, caches: made, paths, hosts } = await warmed();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(made).toEqual(expect.arrayContaining(['main', 'undici'].map((name) => `${name}.cjs.${process.versions.v8}`)));
  expect([...hosts]).toEqual(['127.0.0.1']);
  expect(paths.filter((path) => path.startsWith(home))).toEqual([]);
  const own = [copy, join(tmpdir(), 'alikafka-build-')];
  const elsewhere = paths.filter((path) => !own.some((folder) => path.startsWith(folder)));
  // A project file is looked for in the folders above, too.
  expect(elsewhere.filter((path) => !/^\/(dev|etc|proc|sys|usr)\b/.test(path) && !above(path))).toEqual([]);
});

test('without a loopback interface the caches are written, and a note names what is not in them', async () => {
  const { status, stderr, caches: made } = await warmed({ WATCHED_LOOPBACK: 'off' });
  expect(status).toBe(0);
  expect(stderr).toMatch(/^note: .*: --profile local topic list, topic list, topic list --output json\n$/m);
  expect(made).toContain(`main.cjs.${process.versions.v8}`);
});
