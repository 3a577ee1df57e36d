/** Reads the points of a time range, in halves where one response cannot have them all. */
import { toJson } from '../../core/text/json.ts';
import type { Operation, Paging, Values } from '../../core/operation.ts';
import type { Row } from '../../core/shape.ts';
import { wholeNumber } from '../../core/text/whole-number.ts';
import { t } from '../../core/text/texts.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { type Fetch, rowsOf } from '../rows.ts';

type Range = Extract<Paging, { style: 'range' }>;

/** Seconds of a point where nothing names them: the product's default. */
const PERIOD = 60;

/**
 * The points of a time range, for operations without pages. A response with the maximum number of points may be
 * incomplete, so its range is read again in halves, down to a single period. Throws Failure (exit 1) if a single
 * period has the maximum number: the rest cannot be read.
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

/** The rows without repeated ones: where two ranges meet, the service may return the same point in both. */
export async function* withoutRepeats(pages: AsyncIterable<readonly Row[]>): AsyncGenerator<readonly Row[]> {
  const seen = new Set<string>();
  for await (const page of pages) {
    const before = new Set(seen);
    for (const row of page) seen.add(toJson(row));
    yield before.size === 0 ? page : page.filter((row) => !before.has(toJson(row)));
  }
}

/** The maximum number of points in one response. */
export const mostOf = ({ size, most }: Range, input: Values): number => wholeNumber(input[size]) ?? most;

/** Epoch milliseconds within the range, whole periods after its start; undefined if it has at most one period. */
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
    message: t('{action}: one request returns {points} points, and the time range may contain more', {
      action,
      points,
    }),
    action,
    hint: t(
      'Increase the points per request with --length (at most 1440), or narrow the time range or the dimensions.',
    ),
  });
}
