/** The error for a word that names no command: what it may mean, and which help to read. */
import { alikafka } from '../../core/text/command-line.ts';
import type { Effect } from '../../core/operation.ts';
import { suggest } from '../../core/text/suggest.ts';
import { t } from '../../core/text/texts.ts';
import { type Failure, usage } from '../../errors/failure.ts';
import { API_ACTIONS } from '../../operations/api-actions.ts';
import { SETTING_WORDS } from '../../operations/other-words.ts';
import { COMMANDS } from '../../operations/registry.ts';
import { UnknownCommand } from './lazy-command.ts';
import { cleanLine, type TypedLine } from '../correct/clean-line.ts';
import { above as place } from '../correct/known-command.ts';
import { readWords } from '../correct/words.ts';
import { type MeantCommands, meantBy, misspelled } from './meant-command.ts';

/** With more commands of several nouns than these, none is listed: the word is then a verb, which comes after its noun. */
const MOST = 3;

/**
 * A usage error (exit code 2) that names what the words may mean: an operation of the API, or commands anywhere. The next
 * command is the line with the command that is meant, if it can run, else a help.
 */
export async function unknownCommand(error: UnknownCommand, line: TypedLine): Promise<Failure> {
  const { above, words, known } = error;
  const [word = ''] = words;
  const typed = pathTo(above, word);
  const action = above === '' ? actionOf(word) : undefined;
  if (action !== undefined) return ofAction(action);
  if (above === '' && PROGRAMS.has(word)) return ofNestedName(word, line);
  const setting = Object.hasOwn(SETTING_WORDS, typed) ? SETTING_WORDS[typed]?.path : undefined;
  if (setting !== undefined) return ofSetting(typed, setting);
  const meant = meantBy(above, words);
  const lineOf = lineWith(error, line);
  if (meant.paths.length > 0)
    return withMeant(
      typed,
      meant.paths,
      above,
      await lineOf(meant, hasOwnOption(above, line) ? ['read', 'write'] : ['read']),
    );
  if (above === '' && OF_PROGRAM.has(word)) return ofProgram(word);
  if (above === '') {
    const paths = misspelledIn(word, known);
    return withMeant(typed, paths, above, await lineOf({ paths, words: 1 }, ['read']));
  }
  const near = suggest(word, known);
  if (near === undefined) return withMeant(typed, [], above, undefined);
  const paths = [pathTo(above, near)];
  return withMeant(typed, paths, above, await lineOf({ paths, words: 1 }, ['read', 'write']));
}

/** Whether an option below a noun shows which of its verbs is meant, since only that verb has it: `--partitions`. */
const hasOwnOption = (above: string, { argv }: TypedLine): boolean =>
  above !== '' && readWords(argv, place('')).some(({ kind }) => kind === 'unknown');

/** The error for a verb that a setting of this tool stands for. */
function ofSetting(typed: string, words: string): Failure {
  const path = words.split(' ').slice(0, -1).join(' ');
  return usage([{ message: messageOf(typed, [words], '') }], { next: helpOf(path) });
}

const ASKS_HELP: ReadonlySet<string> = new Set(['help', '--help', '-h']);

/** The typed line with the first of the commands that it can run, in place of the words that name it. */
const lineWith =
  ({ above }: UnknownCommand, { argv, ...line }: TypedLine) =>
  async ({ paths, words }: MeantCommands, effects: readonly Effect[]): Promise<string | undefined> => {
    // Whoever asks for help, or types a verb that many nouns have, gets help
    if (argv.some((word) => ASKS_HELP.has(word)) || (paths.length > MOST && above === '')) return undefined;
    const names = readWords(argv, place(''))
      .flatMap((word) => (word.kind === 'operand' ? [word.at] : []))
      .slice(0, (above === '' ? 0 : above.split(' ').length) + words);
    const lines = paths.map((path) =>
      argv.flatMap((word, at) => (at === names[0] ? path.split(' ') : names.includes(at) ? [] : [word])),
    );
    return cleanLine(lines, line, effects);
  };

/** Options of the program that other programs have as commands. */
const OF_PROGRAM: ReadonlySet<string> = new Set(['version']);

function ofProgram(word: string): Failure {
  const option = `--${word}`;
  return usage([{ message: messageOf(word, [option], '') }], { next: alikafka`${option}` });
}

/** Names of programs that are typed again before the command: `alikafka alikafka CreateTopic`. */
const PROGRAMS: ReadonlySet<string> = new Set(['alikafka', 'aliyun']);

/** The error for the name of the program in place of a command: about the rest of the line. */
async function ofNestedName(word: string, { argv, ...line }: TypedLine): Promise<Failure> {
  const at = argv.indexOf(word);
  const rest = argv.filter((_word, i) => i !== at);
  try {
    await line.parse(rest);
  } catch (error) {
    if (error instanceof UnknownCommand) return unknownCommand(error, { argv: rest, ...line });
  }
  return withMeant(word, [], '', await cleanLine([rest], line));
}

const pathTo = (above: string, word: string): string => (above === '' ? word : `${above} ${word}`);

const helpOf = (path: string): string => (path === '' ? alikafka`--help` : alikafka`${path.split(' ')} --help`);

/** The operation of the API with this name, in any case. */
const actionOf = (word: string): string | undefined =>
  API_ACTIONS.find((action) => action.toLowerCase() === word.toLowerCase());

const commandsOf = (action: string): string[] =>
  [...COMMANDS.values()].filter(({ operation }) => operation.action === action).map(({ command }) => command.path);

/** The error for an operation's name: its commands, or `api`. */
function ofAction(action: string): Failure {
  const [first, ...others] = commandsOf(action);
  const call = alikafka`api ${action}`;
  if (first === undefined) {
    const message = t('{action} is an operation of the API without a command; run "{call}"', { action, call });
    return usage([{ message }], { next: call });
  }
  const commands = [first, ...others].map((path) => `"${path}"`).join(', ');
  return usage([{ message: t('{action} is an operation of the API; use {commands}', { action, commands }) }], {
    hint: t('Run "{call}" to call the operation by its name.', { call }),
    next: helpOf(first),
  });
}

/** What a misspelled word may mean: a command of any noun, or a command of an operation. */
function misspelledIn(word: string, known: readonly string[]): string[] {
  const action = /^[A-Z][a-z]+[A-Z]/.test(word) ? suggest(word, API_ACTIONS) : undefined;
  if (action === undefined) return misspelled(word, known);
  const commands = commandsOf(action);
  return commands.length > 0 ? commands : [['api', action].join(' ')];
}

/** The error with what was meant. Without a line that can run, help is next: of what was meant if it is one command. */
function withMeant(command: string, meant: readonly string[], above: string, next: string | undefined): Failure {
  const [first = above] = meant;
  const help = helpOf(meant.length === 1 ? first : above);
  return usage([{ message: messageOf(command, meant, above) }], { next: next ?? help });
}

function isOrder(path: string): boolean {
  const command = COMMANDS.get(path)?.command;
  return command?.kind === 'change' && command.effect === 'order';
}

function messageOf(command: string, meant: readonly string[], above: string): string {
  const [first, ...others] = meant;
  if (first === undefined) return t('unknown command "{command}"', { command });
  if (others.length === 0) return t('unknown command "{command}"; did you mean "{meant}"?', { command, meant: first });
  return meant.length > MOST && above === ''
    ? t('unknown command "{command}"; type the noun before the verb, as in "{example}"', {
        command,
        example: meant.find((path) => !isOrder(path)) ?? first,
      })
    : t('unknown command "{command}"; did you mean one of {commands}?', {
        command,
        commands: meant.map((path) => `"${path}"`).join(', '),
      });
}
