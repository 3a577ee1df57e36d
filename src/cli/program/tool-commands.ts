import { globalsOf, type LazyCommand, unknownFlags } from './lazy-command.ts';
import { typedText } from './layout.ts';
import { optionsOf, typedFor } from './option.ts';
import { t } from '../../core/text/texts.ts';
import { type Detail, problem } from '../../errors/failure.ts';
import type { ParsedCommand } from '../parsed-command.ts';
import type { GlobalFlags } from '../../commands/global-options.ts';
import { COMMAND_GROUPS, TOOL_COMMANDS } from '../../commands/registry.ts';
import { toolArguments, type ToolCommand } from '../../commands/tool-command.ts';

/** Adds this tool's own commands; one with a second word goes below the first. */
export function addToolCommands(program: LazyCommand, asked: (what: ParsedCommand) => void): void {
  for (const [first, own] of firstWords()) {
    program
      .late(first, own?.summary ?? COMMAND_GROUPS[first]?.summary ?? '', (command) =>
        fillFirst(command, first, own, asked),
      )
      .helpGroup(t('Other commands:'));
  }
}

/** The first words of the commands, in their order, each with the command that is nothing more, if there is one. */
function firstWords(): Map<string, ToolCommand | undefined> {
  const firsts = new Map<string, ToolCommand | undefined>();
  for (const command of TOOL_COMMANDS) {
    const [first = '', second] = command.path.split(' ');
    if (second === undefined) firsts.set(first, command);
    else if (!firsts.has(first)) firsts.set(first, undefined);
  }
  return firsts;
}

function fillFirst(
  command: LazyCommand,
  first: string,
  own: ToolCommand | undefined,
  asked: (what: ParsedCommand) => void,
): void {
  if (own !== undefined) fill(command, own, asked);
  for (const local of TOOL_COMMANDS) {
    const [head, second] = local.path.split(' ');
    if (head === first && second !== undefined)
      command.late(second, local.summary, (below) => fill(below, local, asked));
  }
}

/** A parameter that was typed is sent or refused. */
const paramProblems = ({ path, takesParams }: ToolCommand, { param = [] }: GlobalFlags): Detail[] =>
  takesParams === true || param.length === 0
    ? []
    : [
        problem('--param', '{name} cannot be used with "{command}", which sends no request that accepts it', {
          command: path,
        }),
      ];

const examplesOf = (examples: readonly string[], width: number): string =>
  ['', t('Examples:'), ...examples.map((line) => typedText(line, width))].join('\n');

function fill(command: LazyCommand, local: ToolCommand, asked: (what: ParsedCommand) => void): void {
  command.allowUnknownOption();
  command.usage(toolArguments(local));
  // commander would report a missing argument alone, before all other problems
  for (const { argument = '', many, help } of Object.values(local.arguments ?? {}))
    command.argument(`[${argument}${many === true ? '...' : ''}]`, t<string>(help));
  const options = optionsOf(local.options ?? {});
  for (const option of options.values()) command.addOption(option);
  if (local.examples !== undefined) command.addHelpText('after', examplesOf(local.examples, command.terminal.width));
  command.allowExcessArguments().action(() =>
    asked({
      kind: 'local',
      command: local,
      operands: command.known(),
      endsOptions: command.endsOptions,
      options: typedFor(command, options),
      flags: globalsOf(command),
      problems: [...unknownFlags(command), ...paramProblems(local, globalsOf(command))],
    }),
  );
}
