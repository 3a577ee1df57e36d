import { toJson } from '../../core/text/json.ts';
import type { Operation, Paging, Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { wholeNumber } from '../../core/text/whole-number.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { type Fetch, rowsOf } from '../rows.ts';

type Range = Extract<Paging, { style: 'range' }>;

/** Seconds of a point where nothing names them: what the product reports by. */
const PERIOD = 60;

/**
 * Points of a time range of an operation without pages. An answer with as many points as one request gives may have
 * been cut, so that its range is read again in halves, down to a single period. Throws Failure where even one period
 * has that many: what it lacks cannot be read.
 */
export async function* byRange(
  operation: Operation,
  paging: Range,
  input: Values,
  fetch: Fetch,
): AsyncGenerator<Row[]> {
  const body = await fetch(input);
  const rows = rowsOf(operation, body);
  if (rows.length < mostOf(paging, input)) {
    yield rows;
    return;
  }
  const middle = middleOf(paging, input, body);
  if (middle === undefined) throw cut(operation, rows.length);
  for (const half of [{ [paging.end]: middle }, { [paging.start]: middle }])
    yield* byRange(operation, paging, { ...input, ...half }, fetch);
}

/** Rows without those that came before: where two ranges meet, the service may give the same point in both. */
export async function* withoutRepeats(pages: AsyncIterable<readonly Row[]>): AsyncGenerator<readonly Row[]> {
  const seen = new Set<string>();
  for await (const page of pages) {
    const before = new Set(seen);
    for (const row of page) seen.add(toJson(row));
    yield before.size === 0 ? page : page.filter((row) => !before.has(toJson(row)));
  }
}

/** Points that one request gives. */
export const mostOf = ({ size, most }: Range, input: Values): number => wholeNumber(input[size]) ?? most;

/** Epoch milliseconds within the range, whole periods after its start; undefined where it is one period or none. */
function middleOf({ start, end, period }: Range, input: Values, body: Row): number | undefined {
  const [from, to] = [wholeNumber(input[start]), wholeNumber(input[end])];
  if (from === undefined || to === undefined) return undefined;
  const step = 1000 * (wholeNumber(body[period], { min: 1 }) ?? wholeNumber(input[period], { min: 1 }) ?? PERIOD);
  const periods = Math.floor((to - from) / step / 2);
  return periods < 1 ? undefined : from + periods * step;
}

function cut({ action }: Operation, points: number): Failure {
  return new Failure({
    exitCode: EXIT.refused,
    code: 'TooManyPoints',
    message: `${action}: one request gives ${points} points, and there may be more in the range`,
    action,
    hint: 'Ask for more points a request with --length (1440 at most), or narrow the range or the dimensions.',
  });
}
