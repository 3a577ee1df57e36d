import type { Context } from '../context.ts';
import type { Json, Row } from '../core/shape.ts';
import { type Detail, EXIT, Failure } from '../errors/failure.ts';
import type { Document, RenderOptions } from '../output/document.ts';
import { render } from '../output/format.ts';
import { spelled } from '../output/table/columns.ts';
import type { Globals } from './input/globals.ts';
import { wantsColor } from '../output/terminal/colors.ts';

/** A compiled `--query`, or undefined where none was given. */
export type Query = ((data: Json) => Json) | undefined;

/** Compiles `--query` before anything is sent; a bad expression is one more problem of the command line. */
export async function compileQueryFlag(expression: string | undefined, problems: Detail[]): Promise<Query> {
  if (expression === undefined) return undefined;
  const { compileQuery } = await import('../output/query/query.ts');
  try {
    return await compileQuery(expression);
  } catch (error) {
    problems.push({ flag: '--query', message: (error as Error).message });
    return undefined;
  }
}

/** Prints a document in the chosen format, piece by piece as its pages arrive, after `--query` where one is given. */
export async function print(document: Document, query: Query, globals: Globals, context: Context): Promise<void> {
  const shown = query === undefined ? document : await queried(document, query);
  for await (const piece of render(globals.format, shown, lookOf(globals, context))) await context.stdout.write(piece);
}

async function queried(document: Document, query: (data: Json) => Json): Promise<Document> {
  const { queryDocument } = await import('../output/query/query.ts');
  return queryDocument(applied(query, await jsonForm(document)), { root: document.root });
}

/** An expression that compiles may still not fit what came. */
function applied(query: (data: Json) => Json, data: Json): Json {
  try {
    return query(data);
  } catch (error) {
    throw new Failure({ exitCode: EXIT.refused, code: 'Query', message: `--query ${(error as Error).message}` });
  }
}

/** What `-o json` would print: the query sees nothing else. */
async function jsonForm(document: Document): Promise<Json> {
  if (document.kind !== 'list') return document.data ?? null;
  const rows: Row[] = [];
  for await (const page of document.pages) rows.push(...page);
  return rows;
}

function lookOf(globals: Globals, context: Context): RenderOptions {
  return {
    terminal: context.stdout.isTTY,
    width: context.stdout.columns,
    color: wantsColor(globals.flags.color, context.env, context.stdout.isTTY),
    headers: globals.headers,
  };
}

/** Problems of `--columns` that can be seen before anything is sent. */
export function columnProblems(
  chosen: readonly string[] | undefined,
  known: readonly string[],
  near: (name: string) => string | undefined,
): Detail[] {
  return (chosen ?? [])
    .filter((name) => spelled(name, known) === undefined)
    .map((name) => {
      const meant = near(name);
      return {
        flag: '--columns',
        message: `names "${name}", which is no field here${meant === undefined ? '' : `; did you mean ${meant}?`} (${known.join(', ')})`,
      };
    });
}
