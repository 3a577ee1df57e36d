/** When the program is built by itself: in a small project with the real scripts and a build that only counts. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { folders } from '../support/folder.ts';

const scripts = join(import.meta.dirname, '..', '..', 'scripts');
const newFolder = folders();

const BUILD = `import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { inputsHash, stamp } from './inputs.mjs';
mkdirSync('dist', { recursive: true });
writeFileSync(stamp, inputsHash());
appendFileSync('builds', 'x');
`;

/** A replacement for npm: prints how it was called, installs, and runs `prepare` like npm. */
const NPM = `#!/usr/bin/env node
const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs');
appendFileSync('installs', process.argv.slice(2).join(' '));
mkdirSync('node_modules/esbuild', { recursive: true });
writeFileSync('node_modules/esbuild/index.js', '');
writeFileSync('node_modules/.package-lock.json', '{}');
require('node:child_process').execFileSync(process.execPath, ['scripts/prepare.mjs'], { stdio: 'inherit' });
`;

async function project() {
  const root = await newFolder();
  for (const folder of ['scripts', 'src/core', 'bin', 'tools']) await mkdir(join(root, folder), { recursive: true });
  for (const file of ['prepare.mjs', 'ready.mjs', 'inputs.mjs'])
    await cp(join(scripts, file), join(root, 'scripts', file));
  await writeFile(join(root, 'scripts', 'build.mjs'), BUILD);
  await writeFile(join(root, 'scripts', 'get-ready.mjs'), "import { ready } from './ready.mjs';\nready();\n");
  await writeFile(join(root, 'tools', 'npm'), NPM);
  await chmod(join(root, 'tools', 'npm'), 0o755);
  for (const file of ['src/core/a.ts', 'bin/load.js', 'package.json', 'package-lock.json', 'tsconfig.json'])
    await writeFile(join(root, file), '{}');
  const env = { ...process.env, PATH: `${join(root, 'tools')}${delimiter}${process.env['PATH']}` };
  const text = (file: string) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '');
  return {
    write: (file: string, content: string) => writeFile(join(root, file), content),
    remove: (file: string) => rm(join(root, file), { recursive: true }),
    /** Runs a script and returns its output. */
    run: (script: string): string => {
      const ran = spawnSync(process.execPath, [`scripts/${script}`], { cwd: root, env, encoding: 'utf8' });
      expect(ran.status).toBe(0);
      return ran.stdout + ran.stderr;
    },
    builds: () => text('builds').length,
    installs: () => text('installs'),
  };
}

/** With its packages installed, and built. */
async function prepared() {
  const one = await project();
  one.run('get-ready.mjs');
  expect(one.builds()).toBe(1);
  return one;
}

const CHANGED = [
  'src/core/a.ts',
  'src/core/new.ts',
  'scripts/build.mjs',
  'bin/load.js',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'node_modules/.package-lock.json',
];

describe('prepare', () => {
  test('builds once', async () => {
    const one = await prepared();
    one.run('prepare.mjs');
    expect(one.builds()).toBe(1);
  });

  test('builds again if its inputs have changed, or are missing', async () => {
    const one = await prepared();
    let builds = 1;
    for (const file of CHANGED) {
      await one.write(file, file.endsWith('build.mjs') ? `${BUILD}\n` : '{ }');
      one.run('prepare.mjs');
      expect([file, one.builds()]).toEqual([file, ++builds]);
    }
    for (const file of ['src/core/a.ts', 'dist']) {
      await one.remove(file);
      one.run('prepare.mjs');
      expect([file, one.builds()]).toEqual([file, ++builds]);
    }
    one.run('prepare.mjs');
    expect(one.builds()).toBe(builds);
  });

  test('without the development packages reports the missing ones, and does not fail', async () => {
    const one = await project();
    expect(one.run('prepare.mjs')).toBe(
      'dist/ was not built: this needs the development packages, but --omit=dev leaves them out\n',
    );
    expect(one.builds()).toBe(0);
  });
});

describe('the commands of the README', () => {
  test('installs, and builds once', async () => {
    const one = await project();
    one.run('get-ready.mjs');
    expect([one.installs(), one.builds()]).toEqual(['ci --no-audit --no-fund --loglevel=error', 1]);
    one.run('get-ready.mjs');
    expect([one.installs(), one.builds()]).toEqual(['ci --no-audit --no-fund --loglevel=error', 1]);
  });

  test('builds changed files', async () => {
    const one = await prepared();
    await one.write('src/core/a.ts', '{ }');
    one.run('get-ready.mjs');
    expect(one.builds()).toBe(2);
  });
});
