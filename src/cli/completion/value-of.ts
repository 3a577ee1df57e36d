/** The values of a parameter, for completion. */
import type { Name, ValueSpec } from '../../completion/table.ts';
import type { Listed, Param } from '../../core/params.ts';

/** What completion offers for a parameter. */
export function valueOf(param: Param): ValueSpec {
  const { lists, listsBy: by, instance, placeholder = '', hints = [] } = param;
  if (typeof lists === 'string') {
    const named = instance === 'id-or-name' ? ({ named: true } as const) : {};
    const more = hints.length > 0 ? { more: hints.map((hint): Name => [hint]) } : {};
    return { list: lists, ...named, ...more, ...(by === undefined ? {} : { by }) };
  }
  if (isWords(lists)) return { words: named(lists), anyCase: true };
  if (lists !== undefined) return { prefixes: prefixesOf(lists) };
  return wordsOf(param, placeholder.split('|'));
}

const isWords = (lists: Param['lists']): lists is readonly string[] => Array.isArray(lists);

const prefixesOf = (lists: Readonly<Record<string, Listed>>): Record<string, ValueSpec> =>
  Object.fromEntries(
    Object.entries(lists).map(([prefix, list]) => [prefix, list === 'whole' ? { whole: true } : { list }]),
  );

/** The words of a choice in the spelling of its help; codes and the words of other versions are `more`. */
function wordsOf({ kind, choices = [], aliases = {}, hints = [] }: Param, shown: readonly string[]): ValueSpec {
  const isChoice = kind === 'choice';
  const spelled = (word: string): string =>
    shown.find((one) => one.toLowerCase() === word.toLowerCase()) ?? (isChoice ? word.toLowerCase() : word);
  const all = [...new Set([...choices, ...Object.keys(aliases)].map(spelled))];
  const words = all.filter((word) => /[a-z]/i.test(word));
  const main = words.length > 0 ? words : all;
  const more = [...all.filter((word) => !main.includes(word)), ...(main.length > 0 ? hints : [])];
  const offered = main.length > 0 ? main : hints;
  if (offered.length === 0) return {};
  return {
    words: named(offered),
    ...(more.length > 0 ? { more: named(more) } : {}),
    ...(isChoice ? { anyCase: true } : {}),
  };
}

const named = (words: readonly string[]): Name[] => words.map((word) => [word]);

/** The longest text. */
const LONGEST = 70;

/** The first clause of a text. */
export function briefly(text: string): string {
  const [first = ''] = text.split(/; | \(|: |, such as |\. /);
  const clause = first.replace(/\.$/, '');
  return clause.length > LONGEST ? `${clause.slice(0, LONGEST - 1).replace(/\s+\S*$/, '')}…` : clause;
}
