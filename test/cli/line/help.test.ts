/** What help shows, and in which order: examples first, one screen, options in sections, related commands. */
import { describe, expect, test } from '@jest/globals';
import { pageOf } from '../../../src/cli/help/pages.ts';
import type { HelpPage } from '../../../src/cli/help/page.ts';
import { GLOBAL_OPTIONS } from '../../../src/commands/global-options.ts';
import { TOOL_COMMANDS } from '../../../src/commands/registry.ts';
import type { Param } from '../../../src/core/params.ts';
import { syntaxOf } from '../../../src/engine/input/fields.ts';
import { NOUNS, SUB_NOUNS } from '../../../src/operations/nouns.ts';
import { COMMANDS } from '../../../src/operations/registry.ts';
import { jsonOf } from '../../support/files.ts';
import { cli } from '../../support/context.ts';

const NOUN_PATHS = [...Object.keys(NOUNS), ...Object.keys(SUB_NOUNS), 'config', 'ram'];
const TOOL_PATHS = TOOL_COMMANDS.map(({ path }) => path);
const known = [...COMMANDS.keys(), ...TOOL_PATHS];

async function page(path: string): Promise<HelpPage> {
  const found = await pageOf(path);
  if (found === undefined) throw new Error(path);
  return found;
}

const helpOf = async (path: string, options = {}): Promise<string> =>
  (await cli(`${path} --help`.trim(), options)).stdout;

/** The titles of a page, in their order. */
const titlesOf = (help: string): string[] =>
  [...help.matchAll(/^(Usage(?=: )|[A-Z][^\n:]*(?=:$))/gm)].map(([title]) => title);

describe('the order', () => {
  test.each([...COMMANDS.keys(), ...TOOL_PATHS])('%s: usage, then examples, then everything else', async (path) => {
    const { examples } = await page(path);
    const titles = titlesOf(await helpOf(path));
    expect(titles.slice(0, examples.length === 0 ? 1 : 2)).toEqual(
      examples.length === 0 ? ['Usage'] : ['Usage', 'Examples'],
    );
    expect(titles).toContain('Global options');
  });

  test.each(NOUN_PATHS)('%s: examples of its verbs', async (path) => {
    const { examples } = await page(path);
    expect(examples.length).toBeGreaterThan(0);
    for (const { command } of examples) expect(command).toMatch(new RegExp(`^alikafka ${path} `));
    // the first one of each of its first verbs
    expect(examples.length).toBeLessThanOrEqual(3);
    const verbs = [...new Set(known)].filter((one) => one.startsWith(`${path} `));
    const verbOf = (command: string): string | undefined => verbs.find((one) => command.startsWith(`alikafka ${one}`));
    expect(new Set(examples.map(({ command }) => verbOf(command))).size).toBe(examples.length);
  });

  test.each(NOUN_PATHS)('%s: each verb with its summary and its own alias', async (path) => {
    const { sections } = await page(path);
    const rows = sections.find(({ title }) => title === 'Commands')?.items ?? [];
    expect(rows.length).toBeGreaterThan(0);
    for (const { term, text } of rows) {
      const [verb = '', ...aliases] = term.split(', ');
      const { summary } = await page(`${path} ${verb}`);
      expect(`${text}.`).toBe(summary);
      expect(aliases).toEqual([COMMANDS.get(`${path} ${verb}`)?.command.alias ?? []].flat());
    }
  });

  test('every command that a record describes has an example', () => {
    const without = [...COMMANDS.values()].filter(({ command }) => command.examples.length === 0);
    expect(without.map(({ command }) => command.path)).toEqual([]);
  });
});

describe('one screen', () => {
  test.each(['', ...NOUN_PATHS])('help of "%s" has at most 45 lines at 80 columns', async (path) => {
    const lines = (await helpOf(path)).trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(45);
    expect(lines.length).toBeGreaterThan(10);
  });

  test('the first page has each command and each global option with its text', async () => {
    const { sections } = await page('');
    const help = await helpOf('');
    for (const { term, text } of sections.flatMap(({ items }) => items))
      expect(help).toMatch(new RegExp(`^  ${escaped(term)} +${escaped(text).replaceAll(' ', '\\s+')}$`, 'm'));
  });
});

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe('sections', () => {
  test.each([
    ['topic create', ['Arguments', 'Topic options', 'Batches', 'Waiting', 'Confirmation', 'Global options']],
    ['metrics list', ['Arguments', 'Metric options', 'Selection', 'Time range', 'Global options']],
    ['topic list', ['Pages', 'Filters', 'Global options']],
    ['group lag', ['Arguments', 'Group options', 'Filters', 'Conditions', 'Global options']],
    ['sasl create', ['Arguments', 'SASL user options', 'Secrets', 'Waiting', 'Confirmation', 'Global options']],
    ['configure', ['Credentials', 'Options', 'Global options']],
    ['wait', ['Arguments', 'Options', 'Global options']],
  ])('%s: %j', async (path, expected) => {
    const { sections } = await page(path);
    expect(sections.map(({ title }) => title).toSorted()).toEqual(expected.toSorted());
    const help = await helpOf(path);
    const titles = titlesOf(help).filter((title) => expected.includes(title));
    expect(titles).toEqual(sections.map(({ title }) => title));
  });

  test('"help options" and "options" list every global option once', async () => {
    const { stdout, code, stderr } = await cli('help options');
    expect([code, stderr]).toEqual([0, '']);
    for (const param of Object.values<Param>(GLOBAL_OPTIONS))
      expect(stdout.split('\n').filter((line) => line.startsWith(`  ${syntaxOf(param)}`))).toHaveLength(1);
    expect(stdout).toMatch(/^ {2}-h, --help +Show help$/m);
    expect(stdout).toContain('environment: ALIKAFKA_PROFILE');
    expect((await cli('options')).stdout).toBe(stdout);
  });

  test('the first page has the global options that are used most', async () => {
    const { sections } = await page('');
    const terms = sections.at(-1)?.items.map(({ term }) => term.replace(/ <.*/, ''));
    expect(terms).toEqual([
      '-p, --profile',
      '-r, --region',
      '-i, --instance',
      '-o, --output',
      '--query',
      '-n, --dry-run',
      '-y, --yes',
      '-h, --help',
    ]);
  });
});

describe('related commands', () => {
  test.each(known)('of %s are others that there are', async (path) => {
    const { seeAlso } = await page(path);
    expect(seeAlso.length).toBeGreaterThan(0);
    expect(seeAlso.filter((other) => !known.includes(other) || other === path)).toEqual([]);
    expect(new Set(seeAlso).size).toBe(seeAlso.length);
    expect((await helpOf(path)).replace(/\s+/g, ' ')).toContain(
      `See also: ${seeAlso.map((other) => `alikafka ${other}`).join(', ')}`,
    );
  });

  test('are the reads of the noun, the inverse of a change, and the wait for it', async () => {
    expect((await page('group create')).seeAlso).toEqual(
      expect.arrayContaining(['group list', 'group describe', 'group delete']),
    );
    expect((await page('topic create')).seeAlso).toContain('wait');
    expect((await page('acl create')).seeAlso).not.toContain('wait');
    expect((await page('topic delete')).seeAlso).toContain('topic create');
    expect((await page('topic set-remark')).seeAlso).not.toContain('topic delete');
    expect((await page('instance allowed-ip add')).seeAlso).toEqual([
      'instance allowed-ip list',
      'instance allowed-ip remove',
    ]);
  });
});

describe('rules', () => {
  const textOf = async (path: string, term: string): Promise<string> => {
    const { sections } = await page(path);
    return sections.flatMap(({ items }) => items).find((item) => item.term.startsWith(term))?.text ?? '';
  };

  test('of names and keys', async () => {
    expect(await textOf('topic create', '<name>')).toMatch(/cannot be changed later .*3 to 64 letters/);
    expect(await textOf('group create', '<name>')).toMatch(/cannot be changed later .*3 to 64 letters/);
    expect(await textOf('sasl create', '<username>')).toContain('no rules are published');
    expect(await textOf('tag remove', '--key')).toContain('1 to 128 characters; must not begin with aliyun or acs:');
  });

  test('a password needs an option where there is no terminal', async () => {
    expect(await textOf('sasl create', '--password-stdin')).toContain(
      'this or --password-file is required without a terminal',
    );
    expect(await cli('sasl create app -o json')).toMatchObject({ code: 2, calls: [] });
  });

  test('--confirm states whether a command asks without a profile that requires it', async () => {
    const texts: Readonly<Record<string, RegExp>> = {
      none: /^Confirm by name, which only a profile with the setting confirm requires/,
      'yes-no': /^Confirm by name instead of at a prompt \(/,
      'type-name': /; required without a terminal \(/,
    };
    for (const [path, { command }] of COMMANDS)
      expect({ path, text: await textOf(path, '--confirm') }).toEqual({
        path,
        text: command.kind === 'change' ? expect.stringMatching(texts[command.confirm.kind] as RegExp) : '',
      });
  });

  test('one spelling of each word', async () => {
    const text = await textOf('acl create', '--operation');
    expect(text).toContain('such as Describe, IdempotentWrite, DESCRIBE_CONFIGS, are sent with a warning');
  });

  test('required arguments of the own commands are marked', async () => {
    expect(await textOf('api', '<action>')).toMatch(/\(required\)$/);
    expect(await textOf('wait', '<noun>')).toMatch(/\(required\)$/);
    expect(await textOf('wait', '<state>')).toMatch(/\(required\)$/);
  });
});

describe('calls of the own commands', () => {
  test.each([
    [
      'wait',
      [
        'GetInstanceList',
        'GetTopicList',
        'GetConsumerList',
        'GetConsumerProgress',
        '100 requests per second',
        'alikafka:ListTopic',
      ],
    ],
    [
      'doctor',
      [
        'GetInstanceList (100 requests per second)',
        'DescribeProjectMeta (50 requests per second)',
        'RAM action: alikafka:ListInstance',
      ],
    ],
    ['configure', ['GetInstanceList (100 requests per second)', 'alikafka:ListInstance']],
    ['regions', ['sends no requests to the service']],
    ['api', ['ram policy']],
  ])('%s names %j', async (path, words) => {
    const help = (await helpOf(path, { columns: 1000 })).replace(/\s+/g, ' ');
    for (const word of words) expect(help).toContain(word);
  });
});

describe('titles', () => {
  const BOLD = /\u001b\[1m([^\u001b]*)\u001b\[22m/g;

  test('are bold on a terminal with colors, and nothing else is', async () => {
    const plain = await helpOf('topic create');
    const colored = await helpOf('topic create', { terminal: true });
    expect(colored.replace(BOLD, '$1')).toBe(plain);
    const bold = [...colored.matchAll(BOLD)].map(([, title = '']) => title.replace(/:$/, ''));
    expect(bold).toEqual(titlesOf(plain));
    expect(bold.length).toBeGreaterThan(5);
  });

  test.each<[string, object]>([
    ['piped', {}],
    ['NO_COLOR', { terminal: true, env: { NO_COLOR: '1' } }],
    ['TERM=dumb', { terminal: true, env: { TERM: 'dumb' } }],
    ['piped with FORCE_COLOR', { env: { FORCE_COLOR: '1' } }],
  ])('are plain: %s', async (_name, options) => {
    for (const path of ['', 'topic', 'topic create', 'api'])
      expect(await helpOf(path, options)).not.toContain('\u001b');
  });

  test('--no-color', async () => {
    expect((await cli('topic --help --no-color', { terminal: true })).stdout).not.toContain('\u001b');
  });
});

describe('the same help in other words', () => {
  test.each([
    ['help topic create', 'topic create --help'],
    ['help topic', 'topic'],
    ['topic help', 'topic'],
    ['help config set', 'config set --help'],
    ['help', '--help'],
    ['help instance allowed-ip', 'instance allowed-ip'],
    ['help api', 'api --help'],
    ['help help topic', 'topic'],
    ['topic help help create', 'topic create --help'],
    ['help topic create -- orders', 'topic create --help'],
    ['topic help create -- --orders', 'topic create --help'],
    ['help topic rm', 'topic delete --help'],
    ['tag rm --help', 'tag remove --help'],
    ['instance allowed-ip rm --help', 'instance allowed-ip remove --help'],
    ['group show --help', 'group describe --help'],
    ['sasl ls --help', 'sasl list --help'],
  ])('%s and %s', async (one, other) => {
    const [first, second] = [await cli(one), await cli(other)];
    expect(first).toMatchObject({ code: 0, stderr: '', calls: [] });
    expect(second.stdout).toBe(first.stdout);
    expect(first.stdout).toMatch(/^Usage: alikafka /);
  });
});

test('the address of the documentation is that of the project', async () => {
  const { homepage } = jsonOf<{ homepage: string }>(import.meta.url, '../../../package.json');
  expect(await helpOf('')).toContain(`Documentation: ${homepage.replace('#readme', '')}/tree/main/docs\n`);
});
