/** The manual pages, made from the pages of the help: one for the program, each noun and each command. */
import { TOOL_COMMANDS } from '../../src/commands/registry.ts';
import { COMMANDS } from '../../src/operations/registry.ts';
import { EXIT_THEME } from '../../src/errors/explained/exit-codes.ts';
import { NOUNS, SUB_NOUNS } from '../../src/operations/nouns.ts';
import { typedLines } from '../../src/cli/help/layout.ts';
import { pageOf } from '../../src/cli/help/pages.ts';
import type { HelpPage, Section } from '../../src/cli/help/page.ts';
import { t } from '../../src/core/text/texts.ts';
import { type Block, type ManPage, type ManSection, manSource } from './roff.ts';

/** The paths of all commands and their parents; the program has the empty one. */
export const manPaths = (): string[] => {
  const tools = TOOL_COMMANDS.flatMap(({ path }) => [path.split(' ')[0] ?? '', path]);
  return ['', ...new Set([...Object.keys(NOUNS), ...Object.keys(SUB_NOUNS), ...COMMANDS.keys(), ...tools])];
};

/** The name of a page, and of its file without `.1`: `alikafka-topic-create`. */
export const manName = (path: string): string =>
  ['alikafka', ...path.split(' ')].filter((word) => word !== '').join('-');

/** The source of every page of a version, by the name of its file. */
export async function manPages(version: string): Promise<Record<string, string>> {
  const sources: Record<string, string> = {};
  for (const path of manPaths()) {
    const page = await pageOf(path);
    if (page === undefined) throw new Error(`no help of "${path}"`);
    sources[`${manName(path)}.1`] = manSource(await manPage(page, version));
  }
  return sources;
}

async function manPage(page: HelpPage, version: string): Promise<ManPage> {
  const { path, usages, summary } = page;
  return {
    name: manName(path),
    summary: summary.replace(/\.$/, ''),
    source: `alikafka ${version}`,
    synopsis: usages.map((typed) => ['alikafka', path, typed].filter((word) => word !== '').join(' ')),
    sections: path === '' ? await programSections(page) : commandSections(page),
    seeAlso: seeAlsoOf(page),
  };
}

/** The pages above a command, the commands below it, and those that its help names. */
function seeAlsoOf({ path, sections, seeAlso }: HelpPage): string[] {
  const words = path.split(' ');
  const above = path === '' ? [] : words.map((_word, i) => manName(words.slice(0, i).join(' ')));
  const below = sections
    .filter(({ kind }) => kind === 'commands')
    .flatMap(({ items }) => items.map(({ term }) => manName(`${path} ${term.split(',')[0] ?? ''}`.trim())));
  return [...new Set([...above, ...below, ...seeAlso.map(manName)])];
}

const text = (paragraph: string): Block => ({ kind: 'text', text: paragraph });

const described = ({ summary, description }: HelpPage): ManSection => ({
  title: t('Description'),
  parts: [{ blocks: [summary, ...description].map(text) }],
});

/** The width of a command in a page, which is indented. */
const EXAMPLE_WIDTH = 72;

const examples = ({ examples: all }: HelpPage): ManSection[] =>
  all.length === 0
    ? []
    : [
        {
          title: t('Examples'),
          parts: all.map(({ says, command }) => ({
            blocks: [
              ...(says === undefined ? [] : [text(`${says}:`)]),
              { kind: 'code', lines: typedLines(command, EXAMPLE_WIDTH) },
            ],
          })),
        },
      ];

const itemsOf = ({ items }: Section): Block => ({
  kind: 'items',
  items: items.map(({ term, text: meaning }) => [term, meaning] as const),
});

/** Everything but the options that all commands have, which the page of the program lists. */
function commandSections(page: HelpPage): ManSection[] {
  const own = page.sections.filter(({ items }) => !items.some(({ term }) => term === '-h, --help'));
  const [options, commands] = (['options', 'commands'] as const).map((kind) => own.filter((one) => one.kind === kind));
  return [
    described(page),
    ...listed(t('Options'), options ?? []),
    ...listed(t('Commands'), commands ?? []),
    ...(page.facts.length === 0 ? [] : [{ title: t('API'), parts: [{ blocks: page.facts.map(text) }] }]),
    ...examples(page),
  ];
}

const listed = (title: string, sections: readonly Section[]): ManSection[] =>
  sections.length === 0
    ? []
    : [{ title, parts: sections.map((section) => ({ title: section.title, blocks: [itemsOf(section)] })) }];

/** The page of the program has all global options and the exit codes. */
async function programSections(page: HelpPage): Promise<ManSection[]> {
  const options = await pageOf('options');
  const commands = page.sections.filter(({ kind }) => kind === 'commands');
  const codes = EXIT_THEME.codes.map(({ exitCode, meaning }) => [String(exitCode), t<string>(meaning)] as const);
  return [
    described(page),
    ...listed(t('Commands'), commands),
    ...listed(t('Global options'), options?.sections ?? []),
    { title: t('Exit status'), parts: [{ blocks: [{ kind: 'items', items: codes }] }] },
    ...examples(page),
  ];
}
