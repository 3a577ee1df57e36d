/** The format `ndjson`. */
import type { Json } from '../../core/shape.ts';
import type { Document, Formatter } from '../document.ts';
import { jsonLines } from '../json-text.ts';
import { recordPages } from '../pages.ts';

/** One record per line, written as the pages arrive; an object prints its rows if it may have any, else itself. */
export const ndjson: Formatter = async function* (document) {
  for await (const page of values(document)) if (page.length > 0) yield jsonLines(page);
};

async function* values(document: Document): AsyncGenerator<readonly Json[]> {
  if (document.kind === 'value') yield [document.data ?? null];
  else if (document.items !== undefined) yield document.data as Json[];
  else yield* recordPages(document);
}
