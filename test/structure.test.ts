/** The structure of the sources: which room may import which, no barrels, and effects in one place. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { NOUNS } from '../src/operations/nouns.ts';
import { OPERATIONS } from '../src/operations/registry.ts';

const src = join(import.meta.dirname, '..', 'src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.d.ts'),
);

/**
 * The rooms that each room may import, in addition to itself and packages. The order is core, errors, transport,
 * credentials, client, engine, commands, cli. Three imports are not obvious: `client` uses the settings of `config`, which
 * knows the source of each setting and nothing of calls; `client` loads the `emulator` for the local profile and gives it
 * its store; `host` uses the paths of `config`, which only computes them (EXCEPT).
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  vendor: [],
  'version.ts': [],
  core: ['vendor'],
  errors: ['core'],
  operations: ['core'],
  transport: ['vendor', 'core', 'errors'],
  ports: [],
  'context.ts': ['transport', 'ports'],
  host: ['vendor', 'core', 'errors', 'transport', 'config', 'context.ts', 'ports', 'version.ts'],
  output: ['vendor', 'core', 'errors', 'context.ts'],
  credentials: ['core', 'errors', 'transport', 'ports'],
  config: ['core', 'errors', 'context.ts', 'ports', 'output', 'credentials'],
  emulator: ['core', 'operations', 'ports'],
  'emulator.ts': ['config', 'emulator', 'host'],
  completion: ['core', 'ports', 'config', 'credentials'],
  'complete.ts': ['completion', 'host'],
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
    'completion',
    'ports',
    'version.ts',
  ],
  cli: [
    'vendor',
    'core',
    'errors',
    'context.ts',
    'operations',
    'output',
    'config',
    'client',
    'engine',
    'commands',
    'completion',
  ],
  'run.ts': ['version.ts', 'core', 'errors', 'output', 'engine', 'commands', 'cli', 'context.ts'],
  'main.ts': ['host', 'context.ts', 'run.ts'],
};

/** The only files of another room that a room may import. */
const EXCEPT: Readonly<Record<string, readonly string[]>> = {
  'host → config': ['config/paths.ts'],
  'completion → config': ['config/paths.ts'],
  'completion → credentials': ['credentials/sources/vendor-locations.ts'],
  'client → emulator': ['emulator/server.ts', 'emulator/state/store.ts', 'emulator/state/seed.ts'],
};

/** Modules of Node that only compute and are allowed outside host/: the whole module, or the listed names. */
const PURE: Readonly<Record<string, readonly string[] | 'all'>> = {
  // signatures, hashes, random ids, fields of a certificate
  'node:crypto': 'all',
  // paths as text
  'node:path': 'all',
  // comparison of values
  'node:util': ['isDeepStrictEqual'],
  // addresses and networks as text; nothing is connected
  'node:net': ['BlockList', 'isIP'],
  // the texts of HTTP statuses
  'node:http': ['STATUS_CODES'],
};

/** The maximum number of files in a folder. */
const MOST_FILES = 22;

/** Files of the pipeline that may name nouns, with the reason. */
const NAMES_NOUNS: Readonly<Record<string, { readonly nouns: readonly string[]; readonly why: string }>> = {
  'cli/help/root-page.ts': {
    nouns: ['topic'],
    why: 'the first page of the help shows a command to try',
  },
  'transport/doubt.ts': {
    nouns: ['OrderId'],
    why: 'an order that an unclear answer names is looked for in any field, whatever the operation; this is what it is called',
  },
};

/** Words that are not nouns of the service in their place: an option of every command, a kind of parameter, a verb. */
const NO_NOUNS = { anywhere: ['instance'], asWholeText: ['tags'], inProse: ['Type'] } as const;

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

const fields = OPERATIONS.flatMap(({ params }) => Object.keys(params));
const nouns = [...Object.keys(NOUNS), ...OPERATIONS.map(({ action }) => action), ...fields, 'OrderId'].filter(
  (noun) => !(NO_NOUNS.anywhere as readonly string[]).includes(noun),
);
const NOUN = new RegExp(`(?<![A-Za-z])(?:${[...new Set(nouns)].join('|')})s?(?![A-Za-z])`, 'g');

/** The nouns of the service that a file names in texts, templates and properties. */
function nounsIn(file: string): string[] {
  const source = ts.createSourceFile(file, text(file), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const look = (words: string): void => {
    if ((NO_NOUNS.asWholeText as readonly string[]).includes(words)) return;
    const isProse = /\s/.test(words);
    for (const [noun] of words.matchAll(NOUN))
      if (!isProse || !(NO_NOUNS.inProse as readonly string[]).includes(noun)) found.push(noun);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return; // the name of a file may be a noun
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return;
    if (ts.isStringLiteralLike(node) || isTemplatePart(node) || ts.isRegularExpressionLiteral(node)) look(node.text);
    else if (ts.isIdentifier(node) && namesProperty(node)) look(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const isTemplatePart = (node: ts.Node): node is ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail =>
  ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);

/** Whether an identifier is the name of a property that is declared, set, read or destructured. */
function namesProperty(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isBindingElement(parent))
    return (
      parent.propertyName === node || (parent.propertyName === undefined && ts.isObjectBindingPattern(parent.parent))
    );
  const isOne =
    ts.isPropertyAssignment(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyAccessExpression(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isMethodDeclaration(parent);
  return isOne && parent.name === node;
}

describe('imports', () => {
  test('every room is known', () => {
    expect([...new Set(files.map(room))].filter((name) => !(name in MAY_IMPORT))).toEqual([]);
  });

  test('every imported file exists', () => {
    expect(
      arrows
        .filter(({ to }) => !files.includes(to) && !to.startsWith('types'))
        .map(({ from, to }) => `${from} → ${to}`),
    ).toEqual([]);
  });

  test('no room imports a room that it may not', () => {
    const back = arrows.filter(
      ({ from, to }) =>
        room(from) !== room(to) &&
        (MAY_IMPORT[room(from)]?.includes(room(to)) !== true ||
          EXCEPT[`${room(from)} → ${room(to)}`]?.includes(to) === false),
    );
    expect(back.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  // A late import counts too: the imported file is still needed.
  test('there are no circular imports, early or late', () => {
    const next = new Map(files.map((file) => [file, arrows.filter(({ from }) => from === file).map(({ to }) => to)]));
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

  // The default export of a late package differs between the built program and the tests; named exports do not.
  test('only vendor/ imports packages, and it exports their parts by name', () => {
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

  // The built program hands out what a module exports as it was when the module ran (scripts/chunks.mjs).
  test('no module exports a variable that can change', () => {
    expect(files.filter((file) => /^export (?:let|var)\b|^export \{[^}]*\}\s*;/m.test(code(file)))).toEqual([]);
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

  // In the built program other files have a copy of what is exported (scripts/chunks.mjs).
  test('nothing exported changes', () => {
    const changing = files.filter((file) => /^export (let|var)\b/m.test(code(file)));
    expect(changing).toEqual([]);
  });

  const withoutEffects = files.filter((file) => file !== 'main.ts' && room(file) !== 'host');

  test('no folder has too many files', () => {
    const folders = new Map<string, number>();
    for (const file of files) folders.set(dirname(file), (folders.get(dirname(file)) ?? 0) + 1);
    expect([...folders].filter(([, count]) => count > MOST_FILES)).toEqual([]);
  });

  // A special case of an operation belongs to its record.
  test('the pipeline names no noun in a text, a template or a property', () => {
    const pipeline = files.filter((file) => ['transport', 'client', 'engine', 'output', 'cli'].includes(room(file)));
    const found = pipeline.flatMap((file) => nounsIn(file).map((noun) => `${file}: ${noun}`));
    const allowed = Object.entries(NAMES_NOUNS).flatMap(([file, { nouns }]) => nouns.map((noun) => `${file}: ${noun}`));
    expect([...new Set(found)].toSorted()).toEqual(allowed.toSorted());
  });

  test('only main.ts and host/ use process and console', () => {
    expect(
      withoutEffects.filter((file) => /(?<![.\w'-])(process|console)(\.[a-z]|\[)|from 'node:process'/.test(code(file))),
    ).toEqual([]);
  });

  test('only host/ imports modules of Node, except those that only compute', () => {
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

  // They write through the log and the progress of their context, and nothing else.
  test('the engine and the client do not use terminals', () => {
    const inside = files.filter((file) => ['engine', 'client', 'transport'].includes(room(file)));
    const touches = /\b(?:stdout|stderr|isTTY|animated)\b/;
    expect(inside.filter((file) => file !== 'engine/io.ts' && touches.test(code(file)))).toEqual([]);
  });

  test('there is no type any', () => {
    expect(files.filter((file) => !file.startsWith('core/') && /[:<]\s*any\b|\bas any\b/.test(code(file)))).toEqual([]);
  });

  test('no file names a path outside the project', () => {
    expect(
      files.filter((file) => /\.\.\/shared\/(?:api|bench|cases|design|reference)|\/work\//.test(text(file))),
    ).toEqual([]);
  });
});
