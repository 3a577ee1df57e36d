import { alikafka } from '../../core/text/command-line.ts';
import { t } from '../../core/text/texts.ts';
import { NOUNS } from '../../operations/nouns.ts';
import type { ParsedCommand } from '../parsed-command.ts';
import { addGlobals, LazyCommand, type Terminal } from './lazy-command.ts';
import { globalHelp } from './global-help.ts';
import { wrapped } from '../../core/text/wrap.ts';
import { exampleText } from './layout.ts';
import { addToolCommands } from './tool-commands.ts';

/** The program: nouns at once, a noun's verbs only when it is the one that was typed. */
export function buildProgram(terminal: Terminal, asked: (what: ParsedCommand) => void): LazyCommand {
  const program = new LazyCommand('alikafka', terminal);
  program.description(
    t(
      'Manage Alibaba Cloud Message Queue for Apache Kafka: instances, topics, consumer groups, tags, SASL users, permissions and metrics.',
    ),
  );
  program.usage(t('[global options] <noun> <verb> [arguments] [options]'));
  addGlobals(program);
  for (const [noun, says] of Object.entries(NOUNS)) {
    program
      .late(noun, t<string>(says), async (command) => (await import('./verbs.ts')).addVerbs(command, asked))
      .helpGroup(t('Service commands:'));
  }
  addToolCommands(program, asked);
  program.addHelpText('after', () => `${globalHelp(terminal.width)}${helpTail(terminal.width)}`);
  return program;
}

/** What to type next. */
function helpTail(width: number): string {
  const command = alikafka`--profile local topic list`;
  const help = [alikafka`topic --help`, alikafka`topic create --help`].join(', ');
  return [
    '',
    exampleText(t('Try it without an account'), command, width),
    '',
    ...wrapped(t('Help for a noun or verb: {commands}', { commands: help }), width),
  ].join('\n');
}
