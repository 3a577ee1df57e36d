/** Asks for the words that a `wait` lacks, with pick lists. */
import { loadSettings } from '../../config/load-settings.ts';
import { requireCredentials, type Settings } from '../../config/settings.ts';
import { t } from '../../core/text/texts.ts';
import { type Pickable, askNames, pickList } from '../../engine/pick/ask.ts';
import type { Io } from '../../engine/io.ts';
import { STATES } from '../../operations/shared/states.ts';
import { plainItems } from '../../output/pick-items.ts';
import { type GlobalOptions, readGlobals } from '../global-options.ts';
import type { ParsedToolCommand } from '../tool-command.ts';
import type { Noun } from './arguments.ts';

/**
 * The words of the command line with those that are picked: noun, name and state. A line with another problem is left
 * to its error. Throws Failure: exit 130 if the user declines, exit 4 without keys, and the error of a list that cannot
 * be read.
 */
export async function pickWords(typed: ParsedToolCommand, io: Io): Promise<readonly string[]> {
  const settings = await loadSettings(typed.flags, io.context);
  const problems = [...typed.problems];
  const globals = readGlobals(typed.flags, io.context, settings.output, problems);
  const { operands, options } = typed;
  if (problems.length > 0) return operands;
  const noun = operands[0] ?? (await pickedWord(t('Wait for what?'), Object.keys(STATES), io));
  if (!isNoun(noun)) return operands;
  const states = Object.keys(STATES[noun]);
  const isState = (word: string | undefined): boolean => word !== undefined && states.includes(word.toLowerCase());
  const [first, second] = operands.slice(1);
  if (second !== undefined) return operands;
  const hasOwn = noun === 'instance' && (settings.instance !== undefined || options['orderId'] !== undefined);
  const name = isState(first) || first === undefined ? undefined : first;
  const named = name ?? (hasOwn ? undefined : await pickedName(noun, globals, settings, io));
  const state = isState(first) ? first : await pickedWord(t('Which state?'), states, io);
  return [noun, named, state].filter((word) => word !== undefined);
}

const isNoun = (word: string): word is Noun => Object.hasOwn(STATES, word);

async function pickedWord(question: string, words: readonly string[], { context }: Io): Promise<string> {
  const [picked = ''] = await context.prompts.pick(question, await plainItems(words.map((word) => [word] as const)));
  return picked;
}

/** The name of one that exists; undefined if there is none to pick, which is then an error of the command line. */
async function pickedName(
  noun: Noun,
  globals: GlobalOptions,
  settings: Settings,
  { context, log }: Io,
): Promise<string | undefined> {
  if (settings.region === undefined || (noun !== 'instance' && settings.instance === undefined)) return undefined;
  if (!globals.dryRun) requireCredentials(settings);
  const from: Pickable = { kind: noun };
  const { items } = await pickList(from, { settings, options: globals, input: {}, context, log });
  if (items.length === 0) return undefined;
  const [name] = await askNames(context, from, '<name>', items, false);
  return name;
}
