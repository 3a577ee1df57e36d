/** The built program with the oldest supported Node and with the present versions. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { alikafka, folder } from './support/program.ts';

const VERSIONS = ['20.18.1', '22', '24'];
/** 20.18.0 is the last version before the oldest supported one; of the others, the newest of each. */
const TOO_OLD = ['12', '14', '16', '18', '20.0', '20.18.0'];
const cache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'alikafka-node');
const home = folder();
afterAll(() => home.remove());

/** Another Node from the registry, kept between runs; undefined, with a printed reason, if it is not available. */
function nodeOf(version: string): string | undefined {
  const into = join(cache, version);
  const name = `node-${platform()}-${arch()}`;
  const binary = join(into, 'node_modules', name, 'bin', 'node');
  if (existsSync(binary)) return binary;
  mkdirSync(into, { recursive: true });
  writeFileSync(join(into, 'package.json'), '{ "private": true }\n');
  const { status, stderr } = spawnSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--no-package-lock', `${name}@${version}`],
    { cwd: into, encoding: 'utf8', timeout: 120_000 },
  );
  if (status === 0 && existsSync(binary)) return binary;
  process.stderr.write(
    `Node ${version} is not available, so the program is not tested with it: ${(stderr || 'the package has no binary').split('\n')[0] ?? ''}\n`,
  );
  return undefined;
}

describe.each(VERSIONS)('Node %s', (version) => {
  test('runs the program: local state, every late part, saving', async () => {
    const node = nodeOf(version);
    if (node === undefined) return;
    expect(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout).toMatch(new RegExp(`^v${version}`));
    const run = (words: string, stdin?: string) =>
      alikafka(words.split(' '), { home: join(home.path, version), node, ...(stdin === undefined ? {} : { stdin }) });
    const words = [
      '--version',
      '--help',
      '-p local topic create on-this --partitions 12',
      '-p local topic list',
      '-p local topic list -o xml',
      '-p local topic list -o yaml',
      '-p local topic list --query [].Topic',
      '-p local topic list --color',
      'config set region cn-hangzhou',
      'config list',
    ];
    for (const line of words) {
      const { code, stderr } = await run(line);
      expect({ line, code, stack: /^\s+at /m.test(stderr) }).toEqual({ line, code: 0, stack: false });
    }
    expect((await run('-p local sasl create somebody --password-stdin', 'not-a-secret\n')).code).toBe(0);
    expect((await run('-p local topic list -o name')).stdout).toContain('on-this\n');
  }, 240_000);
});

const root = join(import.meta.dirname, '..', '..');
const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { engines: { node: string } };

describe.each(TOO_OLD)('Node %s', (version) => {
  test('gets the required version, before anything else is loaded', async () => {
    const node = nodeOf(version);
    if (node === undefined) return;
    const found = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim().slice(1);
    const needed = engines.node.replace('>=', '');
    for (const words of [['topic', 'list'], ['--version'], []]) {
      const ran = await alikafka(words, { home: join(home.path, version), node });
      const stderr = `error: alikafka requires Node ${needed} or later, and this is Node ${found}\n`;
      expect(ran).toEqual({ code: 1, stdout: '', stderr });
    }
  }, 240_000);
});

test('the first file that an older Node reads has syntax that it accepts', async () => {
  const { transform } = await import('esbuild');
  const source = readFileSync(join(root, 'bin', 'alikafka.js'), 'utf8');
  const { code } = await transform(source, { target: 'node12', minify: true });
  // the two differ if something must be rewritten for that Node
  expect(code).toBe((await transform(source, { target: 'esnext', minify: true })).code);
});
