/** Renders a document in a format. */
import type { Document, Format, Formatter, RenderOptions } from './document.ts';

/** Each format is imported only when it is used. */
const LOAD: Readonly<Record<Format, () => Promise<Formatter>>> = {
  table: async () => (await import('./table/table.ts')).table,
  json: async () => (await import('./formats/json.ts')).json,
  xml: async () => (await import('./formats/xml.ts')).xml,
  yaml: async () => (await import('./formats/yaml.ts')).yaml,
  csv: async () => (await import('./formats/csv.ts')).csv,
  tsv: async () => (await import('./formats/tsv.ts')).tsv,
  ndjson: async () => (await import('./formats/ndjson.ts')).ndjson,
  name: async () => (await import('./formats/name.ts')).name,
};

/** The formatter of a format. */
export function formatter(format: Format): Promise<Formatter> {
  return LOAD[format]();
}

/**
 * A document's text, in pieces. Only ndjson is returned as the pages arrive: any other format waits for the last page,
 * so that a command that fails in between has printed nothing. Throws what the pages throw.
 */
export async function* render(format: Format, document: Document, options: RenderOptions): AsyncGenerator<string> {
  const pieces = (await formatter(format))(document, options);
  yield* format === 'ndjson' ? pieces : await whole(pieces);
}

async function whole(pieces: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const piece of pieces) if (piece !== '') all.push(piece);
  return all;
}
