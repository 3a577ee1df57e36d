/** Adds this tool's own commands to the program. The commands of the service are added in verbs.ts. */
import { globalsOf, type LazyCommand, unknownFlags } from './lazy-command.ts';
import { optionsOf, typedFor } from './option.ts';
import { type Detail, problem } from '../../errors/failure.ts';
import type { ParsedCommand } from '../parsed-command.ts';
import type { GlobalFlags } from '../../commands/global-options.ts';
import { TOOL_COMMANDS } from '../../commands/registry.ts';
import type { ToolCommand } from '../../commands/tool-command.ts';
import { aliasesOf } from '../../commands/verb-aliases.ts';

/** Adds this tool's own commands; one with a second word is added below the first. */
export function addToolCommands(program: LazyCommand, asked: (what: ParsedCommand) => void): void {
  for (const [first, own] of firstWords()) program.late(first, (command) => fillFirst(command, first, own, asked));
}

/** The first words of the commands, in their order, each with the command of that single word, if there is one. */
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
      command.late(second, (below) => fill(below, local, asked)).aliases(aliasesOf(second));
  }
}

/** Refuses --param for commands that send no parameters. */
const paramProblems = ({ path, takesParams }: ToolCommand, { param = [] }: GlobalFlags): Detail[] =>
  takesParams === true || param.length === 0
    ? []
    : [
        problem('--param', '{name} cannot be used with "{command}", which sends no request that accepts it', {
          command: path,
        }),
      ];

function fill(command: LazyCommand, local: ToolCommand, asked: (what: ParsedCommand) => void): void {
  command.allowUnknownOption();
  // Commander would report only a missing argument, before all other problems.
  for (const { argument = '', many } of Object.values(local.arguments ?? {}))
    command.argument(`[${argument}${many === true ? '...' : ''}]`);
  const options = optionsOf(local.options ?? {});
  for (const option of options.values()) command.addOption(option);
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
