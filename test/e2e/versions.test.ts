/** The built program on the oldest Node it promises and on today's others. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { alikafka, folder } from './support/program.ts';

const VERSIONS = ['20.18.1', '22', '24'];
/** The last one before the oldest that is promised is 20.18.0; of the others, the newest of each. */
const TOO_OLD = ['12', '14', '16', '18', '20.0', '20.18.0'];
const cache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'alikafka-node');
const home = folder();
afterAll(() => home.remove());

/** Another Node from the registry, kept between runs; undefined with a printed reason where it cannot be had. */
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
    `Node ${version} cannot be had here, so that the program is not tried on it: ${(stderr || 'the package holds no binary').split('\n')[0] ?? ''}\n`,
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
  test('is told what is needed, before anything else is loaded', async () => {
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

test('what an older Node reads first is written as it takes it', async () => {
  const { transform } = await import('esbuild');
  const source = readFileSync(join(root, 'bin', 'alikafka.js'), 'utf8');
  const { code } = await transform(source, { target: 'node12', minify: true });
  // where something has to be rewritten for that Node, the two differ
  expect(code).toBe((await transform(source, { target: 'esnext', minify: true })).code);
});
