/** Builds documents for printing from a view, a shape and data; no format is chosen here. */
import type { ListView, ObjectView, View } from '../core/view.ts';
import { fieldOf, type Json, object, type Row, type Shape, shapeAt } from '../core/shape.ts';
import { columnsOf, keysOf, recordFields, spelled, union } from './table/columns.ts';
import type { Column, Document } from './document.ts';
import { onePage } from './pages.ts';

/** What all documents are built from. */
export interface Source<V extends View = View> {
  readonly view: V;
  /** Shape of the printed data: `shapeAt(object(answer.fields), answer.data)`; undefined for this tool's own rows. */
  readonly shape: Shape | undefined;
  /** XML root: `GetTopicListResponse`. */
  readonly root: string;
  /** XML elements from the root to the data: `answer.data`; empty for this tool's own rows. */
  readonly path: readonly string[];
  /** `--columns`, in the order typed. */
  readonly chosen?: readonly string[] | undefined;
}

/**
 * The document of a list. The first page is awaited, and its error thrown, before the document is returned: its records
 * show which undocumented fields there are. Rows from `view.toRows` follow no shape.
 */
export async function listDocument(
  source: Source<ListView> & { readonly pages: AsyncIterable<readonly Row[]> },
): Promise<Document> {
  const { view, root, path } = source;
  const shape = view.toRows === undefined ? source.shape : undefined;
  const { sample, pages } = await peek(source.pages);
  const fields = { ...recordFields(shape), ...view.extraFields };
  const every = columnsOf(union(viewFields(view, shape).own, keysOf(sample)), view, fields, sample);
  const columns = pick(every, view.columnsSeen === true ? seenColumns(view, every, sample) : view.columns);
  const element = view.element === undefined ? {} : { element: view.element };
  const countText = view.countText === undefined ? {} : { countText: view.countText };
  const document: Document = {
    kind: 'list',
    root,
    path,
    shape,
    ...element,
    ...countText,
    pages,
    columns,
    fields: [],
    every,
    name: view.name,
  };
  return source.chosen === undefined ? document : chooseColumns(document, source.chosen);
}

/** The values of a field that says nothing. */
const EMPTY: readonly Json[] = [null, ''];

/** For records that have few of their fields: the view's columns that any record has, then all others that any has. */
function seenColumns(view: ListView, every: readonly Column[], sample: readonly Row[]): readonly string[] {
  if (sample.length === 0) return view.columns;
  const filled = every
    .map(({ name }) => name)
    .filter((name) => sample.some((row) => !EMPTY.includes(fieldOf(row, name))));
  return union(
    view.columns.filter((name) => filled.includes(name)),
    filled,
  );
}

/** The document of one object, with the rows in it if the view has any. */
export function objectDocument(source: Source<ObjectView> & { readonly data: Row }): Document {
  const { view, root, path, data } = source;
  const own = { ...recordFields(source.shape), ...view.extraFields };
  const shape = source.shape === undefined ? undefined : object(own);
  const names = union(keysOf([data]), viewFields(view, source.shape).own).filter((name) => name !== view.rows?.[0]);
  const fields = columnsOf(names, view, own, [data]);
  const rows = hasRows(view) ? rowsOf(view, data) : [];
  const ofRows = hasRows(view) ? rowColumns(view, shape, rows) : [];
  const columns = pick(ofRows, hasRows(view) ? view.columns : []);
  const every = hasRows(view) ? ofRows : fields;
  const document: Document = {
    kind: 'object',
    root,
    path,
    shape,
    data,
    pages: onePage(rows),
    columns,
    fields,
    every,
    name: view.name,
    ...(view.rows === undefined ? {} : { rowsAt: view.rows }),
    ...totalsOf(view, data),
  };
  return source.chosen === undefined ? document : chooseColumns(document, source.chosen);
}

function totalsOf({ totals, labels, bars }: ObjectView, data: Row): Pick<Document, 'totals'> {
  if (totals === undefined) return {};
  const rows = listIn(data[totals.list]);
  return {
    totals: {
      rows,
      columns: columnsOf(
        totals.columns,
        {
          name: totals.columns[0] ?? '',
          ...(labels === undefined ? {} : { labels }),
          ...(bars === undefined ? {} : { bars }),
        },
        {},
        rows,
      ),
    },
  };
}

/** The document of an object exactly as the service returned it, for formats that print it as a whole. */
export function wholeDocument({ root, path, shape, data }: Source & { readonly data: Row }): Document {
  return { ...valueDocument(data, root), kind: 'object', path, shape };
}

/** The document of a scalar or null. */
export function valueDocument(data: Json, root: string): Document {
  return {
    kind: 'value',
    root,
    path: [],
    shape: undefined,
    data,
    pages: onePage([]),
    columns: [],
    fields: [],
    every: [],
    name: '',
  };
}

/**
 * Applies `--columns`: the named fields (in any case) in the given order replace the columns and the fields. For an
 * object with rows, names of row fields select its row columns and the others its own fields. Row fields alone leave
 * out the object's fields; names that all belong to the object leave out the rows.
 */
export function chooseColumns(document: Document, typed: readonly string[]): Document {
  const known = [...document.every, ...document.fields].map(({ name }) => name);
  const chosen = typed.map((name) => spelled(name, known) ?? name);
  if (document.kind === 'object' && document.columns.length > 0) return chooseParts(document, chosen);
  const columns = kept(pick(document.every, chosen));
  return { ...document, ...(document.kind === 'object' ? { fields: columns } : { columns }), every: columns };
}

/** Requested columns are kept at any width of the terminal. */
const kept = (columns: readonly Column[]): Column[] => columns.map((column) => ({ ...column, essential: true }));

function chooseParts(document: Document, chosen: readonly string[]): Document {
  const [inRows, inObject] = [document.every, document.fields].map((known) =>
    chosen.filter((name) => has(known, name)),
  );
  const isAll = (names: readonly string[] = []): boolean => names.length === chosen.length;
  const columns = isAll(inObject) && !isAll(inRows) ? [] : kept(pick(document.every, inRows ?? []));
  const fields = isAll(inRows) ? [] : pick(document.fields, inObject ?? []);
  return { ...document, columns, fields, every: columns.length > 0 ? columns : fields };
}

/** The fields that a view shows, known before any request. */
export interface Shown {
  /** Fields of a record, or of the object without its rows. */
  readonly own: readonly string[];
  /** Fields of an object's rows; empty if it has no rows. */
  readonly rows: readonly string[];
}

/** The fields of a view. `shape` is that of its list or object; undefined if only the view defines the fields. */
export function viewFields(view: View, shape: Shape | undefined): Shown {
  const documented = view.kind === 'list' && view.toRows !== undefined ? {} : recordFields(shape);
  const own = union(Object.keys(documented), Object.keys(view.extraFields ?? {}));
  if (view.kind === 'list') return { own: union(own, view.columns), rows: [] };
  const inRows = view.rows === undefined ? {} : recordFields(shapeAt(shape, view.rows));
  return {
    own: own.filter((name) => name !== view.rows?.[0]),
    rows: hasRows(view) ? union(view.columns, Object.keys(inRows)) : [],
  };
}

/** The fields that `--columns` may name. */
export function knownColumns(view: View, shape: Shape | undefined): string[] {
  const { own, rows } = viewFields(view, shape);
  return union(own, rows);
}

const hasRows = (view: ObjectView): boolean => view.rows !== undefined || view.toRows !== undefined;

function rowsOf(view: ObjectView, data: Row): Row[] {
  if (view.toRows !== undefined) return view.toRows(data);
  return (view.rows ?? []).reduce<Row[]>((rows, name) => rows.flatMap((row) => listIn(row[name])), [data]);
}

const listIn = (value: Json | undefined): Row[] => (Array.isArray(value) ? (value as Row[]) : []);

/** The view's columns first, since they identify a row; of its extra fields, only those that the rows have. */
function rowColumns(view: ObjectView, shape: Shape | undefined, rows: readonly Row[]): Column[] {
  const fields = view.rows === undefined ? {} : recordFields(shapeAt(shape, view.rows));
  return columnsOf(union(viewFields(view, shape).rows, keysOf(rows)), view, fields, rows);
}

function pick(columns: readonly Column[], names: readonly string[]): Column[] {
  return names.map((name) => columns.find((column) => column.name === name) ?? { name, numeric: false, time: false });
}

const has = (columns: readonly Column[], name: string): boolean => columns.some((column) => column.name === name);

/** The rows of the first page that has any, and all pages from that one on. */
async function peek(
  pages: AsyncIterable<readonly Row[]>,
): Promise<{ sample: readonly Row[]; pages: AsyncIterable<readonly Row[]> }> {
  const rest = pages[Symbol.asyncIterator]();
  let first = await rest.next();
  while (first.done !== true && first.value.length === 0) first = await rest.next();
  return { sample: first.done === true ? [] : first.value, pages: resumed(first, rest) };
}

async function* resumed<T>(first: IteratorResult<T>, rest: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    for (let page = first; page.done !== true; page = await rest.next()) yield page.value;
  } finally {
    await rest.return?.();
  }
}
