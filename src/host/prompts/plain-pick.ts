/** The pick list of a terminal without cursor movement: a numbered list; typed text picks from it or filters it. */
import type { PickItem } from '../../context.ts';
import { matching } from '../../core/text/matching.ts';
import { t } from '../../core/text/texts.ts';
import { asItem, type Pick } from './pick-list.ts';
import { sizeOf } from './pick.ts';
import type { Kind } from './place.ts';
import { readLine } from './plain-line.ts';
import { discardTyped } from './questions.ts';

/** Maximum items that are printed at once. */
const SHOWN = 20;

/** A pick list as a numbered list, for terminals without cursor movement. */
export const plainPick: Kind<Pick, readonly string[]> = async (pick, place) => {
  let found: readonly PickItem[] = pick.items;
  let note = pick.message;
  for (;;) {
    const text = [note, ...numbered(found, sizeOf(place.output).columns)].join('\n');
    const typed = (await readLine(`${text}\n${askText(pick)} `, place)).trim();
    const answer = typed === '' ? usualOf(pick) : answerOf(pick, found, typed);
    if (answer !== undefined && answer.length > 0) return answer;
    const narrowed = typed === '' ? pick.items : matching(pick.items, typed);
    const isKnown = narrowed.length > 0;
    found = isKnown ? narrowed : pick.items;
    note = isKnown ? pick.message : t('nothing matches');
    await discardTyped(place.input, place.signal);
  }
};

/** The first items, numbered, and how many more there are. */
export function numbered(items: readonly PickItem[], columns: number): string[] {
  const shown = items.slice(0, SHOWN);
  const digits = String(shown.length).length;
  const lines = shown.map((item, i) => {
    const before = `  ${String(i + 1).padStart(digits)}) `;
    return `${before}${item.line(Math.max(1, columns - before.length - 1))}`;
  });
  const more = items.length - SHOWN;
  return more > 0 ? [...lines, `  ${t('and {more} more', { more })}`] : lines;
}

function askText({ items, many, first }: Pick): string {
  if (many === true) return t('Numbers or names, separated by spaces, or part of a name:');
  const usual = items.find(({ value }) => value === first);
  return usual === undefined
    ? t('Number, name or part of a name:')
    : t('Number, name or part of a name [{default}]:', { default: usual.name });
}

/** The value of an empty answer; undefined if there is none. */
const usualOf = ({ items, first }: Pick): readonly string[] | undefined =>
  first !== undefined && items.some(({ value }) => value === first) ? [first] : undefined;

/** The values of an answer; undefined if it has another word than the names and numbers of the list. */
export function answerOf(pick: Pick, found: readonly PickItem[], typed: string): readonly string[] | undefined {
  const whole = itemOf(pick, found, typed);
  const words = whole === undefined && pick.many === true ? typed.split(/[\s,]+/).filter((word) => word !== '') : [];
  const items = whole === undefined ? words.map((word) => itemOf(pick, found, word)) : [whole];
  const isKnown = items.length > 0 && items.every((item) => item !== undefined);
  if (isKnown) return pick.items.filter((item) => items.includes(item)).map(({ value }) => value);
  const isNew = pick.typed === true && matching(pick.items, typed).length === 0;
  return isNew ? [asItem(typed).value] : undefined;
}

/** An item by its name, else by its number among the shown ones. */
function itemOf({ items }: Pick, found: readonly PickItem[], word: string): PickItem | undefined {
  const named = items.find(({ value, name }) => value === word || name === word);
  return named ?? (/^[1-9]\d*$/.test(word) ? found.slice(0, SHOWN)[Number(word) - 1] : undefined);
}
