/** Compiles and applies JMESPath expressions (`--query`), and makes documents of their results. */
import type * as jmespath from '../../vendor/jmespath.ts';
import type { Json, Row } from '../../core/shape.ts';
import { valueDocument } from '../build.ts';
import { columnsOf, keysOf } from '../table/columns.ts';
import type { Document } from '../document.ts';
import { onePage } from '../pages.ts';
import { queryData } from './query-numbers.ts';
import { violationIn } from './query-violation.ts';
import { safeText } from '../../core/text/safe-text.ts';
import { sentence } from '../../core/text/texts.ts';

/** The option that messages name. */
export const QUERY = '--query';

/** Plain text between backticks (`Running`) is a string, as in other command lines with JMESPath. */
const OPTIONS = { enable_legacy_literals: true };

/**
 * Compiles a JMESPath expression to a function. Rejects with an Error if the expression is not valid; the function
 * throws one if the expression cannot be applied to the data. The messages are complete and name `--query`.
 */
export async function compileQuery(expression: string): Promise<(data: Json) => Json> {
  const library = await import('../../vendor/jmespath.ts');
  const compile = (text: string) => library.compile(text, OPTIONS);
  const violation = violationIn(expression, {
    compile,
    tokenize: (text) => library.tokenize(text, OPTIONS),
    functions: library.getRegisteredFunctions,
    callViolation: (name, given) =>
      arityViolation(() => library.TreeInterpreter.runtime.callFunction(name, Array<null>(given).fill(null))),
  });
  if (violation !== undefined)
    throw new Error(sentence('{name} is not a valid JMESPath expression: {violation}', { violation })(QUERY));
  const node = compile(expression);
  sortByValue(library);
  return (data) => {
    const input = queryData(data);
    return input.restore(applied(() => library.TreeInterpreter.search(node, input.data as jmespath.JSONValue)));
  };
}

/** The error of a call with the wrong number of arguments: the library counts them before it checks their types. */
function arityViolation(call: () => unknown): string | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    return /^Invalid arity: (.*)$/s.exec((error as Error).message)?.[1];
  }
}

function applied(search: () => unknown): unknown {
  try {
    return search();
  } catch (error) {
    const reason = safeText((error as Error).message);
    throw new Error(sentence('{name} cannot be applied to the data: {reason}', { reason })(QUERY), { cause: error });
  }
}

type Library = typeof jmespath;

/** Replaces the library's `sort`, which sorts numbers as text: 10 before 9. */
function sortByValue({ registerFunction, TYPE_ARRAY_NUMBER, TYPE_ARRAY_STRING }: Library): void {
  const ascending = ([values]: [(string | number)[]]) => [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const types = [TYPE_ARRAY_STRING, TYPE_ARRAY_NUMBER];
  registerFunction('sort', ascending as Parameters<typeof registerFunction>[1], [{ types }], { override: true });
}

/** The document of a result: records, another list, an object or a scalar. `name` is the view's identifying field. */
export function queryDocument(result: Json, base: { readonly root: string; readonly name?: string }): Document {
  if (Array.isArray(result)) return result.every(isRow) ? recordList(result, base) : itemList(result, base);
  return isRow(result) ? oneObject(result, base) : valueDocument(result, base.root);
}

function recordList(rows: readonly Row[], base: { readonly root: string; readonly name?: string }): Document {
  const keys = keysOf(rows);
  const columns = columnsOf(keys, { essential: keys }, {}, rows);
  const name = nameAmong(keys, base.name);
  return { ...plain(base.root), kind: 'list', pages: onePage(rows), columns, every: columns, name };
}

function itemList(data: readonly Json[], { root }: { readonly root: string }): Document {
  const items = data.every(Array.isArray) ? 'lists' : 'scalars';
  const rows = data.map(
    (item): Row => Object.fromEntries<Json>((items === 'lists' ? (item as Json[]) : [item]).entries()),
  );
  const columns = columnsOf(keysOf(rows), {}, {}, rows);
  return {
    ...plain(root),
    kind: 'list',
    data: [...data],
    pages: onePage(rows),
    columns,
    every: columns,
    name: '0',
    items,
  };
}

function oneObject(data: Row, base: { readonly root: string; readonly name?: string }): Document {
  const keys = Object.keys(data);
  const fields = columnsOf(keys, {}, {}, [data]);
  return { ...plain(base.root), kind: 'object', data, fields, every: fields, name: nameAmong(keys, base.name) };
}

const plain = (root: string): Omit<Document, 'kind'> => valueDocument(null, root);

const nameAmong = (keys: readonly string[], name: string | undefined): string =>
  name !== undefined && keys.includes(name) ? name : (keys[0] ?? '');

const isRow = (value: Json): value is Row => value !== null && typeof value === 'object' && !Array.isArray(value);
