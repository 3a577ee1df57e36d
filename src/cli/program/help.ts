import type { Command } from '../../vendor/commander.ts';
import { ramText } from '../../operations/ram.ts';
import type { BoundCommand } from '../../operations/registry.ts';
import { GLOBAL_OPTIONS } from '../../commands/global-options.ts';
import type { Param } from '../../core/params.ts';
import { type Field, syntaxOf } from '../../engine/input/fields.ts';
import { argumentsText, optionTexts } from '../../engine/input/option-text.ts';
import type { Options } from './option.ts';

/**
 * What help says of a verb: its usage, the operation that it calls, its arguments and options, and examples. Called when
 * its help is asked for.
 */
export function describeVerb(verb: Command, bound: BoundCommand, fields: readonly Field[], options: Options): void {
  const { command, operation } = bound;
  const texts = optionTexts(fields, command);
  verb.usage(argumentsText(fields, command));
  verb.description(
    [`${command.summary ?? operation.summary}.`, command.description, `Calls ${operation.action}. ${ramText(bound)}`]
      .filter((part) => part !== undefined)
      .join('\n'),
  );
  const operands = fields.filter(({ param }) => param.flag === undefined);
  for (const [i, argument] of verb.registeredArguments.entries())
    argument.description = texts.get(operands[i]?.key ?? '') ?? '';
  for (const [key, option] of options) option.description = texts.get(key) ?? '';
  verb.addHelpText('after', examplesOf(bound));
}

/** The end of a verb's help: examples that can be typed, and where the global options are. */
function examplesOf({ command }: BoundCommand): string {
  const lines = command.examples.map(
    ({ says, types }) => `  # ${says}\n  $ alikafka ${command.path}${types === '' ? '' : ` ${types}`}`,
  );
  return `\nExamples:\n${lines.join('\n')}\n\nGlobal options (-p, -r, -i, -o, --query, -n, -y, …): alikafka --help`;
}

/** The global options as a section of the program's own help. */
export function globalHelp(program: Command): string {
  const help = program.createHelp();
  const options = Object.values(GLOBAL_OPTIONS).map((param: Param) => ({ ...param, syntax: syntaxOf(param) }));
  const width = Math.max(...options.map(({ syntax }) => syntax.length));
  help.prepareContext({ helpWidth: program.configureHelp().helpWidth ?? 80 });
  const lines = options.map(({ syntax, help: says, env }) =>
    help.formatItem(syntax, width, env === undefined ? says : `${says} [${env}]`, help),
  );
  return `\nGlobal options, before the noun or after the verb:\n${lines.join('\n')}\n`;
}
