import type { Command } from '../../vendor/commander.ts';
import type { BoundCommand } from '../../operations/registry.ts';
import { GLOBAL_OPTIONS } from '../../commands/global-options.ts';
import type { Param } from '../../core/params.ts';
import { syntaxOf } from '../../engine/input/fields.ts';

/** Summary and description of a verb, with the operation that it calls. */
export function describeCommand(verb: Command, { command, operation }: BoundCommand): void {
  const summary = command.summary ?? operation.summary;
  verb.summary(summary);
  verb.description(
    [`${summary}.`, command.description, `Calls ${operation.action}.`].filter((part) => part !== undefined).join('\n'),
  );
}

/** The end of a verb's help: examples that can be typed, and where the global options are. */
export function examplesOf({ command }: BoundCommand): string {
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
