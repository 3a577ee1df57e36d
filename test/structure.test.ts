/** The shape of the house: which room may import which, no barrels, and effects in one place. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { NOUNS } from '../src/operations/nouns.ts';
import { OPERATIONS } from '../src/operations/registry.ts';

const src = join(import.meta.dirname, '..', 'src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.d.ts'),
);

/** What each room may import, beside itself and packages. The arrows never run back. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  vendor: [],
  'version.ts': [],
  core: ['vendor'],
  errors: ['core'],
  operations: ['core'],
  transport: ['vendor', 'core', 'errors'],
  ports: [],
  'context.ts': ['transport', 'ports'],
  host: ['vendor', 'core', 'errors', 'transport', 'config', 'context.ts', 'ports'],
  output: ['vendor', 'core', 'errors', 'context.ts'],
  credentials: ['core', 'errors', 'transport', 'ports'],
  config: ['core', 'errors', 'context.ts', 'ports', 'output', 'credentials'],
  emulator: ['core', 'operations', 'ports'],
  'emulator.ts': ['config', 'emulator', 'host'],
  client: [
    'core',
    'errors',
    'transport',
    'context.ts',
    'output',
    'credentials',
    'config',
    'emulator',
    'ports',
    'version.ts',
  ],
  engine: ['core', 'errors', 'transport', 'context.ts', 'operations', 'output', 'credentials', 'config', 'client'],
  commands: [
    'core',
    'errors',
    'transport',
    'context.ts',
    'operations',
    'output',
    'credentials',
    'config',
    'client',
    'engine',
    'emulator',
    'ports',
    'version.ts',
  ],
  cli: ['vendor', 'core', 'errors', 'context.ts', 'operations', 'output', 'config', 'client', 'engine', 'commands'],
  'run.ts': ['vendor', 'version.ts', 'errors', 'output', 'engine', 'commands', 'cli', 'context.ts'],
  'main.ts': ['host', 'context.ts', 'run.ts'],
};

/** Modules of Node that only compute, outside of host/: all of a module, or the names that are listed. */
const PURE: Readonly<Record<string, readonly string[] | 'all'>> = {
  // signatures, hashes, random ids, and the fields of a certificate
  'node:crypto': 'all',
  // paths as text, by the rules of the system
  'node:path': 'all',
  // whether two values are the same
  'node:util': ['isDeepStrictEqual'],
  // what is an address, and whether it is in a network; nothing is connected
  'node:net': ['BlockList', 'isIP'],
  // the texts of HTTP statuses
  'node:http': ['STATUS_CODES'],
};

/** A folder holds about twenty files. */
const MOST_FILES = 22;

/** Files of the pipeline that know fields of records: where the records of a file belong. */
const NAMES_FIELDS = ['cli/input/file/places.ts'];

const room = (file: string): string => file.split('/')[0] ?? '';
const text = (file: string): string => readFileSync(join(src, file), 'utf8');
const code = (file: string): string =>
  text(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/\/\/ .*$/gm, '');

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
  readonly late: boolean;
}

function arrowsOf(file: string): Arrow[] {
  const body = code(file);
  const fixed = [...body.matchAll(/^(?:import|export)\s+(type\s+)?[^;]*?from\s+'(\.[^']+)'/gm)].map(
    ([whole, type, to]) => ({
      to,
      typeOnly: type !== undefined || /^import\s*\{(\s*type\s+\w+(\s+as\s+\w+)?\s*,?)+\s*\}/.test(whole),
      late: false,
    }),
  );
  const late = [...body.matchAll(/import\('(\.[^']+)'\)/g)].map(([, to]) => ({ to, typeOnly: false, late: true }));
  return [...fixed, ...late].map(({ to, ...rest }) => ({
    from: file,
    to: normalize(join(dirname(file), to ?? '')),
    ...rest,
  }));
}

const arrows = files.flatMap(arrowsOf);

describe('imports', () => {
  test('every room is known', () => {
    expect([...new Set(files.map(room))].filter((name) => !(name in MAY_IMPORT))).toEqual([]);
  });

  test('every import leads to a file', () => {
    expect(
      arrows
        .filter(({ to }) => !files.includes(to) && !to.startsWith('types'))
        .map(({ from, to }) => `${from} → ${to}`),
    ).toEqual([]);
  });

  test('no arrow runs back', () => {
    const back = arrows.filter(
      ({ from, to }) => room(from) !== room(to) && MAY_IMPORT[room(from)]?.includes(room(to)) !== true,
    );
    expect(back.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test('no file imports itself in a circle', () => {
    const next = new Map(
      files.map((file) => [file, arrows.filter((arrow) => arrow.from === file && !arrow.late).map(({ to }) => to)]),
    );
    const circles: string[] = [];
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) return void circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (seen.has(file)) return;
      for (const to of next.get(file) ?? []) walk(to, [...path, file]);
      seen.add(file);
    };
    const seen = new Set<string>();
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });

  // The built program and the tests see the default export of a late package differently: names are the same in both.
  test('packages are imported in vendor/ alone, and passed on by name', () => {
    const foreign = /(?:from\s+|import\(|import\s+)'((?!\.|node:)[^']+)'/g;
    expect(
      files
        .filter((file) => room(file) !== 'vendor')
        .flatMap((file) => [...code(file).matchAll(foreign)].map(([, name]) => `${file}: ${String(name)}`)),
    ).toEqual([]);
    const passesOn = /^(?:export (?:type )?\{[^}]*\} from '[^']+';\s*)+$/;
    expect(
      files.filter(
        (file) =>
          room(file) === 'vendor' &&
          (!passesOn.test(code(file).trim()) || /(?:\{|,|as)\s*default\s*[,}]/.test(code(file))),
      ),
    ).toEqual([]);
  });

  test('heavy packages are imported late', () => {
    const light = ['vendor/commander.ts', 'vendor/lossless-json.ts'];
    const early = arrows.filter(
      ({ to, late, typeOnly }) => room(to) === 'vendor' && !late && !typeOnly && !light.includes(to),
    );
    expect(early.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });
});

describe('files', () => {
  test('there are no barrels', () => {
    const isBarrel = (file: string): boolean => {
      const statements = code(file)
        .split(';')
        .map((statement) => statement.trim())
        .filter((statement) => statement !== '');
      return statements.length > 0 && statements.every((statement) => /^export\s[\s\S]*from\s+'\./.test(statement));
    };
    expect(files.filter((file) => file.endsWith('index.ts') || isBarrel(file))).toEqual([]);
  });

  const withoutEffects = files.filter((file) => file !== 'main.ts' && room(file) !== 'host');

  test('no folder is too full to be read at a glance', () => {
    const folders = new Map<string, number>();
    for (const file of files) folders.set(dirname(file), (folders.get(dirname(file)) ?? 0) + 1);
    expect([...folders].filter(([, count]) => count > MOST_FILES)).toEqual([]);
  });

  // What is special about an operation is said in its record. `instance` is a global option; the files of --from-file
  // name the fields that say where records belong.
  test('no noun is named in the pipeline', () => {
    const pipeline = ['transport', 'client', 'engine', 'output', 'cli'];
    const fields = new Set(OPERATIONS.flatMap(({ params }) => Object.keys(params)));
    const nouns = [...Object.keys(NOUNS), ...OPERATIONS.map(({ action }) => action), ...fields, 'OrderId'].filter(
      (noun) => !['instance', 'metrics', 'RegionId'].includes(noun),
    );
    const named = new RegExp(`'(${nouns.join('|')})'`);
    const found = files.filter((file) => pipeline.includes(room(file)) && named.test(code(file)));
    expect(found.filter((file) => !NAMES_FIELDS.includes(file))).toEqual([]);
  });

  test('process and console are touched by main.ts and host/ alone', () => {
    expect(
      withoutEffects.filter((file) => /(?<![.\w'-])(process|console)(\.[a-z]|\[)|from 'node:process'/.test(code(file))),
    ).toEqual([]);
  });

  test("Node's modules are imported by host/ alone, but for those that only compute", () => {
    const isPure = (names: string, module: string): boolean => {
      const pure = PURE[module];
      if (pure === 'all') return true;
      return names.split(/[{},]/).every((name) => name.trim() === '' || pure?.includes(name.trim()) === true);
    };
    const imported = (file: string): string[] => [
      ...[...code(file).matchAll(/import\s+([^;']*?)\s*from\s+'(node:[^']+)'/g)]
        .filter(([, names = '', module = '']) => !isPure(names, module))
        .map(([whole]) => `${file}: ${whole}`),
      ...[...code(file).matchAll(/import\('(node:[^']+)'\)|getBuiltinModule|import 'node:/g)]
        .filter(([, module = '']) => PURE[module] !== 'all')
        .map(([whole]) => `${file}: ${whole}`),
    ];
    expect(withoutEffects.flatMap(imported)).toEqual([]);
  });

  test('there is no any', () => {
    expect(files.filter((file) => !file.startsWith('core/') && /[:<]\s*any\b|\bas any\b/.test(code(file)))).toEqual([]);
  });

  test('nothing reads a path outside of the project', () => {
    expect(
      files.filter((file) => /\.\.\/shared\/(?:api|bench|cases|design|reference)|\/work\//.test(text(file))),
    ).toEqual([]);
  });
});
