import type { Item, Parsed } from './item.ts';

/** One name a line. Blank lines, comments (#) and the blanks around a name say nothing. */
export function readLines(text: string): Parsed {
  const found = text.split('\n').flatMap((line, i): Item[] => {
    const name = line.trim();
    return name === '' || name.startsWith('#') ? [] : [{ at: `line ${i + 1}`, value: name }];
  });
  return { found };
}
