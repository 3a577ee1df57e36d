/** The packages in a bundle, read from the inputs of the bundle and the folders of the packages. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Metafile } from 'esbuild';
import { CARRIED } from './carried.ts';
import { textOf } from './spdx.ts';

/** A bundled package; all copies of one version are one record. */
export interface BundledPackage {
  readonly name: string;
  /** Undefined for code inside another package that does not state its version. */
  readonly version: string | undefined;
  /** An SPDX identifier. */
  readonly licence: string;
  /** The full text of the license. */
  readonly text: string;
  /** The license file of the package; undefined if it has none. */
  readonly licenceFile: string | undefined;
  /** The https address of its source repository. */
  readonly repository: string;
  /** The files of dist/ with code of it. */
  readonly parts: readonly string[];
  /** SHA-512 of its published archive in hexadecimal, from the lock file; undefined if the lock file has another version. */
  readonly sha512: string | undefined;
  /** Ids (`idOf`) of the packages that it imports. */
  readonly requires: readonly string[];
}

/** The bundled packages, and the files that have them. */
export interface Bundled {
  /** By id. */
  readonly packages: readonly BundledPackage[];
  /** Ids of the packages that the program itself imports. */
  readonly direct: readonly string[];
}

/** `undici@7.30.2`. */
export const idOf = ({ name, version }: Pick<BundledPackage, 'name' | 'version'>): string =>
  version === undefined ? name : `${name}@${version}`;

/** Matches a file of a package and captures the package's folder, the innermost one if packages are nested. */
const IN_PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/** The folder of the package that a file belongs to; undefined for the program's own files. */
export const folderOf = (file: string): string | undefined => IN_PACKAGE.exec(file)?.[0];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: unknown;
  readonly author?: string | { readonly name: string };
  readonly repository?: string | { readonly url: string };
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string }>>;
}

/**
 * The packages with code in the output files. Code that was read and then removed as unused is not counted. Throws
 * Error if a package has no license that can be reproduced.
 */
export function bundledPackages(metafiles: readonly Metafile[], root: string): Bundled {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  const used = usedFiles(metafiles);
  const folders = [...new Set([...used.keys()].flatMap((file) => folderOf(file) ?? []))];
  const manifests = new Map(folders.map((folder) => [folder, readPackage(root, folder, lock)]));
  const imports = importsOf(metafiles);
  const importedBy = (folder: string | undefined): string[] =>
    [...(imports.get(folder) ?? [])].flatMap((one) => manifests.get(one) ?? []).map(idOf);
  const copies = [...manifests].flatMap(([folder, one]) => {
    const parts = [...used].flatMap(([file, names]) => (folderOf(file) === folder ? names : []));
    const carried = CARRIED.filter(({ file }) => [...used.keys()].some((path) => path.startsWith(`${folder}/${file}`)));
    const requires = [...importedBy(folder), ...carried.map(({ name }) => name)];
    return [
      { ...one, parts, requires },
      ...carried.map(({ file: _, ...rest }) => ({ ...CARRIED_FIELDS, ...rest, parts })),
    ];
  });
  return { packages: merged(copies), direct: sortedOnce(importedBy(undefined)) };
}

const CARRIED_FIELDS = { version: undefined, licenceFile: undefined, sha512: undefined, requires: [] };

/** One record for all copies of a version, by id. */
function merged(copies: readonly BundledPackage[]): BundledPackage[] {
  const all = new Map<string, BundledPackage>();
  for (const copy of copies) {
    const before = all.get(idOf(copy));
    const parts = sortedOnce([...(before?.parts ?? []), ...copy.parts]);
    all.set(idOf(copy), { ...copy, parts, requires: sortedOnce([...(before?.requires ?? []), ...copy.requires]) });
  }
  return sortedOnce([...all.keys()]).flatMap((id) => all.get(id) ?? []);
}

const sortedOnce = (values: readonly string[]): string[] => [...new Set(values)].sort();

/** The files with code in the output, each with the names of the output files. */
function usedFiles(metafiles: readonly Metafile[]): Map<string, string[]> {
  const used = new Map<string, string[]>();
  for (const { outputs } of metafiles)
    for (const [output, { inputs }] of Object.entries(outputs))
      for (const [file, { bytesInOutput }] of Object.entries(inputs))
        if (bytesInOutput > 0) used.set(file, [...(used.get(file) ?? []), basename(output)]);
  return used;
}

/** The package folders that each package folder imports from; the imports of the program itself are under undefined. */
function importsOf(metafiles: readonly Metafile[]): Map<string | undefined, Set<string>> {
  const found = new Map<string | undefined, Set<string>>();
  for (const { inputs } of metafiles)
    for (const [file, { imports }] of Object.entries(inputs))
      for (const { path } of imports) {
        const [from, to] = [folderOf(file), folderOf(path)];
        if (to !== undefined && to !== from) found.set(from, (found.get(from) ?? new Set()).add(to));
      }
  return found;
}

function readPackage(root: string, folder: string, lock: Lock): Omit<BundledPackage, 'parts' | 'requires'> {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
  const { name, version, license } = manifest;
  if (typeof license !== 'string') throw new Error(`${name}@${version} declares no SPDX licence`);
  const licenceFile = readdirSync(join(root, folder))
    .sort()
    .find((file) => /^licen[cs]e\b(?!.*\.[cm]?[jt]s$)/i.test(file));
  const locked = lock.packages[folder];
  return {
    name,
    version,
    licence: license,
    licenceFile,
    text:
      licenceFile === undefined
        ? textOf(license, `Copyright (c) ${holderOf(manifest)}`)
        : readFileSync(join(root, folder, licenceFile), 'utf8')
            .replace(/\r\n?/g, '\n')
            .trim(),
    repository: repositoryOf(manifest),
    sha512: locked?.version === version ? sha512Of(locked.integrity) : undefined,
  };
}

/** The author without an address: `Amit Gupta (https://…)` is `Amit Gupta`. */
function holderOf({ name, version, author }: Manifest): string {
  const text = typeof author === 'string' ? author : author?.name;
  const holder = text?.replace(/[<(].*$/, '').trim();
  if (holder === undefined || holder === '')
    throw new Error(`${name}@${version} has no licence file and names no author`);
  return holder;
}

/** The https address of a repository, for every form that npm allows in package.json. */
function repositoryOf({ name, version, repository }: Manifest): string {
  const written = typeof repository === 'string' ? repository : (repository?.url ?? '');
  const [, path] = /(?:^|github:|github\.com[/:])([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(written.trim()) ?? [];
  if (path === undefined) throw new Error(`${name}@${version}: its repository "${written}" cannot be read`);
  return `https://github.com/${path}`;
}

/** A hash of the lock file, which is base64 with its algorithm, in hexadecimal. */
function sha512Of(integrity: string | undefined): string | undefined {
  const [, base64] = /^sha512-(\S+)$/.exec(integrity ?? '') ?? [];
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString('hex');
}
