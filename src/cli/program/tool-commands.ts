import { globalsOf, type LazyCommand, unknownFlags } from './lazy-command.ts';
import { optionOf, typedFor } from './option.ts';
import type { Detail } from '../../errors/failure.ts';
import type { ParsedCommand } from '../parsed-command.ts';
import type { GlobalFlags } from '../../commands/global-options.ts';
import { TOOL_COMMANDS } from '../../commands/registry.ts';
import { toolArguments, type ToolCommand } from '../../commands/tool-command.ts';

const GROUP = 'Commands of this tool:';
const GROUPS: Readonly<Record<string, string>> = { config: 'Saved profiles' };

/** Adds this tool's own commands; one with a second word goes below the first. */
export function addToolCommands(program: LazyCommand, asked: (what: ParsedCommand) => void): void {
  const firsts = new Set(TOOL_COMMANDS.map(({ path }) => path.split(' ')[0] ?? ''));
  for (const first of firsts) {
    const own = TOOL_COMMANDS.find(({ path }) => path === first);
    program
      .late(first, own?.summary ?? GROUPS[first] ?? '', (command) => fillFirst(command, first, own, asked))
      .helpGroup(GROUP);
  }
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
    : [{ flag: '--param', message: `is for requests of the service, and "${path}" makes none that it could go with` }];

function fill(command: LazyCommand, local: ToolCommand, asked: (what: ParsedCommand) => void): void {
  command.allowUnknownOption();
  const options = Object.entries(local.options ?? {});
  const operands = local.arguments ?? [];
  command.usage(toolArguments(local));
  // whether an argument is required is judged with all else that was typed, not by commander
  for (const { name, help } of operands) command.argument(name.replace(/^<(.*)>$/, '[$1]'), help);
  for (const [, param] of options) command.addOption(optionOf(param));
  if (local.examples !== undefined)
    command.addHelpText('after', `\nExamples:\n${local.examples.map((line) => `  $ ${line}`).join('\n')}`);
  command.allowExcessArguments().action(() =>
    asked({
      kind: 'local',
      command: local,
      operands: command.known(),
      endsOptions: command.endsOptions,
      options: Object.fromEntries(options.map(([key, param]) => [key, typedFor(command, param)])),
      flags: globalsOf(command),
      problems: [...unknownFlags(command), ...paramProblems(local, globalsOf(command))],
    }),
  );
}
