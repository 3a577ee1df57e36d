/** Searches in a list by typed words, for lists that people filter. */

/**
 * The items in which each word of `typed` is found, in any case: first those whose name equals it, then those whose
 * text begins with it, then the others; each group in the order of the items. All items if nothing is typed.
 */
export function matching<T extends Searchable>(items: readonly T[], typed: string): readonly T[] {
  const wanted = typed.trim().toLowerCase();
  const words = wanted.split(/\s+/);
  if (wanted === '') return items;
  const ranked: T[][] = [[], [], []];
  for (const item of items) {
    const text = item.text.toLowerCase();
    if (words.every((word) => text.includes(word))) ranked[rankOf(item, text, wanted)]?.push(item);
  }
  return ranked.flat();
}

/** An item that can be searched. */
export interface Searchable {
  readonly name: string;
  /** The name, and other words that find it. */
  readonly text: string;
}

function rankOf({ name }: Searchable, text: string, wanted: string): number {
  if (name.toLowerCase() === wanted) return 0;
  return text.startsWith(wanted) ? 1 : 2;
}
