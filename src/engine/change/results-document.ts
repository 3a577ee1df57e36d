/** The document of a change's results: rows, columns and tones. Results are counted in results.ts. */
import type { Results } from '../../core/command.ts';
import type { Operation } from '../../core/operation.ts';
import type { Plan } from '../../core/plan.ts';
import type { Json, Row } from '../../core/shape.ts';
import type { ListView, Tone } from '../../core/view.ts';
import { listDocument, objectDocument } from '../../output/build.ts';
import type { Document, Format } from '../../output/document.ts';
import type { ChangeContext, CommandContext } from '../command-context.ts';
import { nameOf, type Result, resultRow } from './results.ts';

/**
 * The results of a change as rows. In a plan of several operations each row has the fields of all, null if its own
 * operation has no such field; the cells that distinguish operations and targets come first.
 */
export async function resultsDocument(run: ChangeContext, plan: Plan, results: readonly Result[]): Promise<Document> {
  const { operation, command } = run.bound;
  const answers = operationsOf(run, plan).map(({ answer }) => answer);
  const moreFields = union(answers.map(({ fields }) => Object.keys(fields)));
  const orders = union(answers.map(({ order }) => (order === undefined ? [] : [order])));
  const names = union(results.map((result) => Object.keys(result.names)));
  const leading = union([...results.map(({ cells = {} }) => Object.keys(cells)), names]);
  const view: ListView = {
    kind: 'list',
    columns: [...leading, 'Result', ...orders],
    name: command.results.identity ?? names[0] ?? orders[0] ?? '',
    ...(command.results.typed === undefined ? {} : { typed: command.results.typed }),
    essential: [...leading, 'Result', ...orders],
    freeText: [],
    tones: { Result: resultTone },
  };
  const source = { view, shape: undefined, root: `${operation.action}Response`, path: [], chosen: run.options.columns };
  const rowOf = (result: Result): Row => {
    const named: Row = { ...result.cells, ...result.names };
    const all = Object.fromEntries(leading.map((field): [string, Json] => [field, named[field] ?? null]));
    return withTypedName(run, view, resultRow({ ...result, names: all }, moreFields, run.log.redact), result);
  };
  const [first] = results;
  const asObject =
    command.results.kind !== 'array' &&
    first !== undefined &&
    (run.options.queried || OBJECT_FORMATS.includes(run.options.format));
  return asObject
    ? objectDocument({ ...source, view: { ...view, kind: 'object' }, data: rowOf(first) })
    : listDocument({ ...source, pages: pagesOf(results, rowOf, run) });
}

/** The tone of a result; `unchanged` has none. */
const TONES: Readonly<Record<string, Tone>> = {
  created: 'good',
  deleted: 'good',
  changed: 'good',
  failed: 'bad',
  unknown: 'bad',
  'not-attempted': 'warning',
};
const resultTone = (result: Json): Tone | undefined => TONES[String(result)];

/** The operations of a plan, in its order; the command's own if the plan is empty. */
function operationsOf({ bound }: ChangeContext, { steps }: Plan): Operation[] {
  const all = new Set(steps.map(({ operation = bound.operation }) => operation));
  return all.size === 0 ? [bound.operation] : [...all];
}

/** Each word once, in the order of first occurrence. */
const union = (lists: readonly (readonly string[])[]): string[] => {
  const all = new Set<string>();
  for (const list of lists) for (const word of list) all.add(word);
  return [...all];
};

/** For `-o name`: the row with the name to type, which is the one that the service lists. */
function withTypedName({ bound, options }: ChangeContext, { name }: ListView, row: Row, result: Result): Row {
  if (options.format !== 'name' || options.queried) return row;
  const word =
    result.cells === undefined ? ownName(bound.command.results, row, result) : foreignName(row[name], result);
  return word === undefined ? row : { ...row, [name]: word };
}

const ownName = ({ typedName, names }: Results, row: Row, { listedAs }: Result): string | undefined =>
  typedName?.(row) ?? (names.length === 1 ? listedAs : undefined);

/** A result of another operation may lack the field that names the command's own. */
const foreignName = (own: Json | undefined, { names, listedAs }: Result): string | undefined =>
  listedAs ?? ((own ?? null) === null ? nameOf(names) : undefined);

const PAGE = 1000;

/** Results as pages of rows, converted as they are printed. */
async function* pagesOf(
  results: readonly Result[],
  rowOf: (result: Result) => Row,
  { context }: CommandContext,
): AsyncGenerator<Row[]> {
  for (let at = 0; at < results.length; at += PAGE) {
    yield results.slice(at, at + PAGE).map(rowOf);
    if (results.length > PAGE) await context.compact();
  }
}

/** Formats that show one change as an object; the others show it as a row. */
const OBJECT_FORMATS: readonly Format[] = ['json', 'yaml', 'xml'];
