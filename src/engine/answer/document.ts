/** The documents of answers that are printed unchanged: of one request, or of all pages of a list. */
import { dataShape, normalise, unwrap } from '../../core/answer.ts';
import { object, type Row } from '../../core/shape.ts';
import type { ObjectView, View } from '../../core/view.ts';
import { rowsOf } from '../../client/rows.ts';
import { listDocument, objectDocument } from '../../output/build.ts';
import type { Document } from '../../output/document.ts';
import { onePage } from '../../output/pages.ts';
import type { CommandContext } from '../command-context.ts';
import { maskNamed } from './named-secrets.ts';
import type { AllPages } from './pages.ts';

/** The view of an answer that no record describes. */
const AS_IT_CAME: ObjectView = { kind: 'object', columns: [], name: 'RequestId' };

/** An answer unchanged: a documented list or object in the command's view, with the fields that lead to other pages. */
export async function answerDocument({ bound, options }: CommandContext, body: Row): Promise<Document> {
  const { operation, command } = bound;
  const { action, answer, paging } = operation;
  const [root, chosen] = [`${action}Response`, options.columns];
  if (answer.data.length === 0) {
    const data = maskNamed(unwrap(body));
    return objectDocument({ view: AS_IT_CAME, shape: undefined, root, path: [], chosen, data });
  }
  const view: View = command.kind === 'read' ? command.view : AS_IT_CAME;
  const rows = rowsOf(operation, body, false).map(maskNamed);
  if (paging !== undefined && paging.style !== 'range') {
    const shape = object(answer.fields);
    const data = maskNamed(normalise(shape, unwrap(body)) as Row);
    return objectDocument({
      view: { ...view, kind: 'object', rows: answer.data },
      shape,
      root,
      path: [],
      chosen,
      data,
    });
  }
  const source = { shape: dataShape(answer), root, path: answer.data, chosen };
  const [first = {}] = rows;
  return view.kind === 'object'
    ? objectDocument({ ...source, view, data: first })
    : listDocument({ ...source, view, pages: onePage(rows) });
}

/** The records of all pages of an answer that its record does not describe, as one list. */
export function pagesDocument(
  { operation, pages }: AllPages,
  { columns: chosen }: CommandContext['options'],
): Promise<Document> {
  const { action, answer } = operation;
  return listDocument({
    view: { kind: 'list', columns: [], name: '', columnsSeen: true },
    shape: dataShape(answer),
    root: `${action}Response`,
    path: answer.data,
    chosen,
    pages: masking(pages),
  });
}

async function* masking(pages: AsyncIterable<Row[]>): AsyncGenerator<Row[]> {
  for await (const page of pages) yield page.map(maskNamed);
}
