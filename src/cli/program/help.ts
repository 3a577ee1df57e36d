/**
 * What help says of a command: usage, what it does, its operation, arguments, options and examples. How it is laid out is
 * in layout.ts; the texts of options are made in engine/input.
 */
import type { Command } from '../../vendor/commander.ts';
import { operationText } from '../../operations/operation-text.ts';
import type { BoundCommand } from '../../operations/registry.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import type { Field } from '../../engine/input/fields.ts';
import { optionTexts } from '../../engine/input/option-text.ts';
import { usagesOf } from '../../engine/input/usage-text.ts';
import { wrapped } from '../../core/text/wrap.ts';
import { exampleText } from './layout.ts';
import type { Options } from './option.ts';

/** Fills in what help says of a verb. Called when its help is asked for. */
export function describeVerb(
  verb: Command,
  bound: BoundCommand,
  fields: readonly Field[],
  options: Options,
  width: number,
): void {
  const { command, operation } = bound;
  const texts = optionTexts(fields, command);
  verb.usage(usagesOf(fields, command).join('\n'));
  verb.description(
    [`${t<string>(command.summary ?? operation.summary)}.`, ...descriptionOf(bound), '', operationText(bound)].join(
      '\n',
    ),
  );
  const operands = fields.filter(({ param }) => param.flag === undefined);
  for (const [i, argument] of verb.registeredArguments.entries())
    argument.description = texts.get(operands[i]?.key ?? '') ?? '';
  for (const [key, option] of options) option.description = texts.get(key) ?? '';
  verb.addHelpText('after', examplesOf(bound, width));
}

function descriptionOf({ command }: BoundCommand): string[] {
  const [noun = ''] = command.path.split(' ');
  return [
    ...(command.description === undefined ? [] : [t<string>(command.description)]),
    ...(command.alias === undefined ? [] : [t('Alias: {alias}.', { alias: `alikafka ${noun} ${command.alias}` })]),
  ];
}

/** The end of a verb's help: examples that can be typed, and where the global options are. */
function examplesOf({ command }: BoundCommand, width: number): string {
  const examples = command.examples.map(({ says, types }) =>
    exampleText(t<string>(says), ['alikafka', command.path, types].join(' ').trim(), width),
  );
  const more = t('Global options (-p, -r, -i, -o, --query, -n, -y, …): {command}', { command: alikafka`--help` });
  return ['', t('Examples:'), ...examples, '', ...wrapped(more, width)].join('\n');
}
