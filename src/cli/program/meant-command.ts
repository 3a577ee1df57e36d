/** The commands that a wrong command line may mean: pure, from the words of all commands. */
import { TOOL_COMMANDS } from '../../commands/registry.ts';
import { suggest } from '../../core/text/suggest.ts';
import { NOUNS, SUB_NOUNS } from '../../operations/nouns.ts';
import { OTHER_WORDS } from '../../operations/other-words.ts';
import { COMMANDS } from '../../operations/registry.ts';
import { parentOf } from '../../operations/related.ts';

/** Every command and noun, with the words that name it: verbs last. */
const TARGETS: readonly { readonly path: string; readonly tokens: readonly string[] }[] = [
  ...Object.keys({ ...NOUNS, ...SUB_NOUNS }),
  ...[...COMMANDS.values()].flatMap(({ command: { path, alias } }) =>
    alias === undefined ? [path] : [path, `${parentOf(path)} ${alias}`],
  ),
  ...TOOL_COMMANDS.flatMap(({ path }) => [path, ...(path.includes(' ') ? [parentOf(path)] : [])]),
].map((path) => ({ path, tokens: tokensOf(path) }));

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

/**
 * The distance of a command from typed words: the number of its other words; undefined if it lacks one of the typed
 * ones.
 */
function distance(typed: readonly string[], tokens: readonly string[]): number | undefined {
  const meant = typed.map((word) => meanings(word).find((one) => tokens.includes(one)));
  if (meant.includes(undefined)) return undefined;
  const foreign = typed.filter((word, i) => meant[i] !== word);
  return tokens.filter((token) => !meant.includes(token)).length + foreign.length / 2;
}

/** The nearest commands that have all of the typed words, in the order of help; below `above` if any of them is. */
function nearest(typed: readonly string[], above: string): string[] {
  const found = TARGETS.flatMap(({ path, tokens }) => {
    const away = distance(typed, tokens);
    return away === undefined ? [] : [{ path, away, isOwn: above !== '' && path.startsWith(`${above} `) }];
  });
  const own = found.filter(({ isOwn }) => isOwn);
  const among = own.length > 0 ? own : found;
  const least = Math.min(...among.map(({ away }) => away));
  return [...new Set(among.filter(({ away }) => away === least).map(({ path }) => path))];
}

/**
 * The paths of the commands that words may mean, if the first one is not a command below `above`. A verb may come
 * before its noun, in another noun, or joined to it; a word may be in the plural or a synonym.
 */
export function meantBy(above: string, [word = '', second = '']: readonly string[]): string[] {
  const [first, more] = [tokensOf(word), tokensOf(second)];
  if (first.length === 0) return [];
  const own = tokensOf(above);
  const both = more.length === 0 ? [] : nearest([...own, ...first, ...more], above);
  if (both.length > 0) return both;
  const together = own.length === 0 ? [] : nearest([...own, ...first], above);
  return together.length > 0 ? together : nearest(first, above);
}

/**
 * The commands of any noun that have a word which is spelled almost like the typed one; those in `first` come first.
 */
export function misspelled(word: string, first: readonly string[]): string[] {
  const near = suggest(word, [...first, ...TARGETS.flatMap(({ path }) => path.split(' '))]);
  if (near === undefined) return [];
  return first.includes(near) ? [near] : nearest(tokensOf(near), '');
}
