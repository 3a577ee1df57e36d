/** The candidates of a line as the shells read them. */
import { isSafe, safeText } from '../core/text/safe-text.ts';
import type { Offer } from './offers.ts';
import type { Name } from './table.ts';

/** Names that were read, by their list. */
export interface ReadNames {
  /** The names, each with its description. */
  readonly names: readonly Name[];
  /** Other names of the same objects, which some places accept too. */
  readonly others?: readonly Name[];
}

/** What a shell does with the candidates. */
export type Directive = 'words' | 'nospace' | 'files' | 'none';

/** The candidates for a word, and how a shell inserts them. */
export interface Answer {
  readonly candidates: readonly Name[];
  readonly directive: Directive;
}

/** Lists for which the shell completes the names of files. */
const FILES = ['file', 'program'];

/**
 * The candidates of the offers. A name is one if it begins with what is typed: in this case, or in any case where the
 * value is accepted in any. A name with a character that a terminal obeys or hides is none.
 */
export function answer(offers: readonly Offer[], read: (offer: Offer) => ReadNames): Answer {
  const found = new Map<string, string | undefined>();
  let goesOn = false;
  for (const offer of offers) {
    for (const [value, text] of candidatesOf(offer, read)) {
      const whole = offer.prefix + value;
      if (!isSafe(whole) || (offer.noDash === true && value.startsWith('-')) || found.has(whole)) continue;
      found.set(whole, text);
      goesOn ||= offer.goesOn === true || isOpen(whole);
    }
  }
  const files = offers.some(({ list }) => list !== undefined && FILES.includes(list));
  const directive = files ? 'files' : found.size === 0 ? 'none' : goesOn ? 'nospace' : 'words';
  return { candidates: [...found], directive };
}

/** What ends so is only the beginning of a value. */
const isOpen = (value: string): boolean => /[=/@:,]$/.test(value);

function candidatesOf(offer: Offer, read: (offer: Offer) => ReadNames): readonly Name[] {
  const { words = [], more = [], list, named, typed } = offer;
  const { names, others = [] }: ReadNames = list === undefined ? { names: [] } : shortened(read(offer), offer);
  const also = named === true && typed !== '' ? others : [];
  const found = matching([...words, ...names, ...also], offer);
  return found.length > 0 ? found : matching(more, offer);
}

/** Names up to a text while that is not typed: `team=` of `team=payments`. With `only`, never more than before it. */
function shortened({ names, others }: ReadNames, { upTo, only, typed }: Offer): ReadNames {
  if (upTo === undefined || (only !== true && typed.includes(upTo)))
    return { names, ...(others === undefined ? {} : { others }) };
  const starts = names.map(([name]) => {
    const at = name.indexOf(upTo);
    return at < 0 ? name : name.slice(0, only === true ? at : at + upTo.length);
  });
  return { names: [...new Set(starts)].map((start): Name => [start]) };
}

function matching(names: readonly Name[], { typed, without, anyCase }: Offer): readonly Name[] {
  const fold = (text: string): string => (anyCase === true ? text.toLowerCase() : text);
  const [start, given] = [fold(typed), new Set(without.map(fold))];
  return names.filter(([value]) => fold(value).startsWith(start) && !given.has(fold(value)));
}

/** The longest description. */
const LONGEST_TEXT = 80;

/** The lines of an answer: each candidate, with a tab and its description where it has one, and the directive. */
export function linesOf({ candidates, directive }: Answer): string {
  const lines = candidates.map(([value, text = '']) => (text === '' ? value : `${value}\t${cut(safeText(text))}`));
  return [...lines, `:${directive}`, ''].join('\n');
}

const cut = (text: string): string =>
  text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1).trimEnd()}…` : text;
