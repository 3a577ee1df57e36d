/** The first page of the help, and the page of the global options. */
import { GLOBAL_OPTIONS } from '../../commands/global-options.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import { isMany } from '../../engine/input/fields.ts';
import { NOUNS } from '../../operations/nouns.ts';
import { commonItems, helpItem } from './global-section.ts';
import { optionSections } from './option-sections.ts';
import type { HelpPage } from './page.ts';
import { toolItems } from './tool-page.ts';

/** The address of the documentation. */
export const DOCS = 'https://github.com/alikafka/alikafka/tree/main/docs';

/** The help of the program. */
export const rootPage = (): HelpPage => ({
  path: '',
  usages: [t('[global options] <noun> <verb> [arguments] [options]')],
  summary: t('Manage Alibaba Cloud Message Queue for Apache Kafka.'),
  description: [],
  examples: [
    { says: t('Try it without an account'), command: alikafka`--profile local topic list` },
    { says: t('Set up your account'), command: alikafka`configure` },
  ],
  sections: [
    {
      title: t('Service commands'),
      kind: 'commands',
      items: Object.entries(NOUNS).map(([term, text]) => ({ term, text: t<string>(text) })),
    },
    { title: t('Other commands'), kind: 'commands', items: toolItems() },
    { title: t('Global options'), kind: 'options', items: commonItems() },
  ],
  facts: [],
  seeAlso: [],
  more: [
    t('Help for a command: {command}', { command: alikafka`help <noun> <verb>` }),
    t('Every global option: {command}', { command: alikafka`help options` }),
    t('Documentation: {url}', { url: DOCS }),
  ],
});

/** `help options`. */
export function optionsPage(): HelpPage {
  const fields = Object.entries(GLOBAL_OPTIONS).map(([key, param]) => ({ key, param, many: isMany(param) }));
  const sections = optionSections(fields, 'Options');
  const last = sections.pop();
  return {
    path: 'help options',
    usages: [''],
    summary: t('Options of every command, before the noun or after the verb.'),
    description: [
      t(
        'An option that does not apply to a command has no effect, except that commands that send no request refuse --param.',
      ),
    ],
    examples: [],
    sections: last === undefined ? [] : [...sections, { ...last, items: [...last.items, helpItem()] }],
    facts: [],
    seeAlso: [],
    more: [t('Documentation: {url}', { url: DOCS })],
  };
}
