/** Comments cite only what is in the repository: entries of docs/sources.md, each of which is cited, and pages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const SOURCES = join('docs', 'sources.md');

/** Every source file and document of the project, by its path. */
const texts = new Map(
  ['src', 'test', 'docs', 'scripts', 'bench', 'bin']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(ts|mjs|cjs|js|md)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
    )
    .concat('README.md', 'CONTRIBUTING.md')
    .map((path) => [path, readFileSync(join(root, path), 'utf8')] as const),
);

/** The anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replaceAll(' ', '-');

/** The entries of docs/sources.md, by anchor. */
const entries = new Map(
  (texts.get(SOURCES) ?? '')
    .split(/\n(?=##+ )/)
    .filter((part) => part.startsWith('### '))
    .map((part) => {
      const [heading = '', ...lines] = part.split('\n');
      return [anchorOf(heading.slice('### '.length)), lines.join('\n').trim()] as const;
    }),
);

const CITED = /sources\.md#([\w-]*)/g;

const cited = [...texts].flatMap(([path, text]) =>
  path === SOURCES || path === join('test', 'sources.test.ts')
    ? []
    : [...text.matchAll(CITED)].map(([, anchor = '']) => ({ path, anchor })),
);

describe('docs/sources.md', () => {
  test('has every cited entry', () => {
    expect(cited.length).toBeGreaterThan(50);
    expect(cited.filter(({ anchor }) => !entries.has(anchor))).toEqual([]);
  });

  test('has no entry that is not cited', () => {
    const used = new Set(cited.map(({ anchor }) => anchor));
    expect([...entries.keys()].filter((anchor) => !used.has(anchor))).toEqual([]);
  });

  test('has no anchor twice', () => {
    const headings = (texts.get(SOURCES) ?? '').match(/^#+ .*$/gm) ?? [];
    const anchors = headings.map((heading) => anchorOf(heading.replace(/^#+ /, '')));
    expect(anchors).toEqual([...new Set(anchors)]);
  });

  test.each([...entries])('%s: names its source, or is inferred or a choice', (_anchor, text) => {
    expect(text).toMatch(/\bSource: [a-zA-Z]|\binferred\b|\bInferred\b|\bchoice\b/);
    expect(text).not.toMatch(/\n/);
  });
});

/** The lines of comments and documents. */
function* written(): Generator<{ path: string; line: string }> {
  for (const [path, text] of texts) {
    if (path === join('test', 'sources.test.ts')) continue;
    for (const line of text.split('\n')) {
      const isComment = path.endsWith('.md') || /^\s*(\/\*\*?|\*|\/\/)|\s\/\/ |\/\*\* /.test(line);
      if (isComment) yield { path, line: line.trim() };
    }
  }
}

describe('no comment cites', () => {
  test.each([
    ['a list that is not in the repository', /\berrat(a|um)\b|\bfacts?[: ]+\d|\btoday-rules\b|\b(facts|errata)\.md\b/i],
    ['a line of one by its number', /(?<![#\w-])[A-I]\d{1,2}(?=[),.;:]| to [A-I]\d| and [A-I]\d)/],
    ['a paper that is not in the repository', /\bshared\/(api|design|reference|cases)\b|\bcontract\b/],
  ])('%s', (_what, pattern) => {
    expect([...written()].filter(({ line }) => pattern.test(line))).toEqual([]);
  });
});

test('every cited page is in the repository', () => {
  const named = [...texts].flatMap(([path, text]) =>
    [...text.matchAll(/\bdocs\/[\w/-]+\.md\b/g)].map(([page]) => ({ path, page })),
  );
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter(({ page }) => !texts.has(page))).toEqual([]);
});
