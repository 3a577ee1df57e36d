import { NOUNS } from '../../operations/nouns.ts';
import type { ParsedCommand } from '../parsed-command.ts';
import { addGlobals, LazyCommand, type Terminal } from './lazy-command.ts';
import { globalHelp } from './help.ts';
import { addToolCommands } from './tool-commands.ts';

/** The program: nouns at once, a noun's verbs only when it is the one that was typed. */
export function buildProgram(terminal: Terminal, asked: (what: ParsedCommand) => void): LazyCommand {
  const program = new LazyCommand('alikafka', terminal);
  program.description(
    'Message Queue for Apache Kafka of Alibaba Cloud: instances, topics, groups, tags, users, permissions and metrics',
  );
  program.usage('[global options] <noun> <verb> [arguments] [options]');
  addGlobals(program);
  for (const [noun, says] of Object.entries(NOUNS)) {
    program
      .late(noun, says, async (command) => (await import('./verbs.ts')).addVerbs(command, asked))
      .helpGroup('Commands of the service:');
  }
  addToolCommands(program, asked);
  program.addHelpText('after', () => `${globalHelp(program)}${HELP_TAIL}`);
  return program;
}

const HELP_TAIL = `
Try it without an account:
  $ alikafka --profile local topic list

Help for a noun or verb: alikafka topic --help, alikafka topic create --help`;
