/** Which packages a bundle holds, and what is written of them, from small packages on disk. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Metafile } from 'esbuild';
import { licencesText } from '../../scripts/third-party/licences.ts';
import { bundledPackages, folderOf, idOf } from '../../scripts/third-party/packages.ts';
import { thirdPartyPage } from '../../scripts/third-party/page.ts';
import { sbom } from '../../scripts/third-party/sbom.ts';
import { folders } from '../support/folder.ts';

const newFolder = folders();

interface Given {
  readonly version?: string;
  readonly manifest?: Readonly<Record<string, unknown>>;
  /** Other files, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** The entry of this folder in the lock file. */
  readonly locked?: Readonly<Record<string, string>>;
}

/** A project with these package folders (`node_modules/one`), and its lock file. */
async function project(packages: Readonly<Record<string, Given>>): Promise<string> {
  const root = await newFolder();
  for (const [folder, { version = '1.0.0', manifest, files = { LICENSE: 'the text' } }] of Object.entries(packages)) {
    await mkdir(join(root, folder), { recursive: true });
    const name = /(?:@[^/]+\/)?[^/]+$/.exec(folder)?.[0];
    const all = { name, version, license: 'MIT', repository: 'someone/something', ...manifest };
    await writeFile(join(root, folder, 'package.json'), JSON.stringify(all));
    for (const [file, text] of Object.entries(files)) await writeFile(join(root, folder, file), text);
  }
  const locked = Object.entries(packages).map(([folder, given]) => [folder, given.locked ?? {}] as const);
  await writeFile(join(root, 'package-lock.json'), JSON.stringify({ packages: Object.fromEntries(locked) }));
  return root;
}

/** The metadata of esbuild for an output with these files, each with its bytes and imports. */
function metafile(
  output: string,
  files: Readonly<Record<string, readonly [bytes: number, ...imports: string[]]>>,
): Metafile {
  const entries = Object.entries(files);
  const imports = (paths: readonly string[]) => paths.map((path) => ({ path, kind: 'import-statement' as const }));
  return {
    inputs: Object.fromEntries(entries.map(([file, [bytes, ...to]]) => [file, { bytes, imports: imports(to) }])),
    outputs: {
      [`dist/${output}`]: {
        bytes: 1,
        imports: [],
        exports: [],
        inputs: Object.fromEntries(entries.map(([file, [bytes]]) => [file, { bytesInOutput: bytes }])),
      },
    },
  };
}

/** The only package of a project. */
async function only(given: Given) {
  const root = await project({ 'node_modules/one': given });
  const { packages } = bundledPackages([metafile('main.cjs', { 'node_modules/one/index.js': [1] })], root);
  expect(packages).toHaveLength(1);
  return packages[0] as (typeof packages)[number];
}

test.each([
  ['node_modules/one/lib/a.js', 'node_modules/one'],
  ['node_modules/@scope/one/a.js', 'node_modules/@scope/one'],
  ['node_modules/one/node_modules/two/a.js', 'node_modules/one/node_modules/two'],
  ['node_modules/@scope/one/node_modules/@scope/two/a.js', 'node_modules/@scope/one/node_modules/@scope/two'],
  ['node_modules/one/node_modules/two/node_modules/one/a.js', 'node_modules/one/node_modules/two/node_modules/one'],
  ['../elsewhere/node_modules/one/a.js', '../elsewhere/node_modules/one'],
  ['src/main.ts', undefined],
  ['src/node_modules.ts', undefined],
  ['unused:one node:http', undefined],
])('%s belongs to %s', (file, folder) => {
  expect(folderOf(file)).toBe(folder);
});

describe('packages', () => {
  test('copies of several versions are each listed, with their importers', async () => {
    const root = await project({
      'node_modules/one': {},
      'node_modules/two': { version: '2.0.0' },
      'node_modules/one/node_modules/two': { version: '1.5.0' },
    });
    const files = {
      'src/main.ts': [9, 'node_modules/one/index.js', 'node_modules/two/index.js', 'src/other.ts'],
      'node_modules/one/index.js': [9, 'node_modules/one/own.js', 'node_modules/one/node_modules/two/index.js'],
      'node_modules/one/own.js': [9],
      'node_modules/one/node_modules/two/index.js': [9],
      'node_modules/two/index.js': [9],
    } as const;
    const { packages, direct } = bundledPackages([metafile('main.cjs', files)], root);
    expect(packages.map((one) => [idOf(one), one.requires])).toEqual([
      ['one@1.0.0', ['two@1.5.0']],
      ['two@1.5.0', []],
      ['two@2.0.0', []],
    ]);
    expect(direct).toEqual(['one@1.0.0', 'two@2.0.0']);
  });

  test('copies of one version are one, with every file that has code of them', async () => {
    const root = await project({ 'node_modules/one': {}, 'node_modules/x/node_modules/one': {}, 'node_modules/x': {} });
    const { packages } = bundledPackages(
      [
        metafile('b.cjs', { 'node_modules/one/index.js': [1], 'node_modules/one/more.js': [1] }),
        metafile('a.cjs', {
          'node_modules/x/node_modules/one/index.js': [1, 'node_modules/x/index.js'],
          'node_modules/x/index.js': [1],
        }),
      ],
      root,
    );
    expect(packages.map((one) => [idOf(one), one.parts, one.requires])).toEqual([
      ['one@1.0.0', ['a.cjs', 'b.cjs'], ['x@1.0.0']],
      ['x@1.0.0', ['a.cjs'], []],
    ]);
  });

  test('packages dropped as unused are neither listed nor required', async () => {
    const root = await project({ 'node_modules/one': {}, 'node_modules/dropped': {} });
    const files = {
      'node_modules/one/index.js': [1, 'node_modules/dropped/index.js'],
      'node_modules/dropped/index.js': [0],
    } as const;
    const { packages } = bundledPackages([metafile('main.cjs', files)], root);
    expect(packages.map((one) => [idOf(one), one.requires])).toEqual([['one@1.0.0', []]]);
  });

  test('a package reached through a file without code is required', async () => {
    const root = await project({ 'node_modules/one': {}, 'node_modules/two': {} });
    const files = {
      'node_modules/one/index.js': [1, 'node_modules/two/index.js'],
      'node_modules/two/index.js': [0, 'node_modules/two/part.js'],
      'node_modules/two/part.js': [1],
    } as const;
    const { packages } = bundledPackages([metafile('main.cjs', files)], root);
    expect(packages[0]?.requires).toEqual(['two@1.0.0']);
  });

  test('the parser inside undici is listed where it is bundled, and nowhere else', async () => {
    const root = await project({ 'node_modules/undici': {} });
    const list = (file: string) =>
      bundledPackages([metafile('undici.cjs', { [`node_modules/undici/lib/${file}`]: [1] })], root).packages;
    expect(list('llhttp/llhttp-wasm.js').map((one) => [idOf(one), one.requires, one.parts])).toEqual([
      ['llhttp', [], ['undici.cjs']],
      ['undici@1.0.0', ['llhttp'], ['undici.cjs']],
    ]);
    expect(list('llhttp/llhttp-wasm.js')[0]?.text).toContain('Copyright Fedor Indutny, 2018.');
    expect(list('api/index.js').map(idOf)).toEqual(['undici@1.0.0']);
  });
});

describe('a license', () => {
  test.each(['LICENSE', 'LICENCE', 'license', 'License.md', 'LICENSE.txt', 'LICENSE-MIT.txt'])(
    'is read from %s',
    async (file) => {
      const one = await only({ files: { [file]: 'one\r\ntwo\r\n\n', 'license.js': 'code', 'README.md': 'no' } });
      expect([one.licenceFile, one.text]).toEqual([file, 'one\ntwo']);
    },
  );

  test.each(['Ada <ada@example.com> (https://example.com)', 'Ada (https://example.com)', { name: 'Ada' }])(
    'without a file is the standard text with its author: %j',
    async (author) => {
      const one = await only({ files: { 'license.js': 'code' }, manifest: { author } });
      expect(one.licenceFile).toBeUndefined();
      expect(one.text).toMatch(/^MIT License\n\nCopyright \(c\) Ada\n\nPermission is hereby granted, free of charge, /);
      expect(licencesText([one])).toContain('No licence file came with it');
    },
  );

  test.each([
    [{ files: {} }, 'one@1.0.0 has no licence file and names no author'],
    [
      { files: {}, manifest: { author: 'Ada', license: 'ISC' } },
      'licence ISC (Copyright (c) Ada): add its text to scripts/third-party/spdx.ts',
    ],
    [{ manifest: { license: undefined } }, 'one@1.0.0 declares no SPDX licence'],
    [{ manifest: { license: { type: 'MIT' } } }, 'one@1.0.0 declares no SPDX licence'],
    [{ manifest: { repository: undefined } }, 'one@1.0.0: its repository "" cannot be read'],
  ])('without a reproducible text ends the build: %j', async (given, message) => {
    await expect(only(given)).rejects.toThrow(message);
  });

  test('that is not reviewed ends the build', async () => {
    const one = await only({ manifest: { license: 'GPL-3.0-only' } });
    expect(() => licencesText([one])).toThrow(
      'licence GPL-3.0-only is not in scripts/third-party/spdx.ts: read what it requires',
    );
  });

  test('has the name, version, source and path of its package', async () => {
    const text = licencesText([await only({})]);
    const head = 'one@1.0.0\nLicense: MIT\nRepository: https://github.com/someone/something\nIn: main.cjs\n';
    expect(text).toContain(`${'='.repeat(80)}\n\n${head}${'-'.repeat(80)}\nthe text\n`);
    expect(text).not.toContain('Source code:');
  });

  test('MPL-2.0 states the location of the source', async () => {
    const text = licencesText([await only({ version: '1.3.0', manifest: { license: 'MPL-2.0' } })]);
    expect(text).toContain(
      'Source code: version 1.3.0 at https://github.com/someone/something, under the terms of the MPL-2.0.',
    );
  });
});

test.each([
  'someone/some.thing',
  'github:someone/some.thing',
  'https://github.com/someone/some.thing',
  'git+https://github.com/someone/some.thing.git',
  'git://github.com/someone/some.thing.git',
  'git@github.com:someone/some.thing.git',
  'http://github.com/someone/some.thing.git ',
])('the repository %s is an https address', async (url) => {
  const address = 'https://github.com/someone/some.thing';
  expect((await only({ manifest: { repository: url } })).repository).toBe(address);
  expect((await only({ manifest: { repository: { type: 'git', url } } })).repository).toBe(address);
});

describe('the hash of the published archive', () => {
  const integrity = `sha512-${Buffer.from('ab'.repeat(64), 'hex').toString('base64')}`;

  test('is that of the lock file', async () => {
    const one = await only({ locked: { version: '1.0.0', integrity } });
    expect(one.sha512).toBe('ab'.repeat(64));
  });

  test.each([{ version: '1.0.1', integrity }, { version: '1.0.0' }, { version: '1.0.0', integrity: 'sha1-aaaa' }])(
    'is not known from %j',
    async (locked) => {
      const one = await only({ locked });
      expect(one.sha512).toBeUndefined();
      const program = { name: 'program', version: '1.0.0', license: 'MIT', homepage: 'https://example.com' };
      expect(sbom({ packages: [one], direct: [] }, program)).not.toContain('hashes');
    },
  );
});

test('the page has a row for each package', async () => {
  const page = thirdPartyPage([await only({})]);
  expect(page).toContain('\n| [one@1.0.0](https://github.com/someone/something) | MIT | `LICENSE` | `main.cjs` |\n');
});
