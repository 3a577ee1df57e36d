import type { Document, Format, Formatter, RenderOptions } from './document.ts';

/** Each format loads what it needs when it is asked for, and no other. */
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
 * A document's text, in the pieces in which it may be written. Only ndjson is let out as pages arrive: any other format
 * waits for the last page, so that a command that fails halfway has printed nothing. Throws what the pages throw.
 */
export async function* render(format: Format, document: Document, look: RenderOptions): AsyncGenerator<string> {
  const pieces = (await formatter(format))(document, look);
  yield* format === 'ndjson' ? pieces : await whole(pieces);
}

async function whole(pieces: AsyncIterable<string>): Promise<string[]> {
  const held: string[] = [];
  for await (const piece of pieces) if (piece !== '') held.push(piece);
  return held;
}
