import type * as jmespath from '../../vendor/jmespath.ts';
import type { Json, Row } from '../../core/shape.ts';
import { valueDocument } from '../build.ts';
import { columnsOf, keysOf } from '../table/columns.ts';
import type { Document } from '../document.ts';
import { onePage } from '../pages.ts';
import { lend } from './query-numbers.ts';
import { violationIn } from './query-violation.ts';
import { safeText } from '../../core/text/safe-text.ts';

/** `Running` between backticks is taken as text, as in other command lines of this kind. */
const OPTIONS = { enable_legacy_literals: true };

/**
 * A JMESPath expression, ready to be applied. A bad one is refused here, with a message that ends a sentence starting
 * with `--query`; so does the message of what the function throws where the expression does not fit the data.
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
  if (violation !== undefined) throw new Error(`is not a JMESPath expression: ${violation}`);
  const node = compile(expression);
  sortByValue(library);
  return (data) => {
    const lent = lend(data);
    return lent.restore(applied(() => library.TreeInterpreter.search(node, lent.data as jmespath.JSONValue)));
  };
}

/** A function counts its arguments before it looks at them. */
function arityViolation(call: () => unknown): string | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    return message.startsWith('Invalid arity: ') ? message.slice('Invalid arity: '.length) : undefined;
  }
}

function applied(search: () => unknown): unknown {
  try {
    return search();
  } catch (error) {
    throw new Error(`does not fit the data: ${safeText((error as Error).message)}`, { cause: error });
  }
}

type Library = typeof jmespath;

/** The library sorts numbers as if they were words: 10 before 9. */
function sortByValue({ registerFunction, TYPE_ARRAY_NUMBER, TYPE_ARRAY_STRING }: Library): void {
  const ascending = ([values]: [(string | number)[]]) => [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const types = [TYPE_ARRAY_STRING, TYPE_ARRAY_NUMBER];
  registerFunction('sort', ascending as Parameters<typeof registerFunction>[1], [{ types }], { override: true });
}

/** A query's result as a document: records, other lists, an object, a scalar. `name` is the view's, where it is known. */
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
