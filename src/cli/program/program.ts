/** The program with all of its commands, for commander. */
import { NOUNS } from '../../operations/nouns.ts';
import type { ParsedCommand } from '../parsed-command.ts';
import { addGlobals, LazyCommand, type ShowHelp } from './lazy-command.ts';
import { addToolCommands } from './tool-commands.ts';

/** The program. The verbs of a noun are added only if the noun was typed. */
export function buildProgram(showHelp: ShowHelp, asked: (what: ParsedCommand) => void): LazyCommand {
  const program = new LazyCommand('alikafka', showHelp);
  addGlobals(program);
  for (const noun of Object.keys(NOUNS))
    program.late(noun, async (command) => (await import('./verbs.ts')).addVerbs(command, asked));
  addToolCommands(program, asked);
  // a page of the help: `help options`
  program.late('options', (page) => void page.action(() => page.help()));
  return program;
}
