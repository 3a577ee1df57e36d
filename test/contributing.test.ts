/** The worked diffs of CONTRIBUTING.md: each applies to the current project, compiles and is complete. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Facts } from '../scripts/new-operation/facts.ts';
import { newOperation } from '../scripts/new-operation/new-operation.ts';
import { apply, changed, filesOf } from './support/diffs.ts';
import { compiled, copied, judged, project, removeCopies, WHOLE } from './support/project-copy.ts';

const page = readFileSync(join(project, 'CONTRIBUTING.md'), 'utf8');

/** The diffs by the action that each adds, as their sections are called. */
const diffs = [...page.matchAll(/^### .*?: (\w+)$[\s\S]*?^```diff\n([\s\S]*?)^```$/gm)].map(
  ([, action = '', text = '']) => [action, text] as const,
);

afterAll(removeCopies);

test('exist for a read, a write and a deletion', () => {
  const effects = diffs.map(([, text]) => /^\+ {2}effect: '(\w+)',$/m.exec(text)?.[1] ?? 'read');
  expect(effects).toEqual(['read', 'write', 'destroy']);
});

/** An operation that a test invents; each noun of the diffs gets one more. */
const INVENTED: Facts = {
  product: 'alikafka',
  version: '2019-09-16',
  effect: 'write',
  methods: ['POST'],
  params: { InstanceId: { type: 'String', required: true }, RegionId: { type: 'String', required: true } },
  answer: { Code: 'Integer', Success: 'Boolean' },
};

/** A copy with one more operation of each noun, before all diffs come to it. */
function grown(): string {
  const root = copied(WHOLE);
  const commands = ['topic invent', 'instance invent', 'instance security-group invent'];
  for (const [i, command] of commands.entries()) {
    const action = `Invent${'ABC'.charAt(i)}`;
    writeFileSync(join(root, 'facts', `${action}.json`), JSON.stringify(INVENTED));
    newOperation(root, action, { command });
  }
  return root;
}

describe('applied', () => {
  const roots = new Map<string, string>();
  const failed: string[] = [];
  beforeAll(() => {
    for (const [action] of diffs) roots.set(action, copied(WHOLE));
    const later = grown();
    for (const [action, text] of diffs)
      for (const root of [roots.get(action) ?? '', later])
        failed.push(...filesOf(text).flatMap((file) => apply(root, file)));
    roots.set('all of them, where each noun has an operation more', later);
  }, 60_000);

  test('each hunk matches', () => {
    expect([...new Set(failed)]).toEqual([]);
  });

  test('they compile', async () => {
    expect(await compiled(...roots.values())).toBe('');
  }, 300_000);

  test.each(diffs)(
    '%s is complete: six files, by the tests of records and samples',
    async (action, text) => {
      const paths = filesOf(text).map(({ path }) => path.replace(/[a-z-]+\/[a-z-]+\.ts$/, '*').replace(action, '*'));
      expect([...new Set(paths)].sort()).toEqual(
        ['CHANGELOG.md', 'facts/*.json', 'src/*', 'src/emulator/*', 'src/operations/*', 'test/samples/*.ts'].sort(),
      );
      const { failures } = await judged(roots.get(action) ?? '');
      expect(failures).toEqual([]);
    },
    300_000,
  );
});

describe('a hunk', () => {
  const list = "import { a } from './a.ts';\n\nconst NONE = [\n];\n\nconst ALL = [\n  a,\n  b,\n];\n";

  test.each<[string, string[], string | undefined]>([
    ['between its lines', ['   a,', '+  c,', '   b,'], list.replace('  a,\n', '  a,\n  c,\n')],
    ['after the one that is left', ['   b,', '+  c,', '   d,'], list.replace('  b,\n', '  b,\n  c,\n')],
    ['before the one that is left', ['   d,', '+  c,', '   b,'], list.replace('  a,\n', '  a,\n  c,\n')],
    ['at the last of several', [' ', '+// end', ' ];'], list.replace(/\];\n$/, '// end\n];\n')],
    ['where a line is removed', ['-  b,', '+  c,', '   d,'], list.replace('  b,', '  c,')],
    ['nowhere', ['   d,', '+  c,', ' }'], undefined],
    ['nowhere beside blank lines alone', ['', '+  c,', ''], undefined],
    ['where a removed line is already absent', ['   a,', '-  d,', '+  c,'], undefined],
    [
      'with an import of a module that is imported',
      ["-import { x } from './a.ts';", "+import { x, y } from './a.ts';"],
      list.replace('{ a }', '{ a, x, y }'),
    ],
    ['with an import removed', ["-import { a } from './a.ts';"], undefined],
    [
      'with an import over several lines',
      ['+import {', '+  c,', "+} from './c.ts';"],
      list.replace("';\n", "';\nimport { c } from './c.ts';\n"),
    ],
  ])('goes %s', (_where, hunk, text) => {
    expect(changed(list, hunk)).toBe(text);
  });
});
