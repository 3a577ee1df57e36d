/** Reads several targets, one after the other, with cells that name the target of each row. */
import { dataShape } from '../../core/answer.ts';
import type { Step, Unread } from '../../core/plan.ts';
import type { Operation } from '../../core/operation.ts';
import type { Fields, Row } from '../../core/shape.ts';
import type { ListView } from '../../core/view.ts';
import { recordFields } from '../../output/table/columns.ts';
import { withoutRepeats } from '../../client/pagination/ranges.ts';
import { byPlace, tellingApart } from '../change/step-context.ts';
import type { ReadContext } from '../command-context.ts';
import { namedPages } from '../not-found.ts';
import { throwUnlessPartly } from './unread.ts';

/** Rows in pages, as they are read. */
export type Pages = AsyncIterable<readonly Row[]>;
/** Pages of one step, read at its target: `own` is the context of the step. */
export type StepPages = (own: ReadContext, step: Step) => Pages;
/** Pages of all steps of one target; failed reads are added to `unread`. */
export type PlacePages = (own: ReadContext, steps: readonly Step[], unread: Unread[]) => Pages;

/**
 * Pages of the steps of a plan, target by target in its order. Rows of several targets have cells that name theirs; if
 * one target cannot be read, the others are, and it is added to `unread`. Throws Failure if none can be read.
 */
export async function* placePages(
  run: ReadContext,
  steps: readonly Step[],
  unread: Unread[],
  pagesOf: PlacePages,
): AsyncGenerator<readonly Row[]> {
  const cellsOf = tellingApart(run, { steps });
  const places = byPlace(run, steps);
  const vain: Unread[] = [];
  for (const { own, steps: there } of places) {
    const cells = cellsOf(there[0] ?? {});
    const place = cells === undefined ? undefined : Object.values(cells).join(', ');
    const parts: Unread[] = [];
    const pages = own === run ? pagesOf(run, there, parts) : namedSteps(own, there, pagesOf(own, there, parts));
    if (cells === undefined || place === undefined) yield* pages;
    else
      try {
        for await (const page of pages) yield page.map((row) => withCells(row, cells));
      } catch (error) {
        vain.push({ name: place, error });
        throwUnlessPartly({ unread: vain, asked: places.length }, run);
        unread.push({ name: place, error });
      }
    unread.push(...parts.map((part) => (place === undefined ? part : { ...part, name: `${part.name} (${place})` })));
  }
}

/** Suggests names from the listings of the same target if something is not found. */
const namedSteps = (own: ReadContext, steps: readonly Step[], pages: Pages): Pages =>
  namedPages(own, { ...own.input, ...steps[0]?.input }, pages);

/** Pages of one target, step by step, each row once. */
export const oneByOne =
  (pagesOf: StepPages): PlacePages =>
  (own, steps) => {
    const pages = (async function* () {
      for (const step of steps) yield* pagesOf(own, step);
    })();
    return own.bound.operation.paging?.style === 'range' ? withoutRepeats(pages) : pages;
  };

/** The row with the cells that it lacks. */
function withCells(row: Row, cells: Row): Row {
  const missing = Object.entries(cells).filter(([field]) => (row[field] ?? null) === null);
  return { ...cells, ...row, ...Object.fromEntries(missing) };
}

/**
 * A view with the columns that name the target of a row, and the fields of all operations that the command reads with.
 */
export function viewOfPlaces(run: ReadContext, steps: readonly Step[], view: ListView): ListView {
  const apart = Object.keys(tellingApart(run, { steps })(steps[0] ?? {}) ?? {});
  if (apart.length === 0) return view;
  const fields: Fields = Object.fromEntries(apart.map((field) => [field, 'text']));
  const documented = operationsOf(run, steps).map(({ answer }) => recordFields(dataShape(answer)));
  return {
    ...view,
    columns: [...apart, ...view.columns.filter((name) => !apart.includes(name))],
    extraFields: { ...fields, ...Object.fromEntries(documented.flatMap(Object.entries)), ...view.extraFields },
  };
}

/** The operations that a command reads with, without duplicates. */
export const operationsOf = ({ bound }: ReadContext, steps: readonly Step[]): Operation[] => [
  ...new Set(steps.map(({ operation = bound.operation }) => operation)),
];
