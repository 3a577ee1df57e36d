/** Links in the documents: each relative link leads to a file that exists, each anchor to a heading of it. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..');

const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join('docs', path)),
];

/** The page without code: blocks and quoted words hold no links. */
const prose = (page: string): string => page.replace(/^( *)```[\s\S]*?^\1```$/gm, '').replace(/`[^`\n]*`/g, '``');

/** The targets of a page's links to files and headings of the project; images are links too. */
const linksOf = (page: string): string[] =>
  [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => (/^https?:/.test(target) ? [] : [target]));

/** The anchors of a page: of each heading as GitHub makes them. A heading that appears again gets a number. */
function anchorsOf(page: string): string[] {
  const counts = new Map<string, number>();
  const headings = page.replace(/^( *)```[\s\S]*?^\1```$/gm, '').matchAll(/^#{1,6} (.+)$/gm);
  return [...headings].map(([, heading = '']) => {
    const anchor = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
    const count = counts.get(anchor) ?? 0;
    counts.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
}

/** Where a link of a document leads: a path from the root, and an anchor or ''. */
function targetOf(document: string, link: string): { path: string; anchor: string } {
  const [file = '', anchor = ''] = link.split('#');
  return { path: file === '' ? document : join(dirname(document), file), anchor };
}

/** The links of a page that lead nowhere. `read` returns a document of the project; undefined if it does not exist. */
function broken(document: string, page: string, read: (path: string) => string | undefined): string[] {
  return linksOf(page).filter((link) => {
    const { path, anchor } = targetOf(document, link);
    const target = path === document ? page : read(path);
    return target === undefined || (anchor !== '' && !anchorsOf(target).includes(anchor));
  });
}

/** The text of a document; '' for a folder, which has no anchors. */
function readDocument(path: string): string | undefined {
  const whole = join(ROOT, path);
  if (!existsSync(whole)) return undefined;
  return statSync(whole).isDirectory() ? '' : readFileSync(whole, 'utf8');
}

test.each(DOCUMENTS)('%s: every link resolves', (document) => {
  expect(broken(document, readDocument(document) ?? '', readDocument)).toEqual([]);
});

test('every page of docs/ can be reached from the README', () => {
  const reached = new Set<string>();
  const visit = (document: string): void => {
    if (reached.has(document)) return;
    reached.add(document);
    for (const link of linksOf(readDocument(document) ?? '')) {
      const { path } = targetOf(document, link);
      if (path.endsWith('.md')) visit(relative('.', path));
    }
  };
  visit('README.md');
  expect(DOCUMENTS.filter((document) => !reached.has(document))).toEqual([]);
});

describe('a link is found to be broken', () => {
  const read = (path: string): string | undefined =>
    path === join('docs', 'b.md') ? '# B\n\n## Same\n## Same' : undefined;
  test.each([
    ['to a file', '[x](b.md)', true],
    ['to a heading', '[x](b.md#same)', true],
    ['to the second heading of that name', '[x](b.md#same-1)', true],
    ['to a heading of the same page', '# A `b` (c), d\n[x](#a-b-c-d)', true],
    ['to a page on the web', '[x](https://example.com/a#b)', true],
    ['in a block of code', '```md\n[x](c.md)\n```', true],
    ['to a file that does not exist', '[x](c.md)', false],
    ['to a heading that does not exist', '[x](b.md#other)', false],
    ['to a third heading of that name', '[x](b.md#same-2)', false],
    ['to a picture that does not exist', '![x](c.svg)', false],
    ['to a heading in a block of code', '```\n# a\n```\n[x](#a)', false],
  ])('%s: %s is right: %s', (_what, page, right) => {
    expect(broken(join('docs', 'a.md'), page, read).length === 0).toBe(right);
  });
});
