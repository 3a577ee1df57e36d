/** Arguments and options of a command as sections of its help. */
import type { Command } from '../../core/command.ts';
import { t } from '../../core/text/texts.ts';
import { type Field, syntaxOf } from '../../engine/input/fields.ts';
import { optionText } from '../../engine/input/option-text.ts';
import { argumentText } from '../../engine/input/usage-text.ts';
import type { Item, Section } from './page.ts';

/**
 * The arguments, the options without a section under `title`, and the other sections in the order of their first
 * options. Lists without a row are left out.
 */
export function optionSections(fields: readonly Field[], title: string, command?: Command): Section[] {
  const lists = new Map<string, Item[]>([
    ['Arguments', []],
    [title, []],
  ]);
  for (const field of fields) {
    const name = field.param.flag === undefined ? 'Arguments' : (field.param.section ?? title);
    lists.set(name, [...(lists.get(name) ?? []), itemOf(field, command)]);
  }
  return [...lists]
    .filter(([, items]) => items.length > 0)
    .map(([name, items]) => ({ title: t<string>(name), kind: 'options', items }));
}

const itemOf = (field: Field, command: Command | undefined): Item => ({
  term: field.param.flag === undefined ? argumentText(field) : syntaxOf(field.param),
  text: optionText(field, command),
});
