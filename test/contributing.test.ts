/** The worked diffs of CONTRIBUTING.md: each applies to the project as it is, compiles, and lacks nothing. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compiled, copied, judged, project, removeCopies, WHOLE } from './support/project-copy.ts';

const page = readFileSync(join(project, 'CONTRIBUTING.md'), 'utf8');

/** The diffs by the action that each adds, as their sections are called. */
const diffs = [...page.matchAll(/^### .*?: (\w+)$[\s\S]*?^```diff\n([\s\S]*?)^```$/gm)].map(
  ([, action = '', text = '']) => [action, text] as const,
);

interface FileDiff {
  readonly path: string;
  readonly isNew: boolean;
  readonly hunks: readonly (readonly string[])[];
}

function filesOf(diff: string): FileDiff[] {
  return [...diff.matchAll(/^--- (\S+)\n\+\+\+ b\/(\S+)\n((?:(?!--- ).*\n)*)/gm)].map(
    ([, from, path = '', body = '']) => ({
      path,
      isNew: from === '/dev/null',
      hunks: body
        .split(/^@@.*\n/m)
        .slice(1)
        .map((hunk) => hunk.split('\n').slice(0, -1)),
    }),
  );
}

/** Puts what a diff adds into a copy. Throws where the lines around it are not there once. */
function apply(root: string, { path, isNew, hunks }: FileDiff): void {
  const file = join(root, path);
  if (isNew === existsSync(file)) throw new Error(`${path} ${isNew ? 'is there already' : 'is not there'}`);
  let text = isNew ? '' : readFileSync(file, 'utf8');
  const side = (hunk: readonly string[], marks: string): string =>
    hunk
      .filter((line) => marks.includes(line.charAt(0)) || line === '')
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  for (const hunk of hunks) {
    const [before, after] = [side(hunk, ' -'), side(hunk, ' +')];
    if (!isNew && text.split(before).length !== 2) throw new Error(`${path} does not hold this once:\n${before}`);
    text = isNew ? after : text.replace(before, () => after);
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

afterAll(removeCopies);

test('there is one for a read, one for a write and one for a deletion', () => {
  const effects = diffs.map(([, text]) => /^\+ {2}effect: '(\w+)',$/m.exec(text)?.[1] ?? 'read');
  expect(effects).toEqual(['read', 'write', 'destroy']);
});

describe('applied', () => {
  const roots = new Map<string, string>();
  beforeAll(() => {
    for (const [action, text] of diffs) {
      const root = copied(WHOLE);
      for (const file of filesOf(text)) apply(root, file);
      roots.set(action, root);
    }
  }, 60_000);

  test('they compile', async () => {
    expect(await compiled(...roots.values())).toBe('');
  }, 300_000);

  test.each(diffs)(
    '%s is whole: six files, by the tests of records and samples',
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
