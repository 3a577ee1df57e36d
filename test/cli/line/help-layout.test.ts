/** Help at every width: nothing is wider than the terminal, and the texts of a list begin in one column. */
import { expect, test } from '@jest/globals';
import { pageOf } from '../../../src/cli/help/pages.ts';
import { TOOL_COMMANDS } from '../../../src/commands/registry.ts';
import { NOUNS, SUB_NOUNS } from '../../../src/operations/nouns.ts';
import { COMMANDS } from '../../../src/operations/registry.ts';
import { runCli } from '../../support/context.ts';

const WIDTHS = [40, 53, 60, 80, 100, 120, 200];

const PATHS = ['', ...Object.keys(NOUNS), ...Object.keys(SUB_NOUNS), ...COMMANDS.keys()].concat(
  TOOL_COMMANDS.map(({ path }) => path),
);

async function helpOf(path: string, columns: number): Promise<string> {
  const { code, stdout } = await runCli([...path.split(' ').filter((word) => word !== ''), '--help'], { columns });
  expect(code).toBe(0);
  return stdout;
}

/** What cannot be broken: a word, or an option with its value. */
const UNBREAKABLE = /^ *(?:Usage: |# |\$ )?\S+(?: (?:<[^>]*>|\S+))?(?: \\)?$/;

/** The lines of the lists of arguments, options and commands, list by list. */
const listsOf = (help: string): string[][] =>
  help
    .split('\n\n')
    .filter((part) => /^(Arguments|Options|Commands|Global options)[^\n]*(\n[a-z][^\n]*)*:\n/.test(part))
    .map((part) => part.split('\n').filter((line) => line.startsWith(' ')))
    .filter((list) => list.length > 0);

/** The column at which the text of a line begins: next to its term, or below one; undefined for a term alone. */
function startOf(line: string): number | undefined {
  const [beside] = /^ {2}\S+(?: \S+)*? {2,}(?=\S)/.exec(line) ?? [];
  const [below] = /^ {4,}(?=\S)/.exec(line) ?? [];
  return (beside ?? below)?.length;
}

test.each(PATHS)('help of "%s": no line is wider than the terminal, unless it is one word', async (path) => {
  for (const columns of WIDTHS) {
    const lines = (await helpOf(path, columns)).split('\n');
    const wide = lines.filter((line) => line.length > columns && !UNBREAKABLE.test(line));
    expect({ columns, wide }).toEqual({ columns, wide: [] });
  }
});

test.each(PATHS)('help of "%s": the texts of a list begin in one column', async (path) => {
  for (const columns of WIDTHS) {
    const lists = listsOf(await helpOf(path, columns));
    expect(lists.length).toBeGreaterThan(0);
    for (const list of lists) {
      const starts = list.map(startOf).filter((start) => start !== undefined);
      expect({ columns, starts: new Set(starts).size }).toEqual({ columns, starts: 1 });
    }
  }
});

test.each(PATHS)('help of "%s": a term is apart from its text, or on a separate line', async (path) => {
  const terms = ((await pageOf(path))?.sections ?? []).flatMap(({ items }) => items.map(({ term }) => `  ${term}`));
  expect(terms.length).toBeGreaterThan(0);
  for (const columns of WIDTHS) {
    const lines = (await helpOf(path, columns)).split('\n');
    const isApart = (term: string): boolean =>
      lines.some((line) => line.startsWith(term) && /^(?: {2}|$)/.test(line.slice(term.length)));
    expect({ columns, joined: terms.filter((term) => !isApart(term)) }).toEqual({ columns, joined: [] });
  }
});

test('an example that continues on the next line can be pasted', async () => {
  const help = await helpOf('instance create', 60);
  const [, typed = ''] = /\$ (alikafka instance create [\s\S]*?)\n {2}#/.exec(help) ?? [];
  expect(typed).toContain(' \\\n');
  const words = typed.replaceAll(' \\\n', ' ').split(/ +/);
  const [example] = COMMANDS.get('instance create')?.command.examples ?? [];
  expect(words.slice(3).join(' ')).toBe(example?.types);
});
