/** What the published archive holds, and what package.json promises of it. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { jsonOf } from '../support/files.ts';

const root = join(import.meta.dirname, '..', '..');

interface Manifest {
  readonly name: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly man: readonly string[];
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly homepage: string;
  readonly bugs: string;
  readonly repository: { readonly type: string; readonly url: string };
}

const manifest = jsonOf<Manifest>(import.meta.url, '../../package.json');
const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');

/** The files that npm would pack, without building them first. */
function packed(): string[] {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const shell = process.platform === 'win32';
  const text = execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], shell });
  const answer = JSON.parse(text) as Record<string, Packed> | Packed[];
  return Object.values(answer)[0]?.files.map(({ path }) => path) ?? [];
}

interface Packed {
  readonly files: readonly { readonly path: string }[];
}

describe('the archive', () => {
  const files = packed();

  test('contains only the program, its licenses and its description', () => {
    const rules = [
      /^(package\.json|README\.md|LICENSE)$/,
      /^bin\/(alikafka\.js|load\.js|package\.json)$/,
      /^man\/alikafka[a-z-]*\.1$/,
      /^dist\/([a-z0-9-]+\.cjs|help\.txt|completion\.json|package\.json|emulator\.d\.ts|THIRD-PARTY-LICENSES\.txt|sbom\.cdx\.json)$/,
    ];
    // V8's caches serve the Node that built: an install from git builds with the user's own.
    const caches = /^dist\/(?!emulator|version)[a-z0-9-]+\.cjs\.\d+[^/]*$/;
    expect(files.filter((file) => ![...rules, caches].some((rule) => rule.test(file)))).toEqual([]);
    for (const file of ['dist/THIRD-PARTY-LICENSES.txt', 'dist/sbom.cdx.json', 'LICENSE', 'README.md'])
      expect(files).toContain(file);
  });

  test('contains every file that package.json names', () => {
    const named = [
      ...Object.values(manifest.bin),
      ...Object.values(manifest.exports).flatMap((one) => Object.values(one)),
    ];
    const paths = Object.values(manifest.exports).flatMap((one) =>
      typeof one === 'string' ? [one] : Object.values(one),
    );
    expect(named.length).toBeGreaterThan(0);
    for (const path of [...Object.values(manifest.bin), ...paths, ...manifest.man])
      expect(files).toContain(path.replace(/^\.\//, ''));
  });

  test('contains every file that the program reads', () => {
    const code = files.filter((file) => /\.c?js$/.test(file)).map((file) => readFileSync(join(root, file), 'utf8'));
    const required = code.flatMap((text) => [...text.matchAll(/require\(["']\.\/([a-z0-9-]+\.cjs)["']\)/g)]);
    expect(new Set(required.map(([, file]) => file)).size).toBeGreaterThan(8);
    for (const [, file] of required) expect(files).toContain(`dist/${file}`);
  });

  test('has no reference to a source map', () => {
    for (const file of files.filter((one) => one.startsWith('dist/') && one.endsWith('.cjs')))
      expect(readFileSync(join(root, file), 'utf8')).not.toMatch(/^\/\/# sourceMappingURL=/m);
  });

  test('runs and installs nothing at its installation', () => {
    for (const script of ['preinstall', 'install', 'postinstall']) expect(manifest.scripts).not.toHaveProperty(script);
    for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies'])
      expect(manifest).not.toHaveProperty(kind);
  });
});

test('the project has one address', () => {
  const [, address] = /^git\+(https:.*)\.git$/.exec(manifest.repository.url) ?? [];
  expect([manifest.homepage, manifest.bugs]).toEqual([`${address}#readme`, `${address}/issues`]);
});

describe('the lock file', () => {
  const lock = (JSON.parse(lockText) as { packages: Record<string, { version: string; devDependencies?: object }> })
    .packages;

  test('names no host, so that it works with any registry', () => {
    expect(lockText).not.toContain('"resolved"');
  });

  test('is of this package.json', () => {
    expect(lock['']?.devDependencies).toEqual(manifest.devDependencies);
  });

  test('a package whose inner files are used is pinned, and installed at that version', () => {
    const vendor = join(root, 'src', 'vendor');
    const imports = readdirSync(vendor)
      .flatMap((file) => [
        ...readFileSync(join(vendor, file), 'utf8').matchAll(/from '((?:@[^/]+\/)?[^@./'][^/']*)\/([^']+)'/g),
      ])
      .map(([, name = '', path = '']) => [name, path] as const);
    const inner = imports.filter(([name, path]) => {
      const { exports } = jsonOf<{ exports?: object }>(import.meta.url, `../../node_modules/${name}/package.json`);
      return exports === undefined || !(`./${path}` in exports);
    });
    expect([...new Set(inner.map(([name]) => name))]).toEqual(['undici']);
    for (const [name] of inner) {
      const installed = jsonOf<{ version: string }>(import.meta.url, `../../node_modules/${name}/package.json`).version;
      expect([manifest.devDependencies[name], lock[`node_modules/${name}`]?.version]).toEqual([installed, installed]);
    }
  });
});

test('README links to existing pages', () => {
  const links = readFileSync(join(root, 'README.md'), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g);
  for (const [, path = ''] of links) expect([path, existsSync(join(root, path))]).toEqual([path, true]);
});
