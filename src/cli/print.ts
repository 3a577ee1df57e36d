import type { Context } from '../context.ts';
import type { Json, Row } from '../core/shape.ts';
import type { Io, Printing } from '../engine/io.ts';
import type { Outcome } from '../engine/outcome.ts';
import { EXIT, type ExitCode, Failure } from '../errors/failure.ts';
import type { Document, RenderOptions } from '../output/document.ts';
import { render } from '../output/format.ts';
import { wantsColor } from '../output/terminal/colors.ts';

/**
 * Prints the result of a command and returns its exit code. Throws the Failure that the command ended with, and what
 * printing throws.
 */
export async function deliver(outcome: Outcome, io: Io): Promise<ExitCode> {
  const { stdout } = io.context;
  try {
    for await (const piece of piecesOf(outcome, io)) {
      await stdout.write(piece);
      if (stdout.closed && outcome.whole !== true) break;
    }
    const end = await outcome.finish({ unread: stdout.closed });
    if (end instanceof Failure) throw end;
    return end;
  } finally {
    await outcome.close?.();
  }
}

async function* piecesOf(
  { document, bytes }: Outcome,
  { presentation: { print }, context }: Io,
): AsyncGenerator<string | Uint8Array> {
  if (bytes !== undefined) yield* bytes;
  if (document === undefined || print === undefined) return;
  const shown = print.query === undefined ? document : await queried(document, print.query);
  yield* render(print.format, shown, renderOptions(shown, print, context));
}

async function queried(document: Document, query: (data: Json) => Json): Promise<Document> {
  const { queryDocument } = await import('../output/query/query.ts');
  return { ...queryDocument(applied(query, await jsonForm(document)), { root: document.root }), uncut: document.uncut };
}

/** An expression that compiles may still not fit the data. */
function applied(query: (data: Json) => Json, data: Json): Json {
  try {
    return query(data);
  } catch (error) {
    throw new Failure({ exitCode: EXIT.refused, code: 'Query', message: (error as Error).message });
  }
}

/** The data that `-o json` prints, to which a query is applied. */
async function jsonForm(document: Document): Promise<Json> {
  if (document.kind !== 'list') return document.data ?? null;
  const rows: Row[] = [];
  for await (const page of document.pages) rows.push(...page);
  return rows;
}

function renderOptions({ uncut }: Document, { color, headers }: Printing, { stdout, env }: Context): RenderOptions {
  return {
    terminal: stdout.isTTY && uncut !== true,
    width: stdout.columns,
    color: wantsColor(color, env, stdout.isTTY && uncut !== true),
    headers,
  };
}
