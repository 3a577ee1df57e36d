/** The error for a word that names no command: what it may mean, and which help to read. */
import { alikafka } from '../../core/text/command-line.ts';
import { suggest } from '../../core/text/suggest.ts';
import { t } from '../../core/text/texts.ts';
import { type Failure, usage } from '../../errors/failure.ts';
import { API_ACTIONS } from '../../operations/api-actions.ts';
import { COMMANDS } from '../../operations/registry.ts';
import type { UnknownCommand } from './lazy-command.ts';
import { meantBy, misspelled } from './meant-command.ts';

/** With more commands of several nouns than these, none is listed: the word is then a verb, which comes after its noun. */
const MOST = 3;

/** A usage error (exit code 2) that names what the words may mean: an operation of the API, or commands anywhere. */
export function unknownCommand({ above, words, known }: UnknownCommand): Failure {
  const [word = ''] = words;
  const typed = pathTo(above, word);
  const action = above === '' ? actionOf(word) : undefined;
  if (action !== undefined) return ofAction(action);
  const meant = meantBy(above, words);
  if (meant.length > 0) return withMeant(typed, meant, above);
  if (above === '' && OF_PROGRAM.has(word)) return ofProgram(word);
  if (above === '') return withMeant(typed, misspelledIn(word, known), above);
  const near = suggest(word, known);
  return near === undefined ? withMeant(typed, [], above) : misspelledAs(typed, pathTo(above, near), above);
}

/** Options of the program that other programs have as commands. */
const OF_PROGRAM: ReadonlySet<string> = new Set(['version']);

function ofProgram(word: string): Failure {
  const option = `--${word}`;
  return usage([{ message: messageOf(word, [option], '') }], { next: alikafka`${option}` });
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

/** The error for a word that is almost a command here, whose help lists it. */
const misspelledAs = (command: string, meant: string, above: string): Failure =>
  usage([{ message: messageOf(command, [meant], above) }], { next: helpOf(above) });

/** The error with what was meant; the next command shows the help of what was meant if it is one command. */
function withMeant(command: string, meant: readonly string[], above: string): Failure {
  const [first = above] = meant;
  return usage([{ message: messageOf(command, meant, above) }], { next: helpOf(meant.length === 1 ? first : above) });
}

function messageOf(command: string, meant: readonly string[], above: string): string {
  const [first, ...others] = meant;
  if (first === undefined) return t('unknown command "{command}"', { command });
  if (others.length === 0) return t('unknown command "{command}"; did you mean "{meant}"?', { command, meant: first });
  return meant.length > MOST && above === ''
    ? t('unknown command "{command}"; type the noun before the verb, as in "{example}"', { command, example: first })
    : t('unknown command "{command}"; did you mean one of {commands}?', {
        command,
        commands: meant.map((path) => `"${path}"`).join(', '),
      });
}
