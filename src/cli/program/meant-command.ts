/** The commands that a wrong command line may mean: pure, from the words of all commands. */
import { TOOL_COMMANDS } from '../../commands/registry.ts';
import { suggest } from '../../core/text/suggest.ts';
import { NOUNS, SUB_NOUNS } from '../../operations/nouns.ts';
import { CHANGE_WORDS, OTHER_WORDS, READ_WORDS } from '../../operations/other-words.ts';
import { COMMANDS } from '../../operations/registry.ts';
import { parentOf, relatedTo } from '../../operations/related.ts';

/** A command or a noun that can be typed. */
interface Target {
  readonly path: string;
  /** The words that name it: verbs last. */
  readonly tokens: readonly string[];
  /** It changes something that exists, whatever its verb is. */
  readonly isChange: boolean;
  /** It can be meant below any noun: a noun of the service, or a command that reads. */
  readonly isOpen: boolean;
}

const TARGETS: readonly Target[] = [
  ...Object.keys({ ...NOUNS, ...SUB_NOUNS }).map((path) => targetOf(path, { isOpen: true })),
  ...[...COMMANDS.values()].flatMap(({ command }) => {
    const isChange = command.kind === 'change' && command.changeKind === 'changed';
    const isOpen = command.kind === 'read';
    const { path, alias } = command;
    return [
      targetOf(path, { isOpen, isChange }),
      ...(alias === undefined ? [] : [targetOf(`${parentOf(path)} ${alias}`, { isOpen })]),
    ];
  }),
  ...TOOL_COMMANDS.flatMap(({ path }) => [path, ...(path.includes(' ') ? [parentOf(path)] : [])]).map((path) =>
    targetOf(path),
  ),
];

function targetOf(path: string, { isOpen = false, isChange = false } = {}): Target {
  return { path, tokens: tokensOf(path), isOpen, isChange };
}

/** The single words of `create-topics`, `createTopics` or `topics create`, in lower case and in the singular. */
function tokensOf(typed: string): string[] {
  const words = typed.replace(/([a-z])(?=[A-Z])/g, '$1 ').toLowerCase();
  return words.split(/[^a-z0-9]+/).flatMap((word) => (word === '' ? [] : singular(word)));
}

function singular(word: string): string {
  return word.replace(/(?<=..[^s])s$/, '');
}

/** A typed word, and its synonyms. */
const meanings = (word: string): string[] => [
  word,
  ...(Object.hasOwn(OTHER_WORDS, word) ? (OTHER_WORDS[word] ?? []) : []).map(singular),
];

/** How far a command is from typed words: its further words; undefined where it lacks one of the typed ones. */
function distance(typed: readonly string[], { path, tokens, isChange }: Target): number | undefined {
  const noun = tokensOf(parentOf(path));
  const isChangeOfNoun = isChange && typed.some((word) => noun.includes(word));
  let foreign = 0;
  let further = tokens;
  for (const word of typed) {
    const meant = meanings(word).find((one) => tokens.includes(one));
    if (isChangeOfNoun && CHANGE_WORDS.has(word)) further = further.filter((token) => noun.includes(token));
    else if (meant === undefined) return undefined;
    else further = further.filter((token) => token !== meant);
    if (meant !== word) foreign += 1;
  }
  return further.length + foreign / 2;
}

/** The nearest of the targets that have all of the typed words, in the order of help. */
function nearest(typed: readonly string[], targets: readonly Target[]): string[] {
  const found = targets.flatMap((target) => {
    const away = distance(typed, target);
    return away === undefined ? [] : [{ path: target.path, away }];
  });
  const least = Math.min(...found.map(({ away }) => away));
  return [...new Set(found.filter(({ away }) => away === least).map(({ path }) => path))];
}

/** The commands that words may mean, and how many of the words name them. */
export interface MeantCommands {
  readonly paths: readonly string[];
  readonly words: number;
}

/**
 * The paths of the commands that words may mean, of which the first is none below `above`. A verb may come before its
 * noun, in another noun, or joined to it; a word may be in the plural or be another word for the same. The commands below
 * `above` come first: a command of another noun that changes something is meant only where its noun is typed too.
 */
export function meantBy(above: string, [word = '', second = '']: readonly string[]): MeantCommands {
  const [first, more] = [tokensOf(word), tokensOf(second)];
  if (first.length === 0) return NONE;
  const one: Way = { tokens: first, words: 1 };
  const ways = more.length === 0 ? [one] : [{ tokens: [...first, ...more], words: 2 }, one];
  if (above === '') return firstFound(ways, TARGETS);
  const own = tokensOf(above);
  const below = TARGETS.filter(({ path }) => path.startsWith(`${above} `));
  const withNoun = ways.map(({ tokens, words }) => ({ tokens: [...own, ...tokens], words }));
  return firstOf([
    () => firstFound(withNoun, below),
    () => ({ paths: READ_WORDS.has(word) ? readsOf(above) : [], words: 1 }),
    () => firstFound(withNoun, TARGETS),
    () => firstFound(ways, elsewhereOf(above, first)),
  ]);
}

/** The reads of a noun. */
const readsOf = (noun: string): string[] =>
  [...COMMANDS.values()].flatMap(({ command: { kind, path } }) =>
    kind === 'read' && parentOf(path) === noun ? [path] : [],
  );

/** Typed words as single words, and the number of the typed ones. */
interface Way {
  readonly tokens: readonly string[];
  readonly words: number;
}

const NONE: MeantCommands = { paths: [], words: 0 };

/** What can be meant by a word below a noun that has no such verb. */
function elsewhereOf(above: string, typed: readonly string[]): Target[] {
  const commands = [...COMMANDS.values()].filter(({ command }) => parentOf(command.path) === above);
  const related = new Set(commands.flatMap(relatedTo));
  const named = typed.flatMap(meanings);
  const isNamed = ({ path }: Target): boolean => {
    const noun = tokensOf(parentOf(path));
    return noun.length > 0 && typed.length > noun.length && noun.every((one) => named.includes(one));
  };
  return TARGETS.filter((target) => target.isOpen || related.has(target.path) || isNamed(target));
}

const firstFound = (ways: readonly Way[], targets: readonly Target[]): MeantCommands =>
  firstOf(
    ways.map(({ tokens, words }) => () => ({ paths: nearest(tokens, targets), words })),
  );

/** The first that is not empty. */
function firstOf(lists: readonly (() => MeantCommands)[]): MeantCommands {
  for (const list of lists) {
    const found = list();
    if (found.paths.length > 0) return found;
  }
  return NONE;
}

/**
 * The commands of any noun that have a word which is spelled almost like the typed one; those in `first` come first.
 */
export function misspelled(word: string, first: readonly string[]): string[] {
  const near = suggest(word, [...first, ...TARGETS.flatMap(({ path }) => path.split(' '))]);
  if (near === undefined) return [];
  return first.includes(near) ? [near] : nearest(tokensOf(near), TARGETS);
}
