/** The answer of a record, and the view of a read, from the form that the facts have of it. */
import type { AnswerFacts, Facts, ScalarFacts } from './facts.ts';
import type { Imports } from './source.ts';
import { keyOf, MARK, quoted } from './source.ts';

const SHAPES = '../../core/shape.ts';

const SCALARS: Readonly<Record<ScalarFacts, string>> = {
  String: 'text',
  Secret: 'secret',
  Integer: 'integer',
  Long: 'long',
  Double: 'number',
  Boolean: 'boolean',
  Time: 'time',
  Map: 'map',
};

type ObjectFacts = { readonly [field: string]: AnswerFacts };

const isList = (form: AnswerFacts): form is readonly [AnswerFacts] => Array.isArray(form);
const isObject = (form: AnswerFacts): form is ObjectFacts => typeof form === 'object' && !isList(form);

/** The one name of an object that is only the level between a list and its records: `TopicVO`. */
function levelOf(form: AnswerFacts): string | undefined {
  if (!isObject(form)) return undefined;
  const [name, ...more] = Object.keys(form);
  return name !== undefined && more.length === 0 && isList(form[name] as AnswerFacts) ? name : undefined;
}

/** What a list holds, behind the level between; undefined if the form is no list. */
function entriesOf(form: AnswerFacts): AnswerFacts | undefined {
  if (isList(form)) return form[0];
  const level = levelOf(form);
  return level === undefined ? undefined : (form as Record<string, readonly [AnswerFacts]>)[level]?.[0];
}

/** The fields of an answer in addition to Code and Success. */
export function fieldsOf({ answer }: Facts): ObjectFacts {
  const { Code: _code, Success: _success, ...fields } = answer;
  return fields;
}

/** A shape as source. */
function shapeText(form: AnswerFacts, imports: Imports): string {
  if (typeof form === 'string') return quoted(SCALARS[form]);
  const entries = entriesOf(form);
  if (entries !== undefined) {
    const inside = isObject(entries) ? fieldsText(entries, imports) : shapeText(entries, imports);
    const level = levelOf(form);
    if (level === 'JSON') return `${imports.use(SHAPES, 'jsonText')}(${imports.use(SHAPES, 'arrayOf')}(${inside}))`;
    return level === undefined
      ? `${imports.use(SHAPES, 'arrayOf')}(${inside})`
      : `${imports.use(SHAPES, 'listOf')}(${quoted(level)}, ${inside})`;
  }
  return `${imports.use(SHAPES, 'object')}(${fieldsText(form as ObjectFacts, imports)})`;
}

const fieldsText = (fields: ObjectFacts, imports: Imports): string =>
  `{ ${Object.entries(fields)
    .map(([name, form]) => `${keyOf(name)}: ${shapeText(form, imports)}`)
    .join(', ')} }`;

/** Where the printed data of a read sits, and what a record of it looks like. */
export interface Data {
  readonly path: readonly string[];
  /** A list of records, a list of plain values under its name, or one object. */
  readonly kind: 'list' | 'values' | 'object';
  /** The fields of one record, or of the object. */
  readonly fields: ObjectFacts;
  /** Of plain values: the field of the object that holds them. */
  readonly values?: string;
}

/** The first list of an answer, level by level, else its first object, else all of it. */
export function dataOf(facts: Facts): Data {
  const top = fieldsOf(facts);
  const found = listIn(top, []);
  if (found !== undefined) return found;
  const [name, form] = Object.entries(top).find(([, one]) => isObject(one)) ?? [];
  if (name === undefined || form === undefined) return { path: [], kind: 'object', fields: top };
  return { path: [name], kind: 'object', fields: form as ObjectFacts };
}

function listIn(fields: ObjectFacts, path: readonly string[]): Data | undefined {
  for (const [name, form] of Object.entries(fields)) {
    const entries = entriesOf(form);
    if (entries !== undefined && isObject(entries)) return { path: [...path, name], kind: 'list', fields: entries };
    if (entries !== undefined) return { path, kind: 'values', fields, values: name };
    const inside = isObject(form) && !('JSON' in form) ? listIn(form, [...path, name]) : undefined;
    if (inside !== undefined) return inside;
  }
  return undefined;
}

/** `answer: {…},`; empty if the operation only acknowledges in the usual form. */
export function answerText(facts: Facts, imports: Imports): string {
  const { Code, Success } = facts.answer;
  const fields = fieldsOf(facts);
  const parts = [
    Code === undefined ? 'code: null' : Code === 'String' ? "code: 'text'" : '',
    Success === undefined ? 'success: null' : Success === 'String' ? "success: 'text'" : '',
    Object.keys(fields).length === 0 ? '' : `fields: ${fieldsText(fields, imports)}`,
    facts.effect === 'read' ? `data: [${dataOf(facts).path.map(quoted).join(', ')}]` : '',
    facts.effect === 'order' && 'OrderId' in fields ? "order: 'OrderId'" : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `answer: { ${parts.join(', ')} },`;
}

/** `paging: {…},`, where parameters and answer are those of a paged list. */
export function pagingText({ params, answer }: Facts): string {
  if ('StartIndex' in params)
    return `// ${MARK}: pages by StartIndex, which no style of paging counts: read all of them in fetch of the command.`;
  const page = ['CurrentPage', 'PageNumber'].find((name) => name in params);
  const total = ['Total', 'TotalCount'].find((name) => name in answer);
  if (page !== undefined && 'PageSize' in params && total !== undefined)
    return `paging: { style: 'page', page: ${quoted(page)}, size: 'PageSize', total: ${quoted(total)}, ask: 100 },`;
  return 'NextToken' in params && 'NextToken' in answer ? "paging: { style: 'token', token: 'NextToken' }," : '';
}

/** Columns of a table that fits. */
const COLUMNS = 6;

/** The view of a read. `named` is the input that names what is read, for an answer without a field for it. */
export function viewText(facts: Facts, named: string): string {
  const { kind, fields, values } = dataOf(facts);
  if (values !== undefined) return valuesView(values);
  const scalars = Object.keys(fields).filter((name) => typeof fields[name] === 'string');
  const own = scalars.filter((name) => name !== 'InstanceId' && name !== 'RegionId');
  // The caller reports the position.
  const plain = own.length > 0 ? own : scalars;
  const name = plain.find((one) => /(Id|Name)$/.test(one)) ?? plain.find((one) => fields[one] === 'String') ?? plain[0];
  const columns = kind === 'object' ? [] : [...new Set([...(name === undefined ? [] : [name]), ...plain])];
  return `// ${MARK}: the columns of the table, the identifier first; the field that -o name prints; labels for codes.
      view: { kind: ${quoted(kind)}, columns: [${columns.slice(0, COLUMNS).map(quoted).join(', ')}], name: ${quoted(name ?? named)} },`;
}

const valuesView = (field: string): string => `// ${MARK}: the name of the one column.
      view: {
        kind: 'list',
        columns: ['Name'],
        name: 'Name',
        toRows: (data) => [data[${quoted(field)}] ?? []].flat().map((Name) => ({ Name })),
        extraFields: { Name: 'text' },
      },`;

/** The fields that a handler returns, empty: lists without the level that the wire puts between. */
export function bodyText(fields: ObjectFacts): string {
  const inside = Object.entries(fields).map(([name, form]) => `${keyOf(name)}: ${emptyText(form)}`);
  return `{ ${inside.join(', ')} }`;
}

const EMPTY: Readonly<Record<ScalarFacts, string>> = {
  String: "''",
  Secret: "''",
  Integer: '0',
  Long: '0',
  Double: '0',
  Boolean: 'false',
  Time: '0',
  Map: '{}',
};

function emptyText(form: AnswerFacts): string {
  if (typeof form === 'string') return EMPTY[form];
  return entriesOf(form) === undefined ? bodyText(form as ObjectFacts) : '[]';
}
