/** A pick list as a value: typed text, matches, mark and selection, and its lines on a terminal. */
import type { PickItem, PickOptions } from '../../context.ts';
import { matching } from '../../core/text/matching.ts';
import { safeText } from '../../core/text/safe-text.ts';
import { t } from '../../core/text/texts.ts';

/** A pick list and its question. */
export interface Pick extends PickOptions {
  readonly message: string;
  readonly items: readonly PickItem[];
}

/** The state of a pick list. */
export interface PickState {
  readonly typed: string;
  /** The items that the typed text finds, in order. */
  readonly found: readonly PickItem[];
  /** The index of the marked item among them; the cursor is on it. */
  readonly active: number;
  /** The selected items, where several can be picked. */
  readonly selected: ReadonlySet<PickItem>;
}

/** The size of a terminal. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The list before a key is pressed. */
export function startOf({ items, first }: Pick): PickState {
  const active = Math.max(
    0,
    items.findIndex(({ value }) => value === first),
  );
  return { typed: '', found: items, active, selected: new Set() };
}

/** The list filtered by typed text. If typed text can be picked, it is the last item unless it is an item's value. */
export function narrowed(pick: Pick, state: PickState, typed: string): PickState {
  if (typed === state.typed) return state;
  if (typed.trim() === '') return { ...startOf(pick), typed, selected: state.selected };
  const found = matching(pick.items, typed);
  const own = typed.trim();
  const isNew = pick.typed === true && pick.items.every(({ value }) => value !== own);
  return { ...state, typed, found: isNew ? [...found, asItem(own)] : found, active: 0 };
}

/** Typed text as an item. */
export function asItem(value: string): PickItem {
  const name = safeText(value);
  return { value, name, text: name, line: () => t('use "{value}"', { value: name }) };
}

/** The mark moved by a number of items; by one, it wraps around. */
export function moved(state: PickState, by: number): PickState {
  const { length } = state.found;
  if (length === 0) return state;
  const to = state.active + by;
  const active = Math.abs(by) === 1 ? (to + length) % length : Math.min(Math.max(to, 0), length - 1);
  return { ...state, active };
}

/** The marked item selected, or no longer selected. */
export function toggled(state: PickState): PickState {
  const item = state.found[state.active];
  if (item === undefined) return state;
  const selected = new Set(state.selected);
  if (!selected.delete(item)) selected.add(item);
  return { ...state, selected };
}

/** What Enter picks: the selected items in the order of the list, else the marked one; empty if there is none. */
export function pickedOf({ items }: Pick, { found, active, selected }: PickState): readonly PickItem[] {
  if (selected.size > 0) return items.filter((item) => selected.has(item));
  const marked = found[active];
  return marked === undefined ? [] : [marked];
}

/** Maximum items on a page. */
const PAGE = 10;

/** How many items a page has: `taken` rows of the terminal are for the other lines. */
export const pageSize = ({ rows }: Size, taken: number): number => Math.max(1, Math.min(PAGE, rows - taken - 1));

/** Lines of the items around the marked one; `mark` styles its line. The rest of the list is not formatted. */
export function pageLines(
  { many }: Pick,
  { found, active, selected }: PickState,
  { columns }: Size,
  size: number,
  mark: (line: string) => string,
): readonly string[] {
  const start = Math.max(0, Math.min(active - Math.floor(size / 2), found.length - size));
  return found.slice(start, start + size).map((item, i) => {
    const box = many === true ? (selected.has(item) ? '[x] ' : '[ ] ') : '';
    const isMarked = start + i === active;
    const before = `${isMarked ? '> ' : '  '}${box}`;
    const line = `${before}${item.line(Math.max(1, columns - before.length - 1))}`;
    return isMarked ? mark(line) : line;
  });
}

/** How many items are shown, and the keys. */
export function keysText({ items, many }: Pick, { found, selected }: PickState): string {
  const values = { found: found.length, count: items.length, selected: selected.size };
  return many === true
    ? t(
        '({found} of {count}, {selected} selected; ↑↓ move, type to filter, Space select, Enter continue, Esc cancel)',
        values,
      )
    : t('({found} of {count}; ↑↓ move, type to filter, Enter select, Esc cancel)', values);
}

/** More names than these are only counted. */
const NAMED = 3;

/** The picked names, in one line. */
export function pickedText(items: readonly PickItem[]): string {
  return items.length <= NAMED
    ? items.map(({ name }) => name).join(', ')
    : t('{count} selected', { count: items.length });
}
