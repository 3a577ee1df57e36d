/** Prints the outcome of a command: sorted, queried, formatted, paged. Formats are in output/. */
import type { Context } from '../context.ts';
import type { Json, Row } from '../core/shape.ts';
import type { Io, Printing } from '../engine/io.ts';
import type { Outcome } from '../engine/outcome.ts';
import { t } from '../core/text/texts.ts';
import { EXIT, type ExitCode, Failure } from '../errors/failure.ts';
import type { Document, RenderOptions } from '../output/document.ts';
import { render } from '../output/format.ts';
import { wantsColor } from '../output/terminal/colors.ts';

/**
 * Prints the result of a command and returns its exit code. Throws the Failure that the command ended with, and errors
 * of printing.
 */
export async function deliver(outcome: Outcome, io: Io): Promise<ExitCode> {
  const { stdout } = io.context;
  try {
    if (isPaged(outcome, io)) await printPaged(outcome.document, io);
    else
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
  outcome: Outcome,
  { presentation: { print }, context, log }: Io,
): AsyncGenerator<string | Uint8Array> {
  const { document, bytes } = outcome;
  if (bytes !== undefined) yield* bytes;
  if (document === undefined || print === undefined || isOnlyNoted(outcome, print, context)) return;
  const hidden: string[] = [];
  yield* rendered(document, print, { context, log }, hidden);
  await logHidden(hidden, log);
}

/** Whether a note says all there is: on a terminal, a table without rows would only frame its headers. */
const isOnlyNoted = ({ nothingToDo }: Outcome, { format, query }: Printing, { stdout }: Context): boolean =>
  nothingToDo === true && format === 'table' && query === undefined && stdout.isTTY;

/** The text of a document; columns without room are added to `hidden`. */
async function* rendered(
  document: Document,
  print: Printing,
  { context, log }: Pick<Io, 'context' | 'log'>,
  hidden: string[],
): AsyncGenerator<string> {
  const shown = await arranged(document, print, log);
  const options = renderOptions(shown, print, context, (names) => hidden.push(...names));
  yield* render(print.format, shown, options);
}

async function logHidden(hidden: readonly string[], log: Io['log']): Promise<void> {
  if (hidden.length > 0)
    await log.info(t('hidden columns: {names} (use --wide to show all)', { names: hidden.join(', ') }));
}

/** Whether the outcome is a table that may be shown in a pager. */
const isPaged = (outcome: Outcome, { presentation: { print }, context }: Io): boolean =>
  outcome.paged === true && print?.format === 'table' && print.pager && context.stdout.isTTY;

async function printPaged(document: Document | undefined, { presentation, context, log }: Io): Promise<void> {
  const { print } = presentation;
  if (document === undefined || print === undefined) return;
  const { writePaged } = await import('./paged.ts');
  const hidden: string[] = [];
  let text = '';
  for await (const piece of rendered(document, print, { context, log }, hidden)) text += piece;
  await writePaged(text, context);
  await logHidden(hidden, log);
}

/** A document after the output options: sorted, with every column, and with the query applied. */
async function arranged(document: Document, { sort, wide, query }: Printing, log: Io['log']): Promise<Document> {
  const inOrder = sort === undefined ? document : (await import('../output/sort.ts')).sortedDocument(document, sort);
  const whole = wide && inOrder.columns.length > 0 ? { ...inOrder, columns: inOrder.every } : inOrder;
  return query === undefined ? whole : queried(whole, query, log);
}

/** What the query makes of a document. That it is null is logged, since most formats print nothing then. */
async function queried(document: Document, query: (data: Json) => Json, log: Io['log']): Promise<Document> {
  const { queryDocument } = await import('../output/query/query.ts');
  const data = applied(query, await jsonForm(document));
  if (data === null) await log.info(t('the result of --query is null: check its field names'));
  return { ...queryDocument(data, { root: document.root }), uncut: document.uncut };
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

function renderOptions(
  { uncut, bare }: Document,
  { color, headers, wide }: Printing,
  { stdout, env, now }: Context,
  hidden: RenderOptions['hidden'],
): RenderOptions {
  const terminal = stdout.isTTY && uncut !== true && bare !== true;
  return {
    terminal,
    width: stdout.columns,
    wraps: stdout.isTTY && uncut === true && !wide,
    color: wantsColor(color, env, stdout.isTTY),
    headers,
    wide,
    now: now(),
    ...(hidden === undefined ? {} : { hidden }),
  };
}
