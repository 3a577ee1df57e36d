/** The files in dist/ next to the program: the licenses and the bill of materials, of what is really bundled. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { jsonOf } from '../support/files.ts';

const root = join(import.meta.dirname, '..', '..');
const dist = join(root, 'dist');

interface Component {
  readonly type: string;
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version?: string;
  readonly purl: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses: readonly { readonly license: { readonly id: string; readonly acknowledgement: string } }[];
  readonly externalReferences: readonly { readonly type: string; readonly url: string }[];
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

interface Bom {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

interface Package {
  readonly version: string;
  readonly license: string;
  readonly integrity?: string;
}

const bom = jsonOf<Bom>(import.meta.url, '../../dist/sbom.cdx.json');
const lock = jsonOf<{ packages: Record<string, Package> }>(import.meta.url, '../../package-lock.json').packages;
const licences = readFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
const { components, dependencies, metadata } = bom;
const published = components.filter(({ purl }) => purl.startsWith('pkg:npm/'));

/** The copies of a package in the lock file, in any folder. */
const copiesOf = (name: string): Package[] =>
  Object.entries(lock).flatMap(([folder, one]) => (folder.endsWith(`node_modules/${name}`) ? [one] : []));

test('the built files are ASCII: V8 keeps them at one byte a character, which starts faster', () => {
  const files = readdirSync(dist).filter((name) => name.endsWith('.cjs'));
  expect(files).toContain('main.cjs');
  const others = files.filter((name) => readFileSync(join(dist, name)).some((byte) => byte > 0x7f));
  expect(others).toEqual([]);
});

test("V8 accepts each of the caches, and the program's own files have one", () => {
  const caches = readdirSync(dist).filter((name) => name.endsWith(`.cjs.${process.versions.v8}`));
  for (const name of ['main', 'operations', 'request', 'undici', 'completion'])
    expect(caches).toContain(`${name}.cjs.${process.versions.v8}`);
  // In another process: V8 compares its flags, too.
  const rejected = `
    const { Script } = require('node:vm');
    const refused = [];
    require('node:vm').Script = class extends Script {
      constructor(text, options) {
        super(text, options);
        if (this.cachedDataRejected !== false) refused.push(options.filename);
      }
    };
    const { load } = require(process.argv[1]);
    for (const file of process.argv.slice(2)) load(file);
    console.log(JSON.stringify(refused));`;
  const files = caches.map((name) => join(dist, name.replace(`.${process.versions.v8}`, '')));
  const args = ['-e', rejected, join(root, 'bin', 'load.js'), ...files];
  expect(execFileSync(process.execPath, args, { encoding: 'utf8', env: {} })).toBe('[]\n');
});

describe('the bill of materials', () => {
  test('is CycloneDX 1.6, without differences between two builds', () => {
    expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
    expect(Object.keys(bom).sort()).toEqual(
      ['$schema', 'bomFormat', 'specVersion', 'version', 'metadata', 'components', 'dependencies'].sort(),
    );
    expect(Object.keys(metadata).sort()).toEqual(['component', 'lifecycles']);
  });

  test('is of this version of the program', () => {
    const own = jsonOf<{ version: string; license: string }>(import.meta.url, '../../package.json');
    expect(metadata.component).toMatchObject({
      type: 'application',
      name: 'alikafka',
      version: own.version,
      purl: `pkg:npm/alikafka@${own.version}`,
      licenses: [{ license: { id: own.license } }],
    });
  });

  test.each(components.map((one) => [one['bom-ref'], one] as const))('%s is valid in the format', (ref, one) => {
    expect(one.type).toBe('library');
    expect(ref).toBe(one.purl);
    expect(one.name).toMatch(/^(@[a-z0-9-]+\/)?[a-z0-9.-]+$/);
    expect(one.purl).toMatch(/^pkg:npm\/(%40[a-z0-9-]+\/)?[a-z0-9.-]+@\d+\.\d+\.\d+$|^pkg:github\/[\w-]+\/[\w-]+$/);
    expect(one.licenses).toEqual([
      { license: { id: expect.stringMatching(/^(MIT|ISC|BSD-3-Clause|MPL-2\.0)$/), acknowledgement: 'declared' } },
    ]);
    expect(one.externalReferences).toEqual([
      { type: 'vcs', url: expect.stringMatching(/^https:\/\/github\.com\/[^/]+\/[^/]+$/) },
    ]);
    for (const { name, value } of one.properties ?? []) {
      expect(name).toBe('alikafka:file');
      expect(readdirSync(dist).map((file) => `dist/${file}`)).toContain(value);
    }
    expect(one.properties).not.toEqual([]);
  });

  test('has no duplicates', () => {
    const refs = [metadata.component, ...components].map((one) => one['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
  });

  test('lists the dependencies of everything, by existing references', () => {
    const refs = [metadata.component, ...components].map((one) => one['bom-ref']);
    expect(dependencies.map(({ ref }) => ref)).toEqual(refs);
    for (const { dependsOn } of dependencies) {
      expect(refs).toEqual(expect.arrayContaining([...dependsOn]));
      expect(new Set(dependsOn).size).toBe(dependsOn.length);
    }
  });

  test('everything in it is reached from the program', () => {
    const reached = new Set<string>();
    const reach = (ref: string): void => {
      if (reached.has(ref)) return;
      reached.add(ref);
      for (const next of dependencies.find((one) => one.ref === ref)?.dependsOn ?? []) reach(next);
    };
    reach(metadata.component['bom-ref']);
    expect(components.map((one) => one['bom-ref']).filter((ref) => !reached.has(ref))).toEqual([]);
  });

  test.each(published.map((one) => [one['bom-ref'], one] as const))('%s is in the lock file', (_ref, one) => {
    const copy = copiesOf(one.name).find(({ version }) => version === one.version);
    expect(one.licenses[0]?.license.id).toBe(copy?.license);
    const hash = Buffer.from(copy?.integrity?.replace(/^sha512-/, '') ?? '', 'base64').toString('hex');
    expect(one.hashes).toEqual([{ alg: 'SHA-512', content: hash }]);
    expect(hash).toMatch(/^[0-9a-f]{128}$/);
  });

  test('has every package of vendor/, at its installed version', () => {
    const vendor = join(root, 'src', 'vendor');
    const names = readdirSync(vendor)
      .flatMap((file) => [...readFileSync(join(vendor, file), 'utf8').matchAll(/^.*from '((?:@[^/]+\/)?[^/']+)/gm)])
      .map(([, name]) => name ?? '');
    const ids = published.map(({ name, version }) => `${name}@${version}`);
    const installed = [...new Set(names)].map((name) => `${name}@${lock[`node_modules/${name}`]?.version}`);
    expect(ids).toEqual(expect.arrayContaining(installed));
    expect(installed.length).toBeGreaterThan(10);
  });

  test('names each file of dist/ with code of a package', () => {
    const named = new Set(components.flatMap(({ properties }) => properties?.map(({ value }) => value) ?? []));
    const packages = readdirSync(join(root, 'src', 'vendor')).map((file) => file.replace('.ts', '.cjs'));
    const holding = readdirSync(dist).filter((file) => [...packages, 'main.cjs', 'emulator.cjs'].includes(file));
    expect([...named].sort()).toEqual(holding.map((file) => `dist/${file}`).sort());
  });
});

describe('THIRD-PARTY-LICENSES.txt', () => {
  const sections = licences.split(`\n\n${'='.repeat(80)}\n\n`).slice(1);

  test('has a section for each component, in its order', () => {
    const ids = components.map(({ name, version }) => (version === undefined ? name : `${name}@${version}`));
    expect(sections.map((section) => section.split('\n')[0])).toEqual(ids);
  });

  test.each(sections.map((section) => [section.split('\n')[0] ?? '', section] as const))(
    '%s has a complete license',
    (id, section) => {
      const [head = '', text = ''] = section.split(`\n${'-'.repeat(80)}\n`);
      const [, licence = ''] = /^License: (.*)$/m.exec(head) ?? [];
      const grants: Readonly<Record<string, RegExp>> = {
        MIT: /Permission is hereby granted, free of charge[\s\S]*THE SOFTWARE IS PROVIDED ["']AS IS["']/i,
        ISC: /Permission to use, copy, modify, and\/or distribute this software[\s\S]*THE SOFTWARE IS PROVIDED ["']AS IS["']/i,
        'BSD-3-Clause': /Redistribution and use in source and binary forms[\s\S]*ARE DISCLAIMED/i,
        'MPL-2.0': /Mozilla Public License Version 2\.0[\s\S]*Exhibit B/,
      };
      expect(text.replace(/\s+/g, ' ')).toMatch(grants[licence] ?? /^never$/);
      if (licence !== 'MPL-2.0') expect(text).toMatch(/copyright (\(c\)|©|\d{4}|[A-Z])/i);
      expect(head.includes('Source code: ')).toBe(licence === 'MPL-2.0');
      expect(id).not.toBe('');
    },
  );
});
