/** The help of this tool's own commands. */
import { COMMAND_GROUPS, TOOL_COMMANDS } from '../../commands/registry.ts';
import { toolArguments, type ToolCommand, toolFields } from '../../commands/tool-command.ts';
import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import { globalSection } from './global-section.ts';
import { optionSections } from './option-sections.ts';
import type { HelpPage, Item, Section } from './page.ts';

/** The help of a command, or of the first word of several; undefined for other words. */
export async function toolPage(path: string): Promise<HelpPage | undefined> {
  const command = TOOL_COMMANDS.find((one) => one.path === path);
  if (command !== undefined) return commandPage(command);
  const group = COMMAND_GROUPS[path];
  return group === undefined ? undefined : groupPage(path, group.summary);
}

/** The first words of the commands with their summaries, without duplicates. */
export function toolItems(): Item[] {
  const firsts = new Set(TOOL_COMMANDS.map(({ path }) => path.split(' ')[0] ?? ''));
  return [...firsts].map((term) => {
    const own = TOOL_COMMANDS.find(({ path }) => path === term);
    return { term, text: t<string>(own?.summary ?? COMMAND_GROUPS[term]?.summary ?? '') };
  });
}

async function commandPage(command: ToolCommand): Promise<HelpPage> {
  const { path, summary, description, examples = [], seeAlso = [] } = command;
  return {
    path,
    usages: [toolArguments(command)],
    summary: t('{summary}.', { summary: t<string>(summary) }),
    description: description === undefined ? [] : [t<string>(description)],
    examples: examples.map((typed) => ({ command: typed })),
    sections: [...optionSections(toolFields(command), 'Options'), ...below(path), globalSection()],
    facts: await callsOf(command),
    seeAlso,
    more: [],
  };
}

/** The requests of a command. They are in a separate module, since no other help needs them. */
async function callsOf({ path, isOffline }: ToolCommand): Promise<string[]> {
  const [{ callsOfTool }, { callsText }] = await Promise.all([
    import('../../commands/tool-calls.ts'),
    import('../../operations/operation-text.ts'),
  ]);
  const calls = isOffline === true ? [] : callsOfTool(path);
  return calls === undefined ? [] : [callsText(calls)];
}

/** The commands whose words begin with those of another one. */
function below(path: string): Section[] {
  const items = TOOL_COMMANDS.filter((one) => one.path.startsWith(`${path} `)).map((one) => ({
    term: one.path.slice(path.length + 1),
    text: t<string>(one.summary),
  }));
  return items.length === 0 ? [] : [{ title: t('Commands'), kind: 'commands', items }];
}

/** The maximum of examples of a group. */
const EXAMPLES = 3;

function groupPage(path: string, summary: string): HelpPage {
  const verbs = TOOL_COMMANDS.filter((one) => one.path.startsWith(`${path} `));
  return {
    path,
    usages: [t('<verb> [arguments] [options]')],
    summary: t('{summary}.', { summary: t<string>(summary) }),
    description: [],
    examples: verbs
      .flatMap(({ examples = [] }) => examples.slice(0, 1))
      .slice(0, EXAMPLES)
      .map((command) => ({ command })),
    sections: [...below(path), globalSection()],
    facts: [],
    seeAlso: [],
    more: [t('Help for a verb: {command}', { command: alikafka`help ${path} <verb>` })],
  };
}
