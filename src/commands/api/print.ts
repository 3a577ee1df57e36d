import { dataShape, normalise, unwrap } from '../../core/answer.ts';
import type { Operation } from '../../core/operation.ts';
import type { ObjectView, View } from '../../core/view.ts';
import { type OperationRecord, viewsOf } from '../../core/record.ts';
import { parseJson, toJson } from '../../core/text/json.ts';
import { type Json, object, type Row } from '../../core/shape.ts';
import { MASK } from '../../errors/redact.ts';
import { listDocument, objectDocument, type Source } from '../../output/build.ts';
import type { Document } from '../../output/document.ts';
import { onePage } from '../../output/pages.ts';
import { rowsOf } from '../../client/rows.ts';
import type { GlobalOptions } from '../global-options.ts';
import { type CalledOperation, isKnown } from './operation.ts';
import type { AllPages } from './pages.ts';

/** A known operation's list or object, else the answer as it came. */
export async function answerDocument(
  operation: CalledOperation,
  body: Row,
  { columns: chosen }: Pick<GlobalOptions, 'columns'>,
): Promise<Document> {
  const { action, answer, paging } = operation;
  const root = `${action}Response`;
  if (answer.data.length === 0) {
    const view: ObjectView = { kind: 'object', columns: [], name: 'RequestId' };
    const data = maskSecrets(unwrap(body));
    return objectDocument({ view, shape: undefined, root, path: [], chosen, data });
  }
  const view = viewOf(operation);
  const rows = rowsOf(operation, body, false).map(maskSecrets);
  const source = { view, shape: dataShape(answer), root, path: answer.data, chosen };
  if (paging !== undefined && paging.style !== 'range') return pageDocument(operation, body, source);
  const [first = {}] = rows;
  return view.kind === 'object'
    ? objectDocument({ ...source, view, data: first })
    : listDocument({ ...source, view, pages: onePage(rows) });
}

/** One page with what leads to the others: totals and tokens beside the records. */
function pageDocument(
  { answer }: Operation,
  body: Row,
  { view, root, chosen }: Omit<Source, 'shape' | 'path'>,
): Document {
  const shape = object(answer.fields);
  const data = maskSecrets(normalise(shape, unwrap(body)) as Row);
  return objectDocument({ view: { ...view, kind: 'object', rows: answer.data }, shape, root, path: [], chosen, data });
}

/** The records of all pages as one list. */
export function pagesDocument(
  { operation, pages }: AllPages,
  { columns: chosen }: Pick<GlobalOptions, 'columns'>,
): Promise<Document> {
  const { action, answer } = operation;
  return listDocument({
    view: isKnown(operation)
      ? { ...viewOf(operation), kind: 'list' }
      : { kind: 'list', columns: [], name: '', columnsSeen: true },
    shape: dataShape(answer),
    root: `${action}Response`,
    path: answer.data,
    chosen,
    pages: masking(pages),
  });
}

async function* masking(pages: AsyncIterable<Row[]>): AsyncGenerator<Row[]> {
  for await (const page of pages) yield page.map(maskSecrets);
}

/** The view of the operation's first command, without what only that command knows. */
function viewOf(known: OperationRecord): View {
  const shape = dataShape(known.answer);
  const isList = typeof shape !== 'string' && shape.kind !== 'object';
  const [own = { columns: [], name: 'RequestId' }] = viewsOf(known);
  const { select: _select, ...view } = { select: undefined, ...own };
  return isList ? { ...view, kind: 'list' } : { ...view, kind: 'object' };
}

/** Passwords in an answer are never printed by `api`, however deep they sit. */
function maskSecrets(row: Row): Row {
  return masked(row) as Row;
}

const SECRET = /password|secret|(security|access|refresh)token/i;

function masked(value: Json): Json {
  if (typeof value === 'string') return inText(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(masked);
  return Object.fromEntries(
    Object.entries(value).map(([name, inside]) => [name, SECRET.test(name) ? covered(inside) : masked(inside)]),
  );
}

/** Every value under the name of a secret, whatever its type. */
function covered(value: Json): Json {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value !== 'object') return MASK;
  if (Array.isArray(value)) return value.map(covered);
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, covered(inside)]));
}

/** JSON inside a text may hold secrets as well; a text without the name of one stays as it is. */
function inText(text: string): string {
  if (!/^\s*[[{]/.test(text) || !SECRET.test(text)) return text;
  try {
    return toJson(masked(parseJson(text)));
  } catch {
    return MASK;
  }
}
