/** The sections of help about the global options. */
import { GLOBAL_OPTIONS } from '../../commands/global-options.ts';
import type { Param } from '../../core/params.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import { syntaxOf } from '../../engine/input/fields.ts';
import type { Item, Section } from './page.ts';

/** The global options that are used most, with their texts for the first page. */
const common = Object.values<Param>(GLOBAL_OPTIONS).flatMap((param) =>
  param.brief === undefined ? [] : [{ param, brief: param.brief }],
);

/** The row of --help. */
export const helpItem = (): Item => ({ term: '-h, --help', text: t('Show help') });

/** The section of a command: the option that shows this help, and a reference to the others. */
export const globalSection = (): Section => ({
  title: t('Global options'),
  kind: 'options',
  items: [
    helpItem(),
    { term: shortFlags(), text: t('Run "{command}" for the list', { command: alikafka`help options` }) },
  ],
});

/** `-p, -r, -i, …` */
const shortFlags = (): string =>
  [...common.flatMap(({ param: { short } }) => (short === undefined ? [] : [`-${short}`])), '…'].join(', ');

/** The most used ones, for the first page. */
export const commonItems = (): Item[] => [
  ...common.map(({ param, brief }) => ({ term: syntaxOf(param), text: t<string>(brief) })),
  helpItem(),
];
