import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import { NOUNS } from '../../operations/nouns.ts';
import type { ParsedCommand } from '../parsed-command.ts';
import { addGlobals, LazyCommand, type Terminal } from './lazy-command.ts';
import { globalHelp } from './help.ts';
import { addToolCommands } from './tool-commands.ts';

/** The program: nouns at once, a noun's verbs only when it is the one that was typed. */
export function buildProgram(terminal: Terminal, asked: (what: ParsedCommand) => void): LazyCommand {
  const program = new LazyCommand('alikafka', terminal);
  program.description(
    t(
      'Manage Alibaba Cloud Message Queue for Apache Kafka: instances, topics, consumer groups, tags, SASL users, permissions and metrics',
    ),
  );
  program.usage(t('[global options] <noun> <verb> [arguments] [options]'));
  addGlobals(program);
  for (const [noun, says] of Object.entries(NOUNS)) {
    program
      .late(noun, says, async (command) => (await import('./verbs.ts')).addVerbs(command, asked))
      .helpGroup(t('Service commands:'));
  }
  addToolCommands(program, asked);
  program.addHelpText('after', () => `${globalHelp(program)}\n${programHints().join('\n')}`);
  return program;
}

/** What the help of the program ends with. */
const programHints = (): string[] => [
  t('Try it without an account:'),
  `  $ ${alikafka`--profile local topic list`}`,
  '',
  t('Help for a noun or verb: {noun}, {verb}', {
    noun: alikafka`topic --help`,
    verb: alikafka`topic create --help`,
  }),
];
