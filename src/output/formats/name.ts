/** The format `name`: only identifiers. */
import { fieldOf, type Json, type Row } from '../../core/shape.ts';
import type { Document, Formatter } from '../document.ts';
import { bareValue, fieldText } from './separated.ts';

/** The identifying field, one per line; a record without it prints nothing. */
export const name: Formatter = async function* (document) {
  if (document.kind === 'value') {
    yield* bareValue(document);
    return;
  }
  const own = document.kind === 'object' ? nameOf(document, document.data ?? null) : '';
  if (own !== '') {
    yield `${own}\n`;
    return;
  }
  const seen = new Set<string>();
  for await (const page of document.pages) {
    const names = page.map((row) => nameOf(document, row)).filter((text) => text !== '' && isNew(document, text, seen));
    if (names.length > 0) yield `${names.join('\n')}\n`;
  }
};

function nameOf({ name }: Document, row: Json): string {
  return fieldText(row === null ? null : fieldOf(row as Row, name));
}

/** The rows of an object often share their name (the partitions of one topic): it is printed only once. */
function isNew({ kind }: Document, text: string, seen: Set<string>): boolean {
  if (kind === 'list') return true;
  const fresh = !seen.has(text);
  seen.add(text);
  return fresh;
}
