import type { Operation, Paging, Values } from '../../core/operation.ts';
import { t } from '../../core/text/texts.ts';
import { toJson } from '../../core/text/json.ts';
import type { Row } from '../../core/shape.ts';
import { wholeLong, wholeNumber } from '../../core/text/whole-number.ts';
import { EXIT, Failure } from '../../errors/failure.ts';
import { byRange } from './ranges.ts';
import { type Fetch, rowsOf, unreadable } from '../rows.ts';

/** Pages of one list; an end that does not come is no end. The longest lists (a month of points) have about 2,000. */
const MOST_PAGES = 10_000;

/** Pages without a record that may follow each other: a filter may leave some empty. */
const MOST_EMPTY = 100;

/**
 * The records of a list, page by page as they arrive. It goes by what comes back, since the service may cap a page.
 * One page alone where the input names one. Throws Failure, exit 9, where an answer is not the service's, where the
 * pages do not come to an end, and where fewer records came than the smallest total that the pages named.
 */
export async function* pages(operation: Operation, input: Values, fetch: Fetch): AsyncGenerator<Row[]> {
  const { paging } = operation;
  if (paging === undefined) yield rowsOf(operation, await fetch(input));
  else if (asksForOne(paging, input)) yield rowsOf(operation, await fetch(input), false);
  else if (paging.style === 'token') yield* byToken(operation, paging, input, fetch);
  else if (paging.style === 'range') yield* byRange(operation, paging, input, fetch);
  else yield* byPage(operation, paging, input, fetch);
}

function asksForOne(paging: Paging, input: Values): boolean {
  return paging.style === 'page' && (input[paging.page] !== undefined || input[paging.size] !== undefined);
}

async function* byToken(
  operation: Operation,
  paging: Extract<Paging, { style: 'token' }>,
  input: Values,
  fetch: Fetch,
): AsyncGenerator<Row[]> {
  const seen = newSeen(operation);
  const tokens = new Set<string>();
  for (let token: string | undefined; ; ) {
    const body = await fetch(token === undefined ? input : { ...input, [paging.token]: token });
    const rows = rowsOf(operation, body);
    const next = tokenIn(operation, paging.token, body);
    if (next !== undefined && tokens.has(next)) throw goesInCircles(operation, `the token ${next} came twice`);
    if (seen.repeats(rows) && next !== undefined) throw seen.failure();
    yield rows;
    if (next === undefined) return;
    tokens.add(next);
    token = next;
  }
}

/** The token of the next page; undefined on the last. Throws Failure where it is no token. */
function tokenIn(operation: Operation, name: string, body: Row): string | undefined {
  const token = body[name] ?? '';
  if (typeof token !== 'string' && wholeLong(token) === undefined)
    throw unreadable(operation, t('the answer holds no text at {place}', { place: name }));
  return token === '' ? undefined : String(token);
}

/** The pages so far. */
interface Seen {
  /** Notes a page; true where it has come before. Throws Failure where there are too many. */
  repeats(rows: readonly Row[]): boolean;
  failure(): Failure;
}

function newSeen(operation: Operation): Seen {
  const ends = new Set<string>();
  let [count, empty] = [0, 0];
  return {
    repeats: (rows) => {
      count++;
      empty = rows.length === 0 ? empty + 1 : 0;
      if (empty > MOST_EMPTY) throw goesInCircles(operation, `${MOST_EMPTY} pages in a row hold no record`);
      if (count > MOST_PAGES) throw goesInCircles(operation, `it has more than ${MOST_PAGES} pages`);
      if (rows.length === 0) return false;
      const own = toJson([rows[0] ?? null, rows[rows.length - 1] ?? null, rows.length]);
      const known = ends.has(own);
      ends.add(own);
      return known;
    },
    failure: () => goesInCircles(operation, `page ${count} has come before`),
  };
}

type Numbered = Extract<Paging, { style: 'page' }>;

async function* byPage(operation: Operation, paging: Numbered, input: Values, fetch: Fetch): AsyncGenerator<Row[]> {
  if (paging.optional === true) {
    const body = await fetch(input);
    const rows = rowsOf(operation, body);
    if ((totalIn(operation, paging, body) ?? 0) <= rows.length) {
      yield rows;
      return;
    }
  }
  const fetchPage = (page: number): Promise<Row> =>
    ahead(fetch({ ...input, [paging.page]: page, [paging.size]: paging.ask }));
  const seen = newSeen(operation);
  let got = 0;
  let least: number | undefined;
  let coming = fetchPage(1);
  for (let page = 1; ; page++) {
    const body = await coming;
    const rows = rowsOf(operation, body);
    const total = totalIn(operation, paging, body);
    if (seen.repeats(rows)) {
      // Without a total a service that knows no pages sends its one list again.
      if ((total ?? 0) > 0) throw seen.failure();
      return void checkWhole(operation, got, least);
    }
    got += rows.length;
    least = least === undefined ? total : Math.min(least, total ?? least);
    const last = rows.length === 0 || isLast(total, got);
    // The next page is on its way while this one is printed.
    if (!last) coming = fetchPage(page + 1);
    yield rows;
    if (last) return void checkWhole(operation, got, least);
  }
}

/** A promise whose failure is seen when it is awaited, and is no one's business when it is not. */
function ahead<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** By the total where there is one; else only a page without records, or one that has come before, is the end. */
function isLast(total: number | undefined, got: number): boolean {
  return total !== undefined && total > 0 && got >= total;
}

/** Undefined where the service does not say. Throws Failure where what it says is no number of records. */
function totalIn(operation: Operation, { total }: Pick<Numbered, 'total'>, body: Row): number | undefined {
  const said = body[total] ?? '';
  const read = wholeNumber(said);
  if (said !== '' && read === undefined)
    throw unreadable(operation, t('the answer holds no whole number at {place}', { place: total }));
  return read;
}

/** A list may become shorter while it is read, but no page said that it is as short as this. Throws Failure. */
function checkWhole({ action }: Operation, got: number, total: number | undefined): void {
  if (total === undefined || got >= total) return;
  throw new Failure({
    exitCode: EXIT.unreachable,
    code: 'IncompleteList',
    message: `${action}: the list is not whole: ${got} of ${total} records came`,
    action,
    hint: 'Run the command again; if it keeps failing, read single pages with --page where the command has it.',
    retryable: true,
  });
}

function goesInCircles(operation: Operation, what: string): Failure {
  return new Failure({
    exitCode: EXIT.unreachable,
    code: 'PagingLoop',
    message: `${operation.action}: the service does not come to an end: ${what}`,
    action: operation.action,
    hint: 'Read single pages with --page where the command has it.',
  });
}
