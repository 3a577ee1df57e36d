/** The help of the commands that the records describe, and of their nouns. */
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import { fieldsOf } from '../../engine/input/fields.ts';
import { usagesOf } from '../../engine/input/usage-text.ts';
import { NOUNS, OPTION_TITLES, SUB_NOUNS } from '../../operations/nouns.ts';
import { operationText } from '../../operations/operation-text.ts';
import { type BoundCommand, COMMANDS } from '../../operations/registry.ts';
import { parentOf, relatedTo } from '../../operations/related.ts';
import { globalSection } from './global-section.ts';
import { optionSections } from './option-sections.ts';
import type { HelpExample, HelpPage, Item } from './page.ts';

/** The help of a command, or of a noun with its verbs; undefined for other words. */
export function servicePage(path: string): HelpPage | undefined {
  const bound = COMMANDS.get(path);
  if (bound !== undefined) return commandPage(bound);
  const summary = NOUNS[path] ?? SUB_NOUNS[path];
  return summary === undefined ? undefined : nounPage(path, summary);
}

function commandPage(bound: BoundCommand): HelpPage {
  const { command, operation } = bound;
  const fields = fieldsOf(bound);
  return {
    path: command.path,
    usages: usagesOf(fields, command),
    summary: t('{summary}.', { summary: t<string>(command.summary ?? operation.summary) }),
    description: [...(command.description === undefined ? [] : [t<string>(command.description)]), ...aliasText(bound)],
    examples: command.examples.map((example) => exampleOf(command.path, example)),
    sections: [...optionSections(fields, titleOf(command.path), command), globalSection()],
    facts: [operationText(bound)],
    seeAlso: relatedTo(bound),
    more: [],
  };
}

const exampleOf = (path: string, { says, types }: BoundCommand['command']['examples'][number]): HelpExample => ({
  says: t<string>(says),
  command: ['alikafka', path, types].join(' ').trim(),
});

function aliasText({ command: { path, alias } }: BoundCommand): string[] {
  return alias === undefined ? [] : [t('Alias: {alias}.', { alias: `alikafka ${parentOf(path)} ${alias}` })];
}

/** The title of the options without a section. */
const titleOf = (path: string): string => OPTION_TITLES[parentOf(path)] ?? 'Options';

/** The maximum of examples of a noun, each of another verb. */
const EXAMPLES = 3;

function nounPage(path: string, summary: string): HelpPage {
  const verbs = [...COMMANDS.values()].filter(({ command }) => command.path.startsWith(`${path} `));
  const examples = verbs.flatMap(({ command }) => {
    const [first] = command.examples;
    return first === undefined ? [] : [exampleOf(command.path, first)];
  });
  return {
    path,
    usages: [t('<verb> [arguments] [options]')],
    summary: t('{summary}.', { summary: t<string>(summary) }),
    description: [],
    examples: examples.slice(0, EXAMPLES),
    sections: [{ title: t('Commands'), kind: 'commands', items: verbItems(path, verbs) }, globalSection()],
    facts: [],
    seeAlso: [],
    more: [t('Help for a verb: {command}', { command: alikafka`help ${path.split(' ')} <verb>` })],
  };
}

/** The rows of a noun's verbs; a noun below it has one row for all of its verbs. */
function verbItems(path: string, verbs: readonly BoundCommand[]): Item[] {
  const items = new Map<string, string>();
  for (const { command, operation } of verbs) {
    const [word = '', ...below] = command.path.slice(path.length + 1).split(' ');
    const summary = below.length === 0 ? (command.summary ?? operation.summary) : (SUB_NOUNS[`${path} ${word}`] ?? '');
    items.set(command.alias === undefined ? word : `${word}, ${command.alias}`, t<string>(summary));
  }
  return [...items].map(([term, text]) => ({ term, text }));
}
